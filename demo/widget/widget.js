/**
 * The network in a notebook, after the anywidget convention: the kernel's traits go in, what was
 * drawn and picked goes out.
 */

import { STYLE_NAMES } from "../static/colours.js";
import { createNetwork } from "../static/network/view.js";
import { showLegend } from "./legend.js";

function part(root, name, className) {
  const made = document.createElement(name);
  made.className = className;
  root.append(made);
  return made;
}

function wordsOf(who) {
  if (!who) return "";
  const facts = [
    `${who.age} years old`,
    STYLE_NAMES[who.style],
    `${who.ties} ties`,
    who.isolated && "isolated",
    who.lonely && "lonely",
    who.inProgramme && "in a programme",
  ];
  return `Person ${who.id}: ${facts.filter(Boolean).join(", ")}`;
}

function render({ model, el }) {
  const dark = globalThis.matchMedia("(prefers-color-scheme: dark)");
  const themeNow = () => {
    const theme = model.get("theme");
    return theme === "auto" ? (dark.matches ? "dark" : "light") : theme;
  };
  const root = part(el, "div", "kith-network");
  const place = part(root, "div", "place");
  const who = part(root, "p", "who");
  who.setAttribute("aria-live", "polite");
  const legend = part(root, "ul", "legend");
  part(root, "p", "standing").textContent = "A simulation of made-up people; not advice.";

  let network = null;
  const showTheme = () => {
    network?.setTheme(themeNow());
    showLegend(legend, model.get("colour"), themeNow());
  };
  const open = () => {
    network?.destroy();
    const { people, homes, households, worlds, titles } = model.get("meta");
    place.style.setProperty("--kith-height", `${model.get("height")}px`);
    network = createNetwork(place, {
      people, homes, households, worlds, titles, colour: model.get("colour"), theme: themeNow(),
    });
    network.setDifferencesOnly(model.get("differences_only"));
    network.setFollowed(model.get("followed"));
    network.onHover((person) => (who.textContent = wordsOf(person)));
    network.onPick(({ world, row, id }) => {
      model.set("picked", { world, row, id });
      model.save_changes();
    });
    network.onDrawn((week) => {
      model.set("drawn", week);
      model.save_changes();
    });
    network.frame(model.get("picture"));
    showTheme();
  };
  const heed = {
    "change:meta": open,
    "change:picture": () => network.frame(model.get("picture")),
    "change:theme": showTheme,
    "change:colour": () => {
      network.setColour(model.get("colour"));
      showTheme();
    },
    "change:differences_only": () => network.setDifferencesOnly(model.get("differences_only")),
    "change:followed": () => network.setFollowed(model.get("followed")),
  };
  for (const [event, act] of Object.entries(heed)) model.on(event, act);
  dark.addEventListener("change", showTheme);
  open();
  // Tests and curious people may ask it how fast it is.
  el.kithNetwork = () => network;
  return () => {
    for (const [event, act] of Object.entries(heed)) model.off(event, act);
    dark.removeEventListener("change", showTheme);
    network.destroy();
    root.remove();
  };
}

// The text that holds this module exports it from here.
globalThis.kithNetworkWidget = { render };
