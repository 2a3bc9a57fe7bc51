/** What the weeks so far told, for the charts and their tables. */

/**
 * @returns {{add: (week: number, worlds: Object<string, number>[]) => void, clear: () => void,
 *     weeks: () => number[], series: (world: number, key: string) => number[], last: () => any,
 *     worlds: () => number, at: (place: number) => any, length: () => number}}
 */
export function createHistory() {
  /** @type {{week: number, worlds: Object<string, number>[]}[]} */
  let rows = [];
  return {
    /** A week that was told before (after a reset, or a late whole picture) replaces all from there on. */
    add(week, worlds) {
      while (rows.length && rows[rows.length - 1].week >= week) rows.pop();
      rows.push({ week, worlds: worlds.map((numbers) => ({ ...numbers })) });
    },
    clear() {
      rows = [];
    },
    weeks: () => rows.map((row) => row.week),
    series: (world, key) => rows.map((row) => row.worlds[world]?.[key] ?? NaN),
    last: () => rows[rows.length - 1] ?? null,
    at: (place) => rows[place] ?? null,
    worlds: () => rows[rows.length - 1]?.worlds.length ?? 0,
    length: () => rows.length,
  };
}
