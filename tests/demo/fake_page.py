"""A page of a tape as small as one can be: it reads the recording and says what is in it."""

from __future__ import annotations

import json
from pathlib import Path

HTML = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Tape</title>
<link rel="icon" href="static/icon.svg">
<link rel="stylesheet" href="static/style/page.css">
<link rel="stylesheet" href="static/style/print.css" media="print">
<link rel="modulepreload" href="static/page/unpack.js">
<script type="module" src="static/tape_app.js" data-page="tape"></script>
</head><body><p id="told"></p><p id="worker"></p></body></html>
"""
APP = """
import { unpack } from './page/unpack.js';
const told = document.getElementById('told');
const address = URL.createObjectURL(new Blob([globalThis.kithNetworkWorker]));
const worker = new Worker(address);
worker.onmessage = ({ data }) => { document.getElementById('worker').textContent = data; };
worker.postMessage(20);
unpack(document.getElementById('kith-tape').textContent).then(({ content, frames }) => {
  const last = new DataView(frames[frames.length - 1]);
  told.textContent = JSON.stringify({
    title: content.meta.title,
    frames: frames.length,
    week: last.getUint32(4, true),
    isolated: last.getFloat32(12, true),
    story: content.stories[0].name,
    name: content.names.women[0],
    mark: '</script><!--',
  });
});
"""
UNPACK = """
/** Read a recording. */
export async function unpack(text) {
  const packed = Uint8Array.from(atob(text.trim()), (letter) => letter.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  const bytes = await new Response(stream).arrayBuffer();
  const view = new DataView(bytes);
  const parts = [];
  for (let at = 0; at < bytes.byteLength; at += 4 + view.getUint32(at, true)) {
    parts.push(bytes.slice(at + 4, at + 4 + view.getUint32(at, true)));
  }
  return { content: JSON.parse(new TextDecoder().decode(parts[0])), frames: parts.slice(1) };
}
"""
WORKER = """
import { twice } from './twice.js';
self.onmessage = ({ data }) => self.postMessage(`twice ${twice(data)} </script>`);
"""


def write_page(static: Path) -> Path:
    """Write the files of the page, and return their folder."""
    for name, text in {
        "tape.html": HTML,
        "tape_app.js": APP,
        "page/unpack.js": UNPACK,
        "network/worker.js": WORKER,
        "network/twice.js": "export function twice(x) { return 2 * x; }\n",
        "style/page.css": "#told { color: rgb(1, 2, 3); background: url('dot.svg'); }\n",
        "style/print.css": "body { margin: 0; }\n",
        "style/dot.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
        "icon.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
        "names.json": json.dumps({"women": ["Ada"], "men": ["Bo"]}),
    }.items():
        path = static / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return static
