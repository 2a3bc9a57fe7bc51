/** Plays recorded frames into the network as a page would, three unacknowledged at most. */

import { createNetwork } from "/static/network/view.js";
import { decode, WorldState } from "/static/frames.js";

const AT_ONCE = 3;
const query = new URLSearchParams(location.search);
const meta = await (await fetch("/meta.json")).json();

/** Frames in one file, each after its length. */
async function load() {
  const bytes = await (await fetch("/frames.bin")).arrayBuffer();
  const view = new DataView(bytes);
  const found = [];
  for (let at = 0; at < bytes.byteLength; ) {
    const length = view.getUint32(at, true);
    found.push(bytes.slice(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return found;
}

const frames = await load();
const place = document.getElementById("place");
document.body.classList.toggle("light", query.get("theme") === "light");
const network = createNetwork(place, {
  ...meta,
  colour: query.get("colour") ?? "style",
  theme: query.get("theme") ?? "dark",
  thread: query.get("thread") ?? undefined,
});
const state = {
  network, frames, drawn: [], hovers: [], picks: [], problems: [], long: [], next: 0, until: 0,
  worlds: Array.from({ length: meta.worlds }, () => new WorldState(meta.people)),
};
let open = 0;

function send() {
  while (open < AT_ONCE && state.next < state.until) {
    const buffer = frames[state.next];
    const frame = decode(buffer);
    frame.worlds.forEach((block, k) => state.worlds[k].apply(block, frame.week, frame.full));
    network.frame(buffer);
    state.next += 1;
    open += 1;
  }
}
state.play = (until) => {
  state.until = Math.min(frames.length, until);
  send();
};
network.onDrawn((week) => {
  state.drawn.push({ week, at: performance.now() });
  open -= 1;
  send();
});
network.onHover((who) => {
  state.hovers.push(who);
  document.getElementById("told").textContent = who ? `person ${who.id}, ${who.ties} ties` : "";
});
network.onPick((who) => state.picks.push(who));
network.onProblem((text) => state.problems.push(text));
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) state.long.push(entry.duration);
}).observe({ type: "longtask", buffered: true });
globalThis.harness = state;
