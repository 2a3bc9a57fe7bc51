/** The page's state: one object, and whoever asked is told of what changed. */

/**
 * @param {Object<string, any>} start
 * @returns {{get: (name: string) => any, set: (changes: Object<string, any>) => void,
 *     on: (names: string, act: (state: any) => void) => void, state: any}}
 */
export function createStore(start) {
  const state = { ...start };
  /** @type {{names: string[], act: (state: any) => void}[]} */
  const listeners = [];
  return {
    state,
    get: (name) => state[name],
    set(changes) {
      const changed = Object.keys(changes).filter((name) => state[name] !== changes[name]);
      Object.assign(state, changes);
      for (const one of listeners)
        if (one.names.some((name) => changed.includes(name))) one.act(state);
    },
    /** Call `act` now, and whenever one of `names` (with spaces between) has changed. */
    on(names, act) {
      listeners.push({ names: names.split(" "), act });
      act(state);
    },
  };
}
