/** The setting of a classroom: its default, its checks, and its life in a link. */

export const WEEKS = { low: 10, high: 520, default: 104 };
const MOST_HELP = 8;
const NAMES = ["scenario", "people", "luck", "levers", "help", "weeks"];

/** A setting that `choices` allow, for somebody who brought none. */
export function defaultSetting(choices) {
  const usual = {
    scenario: choices.scenarios[0].name,
    people: choices.people.default,
    luck: 1,
    levers: {},
    help: null,
    weeks: WEEKS.default,
  };
  return { ...usual, ...copy(choices.default ?? {}) };
}

/** A setting of its own, nothing shared. */
export const copy = (setting) => JSON.parse(JSON.stringify(setting));

/** Whether two settings ask for the same worlds. */
export function same(one, other) {
  return JSON.stringify(ordered(one)) === JSON.stringify(ordered(other));
}

function ordered(value) {
  if (Array.isArray(value)) return value.map(ordered);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, ordered(value[key])]),
  );
}

const isThing = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
const isWhole = (value) => Number.isInteger(value);

/**
 * Check what came from outside (a link, a lesson).
 * @returns {{setting: any, problem: string|null}} the setting, whole, or one sentence on what is wrong
 */
export function checked(found, choices) {
  try {
    return { setting: read(found, choices), problem: null };
  } catch (fault) {
    return { setting: null, problem: /** @type {Error} */ (fault).message };
  }
}

function read(found, choices) {
  if (!isThing(found)) throw new Error("it holds no setting");
  for (const name of Object.keys(found))
    if (!NAMES.includes(name)) throw new Error("it holds something this page does not know");
  const setting = { ...defaultSetting(choices), ...found };
  if (!choices.scenarios.some((one) => one.name === setting.scenario))
    throw new Error("its scenario is not in this library");
  within("the number of people", setting.people, choices.people.low, choices.people.high, true);
  within("the luck number", setting.luck, 0, 2 ** 31 - 1, true);
  within("the number of weeks", setting.weeks, WEEKS.low, WEEKS.high, true);
  if (!isThing(setting.levers)) throw new Error("its levers cannot be read");
  for (const [key, value] of Object.entries(setting.levers)) {
    const lever = choices.levers.find((one) => one.key === key);
    if (!lever) throw new Error("it moves a lever this page does not have");
    within(`“${lever.title}”`, value, lever.low, lever.high, false);
  }
  if (setting.help !== null) {
    if (!Array.isArray(setting.help) || setting.help.length > MOST_HELP)
      throw new Error("its help cannot be read");
    setting.help = setting.help.map((item) => readHelp(item, choices));
  }
  return copy(setting);
}

function readHelp(item, choices) {
  const kind = isThing(item) && choices.programmes.find((one) => one.type === item.type);
  if (!kind) throw new Error("it asks for a programme this page does not have");
  const { type, start_week: given, settings = {}, ...rest } = item;
  const start = given ?? 0; // left out: from the beginning
  if (Object.keys(rest).length || !isThing(settings))
    throw new Error(`the settings of “${kind.title}” cannot be read`);
  within(`the start of “${kind.title}”`, start, 0, WEEKS.high, true);
  for (const [key, value] of Object.entries(settings)) {
    const known = kind.settings.find((one) => one.key === key);
    if (!known) throw new Error(`“${kind.title}” has a setting this page does not know`);
    if (value !== null) within(`“${known.title}”`, value, known.low, known.high, false);
  }
  return { type, start_week: start, settings: { ...settings } };
}

function within(name, value, low, high, whole) {
  if (typeof value !== "number" || !Number.isFinite(value) || (whole && !isWhole(value)))
    throw new Error(`${name} is not a number`);
  if (value < low || value > high) throw new Error(`${name} is outside ${low} to ${high}`);
}

/** The setting as the part of an address behind `#`; letters, digits, `-` and `_` survive every chat programme. */
export function toHash(setting) {
  const bytes = new TextEncoder().encode(JSON.stringify(setting));
  const text = btoa(String.fromCharCode(...bytes));
  return `setting=${text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")}`;
}

/** What the hash of an address holds: null without a setting; otherwise as `checked` says. */
export function fromHash(hash, choices) {
  const match = /^#?setting=(.*)$/s.exec(hash);
  if (!match) return null;
  if (match[1].length > 8000 || !/^[A-Za-z0-9_-]+$/.test(match[1]))
    return { setting: null, problem: "it is damaged" };
  let found;
  try {
    const text = atob(match[1].replaceAll("-", "+").replaceAll("_", "/"));
    found = JSON.parse(
      new TextDecoder("utf-8", { fatal: true }).decode(
        Uint8Array.from(text, (letter) => letter.charCodeAt(0)),
      ),
    );
  } catch {
    return { setting: null, problem: "it is damaged" };
  }
  return checked(found, choices);
}
