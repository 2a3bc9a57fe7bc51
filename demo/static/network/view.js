/**
 * The living network as one element of a page: frames go in, what was drawn and picked comes out.
 *
 * It knows nothing of where frames come from. All measuring and drawing is done by the engine.
 */

import { THEMES } from "../colours.js";
import { panelsOf } from "./camera.js";
import { KEYS_TEXT, listenToKeys } from "./keyboard.js";
import { listenToPointer } from "./pointer.js";
import { startEngine } from "./thread.js";

const MOST_RATIO = 2;
const TITLES = ["As it is", "With help"];
const HEIGHT_AT_LEAST = "240px";

const HIDDEN = {
  position: "absolute",
  width: "1px",
  height: "1px",
  overflow: "hidden",
  clipPath: "inset(50%)",
  whiteSpace: "nowrap",
};

let numbered = 0;

/** An element of a class with styles set from here, which a strict page policy allows. */
function element(name, className, style = {}) {
  const made = document.createElement(name);
  made.className = className;
  Object.assign(made.style, style);
  return made;
}

/** The elements: a focusable frame, the canvas, a caption for each world, the keys in words. */
function build(container, worlds, titles, label) {
  const root = element("div", "network-frame", {
    position: "relative",
    width: "100%",
    height: "100%",
    minHeight: HEIGHT_AT_LEAST,
    touchAction: "pan-y",
    cursor: "grab",
  });
  const canvas = element("canvas", "network-canvas", {
    display: "block",
    position: "absolute",
    left: "0",
    top: "0",
    width: "100%",
    height: "100%",
  });
  canvas.setAttribute("aria-hidden", "true");
  const keys = element("p", "network-keys", HIDDEN);
  numbered += 1;
  keys.id = `network-keys-${numbered}`;
  keys.textContent = KEYS_TEXT;
  const captions = Array.from({ length: worlds }, (_, k) => {
    const caption = element("div", "network-caption", {
      position: "absolute",
      pointerEvents: "none",
      font: "600 0.85rem system-ui, sans-serif",
    });
    caption.textContent = worlds > 1 ? titles[k] : "";
    return caption;
  });
  root.tabIndex = 0;
  root.setAttribute("role", "application");
  root.setAttribute("aria-label", label);
  root.setAttribute("aria-describedby", keys.id);
  root.append(canvas, keys, ...captions);
  container.append(root);
  return { root, canvas, captions };
}

/**
 * @param {HTMLElement} container
 * @param {object} options
 * @param {number} options.people
 * @param {ArrayLike<number>} options.homes neighbourhood of each row
 * @param {ArrayLike<number>} options.households household of each row
 * @param {number} [options.worlds] 1 or 2
 * @param {import("../colours.js").Quality} [options.colour]
 * @param {"light"|"dark"} [options.theme]
 * @param {string[]} [options.titles] captions of the worlds
 * @param {string} [options.label] what the network is called to those who cannot see it
 * @param {"worker"|"page"} [options.thread] where to draw; left out: in a worker if possible
 * @param {() => Worker} [options.makeWorker]
 */
