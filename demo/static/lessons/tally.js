/**
 * The class's guesses: hands counted for each choice, kept in this page's memory only.
 */

import { button, element } from "./element.js";

/** Hands up for each choice of one lesson. */
export class Tally {
  /** @param {number} choices how many choices there are */
  constructor(choices) {
    /** @type {number[]} */
    this.hands = new Array(choices).fill(0);
  }

  /**
   * Count one hand more or less; never under nought or over 999.
   * @param {number} choice
   * @param {number} by
   */
  add(choice, by) {
    this.hands[choice] = Math.min(999, Math.max(0, this.hands[choice] + by));
  }

  /** How many hands went up in all. */
  get total() {
    return this.hands.reduce((sum, one) => sum + one, 0);
  }

  /**
   * The part of all hands that a choice got, 0 to 1; 0 while nobody has voted.
   * @param {number} choice
   */
  share(choice) {
    return this.total ? this.hands[choice] / this.total : 0;
  }
}

/**
 * Rows of choices with a counter each, to be pressed while hands are up.
 * @param {{choices: {text: string}[]}} predict
 * @param {Tally} tally
 * @returns {HTMLElement}
 */
export function countingRows(predict, tally) {
  const list = element("ol", { class: "lesson-choices" });
  const total = element("p", { class: "lesson-hands", role: "status" });
  const showTotal = () => {
    total.textContent = tally.total === 1 ? "1 hand so far" : `${tally.total} hands so far`;
  };
  predict.choices.forEach((choice, at) => {
    const count = element("span", { class: "lesson-count" }, String(tally.hands[at]));
    const press = (/** @type {number} */ by) => {
      tally.add(at, by);
      count.textContent = String(tally.hands[at]);
      fewer.disabled = tally.hands[at] === 0;
      showTotal();
    };
    const fewer = button("−", () => press(-1), {
      "aria-label": `One hand fewer for: ${choice.text}`,
    });
    const more = button("+", () => press(1), { "aria-label": `One hand more for: ${choice.text}` });
    fewer.disabled = tally.hands[at] === 0;
    const counter = element("span", { class: "lesson-counter" }, fewer, count, more);
    list.append(
      element("li", {}, element("span", { class: "lesson-choice" }, choice.text), counter),
    );
  });
  showTotal();
  return element("div", {}, list, total);
}

/**
 * The guesses again, each with its share of hands and why it fits or not.
 * @param {{choices: {text: string, why: string}[], best: number}} predict
 * @param {Tally} tally
 * @returns {HTMLElement}
 */
export function countedRows(predict, tally) {
  const list = element("ol", { class: "lesson-choices lesson-counted" });
  predict.choices.forEach((choice, at) => {
    const fits = at === predict.best;
    // Said in words and with a sign, so that it can be told without colours.
    const mark = element("strong", { class: "lesson-mark" }, "✓ fits best what these towns show");
    const bar = /** @type {HTMLMeterElement} */ (
      element("meter", { min: "0", max: "1", class: "lesson-bar" })
    );
    bar.value = tally.share(at);
    bar.setAttribute("aria-label", `Share of hands for: ${choice.text}`);
    const percent = Math.round(100 * tally.share(at));
    const said = tally.total
      ? `${tally.hands[at]} of ${tally.total} hands (${percent}\u00a0%)`
      : "no hands were counted";
    const item = element(
      "li",
      fits ? { class: "lesson-best" } : {},
      element("span", { class: "lesson-choice" }, choice.text),
      ...(tally.total ? [bar] : []),
      element("span", { class: "lesson-share" }, said),
      ...(fits ? [mark] : []),
      element("p", { class: "lesson-why" }, choice.why),
    );
    list.append(item);
  });
  return list;
}
