/** The worlds as they are lived by the server, over one WebSocket. */

import { createEmitter } from "./emitter.js";

/** Close code of a server that has no room left. */
const FULL = 4001;

/**
 * @param {string} address of the WebSocket
 * @returns the source; `tape_source.js` has the same one for a recording
 */
export function createLiveSource(address) {
  const events = createEmitter();
  /** @type {WebSocket|null} */
  let socket = null;
  /** What was asked before the line stood. @type {string[]} */
  let waiting = [];
  let full = false;

  function connect() {
    full = false;
    const line = new WebSocket(address);
    socket = line;
    line.binaryType = "arraybuffer";
    line.addEventListener("open", () => {
      for (const text of waiting) line.send(text);
      waiting = [];
    });
    line.addEventListener("message", (message) => {
      if (socket === line) hear(message.data);
    });
    line.addEventListener("close", (close) => {
      if (socket !== line) return;
      socket = null;
      waiting = [];
      if (close.code === FULL && !full)
        events.tell("full", { text: "The classroom is full just now." });
      else if (!full) events.tell("closed", { code: close.code, text: close.reason });
    });
  }

  function hear(data) {
    if (data instanceof ArrayBuffer) {
      events.tell("frame", data);
      return;
    }
    let told;
    try {
      told = JSON.parse(data);
    } catch {
      return; // not of this classroom
    }
    if (told.tell === "full") full = true;
    events.tell(told.tell, told);
  }

  function ask(what) {
    const text = JSON.stringify(what);
    if (!socket) connect();
    if (socket?.readyState === WebSocket.OPEN) socket.send(text);
    else waiting.push(text);
  }

  return {
    live: true,
    on: events.on,
    open: (setting) => ask({ do: "open", setting }),
    play: (speed) => ask({ do: "play", speed }),
    pause: () => ask({ do: "pause" }),
    step: (weeks = 1) => ask({ do: "step", weeks }),
    reset: () => ask({ do: "reset" }),
    speed: (speed) => ask({ do: "speed", speed }),
    /** Say that `week` has been drawn; silent once the line is gone, for a late picture must not reconnect. */
    drawn(week) {
      if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify({ do: "drawn", week }));
    },
    person: (world, id) =>
      ask(id === null ? { do: "person", id: null } : { do: "person", world, id }),
    find: (who, text = "") => ask({ do: "find", who, text }),
    lucks: (lucks, setting, weeks) => ask({ do: "lucks", lucks, setting, weeks }),
    tape: () => ask({ do: "tape" }),
    close() {
      const line = socket;
      socket = null;
      line?.close();
    },
  };
}
