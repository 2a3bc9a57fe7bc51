/** People as small ready-made pictures, which are many times faster to copy than to draw. */

import { lighter, looksOf, THEMES } from "../colours.js";
import { hiddenCanvas } from "./canvas.js";

/** Put a shape of about the same area for each kind in the path. */
export function shapePath(context, shape, x, y, radius) {
  context.beginPath();
  if (shape === "circle") {
    context.arc(x, y, radius, 0, 2 * Math.PI);
  } else if (shape === "square") {
    const half = radius * 0.89;
    context.rect(x - half, y - half, 2 * half, 2 * half);
  } else if (shape === "diamond") {
    const half = radius * 1.28;
    context.moveTo(x, y - half);
    context.lineTo(x + half, y);
    context.lineTo(x, y + half);
    context.lineTo(x - half, y);
    context.closePath();
  } else {
    const height = radius * 1.4;
    context.moveTo(x, y - height);
    context.lineTo(x + radius * 1.25, y + radius * 0.85);
    context.lineTo(x - radius * 1.25, y + radius * 0.85);
    context.closePath();
  }
}

/** A star of four points: somebody in a programme. */
function sparklePath(context, middle, long, short) {
  context.beginPath();
  for (let k = 0; k < 8; k += 1) {
    const reach = k % 2 ? short : long;
    const angle = (Math.PI * k) / 4;
    context.lineTo(middle + reach * Math.sin(angle), middle - reach * Math.cos(angle));
  }
  context.closePath();
}

/** A star is a little brighter at heart. */
function heart(context, colour, middle, size) {
  const light = context.createRadialGradient(middle, middle, 0, middle, middle, size);
  light.addColorStop(0, lighter(colour, 0.45));
  light.addColorStop(0.8, colour);
  return light;
}

/** The pictures for one quality, theme and size; all squares of the same width. */
export class Stars {
  constructor(quality, theme, radius, ratio) {
    this.radius = radius;
    const colours = THEMES[theme];
    const size = radius * ratio;
    this.width = 2 * Math.ceil(3.2 * size) + 1;
    this.half = (this.width - 1) / 2;
    this.looks = looksOf(quality, theme).map((look) => this.#person(look, size, colours, ratio));
    const ringWidth = Math.max(1, 0.3 * radius) * ratio;
    this.ring = this.#ring(1.75 * size + 0.75 * ratio, colours.ring, ringWidth);
    this.sparkle = this.#sparkle(size, colours);
  }

  #blank() {
    const canvas = hiddenCanvas(this.width, this.width);
    return [canvas, canvas.getContext("2d"), this.half + 0.5];
  }

  #person({ shape, colour }, size, colours, ratio) {
    const [canvas, context, middle] = this.#blank();
    if (colours.halo) {
      const light = context.createRadialGradient(middle, middle, 0, middle, middle, 2.6 * size);
      light.addColorStop(0, `${colour}80`);
      light.addColorStop(0.45, `${colour}30`);
      light.addColorStop(1, `${colour}00`);
      context.fillStyle = light;
      // Small shapes would be lost in one another's light.
      context.globalAlpha = Math.min(1, Math.max(0, (this.radius - 1.5) / 3));
      context.fillRect(0, 0, this.width, this.width);
      context.globalAlpha = 1;
    }
    shapePath(context, shape, middle, middle, size);
    context.fillStyle = colours.halo ? heart(context, colour, middle, size) : colour;
    context.fill();
    if (colours.outline) {
      context.strokeStyle = colours.outline;
      context.lineWidth = Math.max(0.6, Math.min(1, this.radius / 4)) * ratio;
      context.stroke();
    }
    return canvas;
  }

  #ring(radius, colour, width) {
    const [canvas, context, middle] = this.#blank();
    context.beginPath();
    context.arc(middle, middle, radius, 0, 2 * Math.PI);
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.stroke();
    return canvas;
  }

  #sparkle(size, colours) {
    const [canvas, context, middle] = this.#blank();
    sparklePath(context, middle, 2.9 * size, 0.8 * size);
    context.fillStyle = colours.programme;
    context.fill();
    return canvas;
  }
}
