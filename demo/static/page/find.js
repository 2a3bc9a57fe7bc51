/** Find a person: by name, or somebody of a kind. */

import { fill, fresh, make } from "./dom.js";

export const SOMEONE = [
  ["lonely", "Someone lonely"],
  ["connected", "Someone well connected"],
  ["surprise", "Surprise me"],
  ["gained", "Who gained most"],
  ["lost", "Who lost most"],
];

/** The five buttons. @param {(who: string) => void} ask */
export function someoneButtons(ask, without = []) {
  return make(
    "div",
    { class: "someone", role: "group", "aria-label": "Choose somebody" },
    ...SOMEONE.filter(([who]) => !without.includes(who)).map(([who, title]) =>
      make("button", { type: "button", text: title, on: { click: () => ask(who) } }),
    ),
  );
}

/**
 * @param {{find: (who: string, text?: string) => void, choose: (id: number) => void, kinds?: boolean}} acts
 * @returns {{node: HTMLElement, show: (people: any[], text?: string) => void, say: (text: string) => void}}
 */
export function createFind({ find, choose, kinds = true }) {
  const name = fresh("find");
  const input = make("input", {
    type: "search",
    id: name,
    maxlength: 60,
    autocomplete: "off",
    placeholder: "Eve, or 212",
  });
  const list = make("ul", { class: "found", "aria-label": "People found" });
  const note = make("p", { class: "small quiet", role: "status" });
  const form = make(
    "form",
    {
      class: "find-form",
      on: {
        submit: (event) => {
          event.preventDefault();
          if (input.value.trim()) find("name", input.value.trim());
        },
      },
    },
    make("label", { for: name, text: "Name or number" }),
    input,
    make("button", { type: "submit", text: "Find" }),
  );
  const node = make(
    "details",
    { open: true },
    make("summary", { text: "Find a person" }),
    form,
    kinds && someoneButtons((who) => find(who)),
    note,
    list,
  );
  return {
    node,
    say: (text) => {
      note.textContent = text;
    },
    show(people, text = "") {
      note.textContent = text || (people.length ? "" : "Nobody like that.");
      fill(
        list,
        ...people.map((person) =>
          make(
            "li",
            {},
            make(
              "button",
              { type: "button", class: "plain", on: { click: () => choose(person.id) } },
              make("span", { text: person.name }),
              person.why && make("span", { class: "why", text: ` – ${person.why}` }),
            ),
          ),
        ),
      );
    },
  };
}
