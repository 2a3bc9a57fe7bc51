/** Mouse, pen and fingers: drag moves the sky, wheel and pinch zoom, a tap picks somebody. */

const STILL_A_TAP = 6;
const MOUSE_REACH = 14;
const FINGER_REACH = 24;
const WHEEL_RATE = 0.0016;

/**
 * Listen on an element, and tell what is meant in the engine's words.
 *
 * @param {HTMLElement} element
 * @param {(message: object) => void} send
 * @returns {() => void} stops listening
 */
export function listenToPointer(element, send) {
  const down = new Map();
  let moved = 0;
  const stop = new AbortController();
  const on = (name, listen, options = {}) =>
    element.addEventListener(name, listen, { signal: stop.signal, ...options });

  const place = (event) => {
    const box = element.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const reachOf = (event) => (event.pointerType === "mouse" ? MOUSE_REACH : FINGER_REACH);

  const spread = () => {
    const [one, other] = [...down.values()];
    return {
      gap: Math.hypot(one.x - other.x, one.y - other.y) || 1,
      x: (one.x + other.x) / 2,
      y: (one.y + other.y) / 2,
    };
  };

  on("pointerdown", (event) => {
    if (event.button > 0) return;
    if (down.size === 0) moved = 0;
    down.set(event.pointerId, place(event));
    try {
      element.setPointerCapture(event.pointerId);
    } catch {
      // A pointer that is gone by now needs no capture.
    }
  });
  on("pointermove", (event) => {
    const now = place(event);
    const before = down.get(event.pointerId);
    if (!before) {
      send({ do: "point", ...now, reach: reachOf(event) });
      return;
    }
    const pinched = down.size === 2 ? spread() : null;
    down.set(event.pointerId, now);
    const [dx, dy] = [now.x - before.x, now.y - before.y];
    moved += Math.abs(dx) + Math.abs(dy);
    if (pinched) {
      const after = spread();
      send({ do: "zoom", factor: after.gap / pinched.gap, x: after.x, y: after.y });
      send({ do: "pan", dx: after.x - pinched.x, dy: after.y - pinched.y });
    } else if (moved > STILL_A_TAP) {
      send({ do: "pan", dx, dy });
    }
  });
  const release = (event, tapped) => {
    if (!down.delete(event.pointerId) || down.size) return;
    if (tapped && moved <= STILL_A_TAP) {
      send({ do: "pick", ...place(event), reach: reachOf(event) });
    }
  };
  on("pointerup", (event) => release(event, true));
  on("pointercancel", (event) => release(event, false));
  on("pointerleave", () => send({ do: "point", x: null, y: null, reach: 0 }));
  on(
    "wheel",
    (event) => {
      event.preventDefault();
      const pixels = event.deltaMode === 1 ? 16 * event.deltaY : event.deltaY;
      send({ do: "zoom", factor: Math.exp(-WHEEL_RATE * pixels), ...place(event) });
    },
    { passive: false },
  );
  return () => stop.abort();
}
