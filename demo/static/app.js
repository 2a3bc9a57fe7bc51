/** The page's beginning: a recording that lies in the file itself, or the server this page came from. */

import { startPage } from './page/class_page.js';
import { createLiveSource } from './page/live_source.js';

async function read(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}

async function begin() {
  const [choices, names, lessons] = await Promise.all([
    read('choices.json'), read('static/names.json'), read('lessons.json').catch(() => []),
  ]);
  const line = new URL('live', window.location.href);
  line.protocol = line.protocol === 'https:' ? 'wss:' : 'ws:';
  line.hash = '';
  return startPage({ source: createLiveSource(line.href), choices, names, lessons });
}

begin().catch(() => {
  const line = document.createElement('p');
  line.className = 'notice problem';
  line.setAttribute('role', 'alert');
  line.textContent = 'The classroom did not answer. Is “kith demo” still running? Load this page again when it is.';
  document.getElementById('notices').append(line);
});
