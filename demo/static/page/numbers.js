/** Numbers as they are read: one place, so that headline, chart and table never differ. */

/** The outcomes that are charted, in order, with the page's own plain words. */
export const CHARTED = [
  {
    key: "isolated_per_1000",
    title: "Isolated",
    unit: "of 1,000 people",
    digits: 0,
    least: 40,
    about: "Isolated: on average fewer than two people to see, talk to or ask for help.",
  },
  {
    key: "lonely_per_1000",
    title: "Lonely",
    unit: "of 1,000 people",
    digits: 0,
    least: 40,
    about: "Lonely: often without company, left out or cut off, by their own answers.",
  },
  {
    key: "pss10",
    title: "Stress",
    unit: "of 40 points",
    digits: 1,
    least: 2,
    about:
      "Stress: how often life felt out of hand over the last month, mean of everybody’s answers.",
  },
  {
    key: "cost",
    title: "Cost so far",
    unit: "",
    digits: 0,
    least: 100,
    about: "Cost so far: what the help has cost since week 0, whoever pays.",
  },
];

const plain = [0, 1, 2].map(
  (digits) =>
    new Intl.NumberFormat("en-GB", {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    }),
);

/** @param {string} key @param {number} value @param {string} currency */
export function written(key, value, currency) {
  if (!Number.isFinite(value)) return "–";
  if (key === "cost") return money(value, currency);
  const digits = CHARTED.find((one) => one.key === key)?.digits ?? 1;
  return plain[digits].format(value);
}

/** A difference, with its sign; what rounds to nothing has none. */
export function difference(key, value, currency) {
  const text = written(key, Math.abs(value), currency);
  if (!/[1-9]/.test(text)) return text;
  return `${value < 0 ? "−" : "+"}${text}`;
}

/** @type {Map<string, Intl.NumberFormat>} */
const coins = new Map();
export function money(value, currency) {
  let format = coins.get(currency);
  if (!format) {
    try {
      format = new Intl.NumberFormat("en-GB", {
        style: "currency",
        currency,
        maximumFractionDigits: 0,
      });
    } catch {
      format = plain[0]; // a currency of a scenario's own making
    }
    coins.set(currency, format);
  }
  return format.format(value);
}

export const whole = (value) => plain[0].format(value);

/** A setting's value with its unit, by kind. */
export function valueText(value, kind, unit, currency) {
  if (kind === "share") return `${Number((value * 100).toPrecision(3))}%`;
  if (kind === "money") return money(value, currency);
  if (kind === "weeks") return `${value} ${value === 1 ? "week" : "weeks"}`;
  return `${Number(Number(value).toPrecision(6))}${unit && unit !== "number" ? ` ${unit}` : ""}`;
}
