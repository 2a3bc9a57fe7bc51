/** The legend under the picture, drawn with the picture's own shapes. */

import { legendOf, marksLegend, THEMES } from "../static/colours.js";
import { shapePath } from "../static/network/stars.js";

const SIZE = 18;
const SHARPNESS = 2;

/** A small canvas on the colour of the sky. */
function tile(theme, draw) {
  const canvas = document.createElement("canvas");
  canvas.width = SIZE * SHARPNESS;
  canvas.height = SIZE * SHARPNESS;
  canvas.setAttribute("aria-hidden", "true");
  const context = canvas.getContext("2d");
  context.scale(SHARPNESS, SHARPNESS);
  context.fillStyle = THEMES[theme].skyBottom;
  context.fillRect(0, 0, SIZE, SIZE);
  draw(context, SIZE / 2);
  return canvas;
}

function line(text, theme, draw) {
  const item = document.createElement("li");
  const words = document.createElement("span");
  words.textContent = text;
  item.append(tile(theme, draw), words);
  return item;
}

const person = ({ shape, colour }) => (context, middle) => {
  shapePath(context, shape, middle, middle, 5);
  context.fillStyle = colour;
  context.fill();
};

const mark = ({ mark: kind, colour }) => (context, middle) => {
  context.strokeStyle = colour;
  context.fillStyle = colour;
  context.lineWidth = kind === "glow" ? 3 : 1.5;
  context.beginPath();
  if (kind === "ring") {
    context.arc(middle, middle, 5.5, 0, 2 * Math.PI);
  } else if (kind === "sparkle") {
    for (let k = 0; k < 8; k += 1) {
      const [reach, angle] = [k % 2 ? 2 : 7.5, (Math.PI * k) / 4];
      context.lineTo(middle + reach * Math.sin(angle), middle - reach * Math.cos(angle));
    }
    context.fill();
    return;
  } else {
    context.setLineDash(kind === "dashes" ? [4, 2.5] : []);
    context.moveTo(2, SIZE - 4);
    context.lineTo(SIZE - 2, 4);
  }
  context.stroke();
};

/**
 * @param {HTMLElement} list
 * @param {import("../static/colours.js").Quality} quality
 * @param {import("../static/colours.js").Theme} theme
 */
export function showLegend(list, quality, theme) {
  const { title, kinds, ramp } = legendOf(quality, theme);
  const items = kinds.map((kind) => line(kind.label, theme, person(kind)));
  if (ramp) {
    const last = ramp.colours.length - 1;
    items.push(
      line(ramp.low, theme, person({ shape: "circle", colour: ramp.colours[0] })),
      line(ramp.high, theme, person({ shape: "circle", colour: ramp.colours[last] })),
    );
  }
  list.setAttribute("aria-label", title);
  items.push(...marksLegend(theme).map((one) => line(one.label, theme, mark(one))));
  list.replaceChildren(...items);
}
