/** A page with nothing but lessons, and a source that a test speaks for. */

import { mountLessons } from "/static/lessons/lessons.js";

const listeners = new Map();
window.asked = [];
window.week = 0;
window.tell = (event, told) => (listeners.get(event) ?? []).forEach((listen) => listen(told));

const note = (what) => (...given) => window.asked.push([what, ...given]);
const source = {
  on: (event, listen) => listeners.set(event, [...(listeners.get(event) ?? []), listen]),
  play: note("play"),
  pause: note("pause"),
  lucks: note("lucks"),
};
const lessons = await (await fetch("/lessons.json")).json();
window.mounted = mountLessons(document.querySelector("main"), {
  lessons,
  source,
  apply: note("apply"),
  setColour: note("colour"),
  find: note("find"),
  week: () => window.week,
});
