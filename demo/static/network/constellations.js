/**
 * Constellations: households of one neighbourhood that are close, gathered into groups of a size
 * the eye can hold.
 *
 * The strongest bonds between households are taken first, and join their groups as long as these do
 * not grow too large; whoever is then left in a group of a few goes where most of their closeness
 * lies. Nothing is drawn by chance, so the same ties give the same sky.
 */

const FEW = 6;
const OVERFULL = 1.5;

/** How many people a constellation may hold. */
const mostOf = (people) => Math.min(60, Math.max(24, people / 14));

/** Closeness counts squared: a few close bonds outweigh many loose ones. */
const weightOf = (closeness) => closeness * closeness;

/** Groups that merge. */
class Merging {
  constructor(sizes) {
    this.size = Float64Array.from(sizes);
    this.parent = Int32Array.from(sizes, (_, k) => k);
  }

  rootOf(k) {
    while (this.parent[k] !== k) {
      this.parent[k] = this.parent[this.parent[k]];
      k = this.parent[k];
    }
    return k;
  }

  join(a, b, most) {
    const [one, other] = [this.rootOf(a), this.rootOf(b)];
    if (one === other || this.size[one] + this.size[other] > most) return;
    const [low, high] = [Math.min(one, other), Math.max(one, other)];
    this.parent[high] = low;
    this.size[low] += this.size[high];
  }
}

/**
 * Bonds between parts: `{a, b, weight}`, a below b, the strongest first.
 *
 * @param {ArrayLike<number>} partOf part of each row
 * @param {import("./ties.js").TieTable} ties
 * @param {(i: number, j: number) => boolean} counts whether a tie between these rows counts
 */
export function bondsBetween(partOf, ties, counts = () => true) {
  const weights = new Map();
  for (let slot = 0; slot < ties.count; slot += 1) {
    const [i, j] = [ties.i[slot], ties.j[slot]];
    const [a, b] = [Math.min(partOf[i], partOf[j]), Math.max(partOf[i], partOf[j])];
    if (a === b || !counts(i, j)) continue;
    const key = a * 65536 + b;
    weights.set(key, (weights.get(key) ?? 0) + weightOf(ties.closest(slot)));
  }
  return [...weights.entries()]
    .map(([key, weight]) => ({ a: Math.floor(key / 65536), b: key % 65536, weight }))
    .sort((one, other) => other.weight - one.weight || one.a - other.a || one.b - other.b);
}

/** Numbers 0, 1, 2 ... for whatever values there are, in the order they first appear. */
export function numbered(values) {
  const known = new Map();
  return Int32Array.from(values, (value) => {
    if (!known.has(value)) known.set(value, known.size);
    return known.get(value);
  });
}

/**
 * The constellation of each row, numbered from 0.
 *
 * @param {ArrayLike<number>} homes neighbourhood of each row
 * @param {ArrayLike<number>} households
 * @param {import("./ties.js").TieTable} ties
 * @returns {Int32Array}
 */
export function findConstellations(homes, households, ties) {
  const houseOf = numbered(Array.from(households, (house, row) => `${homes[row]} ${house}`));
  const sizes = new Array(houseOf.reduce((most, house) => Math.max(most, house + 1), 0)).fill(0);
  for (const house of houseOf) sizes[house] += 1;
  const bonds = bondsBetween(houseOf, ties, (i, j) => homes[i] === homes[j]);
  const merging = new Merging(sizes);
  const most = mostOf(homes.length);
  for (const { a, b } of bonds) merging.join(a, b, most);
  for (const { a, b } of bonds) {
    const few = Math.min(merging.size[merging.rootOf(a)], merging.size[merging.rootOf(b)]) < FEW;
    if (few) merging.join(a, b, OVERFULL * most);
  }
  return numbered(Array.from(houseOf, (house) => merging.rootOf(house)));
}
