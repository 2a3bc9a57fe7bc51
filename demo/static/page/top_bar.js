/** The top bar: which scenario, play and its pace, and the tools. */

import { make, say } from "./dom.js";
import { selectField } from "./fields.js";

/** Weeks a second. */
export const SPEEDS = [0.5, 1, 2, 5, 10, 20, 60];

/** How many people a scenario's file fixes, if it does. */
function peopleOf(choices, name) {
  const people = choices.scenarios.find((one) => one.name === name)?.people;
  return people ? { people } : {};
}

/**
 * @param {any} choices null for a recording
 * @param {any} store
 * @param {any} acts
 * @returns {{node: HTMLElement[], scenario: HTMLElement|null}} the scenario's place depends on the room there is
 */
export function createTopBar(choices, store, acts) {
  const play = make("button", {
    type: "button",
    class: "main play",
    on: { click: acts.playOrPause },
  });
  const step = make("button", {
    type: "button",
    text: "Step",
    title: "One week on (S)",
    on: { click: acts.step },
  });
  const reset = make("button", {
    type: "button",
    text: "Reset",
    title: "Back to week 0 (R)",
    on: { click: acts.reset },
  });
  const speed = selectField({
    title: "Speed, weeks a second",
    look: "speed",
    hideLabel: true,
    change: (value) => acts.setSpeed(Number(value)),
    options: SPEEDS.map((value) => [
      String(value),
      value === 0.5 ? "½ week/s" : value === 1 ? "1 week/s" : `${value} weeks/s`,
    ]),
  });
  const scenario =
    choices &&
    selectField({
      title: "Scenario",
      look: "scenario",
      change: (value) =>
        acts.draft({ scenario: value, levers: {}, help: null, ...peopleOf(choices, value) }),
      options: choices.scenarios.map((one) => [one.name, one.title]),
    });
  const side = (key, title) =>
    make("button", {
      type: "button",
      text: title,
      "data-side": key,
      "aria-controls": "setup",
      "aria-expanded": "false",
      on: { click: () => acts.toggleSide(key) },
    });
  const setup = side("setup", choices ? "Set up" : "About");
  const lessons = side("lessons", "Lessons");
  lessons.hidden = true;
  const brand = make("h1", {
    class: "brand",
    text: "Kith",
    "aria-label": "Kith: two lives of the same people",
  });

  store.on("side hasLessons", (state) => {
    lessons.hidden = !state.hasLessons;
    setup.setAttribute("aria-expanded", String(state.side === "setup"));
    lessons.setAttribute("aria-expanded", String(state.side === "lessons"));
  });
  store.on("playing ready ended", (state) => {
    say(play, state.playing ? "❚❚ Pause" : "▶ Play");
    play.setAttribute("aria-label", state.playing ? "Pause" : "Play");
    play.disabled = !state.ready || (state.ended && !state.playing);
    step.disabled = !state.ready || state.ended;
    reset.disabled = !state.ready;
  });
  store.on("speed", (state) => speed.set(state.speed));
  if (scenario) store.on("draft", (state) => scenario.set(state.draft.scenario));

  return {
    node: [
      brand,
      make("div", { class: "transport side-buttons" }, setup, lessons),
      make(
        "div",
        { class: "transport", role: "group", "aria-label": "Play" },
        play,
        step,
        reset,
        speed.node,
      ),
    ].filter(Boolean),
    scenario: scenario?.node ?? null,
  };
}
