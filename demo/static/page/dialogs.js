/** Dialogs: the browser's own, so that focus stays inside, Escape closes, and focus goes back. */

import { fill, fresh, make } from "./dom.js";

/**
 * @param {string} title
 * @param {...Node} content
 * @returns {{node: any, body: HTMLElement, open: () => void, close: () => void, retitle: (text: string) => void}}
 */
export function createDialog(title, ...content) {
  const name = fresh("dialog");
  const heading = make("h2", { id: name, text: title });
  const body = make("div", {}, ...content);
  const node = make(
    "dialog",
    { class: "dialog", "aria-labelledby": name },
    make(
      "div",
      { class: "row" },
      heading,
      make("button", { type: "button", text: "Close", on: { click: () => node.close() } }),
    ),
    body,
  );
  document.body.append(node);
  return {
    node,
    body,
    open: () => {
      if (!node.open) node.showModal();
    },
    close: () => node.close(),
    retitle: (text) => {
      heading.textContent = text;
    },
  };
}

/** The keys, and what the page is. */
export function createHelp({ lettersOn, setLetters, taped }) {
  const row = (key, text) => [make("dt", {}, make("kbd", { text: key })), make("dd", { text })];
  const switcher = make("input", {
    type: "checkbox",
    checked: lettersOn,
    on: { change: () => setLetters(switcher.checked) },
  });
  const keys = make(
    "dl",
    { class: "keys" },
    ...row("Space", "play or pause, while no button or field has the focus"),
    ...row("S", "one week on"),
    ...row("R", "back to week 0"),
    ...row("F", "presentation mode: big type, few controls"),
    ...row("?", "this help"),
    ...row("Tab", "to the next control; the picture of the community is one of them"),
    ...row("← ↑ → ↓", "in the picture: move it"),
    ...row("+ −", "in the picture: nearer and further; 0 shows all"),
    ...row("[ ]", "in the picture: from person to person; Enter chooses"),
  );
  const dialog = createDialog("How this page works");
  fill(
    dialog.body,
    make("p", {
      text: "You look at a made-up community. Every dot is a person, every line a tie between two people who know each other. A ring marks somebody isolated: on average fewer than two people to see, talk to or ask for help.",
    }),
    make("p", {
      text: "There are two worlds with the same people and the same luck: “As it is”, and “With help”. Until the help starts they are equal to the last detail. What differs afterwards, the help has done.",
    }),
    make("p", {
      text: taped
        ? "This is a recording. It plays from this one file, without a network."
        : "Everything runs on this computer. Nothing is sent anywhere, and nothing is kept unless you save it.",
    }),
    make("h3", { text: "Keys" }),
    keys,
    make(
      "label",
      { class: "check" },
      switcher,
      make("span", { text: "Use the letter keys and the space bar" }),
    ),
    make("p", { class: "quiet", text: "A simulation of made-up people; not advice." }),
  );
  return dialog;
}
