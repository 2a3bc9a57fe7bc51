/**
 * Ties as fine lines, gathered into few strokes: by kind, and by whether they are close or loose.
 *
 * Lines stay at most one device pixel wide, because wider ones are several times slower to draw
 * without a graphics card; how close two people are is told by how clear their line is. Where there
 * are more ties than the eye can hold, the loosest are left out until one looks nearer.
 */

import { FROM_HELP, KIN, ONLINE } from "../frames.js";

/** From this closeness on a line is clearer, and clearer again. */
const CLEARER = [0.28, 0.48];
const CLARITIES = [0.45, 1, 1.9];
const LEVELS = CLARITIES.length;
const MOST_LINES = 2800;
const MOST_DASHES = 7;
/** Lines between constellations are fainter than those within. */
const BETWEEN = 0.27;
const STEPS = 64;
const FRIEND = 0;
const IS_KIN = 1;
const IS_ONLINE = 2;
const IS_HELP = 3;
const KINDS = 4;

/** Which of the four lines a tie is drawn as. */
export function lineOf(kind) {
  if (kind & FROM_HELP) return IS_HELP;
  if (kind & KIN) return IS_KIN;
  return kind & ONLINE ? IS_ONLINE : FRIEND;
}

/** The colour of each line. */
export function lineColours(colours) {
  const found = [];
  found[FRIEND] = colours.friend;
  found[IS_KIN] = colours.kin;
  found[IS_ONLINE] = colours.online;
  found[IS_HELP] = colours.help;
  return found;
}

/** Kin are dashed, so that they are told apart without colour. */
export const dashOf = (line) => (line === IS_KIN ? [3, 2.5] : []);

/**
 * Put a dashed line in a path. Dashes of the canvas cost more than all else together where there
 * are many, so long lines have long dashes instead of many.
 */
function dashedLine(path, ax, ay, bx, by) {
  const length = Math.hypot(bx - ax, by - ay);
  const dashes = Math.min(MOST_DASHES, Math.max(2, Math.round(length / 9)));
  const [stepX, stepY] = [(bx - ax) / (dashes - 0.4), (by - ay) / (dashes - 0.4)];
  for (let k = 0; k < dashes; k += 1) {
    path.moveTo(ax + k * stepX, ay + k * stepY);
    path.lineTo(ax + (k + 0.6) * stepX, ay + (k + 0.6) * stepY);
  }
}

/** How much a tie counts for what is drawn: those within a constellation come first. */
const weightOf = (closeness, near) => (near ? closeness : 0.5 * closeness);

/** How clear lines are: the more there are for the room they have, the fainter. */
function clarity(count, panel) {
  const room = (panel.width * panel.height) / 380;
  return Math.min(0.62, Math.max(0.2, 0.42 * Math.sqrt(room / Math.max(1, count))));
}

/** Whether a line from one place to another lies outside the panel for sure. */
function outside(ax, ay, bx, by, { width, height }) {
  return (
    (ax < 0 && bx < 0) || (ay < 0 && by < 0) || (ax > width && bx > width) ||
    (ay > height && by > height)
  );
}

/** The slots of the ties to draw, the closest when there are too many; and how many there are. */
function chosenTies(scene, { world, panel, x, y, group }) {
  const { ties } = scene;
  const bit = 1 << world;
  const both = (1 << ties.worlds) - 1;
  const closeness = ties.closeness[world];
  const counts = new Int32Array(STEPS + 1);
  const slots = new Int32Array(ties.count);
  let count = 0;
  for (let slot = 0; slot < ties.count; slot += 1) {
    const here = ties.here[slot];
    if (!(here & bit) || (scene.differencesOnly && here === both)) continue;
    const [a, b] = [ties.i[slot], ties.j[slot]];
    if (outside(x[a], y[a], x[b], y[b], panel)) continue;
    counts[Math.floor(weightOf(closeness[slot], group[a] === group[b]) * STEPS)] += 1;
    slots[count] = slot;
    count += 1;
  }
  let least = STEPS + 1;
  for (let sum = 0; least > 0 && sum + counts[least - 1] <= MOST_LINES; least -= 1) {
    sum += counts[least - 1];
  }
  const chosen = slots.subarray(0, count);
  if (least === 0) return chosen;
  return chosen.filter((slot) => {
    const near = group[ties.i[slot]] === group[ties.j[slot]];
    return weightOf(closeness[slot], near) * STEPS >= least;
  });
}

/**
 * Draw one world's ties.
 *
 * @param {CanvasRenderingContext2D} context already moved to the panel
 * @param {import("./scene.js").Scene} scene
 * @param {{world: number, panel: import("./camera.js").Panel, x: Float32Array, y: Float32Array,
 *   group: Int32Array, theme: object, ratio: number, zoom: number, faint: number}} how
 * @returns {number} ties drawn
 */
export function drawTies(context, scene, how) {
  const { world, panel, x, y, theme, ratio, zoom, faint, group } = how;
  const { ties } = scene;
  const slots = chosenTies(scene, how);
  const paths = Array.from({ length: 2 * LEVELS * KINDS }, () => null);
  for (const slot of slots) {
    const [a, b] = [ties.i[slot], ties.j[slot]];
    const closeness = ties.closeness[world][slot];
    const level = closeness < CLEARER[0] ? 0 : closeness < CLEARER[1] ? 1 : 2;
    const far = group[a] === group[b] ? 0 : 1;
    const line = lineOf(ties.kind[world][slot]);
    const bin = 2 * (LEVELS * line + level) + far;
    const path = (paths[bin] ??= new Path2D());
    if (line === IS_KIN) {
      dashedLine(path, x[a], y[a], x[b], y[b]);
    } else {
      path.moveTo(x[a], y[a]);
      path.lineTo(x[b], y[b]);
    }
  }
  const clear = scene.differencesOnly ? 0.7 : clarity(slots.length, panel) * zoom ** 0.3;
  const strokes = lineColours(theme);
  const few = scene.differencesOnly && slots.length < 600;
  context.lineWidth = few ? 1.4 : 1 / ratio;
  paths.forEach((path, bin) => {
    if (!path) return;
    const line = Math.floor(bin / (2 * LEVELS));
    const level = CLARITIES[(bin >> 1) % LEVELS];
    const distance = bin & 1 ? BETWEEN : 1;
    context.globalAlpha = few ? 0.8 * faint : Math.min(0.9, faint * clear * level * distance);
    context.strokeStyle = strokes[line];
    context.stroke(path);
  });
  context.globalAlpha = 1;
  return slots.length;
}
