/** Help: the programmes of the world “With help”; the scenario's own, or the class's. */

import { fill, fresh, make } from "./dom.js";
import { numberField, sliderField } from "./fields.js";
import { valueText } from "./numbers.js";

/** Most programmes at once. */
const MOST = 8;

/**
 * @param {any} choices
 * @param {any} store
 * @param {{draft: (changes: any) => void}} acts
 */
export function createHelpPanel(choices, store, { draft }) {
  const kinds = new Map(choices.programmes.map((kind) => [kind.type, kind]));
  const note = make("p", { class: "small quiet" });
  const list = make("div", {});
  const name = fresh("add");
  const pick = make(
    "select",
    { id: name },
    ...choices.programmes.map((kind) => make("option", { value: kind.type, text: kind.title })),
  );
  const add = make("button", {
    type: "button",
    text: "Add",
    on: { click: () => addOne(pick.value) },
  });
  const back = make("button", {
    type: "button",
    class: "plain",
    text: "Back to the scenario’s own help",
    on: {
      click: () => {
        draft({ help: null });
        pick.focus();
      },
    },
  });
  const node = make(
    "details",
    { open: true },
    make("summary", { text: "Help" }),
    note,
    list,
    make(
      "div",
      { class: "add-help" },
      make("label", { for: name, text: "Add a programme" }),
      pick,
      add,
    ),
    back,
  );
  /** What the cards show now, to rebuild them only when programmes come or go. */
  let shape = "";
  /** @type {((item: any) => void)[]} */
  let setters = [];

  const scenario = (setting) => choices.scenarios.find((one) => one.name === setting.scenario);
  const items = (setting) =>
    setting.help ??
    (scenario(setting)?.programmes ?? []).map(({ type, start_week: start, settings }) => ({
      type,
      start_week: start ?? 0,
      settings: settings ?? {},
    }));

  function change(place, changes) {
    draft({
      help: items(store.get("draft"))
        .map((item, at) => (at === place ? { ...item, ...changes } : item))
        .map(clean),
    });
  }

  function addOne(type) {
    draft({
      help: [...items(store.get("draft")), { type, start_week: 8, settings: {} }].map(clean),
    });
    list.lastElementChild?.querySelector("input")?.focus();
  }

  /** Only what the page may set; whatever else a scenario gives a programme stays the scenario's. */
  function clean({ type, start_week: start, settings }) {
    const known = kinds.get(type)?.settings ?? [];
    const kept = Object.entries(settings).filter(([key]) => known.some((one) => one.key === key));
    return { type, start_week: start, settings: Object.fromEntries(kept) };
  }

  function card(item, place) {
    const kind = kinds.get(item.type);
    const title = kind?.title ?? item.type;
    const start = numberField({
      title: "Starts in week",
      low: 0,
      high: 520,
      change: (value) => change(place, { start_week: value }),
    });
    const fields = (kind?.settings ?? []).map((one) => ({
      one,
      field: sliderField({
        ...one,
        show: (value) =>
          value === null
            ? one.none || "as usual"
            : valueText(value, one.kind, one.unit, store.get("meta")?.currency ?? "GBP"),
        change: (value) =>
          change(place, {
            settings: { ...items(store.get("draft"))[place].settings, [one.key]: value },
          }),
      }),
    }));
    const remove = make("button", {
      type: "button",
      class: "plain small",
      text: "Remove",
      "aria-label": `Remove ${title}`,
      on: {
        click: () => {
          draft({
            help: items(store.get("draft"))
              .filter((_, at) => at !== place)
              .map(clean),
          });
          pick.focus();
        },
      },
    });
    const more =
      fields.length > 0 &&
      make(
        "details",
        { class: "more" },
        make("summary", { text: "How much" }),
        ...fields.map(({ field }) => field.node),
      );
    const group = fresh("programme");
    setters.push((now) => {
      start.set(now.start_week);
      for (const { one, field } of fields) field.set(now.settings[one.key] ?? one.default ?? null);
    });
    return make(
      "section",
      { class: "programme", "aria-labelledby": group },
      make("div", { class: "row" }, make("h3", { id: group, text: title }), remove),
      kind?.summary &&
        make("p", {
          class: "small quiet",
          text: `${kind.summary.slice(0, 1).toUpperCase()}${kind.summary.slice(1)}`,
        }),
      start.node,
      more,
    );
  }

  store.on("draft", ({ draft: setting }) => {
    const now = items(setting);
    const wanted = JSON.stringify(now.map((item) => item.type));
    if (wanted !== shape) {
      shape = wanted;
      setters = [];
      fill(list, ...now.map(card));
    }
    now.forEach((item, place) => setters[place](item));
    add.disabled = now.length >= MOST;
    back.hidden = setting.help === null;
    const policies = scenario(setting)?.policies ?? [];
    const told = [];
    if (!now.length && !policies.length) told.push("No help yet: there is one world only.");
    if (policies.length) told.push(`This scenario also brings: ${policies.join(", ")}.`);
    note.textContent = told.join(" ");
    note.hidden = !told.length;
  });
  return node;
}
