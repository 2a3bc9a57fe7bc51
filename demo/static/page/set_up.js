/** What a class can set up: the community, and the help. */

import { createCommunity } from "./community.js";
import { make } from "./dom.js";
import { createHelpPanel } from "./help.js";

/** @returns {HTMLElement[]} */
export function createSetUp(choices, store, acts) {
  return [
    scenarioText(choices, store),
    createCommunity(choices, store, acts),
    createHelpPanel(choices, store, acts),
  ];
}

/** What the chosen scenario is about: its first sentence, and the rest for those who ask. */
function scenarioText(choices, store) {
  const first = make("p", { class: "small quiet" });
  const rest = make("p", { class: "small quiet" });
  const more = make(
    "details",
    { class: "more" },
    make("summary", { text: "More about this scenario" }),
    rest,
  );
  store.on("draft", ({ draft }) => {
    const about = choices.scenarios.find((one) => one.name === draft.scenario)?.about ?? "";
    const [, start, end] = /^(.*?[.:;](?= )|.*$)\s*(.*)$/s.exec(about) ?? [];
    first.textContent = start ?? "";
    rest.textContent = end ?? "";
    more.hidden = !end;
  });
  return make("section", { class: "scenario-about" }, first, more);
}
