/** The story panel: one person, both lives side by side, docked beside the worlds. */

import { fill, make, say } from "./dom.js";
import { someoneButtons } from "./find.js";
import { createLife } from "./life.js";

/** People one can go back to. */
const KEPT = 8;

/**
 * @param {HTMLElement} panel
 * @param {{choose: (id: number) => void, find: (who: string) => void, follow: (on: boolean) => void, close: () => void,
 *     kinds: boolean, words: [string, string]}} acts `words` stand on the button before and after it is pressed
 */
export function createStoryPanel(panel, acts) {
  const name = make("h2", { tabindex: "-1" });
  const about = make("p", { class: "about" });
  const difference = make("p", { class: "difference" });
  const lives = make("div", { class: "lives" });
  const followed = make("button", {
    type: "button",
    on: { click: () => acts.follow(followed.getAttribute("aria-pressed") !== "true") },
  });
  const previous = make("div", { class: "previous" });
  const before = make(
    "section",
    { class: "optional", "aria-label": "People before" },
    make("p", { class: "small quiet", text: "People before:" }),
    previous,
  );
  fill(
    panel,
    make(
      "div",
      { class: "row" },
      name,
      make("button", {
        type: "button",
        class: "optional",
        text: "Close",
        "aria-label": "Close the story",
        on: { click: acts.close },
      }),
    ),
    about,
    make("div", { class: "actions" }, followed),
    difference,
    lives,
    make("div", { class: "optional" }, acts.kinds && someoneButtons(acts.find)),
    before,
  );
  /** @type {{id: number, name: string}[]} */
  let people = [];
  let last = null;
  const open = [false, false];
  let waiting = null;
  let scheduled = 0;

  function paint(story) {
    say(name, story.name);
    say(about, `Week ${story.week}. ${story.about}${/[.!?]$/.test(story.about) ? "" : "."}`);
    say(difference, story.difference ?? "");
    difference.hidden = !story.difference;
    const place =
      document.activeElement && panel.contains(document.activeElement)
        ? placeOf(lives, document.activeElement)
        : null;
    lives.classList.toggle("alone", story.lives.length < 2);
    fill(
      lives,
      ...story.lives.map((life, world) =>
        createLife(life, {
          help: world === 1,
          choose: acts.choose,
          open: open[world],
          setOpen: (on) => {
            open[world] = on;
          },
        }),
      ),
    );
    if (place) at(lives, place)?.focus();
    if (story.id !== last) {
      const left = people.filter((one) => one.id !== story.id);
      people = [{ id: story.id, name: story.name }, ...left].slice(0, KEPT + 1);
      last = story.id;
      panel.scrollTop = 0;
      fill(
        previous,
        ...people
          .slice(1)
          .map((one) =>
            make("button", {
              type: "button",
              class: "plain small",
              text: one.name,
              on: { click: () => acts.choose(one.id) },
            }),
          ),
      );
      before.hidden = people.length < 2;
    }
  }

  return {
    /** Stories may come faster than one can read: the newest is painted once a frame. */
    show(story) {
      waiting = story;
      panel.hidden = false;
      if (scheduled) return;
      scheduled = requestAnimationFrame(() => {
        scheduled = 0;
        if (waiting) paint(waiting);
        waiting = null;
      });
    },
    setFollowed(on) {
      followed.setAttribute("aria-pressed", String(on));
      say(followed, acts.words[on ? 1 : 0]);
    },
    hide() {
      panel.hidden = true;
      waiting = null;
    },
    forget() {
      people = [];
      last = null;
      panel.hidden = true;
      waiting = null;
    },
    focus() {
      name.focus();
    },
    person: () => last,
  };
}

/** Where a focused control stands among the lives, so that it can be found again after repainting. */
function placeOf(lives, node) {
  const world = [...lives.children].findIndex((life) => life.contains(node));
  if (world < 0) return null;
  return { world, id: node.dataset.id ?? null };
}

function at(lives, { world, id }) {
  const life = lives.children[world];
  if (!life) return null;
  return id === null
    ? life.querySelector("summary")
    : life.querySelector(`[data-id="${CSS.escape(id)}"]`);
}
