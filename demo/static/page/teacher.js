/** The teacher's tools: presentation, link, saving, printing, theme, help. */

import { make, say } from "./dom.js";
import { createMenu } from "./menu.js";
import { toHash } from "./setting.js";

/**
 * @param {any} store
 * @param {{present: () => void, help: () => void, save: (() => void)|null, tell: (text: string) => void, taped: boolean}} acts
 */
export function createTools(store, { present, help, save, tell, taped }) {
  const presentation = make("button", {
    type: "button",
    title: "Big type, few controls (F)",
    on: { click: present },
  });
  const link =
    !taped &&
    make("button", {
      type: "button",
      text: "Copy a link to this set-up",
      title: "A link that holds this whole setting",
      on: { click: () => copyLink(store.get("setting"), tell) },
    });
  const saving =
    save &&
    make("button", {
      type: "button",
      text: "Save this run as one file",
      title: "This run as one file that plays without Kith",
      on: { click: save },
    });
  const printing = make("button", {
    type: "button",
    text: "Print",
    on: { click: () => window.print() },
  });
  const theme = make("button", {
    type: "button",
    on: { click: () => store.set({ theme: store.get("theme") === "dark" ? "light" : "dark" }) },
  });
  const question = make("button", {
    type: "button",
    class: "icon",
    text: "?",
    "aria-label": "Help and keys",
    on: { click: help },
  });
  store.on("presenting", (state) => {
    say(presentation, state.presenting ? "Leave presentation" : "Present");
    presentation.setAttribute("aria-pressed", String(state.presenting));
  });
  store.on("theme", (state) =>
    say(theme, state.theme === "dark" ? "Light colours" : "Dark colours"),
  );
  store.on("ready", (state) => {
    for (const one of [link, saving]) if (one) one.disabled = !state.ready;
  });
  return make(
    "div",
    { class: "tools", role: "group", "aria-label": "Tools" },
    presentation,
    createMenu(taped ? "More" : "Teacher", link, saving, printing, theme),
    question,
  );
}

async function copyLink(setting, tell) {
  const address = new URL(window.location.href);
  address.search = ""; // a token of this visit is nobody else's
  address.hash = toHash(setting);
  window.history.replaceState(null, "", `#${toHash(setting)}`);
  try {
    await navigator.clipboard.writeText(address.href);
    tell("The link is copied. It holds this whole setting.");
  } catch {
    tell(
      "The link stands in the address bar now: copy it from there. It holds this whole setting.",
    );
  }
}

/** Follow the computer's theme until somebody chooses; tell `store` of it. */
export function watchTheme(store, given = null) {
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  let chosen = given;
  let quiet = true;
  store.set({ theme: chosen ?? (dark.matches ? "dark" : "light") });
  dark.addEventListener("change", () => {
    if (chosen) return;
    quiet = true;
    store.set({ theme: dark.matches ? "dark" : "light" });
    quiet = false;
  });
  store.on("theme", (state) => {
    if (!quiet) {
      chosen = state.theme;
      document.documentElement.dataset.theme = state.theme;
    }
  });
  quiet = false;
}

/** Big type for the back row; the whole screen where the browser lets us. */
export function setPresenting(on) {
  document.documentElement.classList.toggle("presenting", on);
  const change = on
    ? document.documentElement.requestFullscreen?.()
    : document.fullscreenElement && document.exitFullscreen();
  Promise.resolve(change).catch(() => {}); // not allowed here: the page stays in its window
}
