/** A canvas that nobody sees, in a worker or on the page. */
export function hiddenCanvas(width, height) {
  const [wide, high] = [Math.max(1, Math.round(width)), Math.max(1, Math.round(height))];
  if (typeof OffscreenCanvas !== "undefined") return new OffscreenCanvas(wide, high);
  const canvas = document.createElement("canvas");
  canvas.width = wide;
  canvas.height = high;
  return canvas;
}
