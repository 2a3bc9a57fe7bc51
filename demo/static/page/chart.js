/** One small chart as SVG: its two lines, the time of the help, its numbers now. */

import { draw, fill, fresh, make, say } from "./dom.js";
import { axis, pointsOf, weekTicks } from "./chart_shape.js";
import { whole, written } from "./numbers.js";

const EDGE = { top: 8, right: 8, bottom: 18, left: 34 };

/**
 * @param {{key: string, title: string, unit: string, least: number, about: string}} outcome
 * @param {() => void} openNumbers
 */
export function createChart(outcome, openNumbers) {
  const name = fresh("chart");
  const grid = draw("g", {});
  const period = draw("g", {});
  const asIs = draw("polyline", { class: "line-as-is" });
  const help = draw("polyline", { class: "line-help" });
  const dotAsIs = draw("circle", { r: 3.5, class: "dot-as-is" });
  const dotHelp = draw("circle", { r: 3.5, class: "dot-help" });
  const svg = draw(
    "svg",
    { role: "img", "aria-labelledby": `${name}-title ${name}-now`, focusable: "false" },
    period,
    grid,
    help,
    asIs,
    dotHelp,
    dotAsIs,
  );
  const now = make("p", { class: "now", id: `${name}-now` });
  const node = make(
    "figure",
    { class: "chart", "data-key": outcome.key },
    make(
      "figcaption",
      {},
      make("h3", { id: `${name}-title`, text: outcome.title, title: outcome.about }),
      now,
    ),
    svg,
    make(
      "div",
      { class: "foot" },
      make("span", { text: outcome.unit }),
      make("button", {
        type: "button",
        class: "plain",
        text: "Show numbers",
        "aria-label": `Show numbers: ${outcome.title}`,
        on: { click: openNumbers },
      }),
    ),
  );

  const asIsNow = make("span", {});
  const helpNow = make("span", { class: "with" });
  const between = [
    make("span", { class: "unseen", text: " as it is, " }),
    make("span", { text: " → ", "aria-hidden": "true" }),
    helpNow,
    make("span", { class: "unseen", text: " with help" }),
  ];
  fill(now, asIsNow, ...between);

  function showPeriods(helps, weeks, toX, height) {
    fill(
      period,
      ...helps
        .filter((one) => one.start_week < weeks)
        .flatMap((one) => {
          const from = toX(one.start_week);
          const to = toX(Math.min(weeks, one.end_week ?? weeks));
          return [
            draw("rect", {
              class: "period",
              x: from,
              y: EDGE.top,
              width: Math.max(1, to - from),
              height: height - EDGE.top - EDGE.bottom,
            }),
            draw("line", {
              class: "starts",
              x1: from,
              x2: from,
              y1: EDGE.top,
              y2: height - EDGE.bottom,
            }),
          ];
        }),
    );
  }

  /** What the axes were drawn for last: they seldom change, and the lines always do. */
  let drawnFrame = "";
  // Told, not asked: asking for a size makes the browser lay out the whole page at once.
  let width = 0;
  let height = 0;
  let resized = () => {};
  new ResizeObserver(([entry]) => {
    ({ width, height } = entry.contentRect);
    resized();
  }).observe(svg);

  return {
    node,
    /** Call `act` whenever there is another size to draw in. */
    onResize(act) {
      resized = act;
    },
    /** The numbers of the newest week. */
    showNow(last, currency) {
      const [one, two] = last.worlds.map((numbers) =>
        written(outcome.key, numbers[outcome.key], currency),
      );
      say(asIsNow, one);
      say(helpNow, two ?? "");
      for (const part of between) part.hidden = two === undefined;
    },
    /** Draw the lines anew. @param {any} history @param {any} meta as the server told it */
    update(history, meta) {
      const last = history.last();
      if (!width || !height) return;
      const xs = history.weeks();
      const lines = [0, 1].map((world) =>
        world < history.worlds() ? history.series(world, outcome.key) : [],
      );
      const weeks = Math.max(meta.weeks, last?.week ?? 0);
      const y = axis(lines.flat(), outcome.least, outcome.key === "cost");
      const label = (value) => (outcome.key === "cost" ? short(value) : String(value));
      const left = Math.max(
        EDGE.left,
        8 + 7 * Math.max(...y.ticks.map((tick) => label(tick).length)) * textScale(svg),
      );
      const toX = (week) => left + (week / weeks) * (width - left - EDGE.right);
      const toY = (value) =>
        height -
        EDGE.bottom -
        ((value - y.low) / (y.high - y.low)) * (height - EDGE.top - EDGE.bottom);
      const frame = JSON.stringify([y, left, width, height, weeks, meta.help]);
      if (frame !== drawnFrame) {
        drawnFrame = frame;
        svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
        fill(
          grid,
          ...y.ticks.flatMap((tick) => [
            draw("line", {
              class: "grid",
              x1: left,
              x2: width - EDGE.right,
              y1: toY(tick),
              y2: toY(tick),
            }),
            draw("text", {
              class: "axis",
              x: left - 5,
              y: toY(tick) + 4,
              "text-anchor": "end",
              text: label(tick),
            }),
          ]),
          ...weekTicks(weeks, width - left).map((tick) =>
            draw("text", {
              class: "axis",
              x: toX(tick),
              y: height - 3,
              "text-anchor": tick === 0 ? "start" : tick > weeks * 0.95 ? "end" : "middle",
              text: String(tick),
            }),
          ),
        );
        showPeriods(meta.help ?? [], weeks, toX, height);
      }
      lines.forEach((ys, world) => {
        const [line, dot] = world ? [help, dotHelp] : [asIs, dotAsIs];
        line.setAttribute("points", pointsOf(xs, ys, toX, toY));
        const shown = last !== null && ys.length > 0;
        dot.setAttribute("visibility", shown ? "visible" : "hidden");
        if (shown) {
          dot.setAttribute("cx", String(toX(last.week)));
          dot.setAttribute("cy", String(toY(ys[ys.length - 1])));
        }
      });
    },
  };
}

/** Axis text is larger when presenting. */
const textScale = (svg) => (svg.closest(".presenting") ? 1.45 : 1);

/** 12,000 as 12k: axis numbers must stay short. */
function short(value) {
  if (value >= 1e6) return `${whole(value / 1e6)}m`;
  return value >= 1000 ? `${Number((value / 1000).toPrecision(3))}k` : whole(value);
}
