/**
 * Keys on the network: arrows move the sky, + and - zoom, 0 shows all, [ and ] go from person to
 * person in reading order, t goes to the person's other life, Enter picks, Escape lets go.
 *
 * Tab is left alone, or nobody could leave the network by keyboard.
 */

const STEP = 48;
const ZOOM = 1.3;

const MESSAGES = {
  ArrowLeft: { do: "pan", dx: STEP, dy: 0 },
  ArrowRight: { do: "pan", dx: -STEP, dy: 0 },
  ArrowUp: { do: "pan", dx: 0, dy: STEP },
  ArrowDown: { do: "pan", dx: 0, dy: -STEP },
  "+": { do: "zoom", factor: ZOOM, x: null, y: null },
  "=": { do: "zoom", factor: ZOOM, x: null, y: null },
  "-": { do: "zoom", factor: 1 / ZOOM, x: null, y: null },
  0: { do: "fit" },
  "[": { do: "walk", step: -1 },
  "]": { do: "walk", step: 1 },
  ",": { do: "walk", step: -1 },
  ".": { do: "walk", step: 1 },
  t: { do: "cross" },
  Enter: { do: "choose" },
  Escape: { do: "leave" },
};

/** What the keys do, for people who read it on the page or hear it read. */
export const KEYS_TEXT =
  "Arrow keys move the sky, plus and minus zoom, 0 shows everybody. Right and left bracket, or " +
  "full stop and comma, go from person to person; T goes to the same person's " +
  "other life; Enter opens their story; Escape lets go.";

/**
 * @param {HTMLElement} element
 * @param {(message: object) => void} send
 * @returns {() => void} stops listening
 */
export function listenToKeys(element, send) {
  const stop = new AbortController();
  element.addEventListener(
    "keydown",
    (event) => {
      const message = MESSAGES[event.key];
      // Brackets need AltGr on many keyboards, which reads as Control and Alt together.
      const shortcut = event.metaKey || event.ctrlKey !== event.altKey;
      if (!message || shortcut) return;
      event.preventDefault();
      send(message);
    },
    { signal: stop.signal },
  );
  return () => stop.abort();
}
