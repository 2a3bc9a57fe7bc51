/** A few buttons behind one: opens below it, closes with Escape, a press elsewhere, or a choice. */

import { fresh, make } from "./dom.js";

/**
 * @param {string} title
 * @param {...(Node|null|undefined|false)} buttons
 */
export function createMenu(title, ...buttons) {
  const name = fresh("menu");
  const opener = make("button", {
    type: "button",
    "aria-expanded": "false",
    "aria-controls": name,
    text: title,
    class: "opener",
    on: { click: () => set(list.hidden) },
  });
  const list = make(
    "div",
    { class: "menu-list", id: name, hidden: true, on: { click: () => set(false) } },
    ...buttons,
  );
  const node = make("div", { class: "menu optional" }, opener, list);

  function set(open) {
    list.hidden = !open;
    opener.setAttribute("aria-expanded", String(open));
  }
  node.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || list.hidden) return;
    event.stopPropagation();
    set(false);
    opener.focus();
  });
  node.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !node.contains(event.relatedTarget)) set(false);
  });
  document.addEventListener("pointerdown", (event) => {
    if (!node.contains(event.target)) set(false);
  });
  return node;
}
