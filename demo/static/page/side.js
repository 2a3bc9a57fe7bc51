/** The left column: the set-up, or the lessons; folded away where room is short. */

import { mountLessons } from '../lessons/lessons.js';
import { createCommunity } from './community.js';
import { fill, make } from './dom.js';
import { createHelpPanel } from './help.js';

const WIDE = '(min-width: 1100px)';
const NARROW = '(max-width: 1099.98px)';

/** @param {any} parts */
export function createSide({ panel, store, choices, acts, colours, find, lessons, source, about, stage, scenario, top }) {
  const setup = make('div', { class: 'set-up' });
  const card = make('div', { class: 'lesson-card' });
  fill(panel, setup, card);
  if (choices) fill(setup, scenarioText(choices, store), createCommunity(choices, store, acts), createHelpPanel(choices, store, acts), colours, find);
  else fill(setup, about, colours, find);

  // The legend belongs to the picture; where the column is folded away it stands under it.
  const narrow = window.matchMedia(NARROW);
  const place = () => {
    if (narrow.matches) stage.insertBefore(colours, stage.children[2] ?? null);
    else setup.insertBefore(colours, find);
    if (scenario && narrow.matches) setup.prepend(scenario);
    else if (scenario) top.insertBefore(scenario, top.children[2]);
  };
  narrow.addEventListener('change', place);
  place();

  if (choices && lessons.length) {
    mountLessons(card, {
      lessons, source, apply: acts.apply, setColour: (colour) => store.set({ colour }), find: acts.find, week: () => store.get('week'),
    });
    store.set({ hasLessons: true });
  }
  store.on('side', ({ side }) => {
    panel.hidden = side === null;
    setup.hidden = side !== 'setup';
    card.hidden = side !== 'lessons';
    panel.classList.toggle('teaching', side === 'lessons');
    panel.setAttribute('aria-label', side === 'lessons' ? 'Lessons' : choices ? 'Set up the community' : 'About this recording');
  });
  if (window.matchMedia(WIDE).matches) store.set({ side: 'setup' });
}

/** What the chosen scenario is about. */
function scenarioText(choices, store) {
  const text = make('p', { class: 'small quiet scenario-about' });
  store.on('draft', ({ draft }) => {
    text.textContent = choices.scenarios.find((one) => one.name === draft.scenario)?.about ?? '';
  });
  return text;
}
