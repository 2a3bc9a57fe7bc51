/** The engine in a worker of its own, so that the page never waits for the picture. */

import { Engine } from "./engine.js";

const engine = new Engine((message) => self.postMessage(message));
self.onmessage = (event) => engine.receive(event.data);
self.postMessage({ tell: "awake" });
