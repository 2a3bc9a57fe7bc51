/** Keeps people from standing on one another, by looking only at those in neighbouring cells. */

/** A grid over the picture whose cells are as wide as the room people keep. */
export class Apart {
  /**
   * @param {number} people
   * @param {number} room the least distance between two people
   */
  constructor(people, room) {
    this.room = room;
    this.cellOf = new Int32Array(people);
    this.rows = new Int32Array(people);
    this.starts = new Int32Array(1);
  }

  /** Move those who are too near half the way apart. */
  push(x, y) {
    const people = x.length;
    const across = this.#sort(x, y);
    for (let k = 0; k < people; k += 1) {
      const row = this.rows[k];
      const cell = this.cellOf[row];
      // Itself onwards, and the four cells that come after: each pair is met once.
      this.#pairs(x, y, row, k + 1, this.starts[cell + 1]);
      this.#pairs(x, y, row, this.starts[cell + 1], this.starts[cell + 2]);
      this.#pairs(x, y, row, this.starts[cell + across - 1], this.starts[cell + across + 2]);
    }
  }

  /** Sort the rows by cell; a rim of empty cells spares every test at the edges. */
  #sort(x, y) {
    const people = x.length;
    let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
    for (let row = 0; row < people; row += 1) {
      if (x[row] < left) left = x[row];
      if (x[row] > right) right = x[row];
      if (y[row] < top) top = y[row];
      if (y[row] > bottom) bottom = y[row];
    }
    const across = Math.floor((right - left) / this.room) + 3;
    const down = Math.floor((bottom - top) / this.room) + 3;
    const cells = across * down + 2;
    if (this.starts.length < cells) this.starts = new Int32Array(2 * cells);
    const { starts, cellOf, rows } = this;
    starts.fill(0);
    for (let row = 0; row < people; row += 1) {
      const column = Math.floor((x[row] - left) / this.room) + 1;
      const line = Math.floor((y[row] - top) / this.room) + 1;
      const cell = line * across + column;
      cellOf[row] = cell;
      starts[cell] += 1;
    }
    let sum = 0;
    for (let cell = 0; cell < starts.length; cell += 1) {
      sum += starts[cell];
      starts[cell] = sum;
    }
    for (let row = people - 1; row >= 0; row -= 1) {
      starts[cellOf[row]] -= 1;
      rows[starts[cellOf[row]]] = row;
    }
    return across;
  }

  #pairs(x, y, row, from, to) {
    const least = this.room * this.room;
    for (let k = from; k < to; k += 1) {
      const other = this.rows[k];
      let dx = x[other] - x[row];
      let dy = y[other] - y[row];
      let square = dx * dx + dy * dy;
      if (square >= least) continue;
      if (square < 1e-6) {
        // Two at one point part along a line that depends only on who they are.
        dx = Math.cos(row + other) * 1e-2;
        dy = Math.sin(row + other) * 1e-2;
        square = 1e-4;
      }
      const distance = Math.sqrt(square);
      const step = (0.35 * (this.room - distance)) / distance;
      x[row] -= dx * step;
      y[row] -= dy * step;
      x[other] += dx * step;
      y[other] += dy * step;
    }
  }
}
