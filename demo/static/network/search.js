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
 * Rows in reading order: neighbourhoods from the top left, and in each its people likewise.
 *
 * Homes are ordered rather than places of the moment, so that the order holds while people move.
 *
 * @param {import("./anchors.js").Anchors} anchors
 * @param {ArrayLike<number>} homes
 * @returns {number[]}
 */
export function readingOrder(anchors, homes) {
  const numbers = [...new Set(Array.from(homes))].sort((a, b) => a - b);
  const band = Math.max(...anchors.centres.map((centre) => centre.radius));
  const line = new Map(numbers.map((home, k) => [home, Math.round(anchors.centres[k].y / band)]));
  const column = new Map(numbers.map((home, k) => [home, anchors.centres[k].x]));
  return Array.from(homes, (_, row) => row).sort(
    (a, b) =>
      line.get(homes[a]) - line.get(homes[b]) ||
      column.get(homes[a]) - column.get(homes[b]) ||
      anchors.y[a] - anchors.y[b] ||
      anchors.x[a] - anchors.x[b],
  );
}
