/** Colour people by: the choice, the legend, and how many there are of each in both worlds. */

import { legendOf, marksLegend, QUALITIES } from "../colours.js";
import { IN_PROGRAMME, ISOLATED } from "../frames.js";
import { countMarked, countStyles, countThirds } from "./counts.js";
import { draw, fill, make, say } from "./dom.js";
import { checkField, selectField } from "./fields.js";

const TITLES = {
  style: "How they attach to others",
  loneliness: "Loneliness",
  stress: "Stress",
  belonging: "Belonging",
  trust: "Trust in others",
};
const STYLES = [
  "at ease with closeness (secure)",
  "afraid to be left (anxious)",
  "keeps a distance (avoidant)",
  "wants and fears closeness (fearful)",
];
/** Marks that are counted, by the bit that says so. */
const MARKED = { ring: ISOLATED, sparkle: IN_PROGRAMME };
/** Milliseconds between two counts. */
const PAUSE = 300;

/** @param {any} store */
export function createColoursPanel(store) {
  const choice = selectField({
    title: "Colour people by",
    options: QUALITIES.map((key) => [key, TITLES[key]]),
    change: (colour) => store.set({ colour }),
  });
  const sky = checkField({
    title: "Light picture, for a weak projector",
    change: (on) => store.set({ lightSky: on }),
  });
  const heads = make("p", { class: "small quiet" });
  const people = make("ul", { class: "legend", "aria-label": "What colours and shapes mean" });
  const lines = make("ul", { class: "legend", "aria-label": "What lines mean" });
  const node = make(
    "section",
    { class: "colours" },
    choice.node,
    heads,
    people,
    make("details", { class: "more" }, make("summary", { text: "What the lines mean" }), lines),
    sky.node,
  );
  /** @type {{node: HTMLElement, count: (world: any) => number}[]} */
  let rows = [];
  let due = 0;
  let worlds = [];

  function build({ colour, lightSky }) {
    const theme = lightSky ? "light" : "dark";
    const legend = legendOf(colour, theme);
    rows = [];
    const counted = (icon, text, count) => {
      const number = make("span", { class: "count" });
      rows.push({ node: number, count });
      return make("li", {}, icon, make("span", { text }), number);
    };
    const kinds = legend.ramp
      ? [legend.ramp.low, "in between", legend.ramp.high].map((text, at) =>
          counted(
            icon("person", thirdColour(legend.ramp.colours, at), "circle", theme),
            text,
            (world) => countThirds(world[colour])[at],
          ),
        )
      : legend.kinds.map((kind, at) =>
          counted(
            icon("person", kind.colour, kind.shape, theme),
            STYLES[at],
            (world) => countStyles(world)[at],
          ),
        );
    const all = marksLegend(theme).map((one) => ({
      ...one,
      icon: icon(one.mark, one.colour, "", theme),
    }));
    const marks = all
      .filter((one) => one.mark in MARKED)
      .map((one) => counted(one.icon, one.label, (world) => countMarked(world, MARKED[one.mark])));
    fill(people, ...kinds, ...marks);
    fill(
      lines,
      ...all
        .filter((one) => !(one.mark in MARKED))
        .map((one) => make("li", {}, one.icon, make("span", { text: one.label }))),
    );
    count();
  }

  function count() {
    due = 0;
    say(heads, worlds.length > 1 ? "People as it is → with help" : "People");
    for (const row of rows) say(row.node, worlds.map(row.count).join(" → "));
  }

  store.on("colour lightSky", (state) => {
    choice.set(state.colour);
    sky.set(state.lightSky);
    build(state);
  });
  return {
    node,
    /** Tell of a new week; counted a few times a second at most. */
    update(now) {
      worlds = now;
      if (!due) due = window.setTimeout(count, PAUSE);
    },
  };
}

const thirdColour = (colours, third) => colours[Math.round((third / 2) * (colours.length - 1))];

/** A small picture of a person, a mark or a tie, on the ground it stands on in the community. */
function icon(kind, colour, shape, theme) {
  const look = { stroke: colour, "stroke-width": 2, fill: "none" };
  const inside = {
    person: () => drawnShape(shape, colour),
    ring: () => draw("circle", { cx: 10, cy: 10, r: 6, ...look }),
    sparkle: () =>
      draw("path", { d: "M10 2 L12 8 L18 10 L12 12 L10 18 L8 12 L2 10 L8 8 Z", fill: colour }),
    line: () => draw("line", { x1: 2, y1: 15, x2: 18, y2: 5, ...look }),
    dashes: () =>
      draw("line", { x1: 2, y1: 15, x2: 18, y2: 5, "stroke-dasharray": "4 2.5", ...look }),
    glow: () => draw("line", { x1: 2, y1: 15, x2: 18, y2: 5, ...look, "stroke-width": 4.5 }),
  };
  return draw(
    "svg",
    { viewBox: "0 0 20 20", "aria-hidden": "true", class: `on-${theme}` },
    inside[kind](),
  );
}

function drawnShape(shape, colour) {
  if (shape === "triangle") return draw("path", { d: "M10 3 L17 16 L3 16 Z", fill: colour });
  if (shape === "square")
    return draw("rect", { x: 4.5, y: 4.5, width: 11, height: 11, fill: colour });
  if (shape === "diamond")
    return draw("path", { d: "M10 2.5 L17.5 10 L10 17.5 L2.5 10 Z", fill: colour });
  return draw("circle", { cx: 10, cy: 10, r: 5.8, fill: colour });
}
