/** What a class can set up: the community, and the help. */

import { createCommunity } from './community.js';
import { make } from './dom.js';
import { createHelpPanel } from './help.js';

/** @returns {HTMLElement[]} */
export function createSetUp(choices, store, acts) {
  return [scenarioText(choices, store), createCommunity(choices, store, acts), createHelpPanel(choices, store, acts)];
}

/** What the chosen scenario is about. */
function scenarioText(choices, store) {
  const text = make('p', { class: 'small quiet scenario-about' });
  store.on('draft', ({ draft }) => {
    text.textContent = choices.scenarios.find((one) => one.name === draft.scenario)?.about ?? '';
  });
  return text;
}
