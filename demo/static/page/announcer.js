/** Tells screen readers of weeks and headlines, politely and never more than once in a few seconds. */

import { make } from "./dom.js";

/** Milliseconds between two sentences. */
const PAUSE = 5000;

export function createAnnouncer() {
  const node = make("p", {
    class: "unseen",
    role: "status",
    "aria-live": "polite",
    "aria-atomic": "true",
  });
  document.body.append(node);
  let last = -PAUSE;
  let waiting = 0;
  let text = "";
  function speak() {
    waiting = 0;
    last = performance.now();
    node.textContent = text;
  }
  return {
    /** Say `sentence`, now or when the pause is over; a newer sentence takes its place. */
    tell(sentence) {
      text = sentence;
      if (waiting) return;
      waiting = window.setTimeout(speak, Math.max(0, last + PAUSE - performance.now()));
    },
  };
}
