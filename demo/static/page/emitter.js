/** Events by name, for the two sources. */

/** @returns {{on: (event: string, act: (told: any) => void) => void, tell: (event: string, told?: any) => void}} */
export function createEmitter() {
  /** @type {Map<string, ((told: any) => void)[]>} */
  const acts = new Map();
  return {
    on(event, act) {
      acts.set(event, [...(acts.get(event) ?? []), act]);
    },
    tell(event, told) {
      for (const act of acts.get(event) ?? []) act(told);
    },
  };
}
