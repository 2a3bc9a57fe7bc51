/**
 * Ties as fine lines, gathered into few strokes: by kind, and by whether they are close or loose.
 *
 * Lines stay at most one device pixel wide, because wider ones are several times slower to draw
 * without a graphics card; how close two people are is told by how clear their line is.
 */

import { FROM_HELP, KIN, ONLINE } from "../frames.js";

const CLOSE = 0.45;
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

/** How clear lines are: the more there are for the room they have, the fainter. */
function clarity(count, panel) {
  const room = (panel.width * panel.height) / 420;
  return Math.min(0.5, Math.max(0.1, 0.42 * Math.sqrt(room / Math.max(1, count))));
}

/**
 * Draw one world's ties.
 *
 * @param {CanvasRenderingContext2D} context already moved to the panel
 * @param {import("./scene.js").Scene} scene
 * @param {{world: number, panel: object, x: Float32Array, y: Float32Array, theme: object,
 *   ratio: number, zoom: number, faint: number}} how
 * @returns {number} ties drawn
 */
export function drawTies(context, scene, { world, panel, x, y, theme, ratio, zoom, faint }) {
  const { ties } = scene;
  const bit = 1 << world;
  const paths = Array.from({ length: 2 * KINDS }, () => new Path2D());
  const filled = new Int32Array(2 * KINDS);
  const both = (1 << ties.worlds) - 1;
  const [wide, high] = [panel.width, panel.height];
  let drawn = 0;
  for (let slot = 0; slot < ties.count; slot += 1) {
    const here = ties.here[slot];
    if (!(here & bit)) continue;
    if (scene.differencesOnly && here === both) continue;
    const [a, b] = [ties.i[slot], ties.j[slot]];
    const [ax, ay, bx, by] = [x[a], y[a], x[b], y[b]];
    if (zoom > 1 && ((ax < 0 && bx < 0) || (ay < 0 && by < 0) || (ax > wide && bx > wide) ||
        (ay > high && by > high))) continue;
    const bin = 2 * lineOf(ties.kind[world][slot]) + (ties.closeness[world][slot] >= CLOSE ? 1 : 0);
    paths[bin].moveTo(ax, ay);
    paths[bin].lineTo(bx, by);
    filled[bin] += 1;
    drawn += 1;
  }
  const clear = scene.differencesOnly
    ? 0.75
    : Math.min(0.75, clarity(drawn, panel) * zoom ** 0.5);
  const strokes = lineColours(theme);
  for (let bin = 0; bin < 2 * KINDS; bin += 1) {
    if (!filled[bin]) continue;
    const line = bin >> 1;
    context.globalAlpha = faint * clear * (bin & 1 ? 1 : 0.5) * (line === FRIEND ? 1 : 1.3);
    context.strokeStyle = strokes[line];
    context.lineWidth = 1 / ratio;
    context.setLineDash(dashOf(line));
    context.stroke(paths[bin]);
  }
  context.setLineDash([]);
  context.globalAlpha = 1;
  return drawn;
}
