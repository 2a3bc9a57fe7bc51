/** What there is to draw: both worlds as the frames tell them, who is chosen, and what differs. */

import { decode, ISOLATED, IN_PROGRAMME, LONELY, styleOf, tieKey } from "../frames.js";
import { STEPS } from "../colours.js";
import { TieTable } from "./ties.js";

/** Half a step of a ramp of ten: less than this is not seen as a difference. */
const SEEN = 20;

export class Scene {
  /**
   * @param {number} people
   * @param {number} worlds
   */
  constructor(people, worlds) {
    this.people = people;
    this.week = -1;
    this.quality = "style";
    this.differencesOnly = false;
    this.ties = new TieTable(people, worlds);
    this.worlds = Array.from({ length: worlds }, () => ({
      ids: new Float64Array(people).fill(-1),
      columns: null,
      arrivedAt: new Float64Array(people).fill(-Infinity),
      /** Ties lost, while they fade. @type {{i: number, j: number, at: number, week: number}[]} */
      fading: [],
    }));
    /** Somebody under the pointer or reached by keyboard. @type {{world, row}|null} */
    this.hover = null;
    /** Somebody pinned, by the number they keep for life. */
    this.followed = null;
    this.label = "";
  }

  /** Take in one frame; `now` is the screen's clock, from which new ties glow. */
  apply(bytes, now) {
    const frame = decode(bytes);
    if (frame.people !== this.people) {
      throw new Error(`a frame of ${frame.people} people came for a picture of ${this.people}`);
    }
    // A full frame of a later week goes on from what is known: what is new in it glows too.
    const afresh = frame.full && !(this.week >= 0 && frame.week > this.week);
    const began = afresh ? -Infinity : now;
    this.worlds.forEach((world, k) => {
      const block = frame.worlds[Math.min(k, frame.worlds.length - 1)];
      this.#forget(k, block, frame, afresh, now);
      const week = afresh ? -1 : frame.week;
      const { made, changed, arrived } = block;
      for (let n = 0; n < made.count; n += 1) {
        const [i, j] = [made.i[n], made.j[n]];
        if (frame.full && this.ties.has(k, i, j)) {
          this.ties.change(k, i, j, made.kind[n], made.closeness[n]);
        } else {
          this.ties.make(k, i, j, made.kind[n], made.closeness[n], began, week);
        }
      }
      for (let n = 0; n < changed.count; n += 1) {
        this.ties.change(k, changed.i[n], changed.j[n], changed.kind[n], changed.closeness[n]);
      }
      for (let n = 0; n < arrived.count; n += 1) {
        const row = arrived.rows[n];
        if (world.ids[row] === arrived.ids[n]) continue;
        world.ids[row] = arrived.ids[n];
        world.arrivedAt[row] = began;
      }
      world.columns = block;
    });
    this.week = frame.week;
    return frame;
  }

  /** Let go of the ties a frame does without, and let them be seen to fade. */
  #forget(k, { made, lost }, { full, week }, afresh, now) {
    const world = this.worlds[k];
    let gone = [];
    if (full) {
      const told = new Set();
      for (let n = 0; n < made.count && !afresh; n += 1) told.add(tieKey(made.i[n], made.j[n]));
      gone = this.ties.clear(k, told);
    }
    for (let n = 0; n < lost.count; n += 1) {
      this.ties.lose(k, lost.i[n], lost.j[n]);
      gone.push({ i: lost.i[n], j: lost.j[n] });
    }
    if (afresh) world.fading = [];
    else for (const tie of gone) world.fading.push({ ...tie, at: now, week });
  }

  /** Which of the looks of the chosen quality a person has. */
  lookOf(world, row) {
    const { columns } = this.worlds[world];
    if (this.quality === "style") return styleOf(columns.marks[row]);
    return Math.min(STEPS - 1, Math.floor((columns[this.quality][row] * STEPS) / 256));
  }

  /** Whether somebody's marks differ between the worlds, so far as they are shown. */
  differs(row) {
    if (this.worlds.length < 2) return false;
    const [one, other] = this.worlds;
    if (one.ids[row] !== other.ids[row]) return true;
    const [a, b] = [one.columns.marks[row], other.columns.marks[row]];
    if ((a ^ b) & (ISOLATED | LONELY | IN_PROGRAMME)) return true;
    if (this.quality === "style") return styleOf(a) !== styleOf(b);
    return Math.abs(one.columns[this.quality][row] - other.columns[this.quality][row]) >= SEEN;
  }

  /** Where somebody lives in a world, or -1. */
  rowIn(world, id) {
    return id === null || id === undefined ? -1 : this.worlds[world].ids.indexOf(id);
  }

  /** The number for life of the person hovered, or null. */
  get hoverId() {
    return this.hover ? this.worlds[this.hover.world].ids[this.hover.row] : null;
  }

  /** What may be told of a person without knowing their name. */
  about(world, row) {
    const { columns, ids } = this.worlds[world];
    const marks = columns.marks[row];
    let ties = 0;
    for (let slot = 0; slot < this.ties.count; slot += 1) {
      if (!(this.ties.here[slot] & (1 << world))) continue;
      if (this.ties.i[slot] === row || this.ties.j[slot] === row) ties += 1;
    }
    return {
      world,
      row,
      id: ids[row],
      ties,
      age: columns.age[row],
      style: styleOf(marks),
      isolated: (marks & ISOLATED) !== 0,
      lonely: (marks & LONELY) !== 0,
      inProgramme: (marks & IN_PROGRAMME) !== 0,
      marks,
      loneliness: columns.loneliness[row] / 255,
      stress: columns.stress[row] / 255,
      belonging: columns.belonging[row] / 255,
      trust: columns.trust[row] / 255,
    };
  }
}
