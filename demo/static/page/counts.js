/** How many people are what, for the legend: one pass over the people of a world. */

import { ISOLATED, styleOf } from "../frames.js";

/** @returns {number[]} people of each attachment style */
export function countStyles(world) {
  const counts = [0, 0, 0, 0];
  for (const marks of world.marks) counts[styleOf(marks)] += 1;
  return counts;
}

/** @returns {number[]} people in the lower, middle and upper third of an amount's range */
export function countThirds(amounts) {
  const counts = [0, 0, 0];
  for (const amount of amounts) counts[amount < 85 ? 0 : amount < 170 ? 1 : 2] += 1;
  return counts;
}

/** @returns {number} people with a mark */
export function countMarked(world, mark = ISOLATED) {
  let count = 0;
  for (const marks of world.marks) if (marks & mark) count += 1;
  return count;
}
