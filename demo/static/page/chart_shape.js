/** The arithmetic of a small chart: where ticks stand, and where a number falls. Nothing here touches the page. */

/** Steps that are easy to read: 1, 2 or 5 times a power of ten, so that `span` holds at most `most`. */
export function stepOf(span, most) {
  const rough = span / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  return (
    [1, 2, 5, 10].map((one) => one * power).find((step) => step >= rough * (1 - 1e-9)) ?? 10 * power
  );
}

/**
 * The upright axis: from whole step to whole step around all numbers, at least `least` long.
 * @param {number[]} values @param {number} least @param {boolean} fromZero
 * @returns {{low: number, high: number, ticks: number[]}}
 */
export function axis(values, least, fromZero) {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (low > high) [low, high] = [0, least];
  if (fromZero) low = 0;
  if (high - low < least) {
    const room = (least - (high - low)) / 2;
    low = fromZero ? 0 : Math.max(0, low - room);
    high = low + least;
  }
  const step = stepOf(high - low, 3);
  const first = Math.floor(low / step + 1e-9) * step;
  const last = Math.ceil(high / step - 1e-9) * step;
  const ticks = [];
  for (let at = 0; first + at * step <= last + step / 1e6; at += 1)
    ticks.push(Number((first + at * step).toPrecision(12)));
  return { low: first, high: last, ticks };
}

/** Week ticks: 0, and then years or handy parts of them. */
export function weekTicks(weeks, room) {
  const most = Math.max(2, Math.floor(room / 55));
  const step = [1, 2, 5, 10, 13, 26, 52, 104, 208].find((one) => weeks / one <= most) ?? 520;
  return Array.from({ length: Math.floor(weeks / step) + 1 }, (_, at) => at * step);
}

/** `points` of an SVG line through `ys` over `xs`; what is not a number is left out. */
export function pointsOf(xs, ys, toX, toY) {
  const parts = [];
  for (let at = 0; at < xs.length; at += 1) {
    if (Number.isFinite(ys[at])) parts.push(`${toX(xs[at]).toFixed(1)},${toY(ys[at]).toFixed(1)}`);
  }
  return parts.join(" ");
}
