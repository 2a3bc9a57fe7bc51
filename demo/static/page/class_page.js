/** The whole page, put together: the parts, and what each of them asks of the others. */

import { createAnnouncer } from "./announcer.js";
import { createCharts } from "./charts.js";
import { createColoursPanel } from "./colours_panel.js";
import { createHelp } from "./dialogs.js";
import { fill } from "./dom.js";
import { createFind } from "./find.js";
import { createHeadline } from "./headline.js";
import { createHistory } from "./history.js";
import { hear } from "./hearing.js";
import { listenToKeys } from "./keys.js";
import { createNotices } from "./notices.js";
import { createSide } from "./side.js";
import { createSkies } from "./skies.js";
import { copy, defaultSetting, fromHash } from "./setting.js";
import { createStore } from "./store.js";
import { createStoryPanel } from "./story.js";
import { createTools, setPresenting, watchTheme } from "./teacher.js";
import { createTopBar } from "./top_bar.js";
import { createActs } from "./acts.js";
import { nameOf } from "../names.js";
import { createWorlds } from "./worlds.js";

const byId = (name) => /** @type {HTMLElement} */ (document.getElementById(name));

/**
 * @param {{source: any, names: {women: string[], men: string[]}, choices?: any, about?: any, lessons?: any[],
 *     createSetUp?: (choices: any, store: any, acts: any) => HTMLElement[], mountLessons?: (place: HTMLElement, tools: any) => any}} given
 *     without `choices` the page shows a recording, and cannot set up anything; `about` tells of it
 */
export function startPage({
  source,
  names,
  choices = null,
  about = null,
  lessons = [],
  createSetUp,
  mountLessons,
}) {
  const taped = !choices;
  const link = taped ? null : fromHash(window.location.hash, choices);
  const setting = link?.setting ?? (taped ? null : defaultSetting(choices));
  const store = createStore({
    draft: setting && copy(setting),
    setting,
    meta: null,
    week: 0,
    playing: false,
    ready: false,
    ended: false,
    speed: 5,
    colour: "style",
    comparing: true,
    differencesOnly: false,
    lightSky: false,
    followed: null,
    person: null,
    presenting: false,
    theme: "light",
    side: null,
    hasLessons: false,
  });
  watchTheme(store);
  const worlds = createWorlds((id, man) => nameOf(names, id, man ? 1 : 0));
  const history = createHistory();
  const notices = createNotices(byId("notices"));
  const announcer = createAnnouncer();
  const headline = createHeadline();
  const acts = createActs({ source, store, notices, choices });
  const skies = createSkies(store, worlds, {
    drawn: source.drawn,
    pick: (world, id) => acts.choose(id, world),
    problem: (text) => notices.show("problem", text, { problem: true, close: true }),
  });
  const charts = createCharts(history, store);
  const colours = createColoursPanel(store);
  const find = createFind({ find: acts.find, choose: acts.choose, kinds: !taped });
  const story = createStoryPanel(byId("story"), {
    choose: acts.choose,
    find: acts.find,
    follow: acts.follow,
    close: acts.closeStory,
    kinds: !taped,
    words: taped
      ? ["Show in the picture", "Shown in the picture"]
      : ["Follow week by week", "Following week by week"],
  });
  const keys = listenToKeys({
    " ": acts.playOrPause,
    s: acts.step,
    r: acts.reset,
    f: acts.present,
    "?": () => help.open(),
  });
  const help = createHelp({ lettersOn: true, setLetters: keys.setOn, taped });
  const bar = createTopBar(choices, store, acts);
  const tools = createTools(store, {
    present: acts.present,
    help: help.open,
    save: taped ? null : acts.save,
    tell: (text) => notices.show("told", text, { close: true }),
    taped,
  });

  fill(byId("top"), ...bar.node, tools);
  headline.node.append(skies.options);
  fill(byId("stage"), headline.node, skies.node, charts.node);
  const lessonTools = {
    lessons,
    source,
    apply: acts.apply,
    setColour: (colour) => store.set({ colour }),
    find: acts.find,
    week: () => store.get("week"),
  };
  createSide({
    panel: byId("setup"),
    store,
    label: taped ? "About this recording" : "Set up the community",
    stage: byId("stage"),
    top: byId("top"),
    first: taped ? [about] : createSetUp(choices, store, acts),
    colours: colours.node,
    find: find.node,
    scenario: bar.scenario,
    mountLessons: lessons.length > 0 && ((place) => mountLessons(place, lessonTools)),
  });

  store.on("presenting", (state) => {
    setPresenting(state.presenting);
    charts.update();
    skies.resize();
  });
  document.addEventListener("fullscreenchange", () => {
    if (!document.fullscreenElement && store.get("presenting")) store.set({ presenting: false });
  });
  document.addEventListener("keydown", (event) => {
    if (
      event.key === "Escape" &&
      store.get("presenting") &&
      !document.querySelector("dialog[open]")
    )
      store.set({ presenting: false });
  });
  window.addEventListener("beforeprint", () => skies.print(true));
  window.addEventListener("afterprint", () => skies.print(false));
  window.addEventListener("hashchange", () => acts.followLink());

  hear({
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
  });
  if (link?.problem) acts.tellBadLink(link.problem);
  acts.begin();
  // For tests: the picture is drawn elsewhere and can only be asked.
  window.kith = { ask: skies.ask, state: store.state, history };
}
