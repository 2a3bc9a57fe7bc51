/** Ties forming as gold light that grows from both ends, and ties fading as red dashes. */

const BINS = 5;
const GROWING = 0.35;
/** What is left to see of this week's changes once their light is gone, while the week lasts. */
const AFTERGLOW = 0.3;
/** From so many on, each change is fainter, or the sky would be all gold. */
const MANY = 40;
const TOO_MANY_TO_GLOW = 140;

/** How old a change is as a share of its life; past 1 it is an afterglow. */
const ageOf = (at, now, life) => (now - at) / life;

/**
 * @param {CanvasRenderingContext2D} context already moved to the panel
 * @param {import("./scene.js").Scene} scene
 * @param {{world: number, x: Float32Array, y: Float32Array, theme: object, ratio: number,
 *   now: number, life: number, motion: boolean}} how
 * @returns {boolean} whether something still moves
 */
export function drawForming(context, scene, { world, x, y, theme, ratio, now, life, motion }) {
  const { ties } = scene;
  const bit = 1 << world;
  const both = (1 << ties.worlds) - 1;
  const paths = Array.from({ length: BINS + 1 }, () => new Path2D());
  const filled = new Int32Array(BINS + 1);
  let alive = false;
  for (let slot = 0; slot < ties.count; slot += 1) {
    const here = ties.here[slot];
    if (!(here & bit) || ties.began[world][slot] === -Infinity) continue;
    if (scene.differencesOnly && here === both) continue;
    const age = motion ? ageOf(ties.began[world][slot], now, life) : 1;
    const old = age >= 1;
    if (old && ties.week[world][slot] !== scene.week) continue;
    const bin = old ? BINS : Math.max(0, Math.floor(age * BINS));
    const [a, b] = [ties.i[slot], ties.j[slot]];
    const grown = Math.min(0.5, (0.5 * age) / GROWING);
    const [dx, dy] = [(x[b] - x[a]) * grown, (y[b] - y[a]) * grown];
    paths[bin].moveTo(x[a], y[a]);
    paths[bin].lineTo(x[a] + dx, y[a] + dy);
    paths[bin].moveTo(x[b], y[b]);
    paths[bin].lineTo(x[b] - dx, y[b] - dy);
    filled[bin] += 1;
    alive ||= !old;
  }
  const count = filled.reduce((sum, some) => sum + some, 0);
  const many = count > TOO_MANY_TO_GLOW;
  const crowd = Math.max(0.45, Math.min(1, Math.sqrt(MANY / count)));
  context.strokeStyle = theme.forming;
  for (let bin = 0; bin <= BINS; bin += 1) {
    if (!filled[bin]) continue;
    const young = bin === BINS ? 0 : 1 - bin / BINS;
    const light = crowd * (AFTERGLOW + (1 - AFTERGLOW) * young);
    if (!many && bin < BINS) {
      context.globalAlpha = 0.28 * light;
      context.lineWidth = 4.5;
      context.stroke(paths[bin]);
    }
    context.globalAlpha = light;
    context.lineWidth = many || bin === BINS ? 1 / ratio : 1.4;
    context.stroke(paths[bin]);
  }
  context.globalAlpha = 1;
  return alive;
}

/** Draw the ties lost of late, and forget those whose time is over. */
export function drawFading(context, scene, { world, x, y, theme, ratio, now, life, motion }) {
  const { ties } = scene;
  const here = scene.worlds[world];
  here.fading = here.fading.filter((tie) => tie.week === scene.week || now - tie.at < life);
  if (!here.fading.length) return false;
  const paths = Array.from({ length: BINS + 1 }, () => new Path2D());
  const filled = new Int32Array(BINS + 1);
  let alive = false;
  for (const { i, j, at } of here.fading) {
    // A tie that ended in both worlds is no difference between them.
    if (scene.differencesOnly && !ties.has(1 - world, i, j)) continue;
    const age = motion ? ageOf(at, now, life) : 1;
    const bin = age >= 1 ? BINS : Math.max(0, Math.floor(age * BINS));
    paths[bin].moveTo(x[i], y[i]);
    paths[bin].lineTo(x[j], y[j]);
    filled[bin] += 1;
    alive ||= bin < BINS;
  }
  context.strokeStyle = theme.fading;
  context.lineWidth = here.fading.length > TOO_MANY_TO_GLOW ? 1 / ratio : 1.2;
  context.setLineDash([4, 5]);
  for (let bin = 0; bin <= BINS; bin += 1) {
    if (!filled[bin]) continue;
    context.globalAlpha = bin === BINS ? 0.22 : 0.22 + 0.6 * (1 - bin / BINS);
    context.stroke(paths[bin]);
  }
  context.setLineDash([]);
  context.globalAlpha = 1;
  return alive;
}
