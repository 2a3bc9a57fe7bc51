/** A recording that lies in the page itself, played as if it were lived: the live source's twin. */

import { createEmitter } from "./emitter.js";

/** Frames that may be on their way to the picture, as with the server. */
const IN_FLIGHT = 3;

/**
 * Read what `demo/tape.py` packed.
 * @param {string} text base64 of a gzip
 * @returns {Promise<{content: any, frames: ArrayBuffer[]}>}
 */
export async function unpack(text) {
  const packed = Uint8Array.from(atob(text.trim()), (letter) => letter.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  const bytes = await new Response(stream).arrayBuffer();
  const view = new DataView(bytes);
  const parts = [];
  for (let at = 0; at < bytes.byteLength;) {
    const length = view.getUint32(at, true);
    parts.push(bytes.slice(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return { content: JSON.parse(new TextDecoder().decode(parts[0])), frames: parts.slice(1) };
}

/** @param {{content: any, frames: ArrayBuffer[]}} tape */
export function createTapeSource({ content, frames }) {
  const events = createEmitter();
  const stories = new Map(content.stories.map((story) => [story.id, story]));
  let next = 0;
  let speed = 5;
  let timer = 0;
  /** @type {number[]} */
  let flying = [];

  const weekOf = (frame) => new DataView(frame).getUint32(4, true);
  const tellPlaying = (playing) => events.tell("playing", { playing, speed });

  function give() {
    if (next >= frames.length) return false;
    const frame = frames[next];
    next += 1;
    flying.push(weekOf(frame));
    events.tell("frame", frame.slice(0));
    return next < frames.length;
  }

  function turn() {
    timer = window.setTimeout(turn, 1000 / speed);
    if (flying.length >= IN_FLIGHT) return; // the picture is behind: wait for it
    if (!give()) stop();
  }

  function stop() {
    window.clearTimeout(timer);
    timer = 0;
    tellPlaying(false);
  }

  function begin() {
    next = 0;
    flying = [];
    give();
  }

  return {
    live: false,
    on: events.on,
    open() {
      // The play ends where the recording does, whatever was meant to come.
      events.tell("opened", { ...content.meta, weeks: weekOf(frames[frames.length - 1]) });
      begin();
    },
    play(wanted) {
      speed = wanted;
      if (timer || next >= frames.length) return;
      timer = window.setTimeout(turn, 1000 / speed);
      tellPlaying(true);
    },
    pause: stop,
    step(weeks = 1) {
      stop();
      for (let at = 0; at < weeks && next < frames.length; at += 1) give();
    },
    reset() {
      stop();
      begin();
    },
    speed(wanted) {
      speed = wanted;
    },
    drawn(week) {
      const at = flying.indexOf(week);
      if (at >= 0) flying = flying.slice(at + 1);
    },
    person(world, id) {
      if (id === null) return;
      const story = stories.get(id);
      if (story) events.tell("person", story);
      else
        events.tell("problem", {
          text: `This recording tells the stories of ${stories.size} people, and this is nobody of them.`,
          where: "id",
        });
    },
    find(who, text = "") {
      const wanted = text.toLowerCase();
      const people = [...stories.values()].filter(
        (story) => who !== "name" || story.name.toLowerCase().includes(wanted),
      );
      events.tell("found", {
        people: people.map(({ id, row, name }) => ({ id, row, name, why: "" })),
      });
    },
    lucks() {},
    tape() {},
    close: stop,
  };
}
