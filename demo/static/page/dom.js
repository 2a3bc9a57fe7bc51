/** Making elements. Text only ever enters the page through `textContent`, so names stay names. */

const SVG = "http://www.w3.org/2000/svg";

/**
 * Make one element.
 * @param {string} tag
 * @param {Object<string, any>} [how] `class`, `text`, `on` (events by name); the rest are attributes
 *     (`true` sets an empty one; `false`, `null` and `undefined` leave it out)
 * @param {...(Node|null|undefined|false)} children
 * @returns {any}
 */
export function make(tag, how = {}, ...children) {
  return furnish(document.createElement(tag), how, children);
}

/** The same for SVG. @returns {any} */
export function draw(tag, how = {}, ...children) {
  return furnish(document.createElementNS(SVG, tag), how, children);
}

function furnish(node, how, children) {
  for (const [name, value] of Object.entries(how)) {
    if (value === false || value === null || value === undefined) continue;
    if (name === "text") node.textContent = value;
    else if (name === "class") node.setAttribute("class", value);
    else if (name === "on")
      for (const [event, act] of Object.entries(value)) node.addEventListener(event, act);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.filter(Boolean));
  return node;
}

/** Put `children` in the place of everything inside `node`. */
export function fill(node, ...children) {
  node.replaceChildren(...children.filter(Boolean));
}

/** Set the text only where it differs: an unchanged node costs no layout and is not read aloud again. */
export function say(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

let count = 0;
/** A name for an element that no other one on the page has. */
export function fresh(prefix) {
  count += 1;
  return `${prefix}-${count}`;
}
