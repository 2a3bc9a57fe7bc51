/**
 * The picture's engine: takes messages, keeps the scene, draws when there is something to draw.
 *
 * It runs in a worker where the browser can draw there, and on the page otherwise; it is the same.
 * One frame is drawn at a time, and told of once it has been drawn: whoever sends frames can thus
 * wait for the eye, not for the wire.
 */

import { Camera } from "./camera.js";
import { Painter } from "./draw.js";
import { Layout } from "./layout.js";
import { Scene } from "./scene.js";
import { nearest, readingOrder } from "./search.js";

const GAPS_OF_GLOW = 3.5;
const SHORTEST_GLOW_MS = 280;
const LONGEST_GLOW_MS = 1100;
/** Share of the time spent on movement between weeks, so that there is time left for the weeks. */
const IDLE_SHARE = 0.5;
const COUNTED_MS = 2000;

export class Engine {
  /**
   * @param {(message: object) => void} tell
   */
  constructor(tell) {
    this.tell = tell;
    this.waiting = [];
    this.pending = false;
    this.wanted = false;
    this.stopped = false;
    this.nextAt = 0;
    this.drawMs = 0;
    this.times = [];
    this.drawnWeek = -1;
    this.drawings = 0;
    this.how = { theme: "dark", ratio: 1, life: LONGEST_GLOW_MS, motion: true };
  }

  /** @param {{do: string}} message */
  receive(message) {
    const act = this[`on_${message.do}`];
    if (act && (this.scene || message.do === "start")) act.call(this, message);
  }

  on_start({ canvas, people, homes, households, worlds, quality, theme, width, height, ratio }) {
    this.homes = homes;
    this.scene = new Scene(people, worlds);
    this.scene.quality = quality;
    this.households = households;
    this.layout = null;
    this.camera = new Camera();
    this.painter = new Painter(canvas);
    this.shown = Array.from({ length: worlds }, (_, k) => k);
    this.how.theme = theme;
    this.on_resize({ width, height, ratio });
  }

  on_resize({ width, height, ratio }) {
    this.size = { width, height };
    this.how.ratio = ratio;
    this.painter.canvas.width = Math.max(1, Math.round(width * ratio));
    this.painter.canvas.height = Math.max(1, Math.round(height * ratio));
    this.camera.resize(width, height, this.shown);
    this.#soon();
  }

  on_shown({ worlds }) {
    this.shown = worlds;
    this.camera.resize(this.size.width, this.size.height, worlds);
    this.#soon();
  }

  on_frame({ buffer }) {
    this.waiting.push(buffer);
    this.#soon();
  }

  on_set({ key, value }) {
    if (key === "quality") this.scene.quality = value;
    if (key === "differencesOnly") this.scene.differencesOnly = value;
    if (key === "theme") this.how.theme = value;
    if (key === "motion") this.how.motion = value;
    if (key === "gap") {
      const life = GAPS_OF_GLOW * value;
      this.how.life = Math.min(LONGEST_GLOW_MS, Math.max(SHORTEST_GLOW_MS, life));
    }
    this.#soon();
  }

  on_follow({ id, label }) {
    this.scene.followed = id;
    this.scene.label = label;
    const row = this.scene.week < 0 ? -1 : this.#anyRow(id);
    if (row >= 0) this.camera.show(this.layout.x[row], this.layout.y[row]);
    this.#soon();
  }

  on_pan({ dx, dy }) {
    this.camera.pan(dx, dy);
    this.#soon();
  }

  on_zoom({ factor, x, y }) {
    this.camera.zoomBy(factor, x, y);
    this.tell({ tell: "zoom", zoom: this.camera.zoom });
    this.#soon();
  }

  on_fit() {
    this.camera.fit();
    this.tell({ tell: "zoom", zoom: 1 });
    this.#soon();
  }

  on_point({ x, y, reach }) {
    this.#hover(x === null ? null : nearest(this.painter, this.camera, x, y, reach), "pointer");
  }

  on_pick({ x, y, reach }) {
    const found = nearest(this.painter, this.camera, x, y, reach);
    if (found && this.scene.week >= 0) this.#picked(found);
  }

  /** Go to the next or last person in reading order. */
  on_walk({ step }) {
    if (this.scene.week < 0) return;
    this.order ??= readingOrder(this.layout.anchors);
    const { hover } = this.scene;
    const at = hover ? this.order.indexOf(hover.row) : step > 0 ? -1 : 0;
    const row = this.order[(at + step + this.order.length) % this.order.length];
    this.camera.show(this.layout.x[row], this.layout.y[row]);
    this.#hover({ world: hover?.world ?? this.shown[0], row }, "keyboard");
  }

  /** Go to the same person's other life. */
  on_cross() {
    const { hover, worlds } = this.scene;
    if (!hover || this.shown.length < 2) return;
    const world = 1 - hover.world;
    const row = this.scene.rowIn(world, worlds[hover.world].ids[hover.row]);
    if (row >= 0) this.#hover({ world, row }, "keyboard");
  }