export function createNetwork(container, options) {
  const { people, worlds = 1, colour = "style", titles = TITLES } = options;
  const label = options.label ?? `The network of ${people} people`;
  const { root, canvas, captions } = build(container, worlds, titles, label);
  let theme = options.theme ?? "dark";
  let shown = Array.from({ length: worlds }, (_, k) => k);
  let engine = null;
  let ended = false;
  let asked = 0;
  const told = { drawn() {}, pick() {}, hover() {}, problem: (text) => console.error(text) };
  const early = [];
  const answers = new Map();
  const send = (message) => {
    if (ended) return;
    if (engine) engine.send(message);
    else early.push(message);
  };

  const size = () => ({
    width: root.clientWidth || 320,
    height: root.clientHeight || 240,
    ratio: Math.min(MOST_RATIO, globalThis.devicePixelRatio || 1),
  });
  const placeCaptions = () => {
    const { width, height } = size();
    captions.forEach((caption) => (caption.hidden = true));
    for (const panel of panelsOf(width, height, shown)) {
      const caption = captions[panel.world];
      caption.hidden = false;
      caption.style.left = `${panel.x + 12}px`;
      caption.style.top = `${panel.y + 8}px`;
      caption.style.color = THEMES[theme].text;
    }
  };

  const view = {
    /** `tell(week)` is called once a week has been drawn. */
    onDrawn: (tell) => (told.drawn = tell),
    /** `tell(person)` is called with the person picked by tap, click or Enter. */
    onPick: (tell) => (told.pick = tell),
    /** `tell(person)`: somebody hovered or walked to (`by`: "pointer" or "keyboard"), or null. */
    onHover: (tell) => (told.hover = tell),
    /** `tell(text)` is called with one sentence when something cannot be drawn. */
    onProblem: (tell) => (told.problem = tell),
    element: root,

    /** Show one more week; it is drawn in its turn and then told by `onDrawn`. */
    frame: (buffer) => send({ do: "frame", buffer }),
    setColour: (quality) => send({ do: "set", key: "quality", value: quality }),
    setDifferencesOnly: (on) => send({ do: "set", key: "differencesOnly", value: Boolean(on) }),
    setFollowed: (id, name = "") =>
      send({ do: "follow", id, label: id === null ? "" : name || String(id) }),
    setPlayingGap: (ms) => send({ do: "set", key: "gap", value: ms }),
    setTheme(name) {
      theme = name;
      send({ do: "set", key: "theme", value: name });
      placeCaptions();
    },
    /** Show both worlds, or only some: `[0, 1]`, `[1]`. */
    setShown(which) {
      shown = which;
      send({ do: "shown", worlds: which });
      placeCaptions();
    },
    /** Go to somebody and light them up; null lets go. */
    walk: (step) => send({ do: "walk", step }),
    fit: () => send({ do: "fit" }),
    /** Ask the engine: "stat", "place" (of a row, in CSS pixels) or "places". */
    ask(what, detail = {}) {
      asked += 1;
      const key = asked;
      return new Promise((resolve) => {
        answers.set(key, resolve);
        send({ do: "ask", what, detail, key });
      });
    },
    resize() {
      send({ do: "resize", ...size() });
      placeCaptions();
    },
    destroy() {
      send({ do: "stop" });
      ended = true;
      watcher.disconnect();
      stillness.removeEventListener("change", heedStillness);
      stopPointer();
      stopKeys();
      engine?.stop();
      root.remove();
    },
  };

  const heard = (message) => {
    if (ended) return;
    if (message.tell === "drawn") told.drawn(message.week);
    else if (message.tell === "hover") {
      root.style.cursor = message.who?.by === "pointer" ? "pointer" : "grab";
      told.hover(message.who);
    } else if (message.tell === "pick") told.pick(message.who);
    // When all is in sight a finger scrolls the page; when near, it moves the sky.
    else if (message.tell === "zoom") root.style.touchAction = message.zoom > 1 ? "none" : "pan-y";
    else if (message.tell === "problem") told.problem(message.text);
    else if (message.tell === "answer") {
      answers.get(message.key)?.(message.value);
      answers.delete(message.key);
    }
  };

  const stillness = globalThis.matchMedia("(prefers-reduced-motion: reduce)");
  const heedStillness = () => send({ do: "set", key: "motion", value: !stillness.matches });
  stillness.addEventListener("change", heedStillness);
  const watcher = new ResizeObserver(() => view.resize());
  const stopPointer = listenToPointer(root, send);
  const stopKeys = listenToKeys(root, send);

  const homes = Int32Array.from(options.homes);
  const households = Int32Array.from(options.households);
  const start = {
    do: "start", people, homes, households, worlds, quality: colour, theme, ...size(),
  };
  const { thread, makeWorker } = options;
  startEngine(canvas, start, heard, { thread, makeWorker }).then((started) => {
    if (ended) {
      started.stop();
      return;
    }
    engine = started;
    view.thread = started.where;
    for (const message of early.splice(0)) engine.send(message);
    watcher.observe(root);
  });
  heedStillness();
  placeCaptions();
  return view;
}
