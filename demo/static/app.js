/** The page's beginning: what there is to choose from, and the line to the server it came from. */

import { mountLessons } from "./lessons/lessons.js";
import { startPage } from "./page/class_page.js";
import { createLiveSource } from "./page/live_source.js";
import { createSetUp } from "./page/set_up.js";

async function read(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}

async function begin() {
  const [choices, names, lessons] = await Promise.all([
    read("choices.json"),
    read("static/names.json"),
    read("lessons.json").catch(() => []),
  ]);
  const line = new URL("live", window.location.href);
  line.protocol = line.protocol === "https:" ? "wss:" : "ws:";
  line.hash = "";
  return startPage({
    source: createLiveSource(line.href),
    choices,
    names,
    lessons,
    createSetUp,
    mountLessons,
  });
}

begin().catch(() => {
  const line = document.createElement("p");
  line.className = "notice problem";
  line.setAttribute("role", "alert");
  line.textContent =
    "The classroom did not answer. Is “kith demo” still running? Load this page again when it is.";
  document.getElementById("notices").append(line);
});
