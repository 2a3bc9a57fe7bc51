// First names, by the same rule as demo/names.py: a list for each sex, the unique id picks one.

/**
 * What somebody is called.
 * @param {{women: string[], men: string[]}} names  the contents of names.json
 * @param {number} uniqueId  at least 0
 * @param {number} sex  0 woman, 1 man
 * @returns {string}
 */
export function nameOf(names, uniqueId, sex) {
  const known = sex === 1 ? names.men : names.women;
  return `${known[uniqueId % known.length]} ${uniqueId}`;
}
