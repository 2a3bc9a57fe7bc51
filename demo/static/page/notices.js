/** The line under the top bar: progress, problems, lost lines, changes not yet in use. It pushes, never covers. */

import { fill, make, say } from "./dom.js";

/** @param {HTMLElement} container */
export function createNotices(container) {
  /** One notice of each kind at most. @type {Map<string, any>} */
  const shown = new Map();

  function clear(kind) {
    shown.get(kind)?.remove();
    shown.delete(kind);
  }

  return {
    clear,
    /**
     * @param {string} kind a notice of the same kind is replaced
     * @param {string} text
     * @param {{problem?: boolean, actions?: [string, () => void, string?][], close?: boolean}} [how]
     */
    show(kind, text, { problem = false, actions = [], close = false } = {}) {
      const old = shown.get(kind);
      // A press on its button is under way when a field is left: what is pressed must not be replaced.
      if (old && old.querySelector(".text").textContent === text && old.isConnected && !problem)
        return;
      const buttons = actions.map(([title, act, look = ""]) =>
        make("button", { type: "button", class: look, text: title, on: { click: act } }),
      );
      if (close)
        buttons.push(
          make("button", {
            type: "button",
            class: "plain",
            text: "Close",
            on: { click: () => clear(kind) },
          }),
        );
      const node = make("div", { class: `notice ${problem ? "problem" : ""}`, "data-kind": kind });
      const line = make("p", { class: "text", role: problem ? "alert" : "status" });
      clear(kind);
      container.append(node);
      shown.set(kind, node);
      fill(node, line, ...buttons);
      line.textContent = text; // after it stands in the page, or it is not read aloud
    },
    /** Show how far something has come, `share` from 0 to 1. */
    progress(kind, text, share) {
      let node = shown.get(kind);
      if (!node) {
        const bar = make("progress", { max: 1, value: 0, "aria-label": "How far it has come" });
        node = make(
          "div",
          { class: "notice", "data-kind": kind },
          make("p", { class: "text", role: "status" }),
          bar,
        );
        container.append(node);
        shown.set(kind, node);
      }
      say(node.querySelector(".text"), text);
      node.querySelector("progress").value = share;
    },
  };
}
