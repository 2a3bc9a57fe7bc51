/** Which part of the picture is seen, and where each world's sky lies on the canvas. */

const GAP = 10;
const MARGIN = 14;
const CAPTION = 26;
const MOST_STRETCH = 1.45;
const MOST_ZOOM = 12;

/** @typedef {{world: number, x: number, y: number, width: number, height: number}} Panel */

/**
 * The skies of the worlds shown: side by side, or one above the other where that shows more.
 *
 * @param {number} width
 * @param {number} height
 * @param {number[]} shown
 * @returns {Panel[]}
 */
export function panelsOf(width, height, shown) {
  if (shown.length === 1) return [{ world: shown[0], x: 0, y: 0, width, height }];
  const beside = Math.min((width - GAP) / 2, height) >= Math.min(width, (height - GAP) / 2);
  const size = beside
    ? { width: Math.floor((width - GAP) / 2), height }
    : { width, height: Math.floor((height - GAP) / 2) };
  return shown.map((world, k) => ({
    world,
    x: beside ? k * (size.width + GAP) : 0,
    y: beside ? 0 : k * (size.height + GAP),
    ...size,
  }));
}

export class Camera {
  constructor() {
    this.halfWidth = 100;
    this.halfHeight = 100;
    this.zoom = 1;
    this.panX = 0;
    this.panY = 0;
    this.panels = [];
    this.resize(640, 400, [0]);
  }

  /** Heed how large the picture is, in its own units. */
  cover({ halfWidth, halfHeight }) {
    this.halfWidth = halfWidth;
    this.halfHeight = halfHeight;
    this.resize(this.width, this.height, this.panels.map((panel) => panel.world));
  }

  resize(width, height, shown) {
    this.width = Math.max(1, width);
    this.height = Math.max(1, height);
    this.panels = panelsOf(this.width, this.height, shown);
    const [panel] = this.panels;
    const across = Math.max(20, panel.width - 2 * MARGIN) / (2 * this.halfWidth);
    const down = Math.max(20, panel.height - MARGIN - CAPTION) / (2 * this.halfHeight);
    const least = Math.min(across, down);
    // A wide panel shows a wider sky; people are not stretched, only the room between them.
    this.fitX = Math.min(across, MOST_STRETCH * least);
    this.fitY = Math.min(down, MOST_STRETCH * least);
    this.middleX = panel.width / 2;
    this.middleY = CAPTION + Math.max(20, panel.height - MARGIN - CAPTION) / 2;
    this.#keepInSight();
  }

  /** Pixels per unit of the picture, in the direction that has fewer. */
  get scale() {
    return Math.min(this.fitX, this.fitY) * this.zoom;
  }

  /** Where places of the picture lie within a panel, in CSS pixels. */
  project(x, y, intoX, intoY) {
    const [scaleX, scaleY] = [this.fitX * this.zoom, this.fitY * this.zoom];
    const [startX, startY] = [this.middleX + this.panX, this.middleY + this.panY];
    for (let row = 0; row < x.length; row += 1) {
      intoX[row] = startX + x[row] * scaleX;
      intoY[row] = startY + y[row] * scaleY;
    }
  }

  pan(dx, dy) {
    this.panX += dx;
    this.panY += dy;
    this.#keepInSight();
  }

  /** Zoom about a point of the canvas, or about the middle. */
  zoomBy(factor, x = null, y = null) {
    const before = this.zoom;
    this.zoom = Math.min(MOST_ZOOM, Math.max(1, this.zoom * factor));
    const ratio = this.zoom / before;
    const panel = x === null ? null : this.panelAt(x, y);
    const aboutX = panel ? x - panel.x - this.middleX : 0;
    const aboutY = panel ? y - panel.y - this.middleY : 0;
    this.panX = aboutX - (aboutX - this.panX) * ratio;
    this.panY = aboutY - (aboutY - this.panY) * ratio;
    this.#keepInSight();
  }

  fit() {
    this.zoom = 1;
    this.panX = 0;
    this.panY = 0;
  }

  /** Move as little as shows a place of the picture well inside the panel. */
  show(x, y) {
    const [panel] = this.panels;
    const edge = Math.min(48, panel.width / 4, panel.height / 4);
    const atX = this.middleX + this.panX + x * this.fitX * this.zoom;
    const atY = this.middleY + this.panY + y * this.fitY * this.zoom;
    this.pan(
      Math.max(0, edge - atX) + Math.min(0, panel.width - edge - atX),
      Math.max(0, edge + CAPTION - atY) + Math.min(0, panel.height - edge - atY),
    );
  }

  panelAt(x, y) {
    const inside = (panel) =>
      x >= panel.x && x < panel.x + panel.width && y >= panel.y && y < panel.y + panel.height;
    return this.panels.find(inside) ?? null;
  }

  /** Half the picture may leave the panel, never all of it. */
  #keepInSight() {
    const mostX = this.halfWidth * this.fitX * (this.zoom - 0.5);
    const mostY = this.halfHeight * this.fitY * (this.zoom - 0.5);
    this.panX = Math.min(mostX, Math.max(-mostX, this.panX));
    this.panY = Math.min(mostY, Math.max(-mostY, this.panY));
  }
}
