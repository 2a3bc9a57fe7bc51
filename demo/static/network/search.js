/** Who is near a point of the picture, and who comes after whom in reading order. */

/**
 * The person nearest a point of the canvas, or null when none is within reach.
 *
 * @param {import("./draw.js").Painter} painter
 * @param {import("./camera.js").Camera} camera
 */
export function nearest(painter, camera, x, y, reach) {
  const panel = camera.panelAt(x, y);
  if (!panel || !painter.x) return null;
  const [px, py] = [x - panel.x, y - panel.y];
  let least = reach * reach;
  let found = -1;
  for (let row = 0; row < painter.x.length; row += 1) {
    const square = (painter.x[row] - px) ** 2 + (painter.y[row] - py) ** 2;
    if (square < least) {
      least = square;
      found = row;
    }
  }
  return found < 0 ? null : { world: panel.world, row: found };
}

/**
 * Rows in reading order: constellations from the top left, and in each its people likewise.
 *
 * Homes are ordered rather than places of the moment, so that the order holds while people move.
 *
 * @param {import("./anchors.js").Anchors} anchors
 * @returns {number[]}
 */
export function readingOrder({ x, y, group, centres }) {
  const band = Math.max(...centres.map((centre) => centre.radius));
  const line = centres.map((centre) => Math.round(centre.y / band));
  return Array.from(group, (_, row) => row).sort((a, b) => {
    const [one, other] = [group[a], group[b]];
    return (
      line[one] - line[other] || centres[one].x - centres[other].x || y[a] - y[b] || x[a] - x[b]
    );
  });
}
