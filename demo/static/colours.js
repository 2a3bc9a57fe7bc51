/**
 * The colours and shapes of the picture, and what its legend says of them.
 *
 * Categories are in the palette of Okabe and Ito (2008), amounts in cividis (Nuñez, Anderton and
 * Renslow 2018): both can be told apart with any colour vision, and amounts in greyscale too.
 */

/** @typedef {"style"|"loneliness"|"stress"|"belonging"|"trust"} Quality */
/** @typedef {"light"|"dark"} Theme */
/** @typedef {"circle"|"triangle"|"square"|"diamond"} Shape */

/** @type {Quality[]} */
export const QUALITIES = ["style", "loneliness", "stress", "belonging", "trust"];

/** @type {Shape[]} */
export const STYLE_SHAPES = ["circle", "triangle", "square", "diamond"];
export const STYLE_NAMES = ["secure", "anxious", "avoidant", "fearful"];

const STYLE_COLOURS = {
  dark: ["#56b4e9", "#e69f00", "#00b586", "#e08fb8"],
  light: ["#0072b2", "#e69f00", "#009e73", "#cc79a7"],
};

const CIVIDIS = [
  "#00224e", "#1a386f", "#434e6c", "#61656f", "#7d7c78", "#9b9476", "#bcae6c", "#dec958",
  "#fee838",
];

/** Number of steps an amount is drawn in. */
export const STEPS = 16;

const TITLES = {
  style: "Attachment style",
  loneliness: "Loneliness",
  stress: "Stress",
  belonging: "Belonging",
  trust: "Trust in others",
};

const ENDS = {
  loneliness: ["not lonely", "very lonely"],
  stress: ["calm", "very stressed"],
  belonging: ["no belonging", "strong belonging"],
  trust: ["little trust", "much trust"],
};

/** The picture's other colours, by theme. */
export const THEMES = {
  dark: {
    skyTop: "#070b1c",
    skyBottom: "#141a3c",
    nebula: "rgba(92, 120, 214, 0.17)",
    frame: "#2a3261",
    text: "#e9ecfb",
    outline: null,
    halo: true,
    friend: "#9db4f2",
    kin: "#7fe3c9",
    online: "#b59cf5",
    help: "#f4cf6b",
    forming: "#ffd54a",
    fading: "#ff7a5c",
    ring: "#ffffff",
    programme: "#ffd54a",
    chosen: "#ffffff",
  },
  light: {
    skyTop: "#fbfaf5",
    skyBottom: "#eceff7",
    nebula: "rgba(120, 146, 214, 0.17)",
    frame: "#c9cfdf",
    text: "#1b2036",
    outline: "#1b2036",
    halo: false,
    friend: "#4a5f9e",
    kin: "#00725a",
    online: "#6b46c1",
    help: "#9a6b00",
    forming: "#c98a00",
    fading: "#c43c00",
    ring: "#11152a",
    programme: "#b87900",
    chosen: "#11152a",
  },
};

const parts = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
const hexOf = (values) =>
  `#${values.map((value) => Math.round(value).toString(16).padStart(2, "0")).join("")}`;

/** A colour moved some way towards white. */
export const lighter = (hex, share) =>
  hexOf(parts(hex).map((value) => value + (255 - value) * share));

/** Cividis at 0 to 1. */
function cividis(share) {
  const place = Math.min(1, Math.max(0, share)) * (CIVIDIS.length - 1);
  const below = Math.min(CIVIDIS.length - 2, Math.floor(place));
  const [low, high] = [parts(CIVIDIS[below]), parts(CIVIDIS[below + 1])];
  return hexOf(low.map((value, k) => value + (high[k] - value) * (place - below)));
}

/**
 * The colour of an amount. More stands out more: brighter on a dark sky, darker on a light one;
 * both ramps leave out the end that would be lost in the sky.
 *
 * @param {number} share 0 to 1
 * @param {Theme} theme
 */
export function rampColour(share, theme) {
  return theme === "dark" ? cividis(0.28 + 0.72 * share) : cividis(0.88 - 0.88 * share);
}

/**
 * Every look a person can have in a quality: attachment styles, or the steps of an amount.
 *
 * @param {Quality} quality
 * @param {Theme} theme
 * @returns {{shape: Shape, colour: string}[]}
 */
export function looksOf(quality, theme) {
  if (quality === "style") {
    return STYLE_SHAPES.map((shape, k) => ({ shape, colour: STYLE_COLOURS[theme][k] }));
  }
  return Array.from({ length: STEPS }, (_, k) => ({
    shape: "circle",
    colour: rampColour(k / (STEPS - 1), theme),
  }));
}

/**
 * What a legend shows of the quality chosen.
 *
 * @param {Quality} quality
 * @param {Theme} theme
 * @returns {{title: string, kinds: {label: string, shape: Shape, colour: string}[],
 *   ramp: {low: string, high: string, colours: string[]}|null}}
 */
export function legendOf(quality, theme) {
  const looks = looksOf(quality, theme);
  const title = TITLES[quality];
  if (quality === "style") {
    const kinds = looks.map((look, k) => ({ label: STYLE_NAMES[k], ...look }));
    return { title, kinds, ramp: null };
  }
  const [low, high] = ENDS[quality];
  return { title, kinds: [], ramp: { low, high, colours: looks.map((look) => look.colour) } };
}

/**
 * What a legend shows whatever the quality: marks of people and kinds of ties.
 *
 * @param {Theme} theme
 * @returns {{label: string, mark: "ring"|"sparkle"|"line"|"dashes"|"glow", colour: string}[]}
 */
export function marksLegend(theme) {
  const colours = THEMES[theme];
  return [
    { label: "isolated", mark: "ring", colour: colours.ring },
    { label: "in a programme", mark: "sparkle", colour: colours.programme },
    { label: "friends", mark: "line", colour: colours.friend },
    { label: "friends mostly online", mark: "line", colour: colours.online },
    { label: "kin", mark: "dashes", colour: colours.kin },
    { label: "met through help", mark: "line", colour: colours.help },
    { label: "tie forming", mark: "glow", colour: colours.forming },
    { label: "tie fading", mark: "dashes", colour: colours.fading },
  ];
}
