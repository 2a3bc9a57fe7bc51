/**
 * Where people stand: drawn to their home, and a little to those they are tied to in either world.
 *
 * One layout serves both worlds, so the same person stands in the same place in each.
 */

import { anchorPeople, SPACING } from "./anchors.js";
import { Apart } from "./apart.js";

const HOME_PULL = 0.09;
const TIE_PULL = 0.1;
/** Ties across the dark between constellations pull less, or there would be no dark. */
const ACROSS = 0.12;
const TIE_LENGTH = 1.3 * SPACING;
const STILL = 0.004;
const COOLING = 0.965;
const FRICTION = 0.55;
const WEEKLY_WARMTH = 0.12;
const FIRST_TICKS = 120;

export class Layout {
  /**
   * @param {ArrayLike<number>} homes
   * @param {ArrayLike<number>} households
   * @param {import("./ties.js").TieTable} ties those of the first week
   */
  constructor(homes, households, ties) {
    this.anchors = anchorPeople(homes, households, ties);
    this.x = Float32Array.from(this.anchors.x);
    this.y = Float32Array.from(this.anchors.y);
    this.speedX = new Float32Array(homes.length);
    this.speedY = new Float32Array(homes.length);
    this.apart = new Apart(homes.length, 0.7 * SPACING);
    this.warmth = 0;
    this.tickMs = 0;
  }

  get moving() {
    return this.warmth > STILL;
  }

  /** Let a week's changes be felt. */
  warm() {
    this.warmth = Math.max(this.warmth, WEEKLY_WARMTH);
  }

  /** Come to rest at once, as a first picture should. */
  settle(ties) {
    this.warmth = 1;
    for (let k = 0; k < FIRST_TICKS; k += 1) this.tick(ties);
    this.warmth = 0;
  }

  /** @param {import("./ties.js").TieTable} ties */
  tick(ties) {
    const start = performance.now();
    this.#pullTogether(ties);
    this.#pullHome();
    this.apart.push(this.x, this.y);
    this.warmth *= COOLING;
    this.tickMs += 0.1 * (performance.now() - start - this.tickMs);
  }

  #pullTogether(ties) {
    const { x, y, speedX, speedY, warmth } = this;
    const { i, j, degree } = ties;
    const { group } = this.anchors;
    for (let slot = 0; slot < ties.count; slot += 1) {
      const [a, b] = [i[slot], j[slot]];
      const dx = x[b] - x[a];
      const dy = y[b] - y[a];
      const distance = Math.sqrt(dx * dx + dy * dy);
      if (distance <= TIE_LENGTH) continue;
      // Those with many ties are pulled less by each, or they would all meet in the middle.
      const near = group[a] === group[b] ? 1 : ACROSS;
      const share = (near * ties.closest(slot)) / Math.min(degree[a], degree[b]);
      const pull = (TIE_PULL * warmth * share * (distance - TIE_LENGTH)) / distance;
      const lighter = degree[b] / (degree[a] + degree[b]);
      speedX[a] += dx * pull * lighter;
      speedY[a] += dy * pull * lighter;
      speedX[b] -= dx * pull * (1 - lighter);
      speedY[b] -= dy * pull * (1 - lighter);
    }
  }

  #pullHome() {
    const { x, y, speedX, speedY, warmth, anchors } = this;
    for (let row = 0; row < x.length; row += 1) {
      speedX[row] = FRICTION * (speedX[row] + (anchors.x[row] - x[row]) * HOME_PULL * warmth);
      speedY[row] = FRICTION * (speedY[row] + (anchors.y[row] - y[row]) * HOME_PULL * warmth);
      x[row] += speedX[row];
      y[row] += speedY[row];
    }
  }
}
