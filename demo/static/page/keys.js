/** Letter keys for the whole page; they rest while somebody types, and can be switched off (WCAG 2.1.4). */

const FIELDS = "input, select, textarea, [contenteditable]";
/** Where the space bar has work of its own. */
const PRESSED = `${FIELDS}, button, summary, a[href], [role="button"]`;

/**
 * @param {Object<string, () => void>} acts by key: ' ', 's', 'r', 'f', '?'
 * @returns {{setOn: (on: boolean) => void}}
 */
export function listenToKeys(acts) {
  let on = true;
  document.addEventListener("keydown", (event) => {
    if (
      !on ||
      event.defaultPrevented ||
      event.ctrlKey ||
      event.metaKey ||
      event.altKey ||
      event.isComposing
    )
      return;
    const target = /** @type {Element} */ (event.target);
    if (document.querySelector("dialog[open]")) return;
    if (target.closest?.(event.key === " " ? PRESSED : FIELDS)) return;
    const act = acts[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
  return {
    setOn: (value) => {
      on = value;
    },
  };
}
