/**
 * Ten lucks: the same question asked in ten towns, a line of dots each, and a mean with its
 * interval. Shapes say what colours say: open is as it is, full is with help, a diamond is a mean.
 */

import { button, drawn, element } from "./element.js";
import { handfuls, said, tInterval } from "./interval.js";

const WIDTH = 420;
const LEFT = 72;
const RIGHT = 18;
const ROW = 26;
const TOP = 14;

/**
 * @typedef {{luck: number, differences: Record<string, number>, worlds?: Record<string, number>[]}}
 *   Luck what the server tells of one luck; with `worlds` both numbers of a pair are drawn, without
 *   them their difference
 * @typedef {{key: string, title: string, unit: string, digits: number}} Outcome
 */

/** A drawing that fills up as lucks come in. */
export class LucksChart {
  /**
   * @param {HTMLElement} container
   * @param {number} expected how many lucks were asked for
   * @param {Outcome} outcome
   */
  constructor(container, expected, outcome) {
    this.expected = expected;
    this.outcome = outcome;
    /** @type {Luck[]} */
    this.lucks = [];
    this.shown = /** @type {[number, number]} */ ([0, expected]);
    this.status = element("p", { class: "lucks-status", role: "status" });
    this.pairs = element("div", { class: "lucks-drawing" });
    this.differences = element("div", { class: "lucks-drawing" });
    this.choice = element("div", {
      class: "lucks-choice",
      role: "group",
      "aria-label": "Which lucks count",
    });
    this.table = element("details", { class: "lucks-table" });
    container.replaceChildren(
      this.status, this.pairs, this.differences, this.choice, this.table,
    );
    this.tell(`Living ${expected} towns …`);
  }

  /** @param {Luck} luck */
  add(luck) {
    if (!Number.isFinite(luck.differences?.[this.outcome.key])) return;
    this.lucks = [...this.lucks.filter((one) => one.luck !== luck.luck), luck];
    this.lucks.sort((one, other) => one.luck - other.luck);
    this.draw();
    this.tell(`${this.lucks.length} of ${this.expected} towns lived …`);
  }

  /** All that were asked for have come, or all that will. */
  finish() {
    this.shown = [0, this.lucks.length];
    this.offerHandfuls();
    this.draw();
    this.fillTable();
    this.tell(this.sentence());
  }

  /** Say what the lucks that count show, as one sentence. */
  sentence() {
    const { digits, title, unit } = this.outcome;
    const values = this.values();
    if (!values.length) return "No town has been lived.";
    const { mean, low, high, n } = tInterval(values);
    const start = `${title}, with help minus as it is: ${said(mean, digits, true)} ${unit}`;
    if (n < 2) return `${start}; one luck has no interval.`;
    const below = values.filter((one) => one < 0).length;
    return (
      `${start} on average of ${n} lucks (95 % interval ${said(low, digits, true)} to ` +
      `${said(high, digits, true)}). It is lower with help in ${below} of ${n} towns.`
    );
  }

  /** Differences of the lucks that count. */
  values() {
    const [from, until] = this.shown;
    return this.lucks.slice(from, until).map((one) => one.differences[this.outcome.key]);
  }

  offerHandfuls() {
    const buttons = handfuls(this.lucks.length).map(([from, until]) => {
      const all = from === 0 && until === this.lucks.length;
      const text = all ? `all ${until}` : `lucks ${from + 1} to ${until}`;
      const made = button(text, () => {
        this.shown = [from, until];
        for (const one of buttons) one.setAttribute("aria-pressed", String(one === made));
        this.draw();
        this.tell(this.sentence());
      }, { "aria-pressed": String(all) });
      return made;
    });
    if (buttons.length > 1) this.choice.replaceChildren("Count: ", ...buttons);
  }

  draw() {
    const { key, title, unit } = this.outcome;
    const paired = this.lucks.length > 0 && this.lucks.every((one) => one.worlds?.length === 2);
    if (paired) {
      const both = this.lucks.map((one) => (one.worlds ?? []).map((world) => world[key]));
      const chart = this.frame(both.flat(), false, `${title}, ${unit}: ○ as it is, ● with help`);
      both.forEach(([without, withHelp], at) => this.pair(chart, at, without, withHelp));
      this.pairs.replaceChildren(chart.figure);
    }
    const values = this.lucks.map((one) => one.differences[key]);
    const { mean, low, high } = tInterval(this.values());
    const spans = [...values, 0, ...[low, high].filter(Number.isFinite)];
    const chart = this.frame(spans, true, `With help minus as it is, ${title.toLowerCase()}, ${unit}`);
    const [from, until] = this.shown;
    values.forEach((value, at) => {
      const counts = at >= from && at < until;
      chart.svg.append(
        drawn("circle", {
          cx: chart.x(value), cy: TOP + ROW * (at + 0.5), r: 6,
          class: counts ? "lucks-with" : "lucks-out",
        }),
      );
    });
    if (Number.isFinite(low)) this.meanLine(chart, mean, low, high);
    this.differences.replaceChildren(chart.figure);
  }

