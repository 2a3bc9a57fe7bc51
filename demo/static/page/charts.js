/** The four charts, their key, and the table behind each. */

import { createChart } from "./chart.js";
import { createDialog } from "./dialogs.js";
import { draw, fill, make } from "./dom.js";
import { CHARTED, difference, written } from "./numbers.js";

/** Milliseconds between two drawings: a chart that moves faster cannot be read, and costs time of the page. */
const PAUSE = 125;

/** @param {any} history @param {any} store */
export function createCharts(history, store) {
  const table = make("table", {});
  const about = make("p", {});
  const dialog = createDialog(
    "Numbers",
    about,
    make(
      "div",
      {
        class: "numbers-scroll",
        tabindex: "0",
        role: "region",
        "aria-label": "Numbers week by week",
      },
      table,
    ),
  );
  let opened = null;
  const charts = CHARTED.map((outcome) =>
    createChart(outcome, () => {
      opened = outcome;
      dialog.retitle(`${outcome.title}, week by week`);
      fillTable();
      dialog.open();
    }),
  );
  const node = make(
    "section",
    { "aria-label": "Charts" },
    keyline(),
    make("div", { class: "charts" }, ...charts.map((chart) => chart.node)),
  );

  function fillTable() {
    const meta = store.get("meta");
    const two = history.worlds() > 1;
    about.textContent = [opened.about, opened.unit && `Numbers are ${opened.unit}.`]
      .filter(Boolean)
      .join(" ");
    const heads = two ? ["Week", "As it is", "With help", "Difference"] : ["Week", "As it is"];
    const rows = [];
    for (let at = 0; at < history.length(); at += 1) {
      const { week, worlds } = history.at(at);
      const cells = worlds.map((numbers) =>
        written(opened.key, numbers[opened.key], meta.currency),
      );
      if (two)
        cells.push(
          difference(opened.key, worlds[1][opened.key] - worlds[0][opened.key], meta.currency),
        );
      rows.push(
        make(
          "tr",
          {},
          make("th", { scope: "row", text: String(week) }),
          ...cells.map((text) => make("td", { text })),
        ),
      );
    }
    fill(
      table,
      make("caption", { class: "unseen", text: opened.title }),
      make("thead", {}, make("tr", {}, ...heads.map((text) => make("th", { scope: "col", text })))),
      make("tbody", {}, ...rows),
    );
  }

  let due = 0;
  function update() {
    const last = history.last();
    if (last && store.get("meta"))
      for (const chart of charts) chart.showNow(last, store.get("meta").currency);
    if (due) return;
    due = window.setTimeout(
      () =>
        requestAnimationFrame(() => {
          due = 0;
          const meta = store.get("meta");
          if (meta) for (const chart of charts) chart.update(history, meta);
        }),
      PAUSE,
    );
  }
  for (const chart of charts) chart.onResize(update);
  return { node, update };
}

function keyline() {
  const sample = (look) =>
    draw(
      "svg",
      { "aria-hidden": "true", viewBox: "0 0 32 10" },
      look === "period-mark"
        ? draw("rect", { class: look, x: 1, y: 1, width: 30, height: 8 })
        : draw("line", { class: look, x1: 0, x2: 32, y1: 5, y2: 5 }),
    );
  return make(
    "p",
    { class: "keyline" },
    make("span", {}, sample("line-as-is"), make("span", { text: "As it is" })),
    make("span", {}, sample("line-help"), make("span", { text: "With help" })),
    make("span", {}, sample("period-mark"), make("span", { text: "While help runs" })),
    make("span", { class: "aside", text: "Weeks run from left to right." }),
  );
}
