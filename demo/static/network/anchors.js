/**
 * Where everybody is at home in the picture: neighbourhoods as regions on a sunflower, in each its
 * constellations, near those they are close to; in each of these its homes, and those who live
 * together in a small ring. It is settled once, by the ties of the first week.
 */

import { bondsBetween, findConstellations, numbered } from "./constellations.js";

/** The room one person takes up, in the units of the picture. */
export const SPACING = 10;

const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));
const DARK_GAP = 1.16;
const REGION_GAP = 1.3;
const SPREADING_STEPS = 240;
const PULL_HOME = 0.012;
const PULL_TOGETHER = 0.05;

/**
 * @typedef {{x: number, y: number, radius: number, people: number}} Disc
 * @typedef {{x: Float32Array, y: Float32Array, group: Int32Array, centres: Disc[],
 *   halfWidth: number, halfHeight: number}} Anchors
 */

/** Rows of each group, by group number. */
function membersOf(rows, groups) {
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

const discRadius = (people, gap = 1) => SPACING * gap * Math.sqrt(people / Math.PI);

/** Push discs apart where they overlap; the smaller gives way. */
function part(discs) {
  for (let a = 0; a < discs.length; a += 1) {
    for (let b = a + 1; b < discs.length; b += 1) {
      const [one, other] = [discs[a], discs[b]];
      const dx = other.x - one.x;
      const dy = other.y - one.y;
      const least = DARK_GAP * (one.radius + other.radius) + 0.3 * SPACING;
      if (Math.abs(dx) >= least || Math.abs(dy) >= least) continue;
      const distance = Math.hypot(dx, dy) || 1e-6;
      if (distance >= least) continue;
      const push = (0.8 * (least - distance)) / distance;
      const share = other.people / (one.people + other.people);
      one.x -= dx * push * share;
      one.y -= dy * push * share;
      other.x += dx * push * (1 - share);
      other.y += dy * push * (1 - share);
    }
  }
}

/** Let discs find their places: to their region, towards those bound to them, never overlapping. */
function spread(discs, regionOf, regions, bonds) {
  const bound = new Float64Array(discs.length).fill(1e-9);
  for (const { a, b, weight } of bonds) {
    bound[a] += weight;
    bound[b] += weight;
  }
  for (let step = 0; step < SPREADING_STEPS; step += 1) {
    // Pulls end before the last steps, which only part what still overlaps.
    const pull = Math.max(0, 1 - (1.25 * step) / SPREADING_STEPS);
    discs.forEach((disc, k) => {
      disc.x += (regions[regionOf[k]].x - disc.x) * PULL_HOME * pull;
      disc.y += (regions[regionOf[k]].y - disc.y) * PULL_HOME * pull;
    });
    for (const { a, b, weight } of bonds) {
      const dx = (discs[b].x - discs[a].x) * PULL_TOGETHER * pull * weight;
      const dy = (discs[b].y - discs[a].y) * PULL_TOGETHER * pull * weight;
      discs[a].x += dx / bound[a];
      discs[a].y += dy / bound[a];
      discs[b].x -= dx / bound[b];
      discs[b].y -= dy / bound[b];
    }
    part(discs);
  }
}

/** Put the people of one constellation around its centre, home by home. */
function placeHomes(rows, households, centre, x, y) {
  const homes = membersOf(rows, households).sort((a, b) => b.length - a.length || a[0] - b[0]);
  const places = sunflower(homes.map((members) => members.length), centre.radius);
  homes.forEach((members, h) => {
    const ring = members.length === 1 ? 0 : (0.36 * SPACING) / Math.sin(Math.PI / members.length);
    members.forEach((row, m) => {
      const angle = (2 * Math.PI * m) / members.length + h;
      x[row] = centre.x + places[h].x + ring * Math.cos(angle);
      y[row] = centre.y + places[h].y + ring * Math.sin(angle);
    });
  });
}

/** Move everything so that the middle of it is at 0, and return half its width and height. */
function centred(x, y, centres) {
  const half = [x, y].map((places, axis) => {
    let [low, high] = [Infinity, -Infinity];
    for (const place of places) {
      low = Math.min(low, place);
      high = Math.max(high, place);
    }
    const middle = (low + high) / 2;
    for (let row = 0; row < places.length; row += 1) places[row] -= middle;
    for (const centre of centres) centre[axis ? "y" : "x"] -= middle;
    return (high - low) / 2 + SPACING;
  });
  return { halfWidth: half[0], halfHeight: half[1] };
}

/**
 * @param {ArrayLike<number>} homes neighbourhood of each row
 * @param {ArrayLike<number>} households household of each row
 * @param {import("./ties.js").TieTable} ties
 * @returns {Anchors}
 */
export function anchorPeople(homes, households, ties) {
  const people = homes.length;
  const rows = Array.from({ length: people }, (_, row) => row);
  const x = new Float32Array(people);
  const y = new Float32Array(people);

  const region = numbered(homes);
  const regionSizes = membersOf(rows, region).map((members) => members.length);
  const reach = discRadius(people, REGION_GAP);
  const regions = sunflower(regionSizes, reach).map((place, k) => ({
    ...place,
    people: regionSizes[k],
    radius: discRadius(regionSizes[k], REGION_GAP),
  }));
  spread(regions, regions.map(() => 0), [{ x: 0, y: 0 }], bondsBetween(region, ties));

  const group = findConstellations(homes, households, ties);
  const members = membersOf(rows, group);
  const regionOf = members.map((some) => region[some[0]]);
  const centres = members.map((some) => ({ people: some.length, radius: discRadius(some.length) }));
  regions.forEach((area, r) => {
    const here = centres.map((_, g) => g).filter((g) => regionOf[g] === r);
    here.sort((a, b) => centres[b].people - centres[a].people || a - b);
    const places = sunflower(here.map((g) => centres[g].people), area.radius);
    here.forEach((g, k) => {
      centres[g].x = area.x + places[k].x;
      centres[g].y = area.y + places[k].y;
    });
  });
  spread(centres, regionOf, regions, bondsBetween(group, ties));
  members.forEach((some, g) => placeHomes(some, households, centres[g], x, y));
  return { x, y, group, centres, ...centred(x, y, centres) };
}
