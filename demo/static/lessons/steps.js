/**
 * The five steps of a lesson as a class sees them: say, predict, do, look, explain.
 */

import { countedRows, countingRows } from "./tally.js";
import { button, element, paragraphs } from "./element.js";
import { LucksChart } from "./lucks.js";

/** Names of the steps, in order, and what they ask of the class. */
export const STEPS = /** @type {const} */ ([
  { key: "say", title: "Say", about: "What this is about" },
  { key: "predict", title: "Predict", about: "Guess before you look: hands up" },
  { key: "do", title: "Do", about: "Set the page up and play" },
  { key: "look", title: "Look", about: "What do you see?" },
  { key: "explain", title: "Explain", about: "What happened, and how sure is it?" },
]);

const OUTCOMES = {
  isolated_per_1000: { title: "Isolated", unit: "of 1,000 people", digits: 0 },
  lonely_per_1000: { title: "Lonely", unit: "of 1,000 people", digits: 0 },
  pss10: { title: "Stress", unit: "points of 40", digits: 2 },
  phq9: { title: "Low mood", unit: "points of 27", digits: 2 },
  life_satisfaction: { title: "Life satisfaction", unit: "points of 10", digits: 2 },
  cost: { title: "Cost", unit: "pounds", digits: 0 },
};

/**
 * @typedef {import("./doing.js").DoItem} DoItem
 * @typedef {{id: string, title: string, minutes: number, say: string[],
 *   predict: {question: string, choices: {text: string, why: string}[], best: number},
 *   do: DoItem[], look: string[], explain: string[], worksheet: string[]}} Lesson
 * @typedef {{lesson: Lesson, tally: import("./tally.js").Tally, doing: import("./doing.js").Doing,
 *   kept: Map<number, HTMLElement>}} Context what a step may use; `kept` holds what was done
 */

/** @type {Record<string, (context: Context) => Node[]>} */
export const CONTENT = {
  say: ({ lesson }) => paragraphs(lesson.say, "lesson-text lesson-say"),
  predict: ({ lesson, tally }) => [
    element("p", { class: "lesson-question" }, lesson.predict.question),
    countingRows(lesson.predict, tally),
  ],
  do: (context) => context.lesson.do.map((item, at) => doRow(context, item, at)),
  look: ({ lesson }) => [bullets(lesson.look)],
  explain: ({ lesson, tally }) => [
    ...paragraphs(lesson.explain),
    element("h4", { class: "lesson-heading" }, `You guessed: ${lesson.predict.question}`),
    countedRows(lesson.predict, tally),
    element("p", { class: "lesson-standing" }, "A simulation of made-up people; not advice."),
  ],
};

/** @param {string[]} texts */
function bullets(texts) {
  return element("ul", { class: "lesson-look" }, ...texts.map((one) => element("li", {}, one)));
}

/**
 * A button that does one item, a line that says how far it is, and room for a drawing.
 *
 * The row is made once for a lesson, so that going on and coming back does not lose the drawing.
 * @param {Context} context
 * @param {DoItem} item
 * @param {number} at
 * @returns {HTMLElement}
 */
function doRow({ doing, kept }, item, at) {
  const known = kept.get(at);
  if (known) return known;
  const usual = item.lucks
    ? `Live ${item.lucks.length} lucks to week ${item.play_to}`
    : `Set up and play to week ${item.play_to}`;
  const drawing = element("div", { class: "lesson-drawing" });
  const status = element("p", { class: "lesson-status", role: "status" });
  /** @type {LucksChart | null} */
  let chart = null;
  const press = button(item.title ?? usual, () => {
    if (item.lucks) {
      const key = item.outcome ?? "isolated_per_1000";
      const outcome = OUTCOMES[/** @type {keyof typeof OUTCOMES} */ (key)];
      chart = new LucksChart(drawing, item.lucks.length, { key, ...outcome });
    }
    doing.start(item, {
      say: (text) => {
        status.textContent = text;
      },
      luck: (told) => chart?.add(told),
      done: () => chart?.finish(),
    });
  }, { class: "lesson-do" });
  const row = element("div", { class: "lesson-do-row" }, press, status, drawing);
  kept.set(at, row);
  return row;
}
