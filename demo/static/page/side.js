/** The left column: the set-up, or the lessons; folded away where room is short. */

import { fill, make } from "./dom.js";

const WIDE = "(min-width: 1100px)";
const NARROW = "(max-width: 1099.98px)";

/**
 * @param {any} parts of the page; `first` stands at the top of the set-up, and `mountLessons` puts
 *     lessons into a place, if there are any
 */
export function createSide({
  panel,
  store,
  label,
  first,
  colours,
  find,
  mountLessons,
  stage,
  scenario,
  top,
}) {
  const setup = make("div", { class: "set-up" });
  const card = make("div", { class: "lesson-card" });
  fill(panel, setup, card);
  fill(setup, ...first, colours, find);

  // The legend belongs to the picture; where the column is folded away it stands under it.
  const narrow = window.matchMedia(NARROW);
  const place = () => {
    if (narrow.matches) stage.insertBefore(colours, stage.children[2] ?? null);
    else setup.insertBefore(colours, find);
    if (scenario && narrow.matches) setup.prepend(scenario);
    else if (scenario) top.insertBefore(scenario, top.children[2]);
  };
  narrow.addEventListener("change", () => {
    place();
    store.set({ side: narrow.matches ? null : "setup" });
  });
  place();

  if (mountLessons) {
    mountLessons(card);
    store.set({ hasLessons: true });
  }
  store.on("side", ({ side }) => {
    panel.hidden = side === null;
    setup.hidden = side !== "setup";
    card.hidden = side !== "lessons";
    panel.classList.toggle("teaching", side === "lessons");
    panel.setAttribute("aria-label", side === "lessons" ? "Lessons" : label);
  });
  if (window.matchMedia(WIDE).matches) store.set({ side: "setup" });
}
