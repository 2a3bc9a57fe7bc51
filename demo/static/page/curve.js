/** A small curve of one life: a line over the weeks so far, and where it stands now. */

import { draw, make } from "./dom.js";
import { pointsOf } from "./chart_shape.js";

const WIDTH = 200;
const HEIGHT = 40;
const EDGE = 4;

/**
 * @param {{title: string, values: number[], high: number, help: boolean, now: string}} how
 */
export function createCurve({ title, values, high, help, now }) {
  const last = Math.max(1, values.length - 1);
  const toX = (at) => EDGE + (at / last) * (WIDTH - 2 * EDGE);
  const toY = (value) => HEIGHT - EDGE - (value / high) * (HEIGHT - 2 * EDGE);
  const look = help ? "line-help" : "line-as-is";
  const svg = draw(
    "svg",
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", "aria-hidden": "true" },
    draw("line", { class: "grid", x1: 0, x2: WIDTH, y1: HEIGHT - EDGE, y2: HEIGHT - EDGE }),
    draw("polyline", {
      class: look,
      "vector-effect": "non-scaling-stroke",
      points: pointsOf(
        values.map((_, at) => at),
        values,
        toX,
        toY,
      ),
    }),
  );
  return make("figure", { class: "curve" }, make("figcaption", { text: `${title}: ${now}` }), svg);
}
