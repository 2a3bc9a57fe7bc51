/** The sky behind the people: drawn once for each view of it, then copied. */

import { THEMES } from "../colours.js";
import { hiddenCanvas } from "./canvas.js";

const CORNER = 12;
/** A few people are no cloud. */
const FEW = 6;

/** A rounded rectangle; written out because `roundRect` is younger than OffscreenCanvas. */
export function roundedPath(context, { x, y, width, height }, corner = CORNER) {
  const round = Math.min(corner, width / 2, height / 2);
  context.beginPath();
  context.moveTo(x + round, y);
  context.arcTo(x + width, y, x + width, y + height, round);
  context.arcTo(x + width, y + height, x, y + height, round);
  context.arcTo(x, y + height, x, y, round);
  context.arcTo(x, y, x + width, y, round);
  context.closePath();
}

/** One soft cloud of light, to be copied to every neighbourhood. */
function cloud(colour, size) {
  const canvas = hiddenCanvas(size, size);
  const context = canvas.getContext("2d");
  const light = context.createRadialGradient(
    size / 2, size / 2, 0, size / 2, size / 2, size / 2,
  );
  light.addColorStop(0, colour);
  light.addColorStop(0.55, colour.replace(/[\d.]+\)$/, (alpha) => `${parseFloat(alpha) * 0.55})`));
  light.addColorStop(1, colour.replace(/[\d.]+\)$/, "0)"));
  context.fillStyle = light;
  context.fillRect(0, 0, size, size);
  return canvas;
}

export class Sky {
  constructor() {
    this.key = "";
    this.canvas = null;
  }

  /**
   * The sky as a canvas of device pixels.
   *
   * @param {import("./camera.js").Camera} camera
   * @param {import("./anchors.js").Centre[]} centres
   * @param {"light"|"dark"} theme
   * @param {number} ratio device pixels per CSS pixel
   */
  picture(camera, centres, theme, ratio) {
    const { width, height, zoom, panX, panY, fitX, fitY } = camera;
    const key = [width, height, zoom, panX, panY, fitX, fitY, theme, ratio, camera.panels.length]
      .join(" ");
    if (key === this.key) return this.canvas;
    this.key = key;
    const [wide, high] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (!this.canvas || this.canvas.width !== wide || this.canvas.height !== high) {
      this.canvas = hiddenCanvas(wide, high);
    }
    const context = this.canvas.getContext("2d");
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, wide, high);
    context.scale(ratio, ratio);
    for (const panel of camera.panels) this.#panel(context, panel, camera, centres, theme);
    return this.canvas;
  }

  #panel(context, panel, camera, centres, theme) {
    const colours = THEMES[theme];
    context.save();
    roundedPath(context, panel);
    context.clip();
    const air = context.createLinearGradient(0, panel.y, 0, panel.y + panel.height);
    air.addColorStop(0, colours.skyTop);
    air.addColorStop(1, colours.skyBottom);
    context.fillStyle = air;
    context.fillRect(panel.x, panel.y, panel.width, panel.height);
    this.clouds ??= {};
    const puff = (this.clouds[theme] ??= cloud(colours.nebula, 128));
    for (const centre of centres) {
      if (centre.people < FEW) continue;
      const wide = 1.7 * centre.radius * camera.fitX * camera.zoom;
      const high = 1.7 * centre.radius * camera.fitY * camera.zoom;
      const x = panel.x + camera.middleX + camera.panX + centre.x * camera.fitX * camera.zoom;
      const y = panel.y + camera.middleY + camera.panY + centre.y * camera.fitY * camera.zoom;
      context.drawImage(puff, x - wide, y - high, 2 * wide, 2 * high);
    }
    context.restore();
    roundedPath(context, {
      x: panel.x + 0.5, y: panel.y + 0.5, width: panel.width - 1, height: panel.height - 1,
    });
    context.strokeStyle = colours.frame;
    context.lineWidth = 1;
    context.stroke();
  }
}
