/**
 * Frames: what the binary picture of one week holds, and a world that frames are applied to.
 *
 * The layout of the bytes is written in `demo/worlds/picture.py`; little endian throughout.
 */

const VERSION = 1;
const HEADER_BYTES = 12;
const WORLD_BYTES = 40;

/** What a tie is; the numbers are bits that add up. */
export const KIN = 1;
export const ONLINE = 2;
export const FROM_HELP = 4;
export const SAME_HOME = 8;

/** What is marked of a person; attachment style sits in bits 4 and 5. */
export const ISOLATED = 1;
export const LONELY = 2;
export const IN_PROGRAMME = 4;
export const TOOK_PART = 8;
export const MAN = 64;
export const LIVES_ALONE = 128;

/** Attachment style of a person's marks: 0 secure, 1 anxious, 2 avoidant, 3 fearful. */
export const styleOf = (marks) => (marks >> 4) & 3;

/** The key of a tie between two rows, i below j. */
export const tieKey = (i, j) => i * 65536 + j;

const NUMBERS = [
  "isolated_per_1000",
  "lonely_per_1000",
  "pss10",
  "phq9",
  "life_satisfaction",
  "cost",
];
const PEOPLE_COLUMNS = ["loneliness", "stress", "belonging", "trust", "marks", "age"];

/**
 * @typedef {{count: number, i: Uint16Array, j: Uint16Array, kind: Uint8Array,
 *   closeness: Float32Array}} Ties
 * @typedef {{numbers: Object<string, number>, made: Ties, changed: Ties,
 *   lost: {count: number, i: Uint16Array, j: Uint16Array},
 *   arrived: {count: number, rows: Uint16Array, ids: Float64Array},
 *   loneliness: Uint8Array, stress: Uint8Array, belonging: Uint8Array, trust: Uint8Array,
 *   marks: Uint8Array, age: Uint8Array}} WorldBlock
 * @typedef {{week: number, full: boolean, people: number, worlds: WorldBlock[]}} Frame
 */

/** Reads on from one place to the next, and says so when the bytes end too early. */
class Reader {
  /** @param {ArrayBuffer|ArrayBufferView} bytes */
  constructor(bytes) {
    this.view = ArrayBuffer.isView(bytes)
      ? new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
      : new DataView(bytes);
    this.at = 0;
  }

  /** Step over so many bytes and return where they begin. */
  take(count) {
    const start = this.at;
    this.at += count;
    if (this.at > this.view.byteLength) {
      throw new Error(`a frame of ${this.view.byteLength} bytes ends before byte ${this.at}`);
    }
    return start;
  }

  u32() {
    return this.view.getUint32(this.take(4), true);
  }

  /** @returns {Ties} */
  ties(count) {
    const start = this.take(6 * count);
    const found = {
      count,
      i: new Uint16Array(count),
      j: new Uint16Array(count),
      kind: new Uint8Array(count),
      closeness: new Float32Array(count),
    };
    for (let k = 0, at = start; k < count; k += 1, at += 6) {
      found.i[k] = this.view.getUint16(at, true);
      found.j[k] = this.view.getUint16(at + 2, true);
      found.kind[k] = this.view.getUint8(at + 4);
      found.closeness[k] = this.view.getUint8(at + 5) / 255;
    }
    return found;
  }

  lost(count) {
    const start = this.take(4 * count);
    const found = { count, i: new Uint16Array(count), j: new Uint16Array(count) };
    for (let k = 0, at = start; k < count; k += 1, at += 4) {
      found.i[k] = this.view.getUint16(at, true);
      found.j[k] = this.view.getUint16(at + 2, true);
    }
    return found;
  }

  arrived(count) {
    const start = this.take(12 * count);
    const found = { count, rows: new Uint16Array(count), ids: new Float64Array(count) };
    for (let k = 0, at = start; k < count; k += 1, at += 12) {
      found.rows[k] = this.view.getUint16(at, true);
      found.ids[k] = this.view.getFloat64(at + 4, true);
    }
    return found;
  }

  /** A copy, so that a frame may be given away to a worker while it is still read. */
  column(count) {
    const start = this.view.byteOffset + this.take(count);
    return new Uint8Array(this.view.buffer.slice(start, start + count));
  }

  /** @returns {WorldBlock} */
  world(people) {
    const start = this.at;
    const numbersAt = this.take(WORLD_BYTES);
    const counts = [0, 1, 2, 3].map((k) => this.view.getUint32(numbersAt + 24 + 4 * k, true));
    const numbers = {};
    NUMBERS.forEach((name, k) => {
      numbers[name] = this.view.getFloat32(numbersAt + 4 * k, true);
    });
    const block = {
      numbers,
      made: this.ties(counts[0]),
      changed: this.ties(counts[1]),
      lost: this.lost(counts[2]),
      arrived: this.arrived(counts[3]),
    };
    for (const name of PEOPLE_COLUMNS) block[name] = this.column(people);
    this.take((4 - ((this.at - start) % 4)) % 4);
    return block;
  }
}

/**
 * Read one frame.
 *
 * @param {ArrayBuffer|ArrayBufferView} bytes
 * @returns {Frame}
 */
export function decode(bytes) {
  const reader = new Reader(bytes);
  const start = reader.take(HEADER_BYTES);
  const version = reader.view.getUint8(start);
  if (version !== VERSION) throw new Error(`frames of version ${version} cannot be read here`);
  const worlds = reader.view.getUint8(start + 1);
  if (worlds < 1 || worlds > 2) throw new Error(`a frame of ${worlds} worlds cannot be read`);
  const people = reader.view.getUint16(start + 2, true);
  const frame = {
    week: reader.view.getUint32(start + 4, true),
    full: reader.view.getUint8(start + 8) === 1,
    people,
    worlds: [],
  };
  for (let k = 0; k < worlds; k += 1) frame.worlds.push(reader.world(people));
  return frame;
}

/** One world as the frames so far tell it. */
export class WorldState {
  /** @param {number} people */
  constructor(people) {
    this.people = people;
    /** @type {Map<number, {kind: number, closeness: number, since: number}>} */
    this.ties = new Map();
    this.ids = new Float64Array(people).fill(-1);
    this.numbers = {};
    for (const name of PEOPLE_COLUMNS) this[name] = new Uint8Array(people);
  }

  /**
   * Take in one week.
   *
   * @param {WorldBlock} block
   * @param {number} week
   * @param {boolean} full whether all ties before are to be forgotten
   */
  apply(block, week = 0, full = false) {
    if (full) this.ties.clear();
    const { made, changed, lost, arrived } = block;
    for (let k = 0; k < lost.count; k += 1) this.ties.delete(tieKey(lost.i[k], lost.j[k]));
    for (let k = 0; k < made.count; k += 1) {
      const tie = { kind: made.kind[k], closeness: made.closeness[k], since: week };
      this.ties.set(tieKey(made.i[k], made.j[k]), tie);
    }
    for (let k = 0; k < changed.count; k += 1) {
      const tie = this.ties.get(tieKey(changed.i[k], changed.j[k]));
      if (!tie) continue;
      tie.kind = changed.kind[k];
      tie.closeness = changed.closeness[k];
    }
    for (let k = 0; k < arrived.count; k += 1) this.ids[arrived.rows[k]] = arrived.ids[k];
    this.numbers = block.numbers;
    for (const name of PEOPLE_COLUMNS) this[name] = block[name];
  }

  /** The row of somebody, or -1 where this world does not hold them. */
  rowOf(id) {
    return this.ids.indexOf(id);
  }
}
