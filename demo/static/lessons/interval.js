/**
 * The mean of a few numbers and its 95 % interval by Student's t, as `kith run` reckons it.
 */

/** Quantiles .975 of Student's t for 1 to 30 degrees of freedom. */
const T975 = [
  12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.306, 2.2622, 2.2281, 2.201, 2.1788,
  2.1604, 2.1448, 2.1314, 2.1199, 2.1098, 2.1009, 2.093, 2.086, 2.0796, 2.0739, 2.0687, 2.0639,
  2.0595, 2.0555, 2.0518, 2.0484, 2.0452, 2.0423,
];

/**
 * @param {number[]} values at most 31
 * @returns {{mean: number, low: number, high: number, n: number}} NaN where there is none: the mean
 *   of nothing, the interval of fewer than two numbers
 */
export function tInterval(values) {
  const n = values.length;
  const mean = values.reduce((sum, one) => sum + one, 0) / n;
  if (n < 2) return { mean, low: NaN, high: NaN, n };
  const squares = values.reduce((sum, one) => sum + (one - mean) ** 2, 0);
  const half = T975[Math.min(n - 1, T975.length) - 1] * Math.sqrt(squares / (n - 1) / n);
  return { mean, low: mean - half, high: mean + half, n };
}

/**
 * Which runs of lucks can be looked at: the first few, the next few, all.
 * @param {number} n how many lucks there are
 * @returns {[number, number][]} from and up to, counted from 0, the second one not included
 */
export function handfuls(n) {
  /** @type {[number, number][]} */
  const found = [[0, n]];
  for (const size of [3, 5]) {
    for (let from = 0; from + size <= n && n > size; from += size) found.push([from, from + size]);
  }
  return found;
}

/**
 * A number as text, with a true minus and never "−0".
 * @param {number} value
 * @param {number} digits
 * @param {boolean} signed whether a plus is written
 */
export function said(value, digits, signed = false) {
  if (!Number.isFinite(value)) return "–";
  const size = Math.abs(value).toFixed(digits);
  if (Number(size) === 0) return size;
  if (value < 0) return `−${size}`;
  return signed ? `+${size}` : size;
}
