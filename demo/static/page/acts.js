/** What can be done on the page, whoever asks: a button, a key, a lesson, a link. */

import { copy, fromHash, checked, defaultSetting, same, toHash } from "./setting.js";

/** @param {{source: any, store: any, notices: any, choices: any}} parts */
export function createActs({ source, store, notices, choices }) {
  function tellDraft() {
    const { draft, setting } = store.state;
    if (same(draft, setting)) return notices.clear("draft");
    notices.show("draft", "You have changed the set-up.", {
      actions: [
        ["Start with this set-up", acts.begin, "main"],
        [
          "Undo",
          () => {
            store.set({ draft: copy(setting) });
            tellDraft();
          },
        ],
      ],
    });
  }

  const acts = {
    /** Change the set-up on the page; the worlds live on until it is begun. */
    draft(changes) {
      store.set({ draft: { ...store.get("draft"), ...changes } });
      tellDraft();
    },
    /** Open the worlds of the set-up on the page. */
    begin() {
      const setting = store.get("draft") && copy(store.get("draft"));
      notices.clear("draft");
      notices.clear("problem");
      notices.clear("closed");
      store.set({ setting, playing: false, ready: false });
      source.open(setting);
    },
    /** Open the worlds of a setting that a lesson brings; what it leaves out is as usual. */
    apply(given) {
      const { setting, problem } = checked(given, choices);
      if (problem)
        return notices.show("problem", `The lesson’s set-up cannot be used: ${problem}.`, {
          problem: true,
          close: true,
        });
      store.set({ draft: setting });
      acts.begin();
    },
    followLink() {
      const link = choices && fromHash(window.location.hash, choices);
      if (!link || (link.setting && same(link.setting, store.get("setting")))) return;
      if (link.problem) return acts.tellBadLink(link.problem);
      store.set({ draft: link.setting });
      acts.begin();
    },
    tellBadLink: (problem) =>
      notices.show(
        "link",
        `The link cannot be used: ${problem}. This is the usual set-up instead.`,
        { problem: true, close: true },
      ),
    tellDraft,

    playOrPause() {
      if (!store.get("ready")) return;
      if (store.get("playing")) source.pause();
      else if (!store.get("ended")) source.play(store.get("speed"));
    },
    step() {
      if (store.get("ready") && !store.get("ended")) source.step(1);
    },
    reset() {
      if (store.get("ready")) source.reset();
    },
    setSpeed(speed) {
      store.set({ speed });
      if (store.get("playing")) source.speed(speed);
    },

    find: (who, text = "") => source.find(who, text),
    /** Show somebody's story, and follow it. */
    choose(id, world = 0) {
      if (!(id >= 0)) return;
      store.set({ person: id, followed: id });
      source.person(world, id);
    },
    follow(on) {
      const id = store.get("person");
      if (id === null) return;
      store.set({ followed: on ? id : null });
      source.person(0, on ? id : null);
    },
    closeStory() {
      store.set({ person: null, followed: null });
      source.person(0, null);
    },

    present: () => store.set({ presenting: !store.get("presenting") }),
    toggleSide: (key) => store.set({ side: store.get("side") === key ? null : key }),
    save() {
      notices.show("saving", "Writing this run into one file …");
      source.tape();
    },
    usual: () => acts.draft(defaultSetting(choices)),
    hash: () => toHash(store.get("setting")),
  };
  return acts;
}