  on_choose() {
    if (this.scene.hover) this.#picked(this.scene.hover);
  }

  on_leave() {
    this.#hover(null, "keyboard");
  }

  on_ask({ what, detail, key }) {
    this.tell({ tell: "answer", key, value: this.#answer(what, detail) });
  }

  on_stop() {
    this.stopped = true;
    this.waiting = [];
  }

  #answer(what, detail) {
    if (what !== "stat" && this.scene.week < 0) return null;
    if (what === "place") {
      const panel = this.camera.panels.find((one) => one.world === (detail.world ?? 0));
      const { x, y } = this.painter;
      return { x: panel.x + x[detail.row], y: panel.y + y[detail.row] };
    }
    if (what === "places") return { x: Array.from(this.layout.x), y: Array.from(this.layout.y) };
    if (what !== "stat") return null;
    const from = performance.now() - COUNTED_MS;
    const { ties, hover, followed, week } = this.scene;
    const bits = [0, 0];
    for (let slot = 0; slot < ties.count; slot += 1) {
      if (ties.here[slot] & 1) bits[0] += 1;
      if (ties.here[slot] & 2) bits[1] += 1;
    }
    return {
      week,
      drawnWeek: this.drawnWeek,
      drawings: this.drawings,
      ties: this.painter.tiesDrawn,
      tiesOfWorlds: bits.slice(0, ties.worlds),
      pixels: this.drawings ? this.painter.pixels() : 0,
      fps: (1000 * this.times.filter((time) => time > from).length) / COUNTED_MS,
      tickMs: this.layout?.tickMs ?? 0,
      drawMs: this.drawMs,
      zoom: this.camera.zoom,
      panX: this.camera.panX,
      panY: this.camera.panY,
      panels: this.camera.panels,
      hover: hover && { ...hover },
      followed,
      theme: this.how.theme,
      quality: this.scene.quality,
      moving: this.layout?.moving ?? false,
    };
  }

  #anyRow(id) {
    for (const world of this.shown) {
      const row = this.scene.rowIn(world, id);
      if (row >= 0) return row;
    }
    return -1;
  }

  #hover(found, by) {
    const { scene } = this;
    if (scene.week < 0) return;
    const before = scene.hover;
    if (before?.world === found?.world && before?.row === found?.row) return;
    scene.hover = found;
    const who = found && { ...scene.about(found.world, found.row), by };
    this.tell({ tell: "hover", who });
    this.#soon();
  }

  #picked({ world, row }) {
    this.tell({ tell: "pick", who: this.scene.about(world, row) });
  }

  /** Draw as soon as the screen can take it. */
  #soon() {
    this.wanted = true;
    this.#again();
  }

  /** Look again at the screen's next turn whether there is something to draw. */
  #again() {
    if (this.pending || this.stopped) return;
    this.pending = true;
    requestAnimationFrame(() => this.#turn());
  }

  #turn() {
    this.pending = false;
    if (this.stopped) return;
    const now = performance.now();
    const buffer = this.waiting.shift();
    if (!buffer && !this.wanted && now < this.nextAt) {
      this.#again();
      return;
    }
    this.wanted = false;
    const week = buffer ? this.#take(buffer, now) : null;
    if (this.scene.week < 0) return;
    if (this.layout.moving) this.layout.tick(this.scene.ties);
    const alive = this.painter.paint(this.scene, this.layout, this.camera, { ...this.how, now });
    this.drawings += 1;
    const took = performance.now() - now;
    this.drawMs += 0.1 * (took - this.drawMs);
    this.times.push(now);
    if (this.times.length > 240) this.times.splice(0, 120);
    this.nextAt = now + took / IDLE_SHARE;
    if (week !== null) {
      this.drawnWeek = week;
      this.tell({ tell: "drawn", week });
    }
    if (this.waiting.length || alive || this.layout.moving) this.#again();
  }

  /** Whether places were found before there were ties, as in a model that has not lived yet. */
  #wasBare() {
    const { people, ties } = this.scene;
    return this.placedBy < people && ties.count > 2 * this.placedBy;
  }

  /** Find everybody's place, once, by the ties of the first frame. */
  #begin() {
    const { scene, homes, households, camera } = this;
    this.layout = new Layout(homes, households, scene.ties);
    this.layout.settle(scene.ties);
    this.placedBy = scene.ties.count;
    this.order = null;
    camera.cover(this.layout.anchors);
    if (scene.followed !== null) this.on_follow({ id: scene.followed, label: scene.label });
  }

  /** Apply a frame and return its week, or null where it cannot be read. */
  #take(buffer, now) {
    const first = this.scene.week < 0;
    try {
      const frame = this.scene.apply(buffer, now);
      if (first || this.#wasBare()) this.#begin();
      else this.layout.warm();
      return frame.week;
    } catch (error) {
      this.tell({ tell: "problem", text: String(error.message ?? error) });
      return null;
    }
  }
}
