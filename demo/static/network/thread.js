/**
 * Where the engine runs: in a worker when the browser can draw in one, on the page when not.
 *
 * A page that comes as one file (a tape, a notebook) has no address to load a worker from; it puts
 * the worker's text in `globalThis.kithNetworkWorker`, or gives a function that makes the worker.
 */

import { Engine } from "./engine.js";

/** How long a worker may take to wake before the page draws by itself (ms). */
const PATIENCE = 5000;

function canDrawInWorker() {
  try {
    return (
      typeof Worker === "function" &&
      typeof HTMLCanvasElement.prototype.transferControlToOffscreen === "function" &&
      new OffscreenCanvas(1, 1).getContext("2d") !== null
    );
  } catch {
    return false;
  }
}

function newWorker() {
  const text = globalThis.kithNetworkWorker;
  if (typeof text !== "string") {
    return new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
  }
  const address = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  const worker = new Worker(address);
  worker.addEventListener("message", () => URL.revokeObjectURL(address), { once: true });
  return worker;
}

/** An engine on the page's own thread, with the same way in and out as one in a worker. */
function onPage(canvas, start, heard) {
  // Answers come a moment later, as they would from a worker.
  const engine = new Engine((message) => queueMicrotask(() => heard(message)));
  engine.receive({ ...start, canvas });
  return { where: "page", send: (message) => engine.receive(message), stop: () => {} };
}

/**
 * Start the engine on a canvas.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {object} start the engine's first message, without the canvas
 * @param {(message: object) => void} heard
 * @param {{thread?: "worker"|"page", makeWorker?: () => Worker}} options
 * @returns {Promise<{where: "worker"|"page", send: (message: object) => void, stop: () => void}>}
 */
export function startEngine(canvas, start, heard, { thread, makeWorker = newWorker } = {}) {
  if (thread === "page" || !canDrawInWorker()) return Promise.resolve(onPage(canvas, start, heard));
  return new Promise((resolve) => {
    let worker = null;
    let settled = false;
    const giveUp = () => {
      if (settled) {
        heard({ tell: "problem", text: "The picture has stopped; reload the page to go on." });
        return;
      }
      settled = true;
      worker?.terminate();
      resolve(onPage(canvas, start, heard));
    };
    try {
      worker = makeWorker();
    } catch {
      giveUp();
      return;
    }
    const patience = setTimeout(() => settled || giveUp(), PATIENCE);
    worker.addEventListener("error", giveUp);
    worker.addEventListener("message", ({ data }) => {
      if (data.tell !== "awake") {
        heard(data);
      } else if (!settled) {
        settled = true;
        clearTimeout(patience);
        // Only now, because a canvas given away cannot be had back.
        const offscreen = canvas.transferControlToOffscreen();
        worker.postMessage({ ...start, canvas: offscreen }, [offscreen]);
        const send = (message) => worker.postMessage(message);
        resolve({ where: "worker", send, stop: () => worker.terminate() });
      }
    });
  });
}
