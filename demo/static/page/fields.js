/** Fields with a label, a value that can be read, and a line that says what they do. */

import { fresh, make, say } from "./dom.js";

/**
 * A slider. `own` is the state in which nobody has moved it: the scenario's own value holds.
 * @param {{title: string, about?: string, low: number, high: number, step: number, show: (value: number) => string,
 *     change: (value: number) => void, back?: () => void}} how
 * @returns {{node: HTMLElement, set: (value: number|null, own?: boolean) => void, enable: (on: boolean) => void}}
 */
export function sliderField({ title, about, low, high, step, show, change, back }) {
  const name = fresh("field");
  const input = make("input", {
    type: "range",
    id: name,
    min: low,
    max: high,
    step,
    "aria-describedby": about ? `${name}-about` : null,
  });
  const output = make("output", { for: name, class: "numeral" });
  const again =
    back &&
    make("button", {
      type: "button",
      class: "plain back",
      text: "Back to the scenario’s own",
      "aria-label": `${title}: back to the scenario’s own`,
      on: {
        click: () => {
          back();
          input.focus();
        },
      },
    });
  const node = make(
    "div",
    { class: "field" },
    make("label", { for: name, text: title }),
    output,
    input,
    about && make("p", { class: "hint", id: `${name}-about`, text: about }),
    again,
  );
  input.addEventListener("input", () => change(Number(input.value)));
  return {
    node,
    set(value, own = false) {
      if (value !== null && Number(input.value) !== value) input.value = String(value);
      const text = own ? `${show(value)} (the scenario’s own)` : show(value);
      say(output, text);
      output.classList.toggle("own", own);
      input.setAttribute("aria-valuetext", text);
      if (again) again.hidden = own;
    },
    /** Whether it can be moved. */
    enable(on) {
      input.disabled = !on;
    },
  };
}

/**
 * A number to type. What is outside its bounds is brought inside when the field is left.
 * @param {{title: string, about?: string, low: number, high: number, step?: number, change: (value: number) => void, beside?: Node}} how
 * @returns {{node: HTMLElement, set: (value: number) => void, input: HTMLInputElement}}
 */
export function numberField({ title, about, low, high, step = 1, change, beside }) {
  const name = fresh("field");
  const input = make("input", {
    type: "number",
    id: name,
    min: low,
    max: high,
    step,
    inputmode: step % 1 ? "decimal" : "numeric",
    "aria-describedby": about ? `${name}-about` : null,
  });
  const inside = (value) => Math.min(high, Math.max(low, step % 1 ? value : Math.round(value)));
  let held = low;
  input.addEventListener("input", () => {
    const value = Number(input.value);
    if (input.value !== "" && Number.isFinite(value) && value === inside(value)) change(value);
  });
  input.addEventListener("change", () => {
    const value = Number(input.value);
    const kept = input.value === "" || !Number.isFinite(value) ? held : inside(value);
    input.value = String(kept);
    if (kept !== held) change(kept);
  });
  const node = make(
    "div",
    { class: "field" },
    make("label", { for: name, text: title }),
    make("span", { class: "inline" }, input, beside),
    about && make("p", { class: "hint", id: `${name}-about`, text: about }),
  );
  return {
    node,
    input,
    set(value) {
      held = value;
      if (document.activeElement !== input && Number(input.value) !== value)
        input.value = String(value);
      if (input.value === "") input.value = String(value);
    },
  };
}

/** A choice among few, with its label. */
export function selectField({ title, options, change, look = "", hideLabel = false }) {
  const name = fresh("field");
  const select = make(
    "select",
    { id: name, on: { change: () => change(select.value) } },
    ...options.map(([value, text]) => make("option", { value, text })),
  );
  return {
    node: make(
      "span",
      { class: `inline ${look}` },
      make("label", { for: name, text: title, class: hideLabel ? "unseen" : null }),
      select,
    ),
    select,
    set(value) {
      if (select.value !== String(value)) select.value = String(value);
    },
  };
}

/** A box to tick. */
export function checkField({ title, change, value = false }) {
  const input = make("input", { type: "checkbox", on: { change: () => change(input.checked) } });
  input.checked = value;
  const node = make("label", { class: "check" }, input, make("span", { text: title }));
  return {
    node,
    input,
    set(on) {
      input.checked = on;
    },
  };
}
