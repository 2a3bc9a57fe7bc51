/** The beginning of a recording's page: everything it needs lies in the file itself. */

import { startPage } from "./page/class_page.js";
import { make } from "./page/dom.js";
import { createTapeSource, unpack } from "./page/tape_source.js";

async function begin() {
  const tape = await unpack(document.getElementById("kith-tape").textContent);
  const { meta, stories, names, ended } = tape.content;
  const source = createTapeSource(tape);
  const about = make(
    "section",
    {},
    make("h2", { text: meta.title }),
    make("p", { class: "quiet", text: meta.description ?? "" }),
    make("p", {
      text: `A recording of ${meta.people} people, luck number ${meta.setting.luck}. It plays from this file, without a network.`,
    }),
    ended && make("p", { text: ended }),
    make("p", {
      class: "small quiet",
      text: `It tells the stories of ${stories.length} people, as they stood when it was saved.`,
    }),
  );
  startPage({ source, names, about });
  source.find("all"); // the list of those who can be read about
}

begin().catch(() => {
  const line = make("p", {
    class: "notice problem",
    role: "alert",
    text: "This recording cannot be read here. A newer browser may help: it must know DecompressionStream.",
  });
  document.getElementById("notices").append(line);
});
