/** The people of one world, and who among them is hovered or followed. */

import { IN_PROGRAMME, ISOLATED } from "../frames.js";
import { dashOf, lineColours, lineOf } from "./lines.js";

const ALIKE = 0.13;
/** How clear the others are while somebody is hovered. */
const ASIDE = 0.4;
const ARRIVAL_MS = 900;

/**
 * @param {CanvasRenderingContext2D} context in device pixels
 * @param {import("./scene.js").Scene} scene
 * @param {{world: number, panel: object, x: Float32Array, y: Float32Array, ratio: number,
 *   stars: import("./stars.js").Stars, now: number, motion: boolean,
 *   near: Set<number>|null}} how
 * @returns {boolean} whether somebody is still arriving
 */
export function drawPeople(context, scene, how) {
  const { world, panel, x, y, ratio, stars, now, motion, near } = how;
  const { columns, arrivedAt } = scene.worlds[world];
  const { half, looks } = stars;
  const [startX, startY] = [panel.x * ratio - half, panel.y * ratio - half];
  const marks = columns.marks;
  let arriving = false;
  const put = (picture, row) => {
    // Whole pixels: copying is then exact, and several times faster.
    context.drawImage(
      picture, Math.round(startX + x[row] * ratio), Math.round(startY + y[row] * ratio),
    );
  };
  for (let row = 0; row < scene.people; row += 1) {
    const [px, py] = [x[row], y[row]];
    if (px < -20 || py < -20 || px > panel.width + 20 || py > panel.height + 20) continue;
    let light = near && !near.has(row) ? ASIDE : 1;
    if (scene.differencesOnly && !scene.differs(row)) light *= ALIKE;
    const age = now - arrivedAt[row];
    if (motion && age < ARRIVAL_MS) {
      light *= 0.15 + (0.85 * age) / ARRIVAL_MS;
      arriving = true;
    }
    if (light !== 1) context.globalAlpha = light;
    if (marks[row] & IN_PROGRAMME) put(stars.sparkle, row);
    put(looks[scene.lookOf(world, row)], row);
    if (marks[row] & ISOLATED) put(stars.ring, row);
    if (light !== 1) context.globalAlpha = 1;
  }
  return arriving;
}

/** The rows of a person and of all they are tied to. */
export function circleOf({ ties }, world, row) {
  const found = new Set([row]);
  for (let slot = 0; slot < ties.count; slot += 1) {
    if (!(ties.here[slot] & (1 << world))) continue;
    if (ties.i[slot] === row) found.add(ties.j[slot]);
    if (ties.j[slot] === row) found.add(ties.i[slot]);
  }
  return found;
}

/** Draw one person's ties clearly, and a ring around the person. */
export function drawChosen(context, scene, { world, x, y, row, theme, radius, strong }) {
  if (row < 0) return;
  const { ties } = scene;
  const bit = 1 << world;
  const strokes = lineColours(theme);
  for (let slot = 0; slot < ties.count; slot += 1) {
    if (!(ties.here[slot] & bit)) continue;
    const [a, b] = [ties.i[slot], ties.j[slot]];
    if (a !== row && b !== row) continue;
    const other = a === row ? b : a;
    const line = lineOf(ties.kind[world][slot]);
    context.beginPath();
    context.moveTo(x[row], y[row]);
    context.lineTo(x[other], y[other]);
    context.globalAlpha = strong ? 0.95 : 0.45;
    context.strokeStyle = strokes[line];
    context.lineWidth = 0.8 + 1.4 * ties.closeness[world][slot];
    context.setLineDash(dashOf(line).map((part) => 1.6 * part));
    context.stroke();
  }
  context.setLineDash([]);
  context.globalAlpha = 1;
  context.strokeStyle = theme.chosen;
  context.lineWidth = strong ? 2 : 1.6;
  context.beginPath();
  context.arc(x[row], y[row], radius * 2 + 4, 0, 2 * Math.PI);
  context.stroke();
}

/** Write a name beside somebody, inside the panel, on a plate of the sky's colour. */
export function drawLabel(context, text, { x, y, panel, theme, radius }) {
  if (!text) return;
  context.font = "600 13px system-ui, sans-serif";
  context.textBaseline = "middle";
  const width = context.measureText(text).width + 12;
  const right = x + 2 * radius + 8;
  const left = right + width > panel.width - 4 ? x - 2 * radius - 8 - width : right;
  const top = Math.min(panel.height - 26, Math.max(4, y - 11));
  context.globalAlpha = 0.86;
  context.fillStyle = theme.skyTop;
  context.fillRect(left, top, width, 22);
  context.globalAlpha = 1;
  context.strokeStyle = theme.frame;
  context.lineWidth = 1;
  context.strokeRect(left + 0.5, top + 0.5, width - 1, 21);
  context.fillStyle = theme.text;
  context.fillText(text, left + 6, top + 11.5);
}
