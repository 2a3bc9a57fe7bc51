/** One of the two lives of a person: now, ties, events by week, curves. */

import { createCurve } from "./curve.js";
import { make } from "./dom.js";

/** Events shown before the rest is folded away. */
const RECENT = 12;
/** A mark before each kind of event: it must not need colour. */
const MARKS = {
  met: "+",
  closer: "▲",
  quarrelled: "×",
  drifted: "▽",
  joined: "●",
  left: "○",
  began_help: "★",
  ended_help: "☆",
  lost: "−",
  moved: "→",
  work: "■",
  arrived: "◆",
  departed: "◇",
};

/**
 * @param {any} life one of the story's lives
 * @param {{help: boolean, choose: (id: number) => void, open: boolean, setOpen: (open: boolean) => void}} how
 */
export function createLife(life, { help, choose, open, setOpen }) {
  const node = make(
    "section",
    { class: `life ${help ? "with" : ""}` },
    make("h3", { text: life.title }),
  );
  node.append(
    make("div", { class: "now" }, ...(life.now ?? []).map((text) => make("p", { text }))),
  );
  if (!life.here) return node;
  const { loneliness = [], stress = [] } = life;
  const of = (values, high, digits) =>
    values.length ? `${values[values.length - 1].toFixed(digits)} of ${high}` : "–";
  node.append(
    createCurve({
      title: "Loneliness",
      values: loneliness.map((value) => value * 10),
      high: 10,
      help,
      now: of(
        loneliness.map((value) => value * 10),
        10,
        1,
      ),
    }),
    createCurve({ title: "Stress", values: stress, high: 40, help, now: of(stress, 40, 0) }),
    make("h4", { text: `Ties (${life.ties.length})` }),
    make("ul", { class: "ties" }, ...life.ties.map((tie) => tieRow(tie, choose))),
  );
  const events = [...(life.events ?? [])].sort((one, other) => other.week - one.week);
  node.append(make("h4", { text: "Week by week, newest first" }));
  node.append(
    events.length
      ? make("ol", { class: "events" }, ...events.slice(0, RECENT).map(eventRow))
      : make("p", { class: "quiet small", text: "Nothing much yet." }),
  );
  if (events.length > RECENT) {
    node.append(
      make(
        "details",
        { class: "more", open, on: { toggle: (event) => setOpen(event.target.open) } },
        make("summary", { text: `Earlier (${events.length - RECENT})` }),
        make("ol", { class: "events" }, ...events.slice(RECENT).map(eventRow)),
      ),
    );
  }
  return node;
}

function tieRow(tie, choose) {
  const words = tie.words || tie.what;
  const numbers = [
    `closeness ${share(tie.closeness)}`,
    Number.isFinite(tie.trust) && `trust ${share(tie.trust)}`,
  ]
    .filter(Boolean)
    .join(", ");
  return make(
    "li",
    {},
    make("button", {
      type: "button",
      class: "plain who",
      "data-id": tie.id,
      text: tie.name,
      on: { click: () => choose(tie.id) },
    }),
    make("div", { class: "small", text: words }),
    make("progress", {
      class: "closeness",
      max: 1,
      value: Math.min(1, Math.max(0, tie.closeness)),
      "aria-label": `Closeness to ${tie.name}`,
    }),
    make("div", { class: "small quiet", text: numbers }),
  );
}

const share = (value) => `${Math.round(value * 100)}%`;

function eventRow(event) {
  return make(
    "li",
    { "data-kind": event.kind },
    make("span", { class: "when", text: event.week < 0 ? "before" : `wk ${event.week}` }),
    make(
      "span",
      {},
      make("span", { class: "mark", "aria-hidden": "true", text: MARKS[event.kind] ?? "·" }),
      make("span", { text: event.text }),
    ),
  );
}
