/**
 * Lessons on the page: a list of them, and a card that leads a class through one.
 */

import { Doing } from "./doing.js";
import { button, element } from "./element.js";
import { CONTENT, STEPS } from "./steps.js";
import { Tally } from "./tally.js";
import { showWorksheet } from "./worksheet.js";

/**
 * @typedef {import("./steps.js").Lesson} Lesson
 * @typedef {{lesson: Lesson, tally: Tally, kept: Map<number, HTMLElement>, step: number}} Course
 */

/**
 * Put the lessons into a container.
 *
 * @param {HTMLElement} container
 * @param {{lessons: Lesson[]} & import("./doing.js").Tools} tools `find` looks for somebody by kind
 *   ("lonely", "gained" ...), `week` says which week is shown
 * @returns {{open: (id: string) => boolean, list: () => void, destroy: () => void}}
 */
export function mountLessons(container, tools) {
  const doing = new Doing(tools);
  /** @type {Map<string, Course>} */
  const courses = new Map(
    tools.lessons.map((lesson) => [
      lesson.id,
      { lesson, tally: new Tally(lesson.predict.choices.length), kept: new Map(), step: 0 },
    ]),
  );
  const root = element("section", { class: "lessons", "aria-label": "Lessons" });
  container.replaceChildren(root);

  /** @param {string} [focused] the lesson that was left, so that the keyboard stays where it was */
  function list(focused) {
    const rows = tools.lessons.map((lesson) => {
      const open = button(lesson.title, () => show(courses.get(lesson.id), true), {
        class: "lesson-open",
        "data-lesson": lesson.id,
      });
      const minutes = element("span", { class: "lesson-minutes" }, `${lesson.minutes} minutes`);
      return element("li", {}, open, minutes);
    });
    root.replaceChildren(
      element("h2", { class: "lesson-title" }, "Lessons"),
      element("ol", { class: "lesson-list" }, ...rows),
    );
    if (focused !== undefined) {
      const open = [...root.querySelectorAll("button")];
      open.find((one) => one.dataset.lesson === focused)?.focus();
    }
  }

  /**
   * @param {Course | undefined} course
   * @param {boolean} focus whether the keyboard goes to the step's heading
   */
  function show(course, focus) {
    if (!course) return;
    const { lesson, step } = course;
    const { key, title, about } = STEPS[step];
    const heading = element("h3", { class: "lesson-step", tabindex: "-1" }, `${title}: ${about}`);
    const body = element(
      "div",
      { class: `lesson-body lesson-body-${key}` },
      ...CONTENT[key]({ ...course, doing }),
    );
    root.replaceChildren(
      element(
        "p",
        { class: "lesson-tools" },
        button("← All lessons", () => list(lesson.id)),
        button("Worksheet", () => showWorksheet(lesson)),
      ),
      element("h2", { class: "lesson-title" }, lesson.title),
      places(course),
      heading,
      body,
      turns(course),
    );
    if (focus) heading.focus();
  }

  /** The five steps in a row; each can be gone to. @param {Course} course */
  function places(course) {
    const rows = STEPS.map(({ title }, at) => {
      const here = at === course.step ? { "aria-current": "step" } : {};
      return element("li", {}, button(`${at + 1} ${title}`, () => go(course, at), here));
    });
    return element("ol", { class: "lesson-steps", "aria-label": "Steps of the lesson" }, ...rows);
  }

  /** @param {Course} course */
  function turns(course) {
    const back = button("Back", () => go(course, course.step - 1));
    const last = course.step === STEPS.length - 1;
    const next = last
      ? button("Another lesson", () => list(course.lesson.id))
      : button("Next", () => go(course, course.step + 1), { class: "lesson-next" });
    back.disabled = course.step === 0;
    return element("p", { class: "lesson-turns" }, back, next);
  }

  /**
   * @param {Course} course
   * @param {number} step
   */
  function go(course, step) {
    course.step = Math.min(STEPS.length - 1, Math.max(0, step));
    show(course, true);
  }

  list();
  return {
    open(id) {
      const course = courses.get(id);
      show(course, true);
      return course !== undefined;
    },
    list: () => list(),
    destroy: () => root.remove(),
  };
}
