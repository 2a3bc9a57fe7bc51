/**
 * Where everybody is at home in the picture: neighbourhoods as discs on a sunflower, homes as a
 * smaller sunflower within, and those who live together in a small ring.
 */

/** The room one person takes up, in the units of the picture. */
export const SPACING = 10;

const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));
const DARK_GAP = 1.12;
const SPREADING_STEPS = 160;

/**
 * @typedef {{x: number, y: number, radius: number, people: number}} Centre
 * @typedef {{x: Float32Array, y: Float32Array, centres: Centre[], radius: number}} Anchors
 */

/** Rows by group number, groups in order of their number. */
function grouped(rows, groups) {
  const found = new Map();
  for (const row of rows) {
    const members = found.get(groups[row]);
    if (members) members.push(row);
    else found.set(groups[row], [row]);
  }
  return [...found.entries()].sort((a, b) => a[0] - b[0]).map((entry) => entry[1]);
}

/** Places on a sunflower for parts of these sizes: near the middle first, equal room for each. */
function sunflower(sizes, radius) {
  const whole = sizes.reduce((sum, size) => sum + size, 0);
  let before = 0;
  return sizes.map((size, k) => {
    const distance = sizes.length === 1 ? 0 : radius * Math.sqrt((before + size / 2) / whole);
    before += size;
    return { x: distance * Math.cos(k * GOLDEN_ANGLE), y: distance * Math.sin(k * GOLDEN_ANGLE) };
  });
}

/** Push discs apart until none overlap, drawing them together meanwhile. */
function spread(centres) {
  for (let step = 0; step < SPREADING_STEPS; step += 1) {
    for (const centre of centres) {
      centre.x *= 0.99;
      centre.y *= 0.99;
    }
    for (let a = 0; a < centres.length; a += 1) {
      for (let b = a + 1; b < centres.length; b += 1) {
        const [one, other] = [centres[a], centres[b]];
        const dx = other.x - one.x;
        const dy = other.y - one.y;
        const distance = Math.hypot(dx, dy) || 1e-6;
        const overlap = DARK_GAP * (one.radius + other.radius) - distance;
        if (overlap <= 0) continue;
        const push = overlap / 2 / distance;
        one.x -= dx * push;
        one.y -= dy * push;
        other.x += dx * push;
        other.y += dy * push;
      }
    }
  }
}

/**
 * @param {ArrayLike<number>} homes neighbourhood of each row
 * @param {ArrayLike<number>} households household of each row
 * @returns {Anchors}
 */
export function anchorPeople(homes, households) {
  const people = homes.length;
  const x = new Float32Array(people);
  const y = new Float32Array(people);
  const neighbourhoods = grouped(Array.from({ length: people }, (_, row) => row), homes);
  const sizes = neighbourhoods.map((rows) => rows.length);
  const reach = SPACING * Math.sqrt(people / Math.PI) * DARK_GAP;
  const centres = sunflower(sizes, reach).map((place, k) => ({
    ...place,
    radius: SPACING * Math.sqrt(sizes[k] / Math.PI),
    people: sizes[k],
  }));
  spread(centres);
  neighbourhoods.forEach((rows, k) => {
    const homesHere = grouped(rows, households);
    const places = sunflower(homesHere.map((members) => members.length), centres[k].radius);
    homesHere.forEach((members, h) => {
      const ring = members.length === 1 ? 0 : (0.3 * SPACING) / Math.sin(Math.PI / members.length);
      members.forEach((row, m) => {
        const angle = (2 * Math.PI * m) / members.length + h;
        x[row] = centres[k].x + places[h].x + ring * Math.cos(angle);
        y[row] = centres[k].y + places[h].y + ring * Math.sin(angle);
      });
    });
  });
  const radius = centres.reduce(
    (far, centre) => Math.max(far, Math.hypot(centre.x, centre.y) + centre.radius),
    SPACING,
  );
  return { x, y, centres, radius: radius + SPACING };
}
