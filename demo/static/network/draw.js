/** Draws one picture of everything: the skies, the ties, their changes, the people. */

import { THEMES } from "../colours.js";
import { SPACING } from "./anchors.js";
import { drawFading, drawForming } from "./changes.js";
import { drawTies } from "./lines.js";
import { circleOf, drawChosen, drawLabel, drawPeople } from "./people.js";
import { Sky } from "./sky.js";
import { Stars } from "./stars.js";

export class Painter {
  /** @param {HTMLCanvasElement|OffscreenCanvas} canvas */
  constructor(canvas) {
    this.canvas = canvas;
    this.context = canvas.getContext("2d");
    this.sky = new Sky();
    this.stars = null;
    this.starsKey = "";
    this.tiesDrawn = 0;
  }

  /** How large a person is drawn: as the room allows, and a little larger when near. */
  static radiusOf(camera) {
    const room = 0.3 * SPACING * (camera.scale / camera.zoom) * camera.zoom ** 0.65;
    return Math.round(2 * Math.min(12, Math.max(2, Math.min(room, 5 * camera.zoom ** 0.65)))) / 2;
  }

  /**
   * @param {import("./scene.js").Scene} scene
   * @param {import("./layout.js").Layout} layout
   * @param {import("./camera.js").Camera} camera
   * @param {{theme: "light"|"dark", ratio: number, now: number, life: number,
   *   motion: boolean}} how
   * @returns {boolean} whether the picture would look different a moment later
   */
  paint(scene, layout, camera, { theme: name, ratio, now, life, motion }) {
    const { context } = this;
    const theme = THEMES[name];
    this.#place(scene.people, layout, camera);
    const radius = Painter.radiusOf(camera);
    const stars = this.#starsFor(scene.quality, name, radius, ratio);
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.globalCompositeOperation = "copy";
    context.drawImage(this.sky.picture(camera, layout.anchors.centres, name, ratio), 0, 0);
    context.globalCompositeOperation = "source-over";
    this.tiesDrawn = 0;
    let alive = false;
    const id = scene.hoverId;
    for (const panel of camera.panels) {
      const { world } = panel;
      const how = {
        world, panel, x: this.x, y: this.y, theme, ratio, zoom: camera.zoom, now, life, motion,
        stars, radius, group: layout.anchors.group, faint: id === null ? 1 : 0.4,
      };
      context.save();
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      // A plain rectangle of whole pixels: a rounded one would slow every line.
      context.beginPath();
      context.rect(panel.x, panel.y, panel.width, panel.height);
      context.clip();
      context.translate(panel.x, panel.y);
      alive = drawFading(context, scene, how) || alive;
      this.tiesDrawn += drawTies(context, scene, how);
      alive = drawForming(context, scene, how) || alive;
      const pinned = scene.rowIn(world, scene.followed);
      const hovered = scene.hover?.world === world ? scene.hover.row : scene.rowIn(world, id);
      drawChosen(context, scene, { ...how, row: pinned, strong: hovered < 0 });
      if (hovered !== pinned) drawChosen(context, scene, { ...how, row: hovered, strong: true });
      context.setTransform(1, 0, 0, 1, 0, 0);
      const near = hovered < 0 ? null : circleOf(scene, world, hovered);
      alive = drawPeople(context, scene, { ...how, near }) || alive;
      context.setTransform(ratio, 0, 0, ratio, panel.x * ratio, panel.y * ratio);
      if (pinned >= 0) {
        drawLabel(context, scene.label, { ...how, x: this.x[pinned], y: this.y[pinned] });
      }
      context.restore();
    }
    return alive;
  }

  #place(people, layout, camera) {
    if (this.x?.length !== people) {
      this.x = new Float32Array(people);
      this.y = new Float32Array(people);
    }
    camera.project(layout.x, layout.y, this.x, this.y);
  }

  #starsFor(quality, theme, radius, ratio) {
    const key = `${quality} ${theme} ${radius} ${ratio}`;
    if (key !== this.starsKey) {
      this.stars = new Stars(quality, theme, radius, ratio);
      this.starsKey = key;
    }
    return this.stars;
  }

  /** How many pixels are not bare sky: what a test asks to see that a picture is there. */
  pixels() {
    const { width, height } = this.canvas;
    const drawn = new Uint32Array(this.context.getImageData(0, 0, width, height).data.buffer);
    const sky = this.sky.canvas.getContext("2d").getImageData(0, 0, width, height);
    const bare = new Uint32Array(sky.data.buffer);
    let count = 0;
    for (let k = 0; k < drawn.length; k += 1) if (drawn[k] !== bare[k]) count += 1;
    return count;
  }
}
