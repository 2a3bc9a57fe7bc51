/**
 * A lesson on paper: name lines, questions and room to write; no answers.
 */

import { button, element } from "./element.js";

/** Lines to write on under each question. */
const LINES = 3;

/**
 * @param {import("./steps.js").Lesson} lesson
 * @returns {HTMLElement}
 */
export function worksheetPaper(lesson) {
  const choices = lesson.predict.choices.map((one) => element("li", {}, `☐ ${one.text}`));
  const questions = lesson.worksheet.map((one) =>
    element("li", {}, element("p", {}, one), ...lines(LINES)),
  );
  return element(
    "div",
    { class: "worksheet-paper" },
    element("p", { class: "worksheet-names" }, ...["Name", "Class", "Date"].map(named)),
    element("h2", { id: "worksheet-title" }, lesson.title),
    element("h3", {}, "My guess, before I looked"),
    element("p", {}, lesson.predict.question),
    element("ul", { class: "worksheet-choices" }, ...choices),
    element("p", {}, "Because:"),
    ...lines(1),
    element("h3", {}, "What I saw and what I think"),
    element("ol", { class: "worksheet-questions" }, ...questions),
    element("p", { class: "worksheet-foot" }, "A simulation of made-up people; not advice."),
  );
}

/**
 * Show the paper over the page, with a button that prints it alone.
 * @param {import("./steps.js").Lesson} lesson
 */
export function showWorksheet(lesson) {
  const dialog = /** @type {HTMLDialogElement} */ (
    element("dialog", { class: "worksheet", "aria-labelledby": "worksheet-title" })
  );
  const tools = element(
    "p",
    { class: "worksheet-tools" },
    button("Print", () => window.print()),
    button("Close", () => dialog.close()),
  );
  dialog.append(tools, worksheetPaper(lesson));
  dialog.addEventListener("close", () => {
    document.documentElement.classList.remove("printing-worksheet");
    dialog.remove();
  });
  document.body.append(dialog);
  // The style sheet prints nothing but the paper while this class is on.
  document.documentElement.classList.add("printing-worksheet");
  dialog.showModal();
}

/** @param {number} count */
function lines(count) {
  return Array.from({ length: count }, () => element("span", { class: "worksheet-line" }));
}

/** @param {string} what */
function named(what) {
  const blank = element("span", { class: "worksheet-blank" });
  return element("span", { class: "worksheet-named" }, `${what}: `, blank);
}
