/** The ties of both worlds in one table of typed arrays: what is drawn, and what pulls. */

import { tieKey } from "../frames.js";

const FIRST_SIZE = 4096;

/** A row is a pair of people who are tied in at least one world. */
export class TieTable {
  /**
   * @param {number} people
   * @param {number} worlds
   */
  constructor(people, worlds) {
    this.worlds = worlds;
    this.count = 0;
    this.slots = new Map();
    this.i = new Uint16Array(FIRST_SIZE);
    this.j = new Uint16Array(FIRST_SIZE);
    /** Bit k is set where world k has the tie. */
    this.here = new Uint8Array(FIRST_SIZE);
    this.kind = [];
    this.closeness = [];
    /** When the tie began by the clock of the screen (ms); minus infinity: not seen to begin. */
    this.began = [];
    this.week = [];
    for (let k = 0; k < worlds; k += 1) {
      this.kind.push(new Uint8Array(FIRST_SIZE));
      this.closeness.push(new Float32Array(FIRST_SIZE));
      this.began.push(new Float64Array(FIRST_SIZE));
      this.week.push(new Int32Array(FIRST_SIZE));
    }
    /** Number of people somebody is tied to in either world. */
    this.degree = new Uint16Array(people);
  }

  /** Forget every tie of one world, or those not in a set of keys; tell which. */
  clear(world, kept = new Set()) {
    const gone = [];
    for (let slot = this.count - 1; slot >= 0; slot -= 1) {
      const [i, j] = [this.i[slot], this.j[slot]];
      if (!(this.here[slot] & (1 << world)) || kept.has(tieKey(i, j))) continue;
      gone.push({ i, j });
      this.#leave(slot, world);
    }
    return gone;
  }

  /** Whether a world has a tie. */
  has(world, i, j) {
    const slot = this.slots.get(tieKey(i, j));
    return slot !== undefined && (this.here[slot] & (1 << world)) !== 0;
  }

  make(world, i, j, kind, closeness, began, week) {
    const key = tieKey(i, j);
    let slot = this.slots.get(key);
    if (slot === undefined) {
      slot = this.#add(i, j);
      this.slots.set(key, slot);
    }
    this.here[slot] |= 1 << world;
    this.kind[world][slot] = kind;
    this.closeness[world][slot] = closeness;
    this.began[world][slot] = began;
    this.week[world][slot] = week;
  }

  change(world, i, j, kind, closeness) {
    const slot = this.slots.get(tieKey(i, j));
    if (slot === undefined) return;
    this.kind[world][slot] = kind;
    this.closeness[world][slot] = closeness;
  }

  lose(world, i, j) {
    const slot = this.slots.get(tieKey(i, j));
    if (slot !== undefined) this.#leave(slot, world);
  }

  /** How close two people are in the world where they are closer. */
  closest(slot) {
    let found = 0;
    for (let k = 0; k < this.worlds; k += 1) {
      if (this.here[slot] & (1 << k)) found = Math.max(found, this.closeness[k][slot]);
    }
    return found;
  }

  #add(i, j) {
    if (this.count === this.i.length) this.#grow();
    const slot = this.count;
    this.count += 1;
    this.i[slot] = i;
    this.j[slot] = j;
    this.here[slot] = 0;
    this.degree[i] += 1;
    this.degree[j] += 1;
    return slot;
  }

  #leave(slot, world) {
    this.here[slot] &= ~(1 << world);
    if (this.here[slot]) return;
    const { i, j } = this;
    this.degree[i[slot]] -= 1;
    this.degree[j[slot]] -= 1;
    this.slots.delete(tieKey(i[slot], j[slot]));
    this.count -= 1;
    const last = this.count;
    if (slot === last) return;
    // The last row fills the hole, so that the table stays dense.
    for (const column of this.#columns()) column[slot] = column[last];
    this.slots.set(tieKey(i[slot], j[slot]), slot);
  }

  #columns() {
    const { i, j, here, kind, closeness, began, week } = this;
    return [i, j, here, ...kind, ...closeness, ...began, ...week];
  }

  #grow() {
    const twice = (column) => {
      const longer = new column.constructor(2 * column.length);
      longer.set(column);
      return longer;
    };
    this.i = twice(this.i);
    this.j = twice(this.j);
    this.here = twice(this.here);
    for (const name of ["kind", "closeness", "began", "week"]) this[name] = this[name].map(twice);
  }
}
