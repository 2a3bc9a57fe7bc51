/** What the source tells, and what the page does on it. */

import { make } from "./dom.js";
import { copy, same } from "./setting.js";

/** How a line that broke is told, by close code (RFC 6455); others in general words. */
const CLOSED = "The line to the classroom is lost. Your set-up is still here.";

/** @param {any} parts of the page, by name */
export function hear({
  source,
  store,
  worlds,
  history,
  notices,
  announcer,
  headline,
  skies,
  charts,
  colours,
  find,
  story,
  acts,
  taped,
}) {
  /** What was looked for last: a kind of person is chosen at once, a name is offered. */
  let sought = "name";
  const ask = source.find;
  source.find = (who, text) => {
    sought = who;
    ask(who, text);
  };

  source.on("opening", ({ share, text }) =>
    notices.progress("opening", text || "The community comes to life …", share ?? 0),
  );

  source.on("opened", (meta) => {
    notices.clear("opening");
    history.clear();
    const changes = {
      meta,
      ready: true,
      playing: false,
      ended: false,
      week: 0,
      person: null,
      followed: null,
    };
    if (!taped) {
      const setting = { ...store.get("setting"), ...meta.setting };
      Object.assign(changes, { setting });
      // What was changed on the page meanwhile stays changed.
      if (same(store.get("draft"), store.get("setting"))) changes.draft = copy(setting);
    }
    store.set(changes);
    story.forget();
    skies.mount(meta);
    document.title = `${meta.title} – Kith`;
  });

  source.on("frame", (bytes) => {
    const frame = worlds.apply(bytes);
    history.add(
      frame.week,
      frame.worlds.map((world) => world.numbers),
    );
    skies.frame(bytes);
    const { meta } = store.state;
    store.set({ week: frame.week, ended: Boolean(meta) && frame.week >= meta.weeks });
    headline.show(history.last());
    announcer.tell(headline.sentence(history.last()));
    charts.update();
    colours.update(worlds.all());
  });

  source.on("playing", ({ playing, speed }) => store.set(speed ? { playing, speed } : { playing }));
  source.on("person", (told) => {
    if (told.id !== store.get("person")) return;
    story.show(told);
  });
  store.on("person followed", (state) => {
    story.setFollowed(state.followed !== null);
    if (state.person === null) story.hide();
  });

  source.on("found", ({ people, text }) => {
    find.show(people, text);
    if (!people.length && store.get("side") !== "setup")
      notices.show("told", text || "Nobody like that.", { close: true });
    if (sought === "all") return;
    if (people.length && (sought !== "name" || people.length === 1)) acts.choose(people[0].id);
  });

  source.on("problem", ({ text }) => {
    notices.clear("opening");
    notices.clear("saving");
    const { meta } = store.state;
    if (meta)
      store.set(
        taped
          ? { ready: true }
          : { ready: true, setting: { ...store.get("setting"), ...meta.setting } },
      );
    if (!taped) acts.tellDraft(); // what was refused stays on the page, to be put right
    notices.show("problem", text, { problem: true, close: true });
  });
  source.on("full", ({ text }) => {
    notices.clear("opening");
    store.set({ ready: false, playing: false });
    notices.show("closed", text, { problem: true, actions: [["Try again", acts.begin]] });
  });
  source.on("closed", () => {
    notices.clear("opening");
    store.set({ ready: false, playing: false });
    notices.show("closed", CLOSED, {
      problem: true,
      actions: [["Connect again", acts.begin, "main"]],
    });
  });

  source.on("tape_ready", ({ address }) => {
    notices.clear("saving");
    const link = make("a", { href: address, download: "" });
    document.body.append(link);
    link.click();
    link.remove();
    notices.show(
      "told",
      "The run is saved as one file. It plays in any browser, without Kith and without a network.",
      { close: true },
    );
  });
}
