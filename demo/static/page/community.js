/** The community: how many people, which luck, how long, and the levers of its world. */

import { make } from "./dom.js";
import { numberField, sliderField } from "./fields.js";
import { valueText } from "./numbers.js";
import { WEEKS } from "./setting.js";

/** Lucks a die can show; typing allows any. */
const FACES = 999;

/**
 * @param {any} choices as the server tells them
 * @param {any} store
 * @param {{draft: (changes: any) => void, begin: () => void}} acts
 */
export function createCommunity(choices, store, { draft, begin }) {
  const people = sliderField({
    title: "People",
    low: choices.people.low,
    high: choices.people.high,
    step: 50,
    show: (value) => value.toLocaleString("en-GB"),
    change: (value) => draft({ people: value }),
  });
  const die = make("button", {
    type: "button",
    class: "icon",
    text: "⚄",
    title: "Roll the die: another luck, starting at once",
    "aria-label": "Roll the die: another luck, starting at once",
    on: {
      click: () => {
        draft({ luck: 1 + Math.floor(Math.random() * FACES) });
        begin();
      },
    },
  });
  const luck = numberField({
    title: "Luck number",
    about:
      "Chance meetings, moods and moves follow this number. The same number gives the same lives again.",
    low: 0,
    high: 2 ** 31 - 1,
    change: (value) => draft({ luck: value }),
    beside: die,
  });
  const weeks = numberField({
    title: "Stop at week",
    low: WEEKS.low,
    high: WEEKS.high,
    change: (value) => draft({ weeks: value }),
  });
  const levers = choices.levers.map((lever) => ({
    lever,
    field: sliderField({
      ...lever,
      show: (value) => valueText(value, leverKind(lever), plainUnit(lever.unit), ""),
      change: (value) => draft({ levers: { ...store.get("draft").levers, [lever.key]: value } }),
      back: () => {
        const { [lever.key]: gone, ...rest } = store.get("draft").levers;
        draft({ levers: rest });
      },
    }),
  }));
  const node = make(
    "details",
    { open: true },
    make("summary", { text: "The community" }),
    people.node,
    luck.node,
    weeks.node,
    make(
      "details",
      { class: "more" },
      make("summary", { text: "How life goes here" }),
      ...levers.map((one) => one.field.node),
    ),
  );
  store.on("draft", ({ draft: setting }) => {
    luck.set(setting.luck);
    weeks.set(setting.weeks);
    const scenario = choices.scenarios.find((one) => one.name === setting.scenario);
    people.set(setting.people);
    people.enable(!scenario?.people); // a file with its own people says how many
    for (const { lever, field } of levers) {
      const own = !(lever.key in setting.levers);
      field.set(
        own ? (scenario?.levers?.[lever.key] ?? lever.default) : setting.levers[lever.key],
        own,
      );
    }
  });
  return node;
}

/** A unit that pupils know; of others the line below the slider speaks. */
const plainUnit = (unit) => (unit === "standard deviations" ? "" : unit);

function leverKind(lever) {
  return lever.kind ?? (/share|%/.test(lever.unit ?? "") ? "share" : "number");
}
