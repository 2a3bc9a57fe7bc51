/** The page's own copy of the worlds, from which it names people and counts them. */

import { decode, MAN, WorldState } from "../frames.js";

/** @param {(id: number, man: boolean) => string} nameOf */
export function createWorlds(nameOf) {
  /** @type {WorldState[]} */
  let worlds = [];
  return {
    /** Take in one frame. @returns {{week: number, full: boolean, people: number, worlds: any[]}} */
    apply(bytes) {
      const frame = decode(bytes);
      if (worlds.length !== frame.worlds.length || worlds[0]?.people !== frame.people) {
        worlds = frame.worlds.map(() => new WorldState(frame.people));
      }
      frame.worlds.forEach((block, k) => worlds[k].apply(block, frame.week, frame.full));
      return frame;
    },
    all: () => worlds,
    /** @returns {number} the number somebody keeps for life, or -1 */
    idAt: (world, row) => worlds[world]?.ids[row] ?? -1,
    nameAt(world, row) {
      const state = worlds[world];
      if (!state || !(row >= 0 && row < state.people) || state.ids[row] < 0) return "";
      return nameOf(state.ids[row], (state.marks[row] & MAN) !== 0);
    },
    /** The name of whoever keeps this number, in whichever world they live. */
    nameOf(id) {
      const world = worlds.findIndex((state) => state.rowOf(id) >= 0);
      return world < 0 ? "" : this.nameAt(world, worlds[world].rowOf(id));
    },
    state: (world) => worlds[world] ?? null,
  };
}
