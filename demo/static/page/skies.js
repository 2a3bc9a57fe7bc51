/** The middle of the page: the two skies, what may be shown of them, and who is under the pointer. */

import { ISOLATED, LONELY } from "../frames.js";
import { createNetwork } from "../network/view.js";
import { make, say } from "./dom.js";
import { checkField } from "./fields.js";

/**
 * @param {any} store
 * @param {any} worlds as `createWorlds` makes them
 * @param {{drawn: (week: number) => void, pick: (world: number, id: number) => void, problem: (text: string) => void}} acts
 */
export function createSkies(store, worlds, { drawn, pick, problem }) {
  const place = make("div", { class: "picture" });
  const hovered = make("p", { class: "hovered" });
  const node = make("div", { class: "skies" }, place, hovered);
  const compare = checkField({
    title: "Compare two worlds",
    change: (on) => store.set({ comparing: on }),
  });
  const differences = checkField({
    title: "Show only the differences",
    change: (on) => store.set({ differencesOnly: on }),
  });
  const options = make("div", { class: "stage-options" }, compare.node, differences.node);
  const usual = "Point at somebody to see who it is; press to read their story.";
  let network = null;

  function onHover(at) {
    if (!at) return say(hovered, usual);
    const state = worlds.state(at.world);
    const name = worlds.nameAt(at.world, at.row);
    if (!state || !name) return say(hovered, usual);
    const marks = state.marks[at.row];
    const facts = [
      `${state.age[at.row]} years old`,
      marks & ISOLATED && "isolated",
      marks & LONELY && "lonely",
    ].filter(Boolean);
    say(hovered, `${name}, ${facts.join(", ")}`);
  }

  function shown() {
    const two = store.get("meta")?.compared && store.get("comparing");
    node.classList.toggle("one", !two);
    return two ? [0, 1] : store.get("meta")?.compared ? [1] : [0];
  }

  store.on("meta comparing", (state) => {
    const compared = Boolean(state.meta?.compared);
    options.hidden = !compared;
    compare.set(state.comparing);
    differences.node.hidden = !state.comparing;
    network?.setShown(shown());
  });
  store.on("differencesOnly", (state) => {
    differences.set(state.differencesOnly);
    network?.setDifferencesOnly(state.differencesOnly);
  });
  store.on("colour", (state) => network?.setColour(state.colour));
  store.on("lightSky", (state) => network?.setTheme(state.lightSky ? "light" : "dark"));
  store.on("followed", (state) =>
    network?.setFollowed(state.followed, worlds.nameOf(state.followed)),
  );
  store.on("speed", (state) => network?.setPlayingGap(1000 / state.speed));
  say(hovered, usual);

  return {
    node,
    options,
    /** Make the picture anew for the worlds that `meta` tells of. */
    mount(meta) {
      network?.destroy();
      place.replaceChildren();
      network = createNetwork(place, {
        people: meta.people,
        homes: meta.homes,
        households: meta.households,
        worlds: meta.compared ? 2 : 1,
        colour: store.get("colour"),
        theme: store.get("lightSky") ? "light" : "dark",
        label: `The community: ${meta.people} people${meta.compared ? " in two worlds" : ""}`,
      });
      network.onProblem(problem);
      network.onDrawn(drawn);
      network.onHover(onHover);
      network.onPick(({ world, row }) => pick(world, worlds.idAt(world, row)));
      network.setDifferencesOnly(store.get("differencesOnly"));
      network.setPlayingGap(1000 / store.get("speed"));
      network.setShown?.(shown());
    },
    frame: (bytes) => network?.frame(bytes),
    resize: () => network?.resize(),
    ask: (what) => network?.ask(what) ?? Promise.resolve(null),
    /** For paper: a light picture, whatever is on the screen. */
    print(on) {
      network?.setTheme(on || store.get("lightSky") ? "light" : "dark");
    },
  };
}