  /**
   * Axes, names of rows and a caption.
   * @param {number[]} values all that must fit in
   * @param {boolean} withMean whether a last row is for the mean
   * @param {string} caption
   */
  frame(values, withMean, caption) {
    const lowest = Math.min(...values);
    const highest = Math.max(...values);
    const span = highest - lowest || 1;
    const [from, to] = [lowest - 0.05 * span, highest + 0.05 * span];
    const x = (/** @type {number} */ value) =>
      Math.round(10 * (LEFT + ((value - from) / (to - from)) * (WIDTH - LEFT - RIGHT))) / 10;
    const rows = this.expected + (withMean ? 1.5 : 0);
    const bottom = TOP + ROW * rows;
    const svg = drawn("svg", {
      viewBox: `0 0 ${WIDTH} ${bottom + 30}`, role: "img", "aria-label": caption, class: "lucks-svg",
    });
    for (const tick of ticks(from, to)) {
      const zero = withMean && tick === 0;
      svg.append(
        drawn("line", {
          x1: x(tick), x2: x(tick), y1: TOP, y2: bottom, class: zero ? "lucks-zero" : "lucks-grid",
        }),
        drawn("text", { x: x(tick), y: bottom + 20, class: "lucks-tick" },
          said(tick, Number.isInteger(tick) ? 0 : 2, withMean)),
      );
    }
    this.lucks.forEach((one, at) => {
      svg.append(
        drawn("text", { x: LEFT - 10, y: TOP + ROW * (at + 0.5) + 5, class: "lucks-name" },
          `luck ${one.luck}`),
      );
    });
    const figure = element("figure", {}, element("figcaption", {}, caption), svg);
    return { svg, figure, x, bottom };
  }

  /**
   * @param {{svg: SVGElement, x: (value: number) => number}} chart
   * @param {number} at
   * @param {number} without
   * @param {number} withHelp
   */
  pair(chart, at, without, withHelp) {
    const y = TOP + ROW * (at + 0.5);
    chart.svg.append(
      drawn("line", {
        x1: chart.x(without), x2: chart.x(withHelp), y1: y, y2: y, class: "lucks-line",
      }),
      drawn("circle", { cx: chart.x(without), cy: y, r: 6, class: "lucks-without" }),
      drawn("circle", { cx: chart.x(withHelp), cy: y, r: 5, class: "lucks-with" }),
    );
  }

  /**
   * @param {{svg: SVGElement, x: (value: number) => number}} chart
   * @param {number} mean
   * @param {number} low
   * @param {number} high
   */
  meanLine(chart, mean, low, high) {
    const y = TOP + ROW * (this.expected + 0.75);
    const middle = chart.x(mean);
    const ends = [low, high].map((end) =>
      drawn("line", { x1: chart.x(end), x2: chart.x(end), y1: y - 8, y2: y + 8, class: "lucks-mean" }),
    );
    chart.svg.append(
      drawn("text", { x: LEFT - 10, y: y + 5, class: "lucks-name lucks-bold" }, "mean"),
      drawn("line", { x1: chart.x(low), x2: chart.x(high), y1: y, y2: y, class: "lucks-mean" }),
      ...ends,
      drawn("path", {
        d: `M${middle - 8} ${y} L${middle} ${y - 8} L${middle + 8} ${y} L${middle} ${y + 8} Z`,
        class: "lucks-with",
      }),
    );
  }

  fillTable() {
    const { key, digits } = this.outcome;
    const head = element("tr", {}, ...["Luck", "As it is", "With help", "Difference"].map((one) =>
      element("th", { scope: "col" }, one)));
    const rows = this.lucks.map((one) => {
      const [without, withHelp] = one.worlds ?? [{}, {}];
      return element("tr", {},
        element("th", { scope: "row" }, String(one.luck)),
        element("td", {}, said(without[key], digits)),
        element("td", {}, said(withHelp[key], digits)),
        element("td", {}, said(one.differences[key], digits, true)));
    });
    this.table.replaceChildren(
      element("summary", {}, "The numbers as a table"),
      element("table", {}, element("thead", {}, head), element("tbody", {}, ...rows)),
    );
  }

  /** @param {string} text */
  tell(text) {
    this.status.textContent = text;
  }
}

/**
 * Round numbers between two ends, about five.
 * @param {number} from
 * @param {number} to
 */
export function ticks(from, to) {
  const rough = (to - from) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((one) => one * power).find((one) => one >= rough) ?? rough;
  const found = [];
  for (let at = Math.ceil(from / step); at * step <= to; at += 1) {
    found.push(Number((at * step).toPrecision(6)));
  }
  return found;
}
