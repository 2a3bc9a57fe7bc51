"""A tape: one recorded run as one HTML file that plays without a server and without a network.

What the page's part provides in the static folder:

- ``tape.html``: the page. Each ``<link rel="stylesheet" href="static/...">`` becomes a ``<style>``
  (with its ``media``), its icon becomes a data address, and its one ``<script type="module"
  src="static/...">`` becomes an inline script of all modules it needs (see
  :mod:`demo.joined_modules`); ``data-`` attributes of that script are kept.
- ``network/worker.js``: joined likewise, its text is put in ``globalThis.kithNetworkWorker``, from
  which the network makes its worker.

What the file holds for that script, in ``<script type="text/plain" id="kith-tape">``: base64 of a
gzip of

- u32 length of a JSON text, the text (UTF-8), and then for every frame u32 length and its bytes,
  all little endian. The first frame is full, every other one builds on the one before it.
- The JSON: ``{"version": 1, "meta": <as in opened>, "stories": [<as in person>, at most 24],
  "names": <names.json>, "ended": "" or a sentence on why later weeks are missing,
  "kith": "0.1.0"}``.

In a browser::

    const text = document.getElementById("kith-tape").textContent;
    const packed = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
    const bytes = await new Response(stream).arrayBuffer();

No policy forbids inline scripts in a file; data are never part of a script.
"""

from __future__ import annotations

import base64
import gzip
import html
import json
import mimetypes
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from demo.joined_modules import JoinError, joined_script
from experiments.storage.manifest import kith_version

__all__ = ["STORIES_AT_MOST", "TapeError", "make_tape", "packed"]

STORIES_AT_MOST = 24
_VERSION = 1
_WORKER = "network/worker.js"

_TAG = re.compile(r"<(link|script)\b([^>]*)>(?:\s*</script>)?", re.IGNORECASE)
_ATTRIBUTE = re.compile(r'([\w-]+)(?:="([^"]*)")?')
_URL = re.compile(r"""url\(\s*["']?(?!data:|#)([^"')]+)["']?\s*\)""")


class TapeError(ValueError):
    """A page that cannot be made into one file; the message says why."""


def make_tape(
    meta: Mapping[str, Any],
    frames: Sequence[bytes],
    stories: Sequence[Mapping[str, Any]],
    static: Path,
    *,
    ended: str = "",
) -> bytes:
    """Return one HTML file that plays a run.

    Parameters
    ----------
    meta
        What the page was told when the run was opened.
    frames
        The frames of all weeks, the first one full.
    stories
        Lives that can be read in it, at most :data:`STORIES_AT_MOST`.
    static
        The folder of the page's files.
    ended
        Why later weeks are missing, if they are.

    Raises
    ------
    TapeError
        When there are no frames, the first is not full, there are too many stories, or the page
        names a file that is not there or cannot be joined.
    """
    if len(stories) > STORIES_AT_MOST:
        raise TapeError(f"a tape holds {STORIES_AT_MOST} stories at most, got {len(stories)}")
    names = static / "names.json"
    content = {
        "version": _VERSION,
        "meta": dict(meta),
        "stories": [dict(one) for one in stories],
        "names": json.loads(names.read_text(encoding="utf-8")) if names.is_file() else {},
        "ended": ended,
        "kith": kith_version(),
    }
    data = base64.b64encode(packed(content, frames)).decode("ascii")
    page = _page(static)

    def inlined(found: re.Match[str]) -> str:
        return _inlined(found, static, data)

    try:
        return _TAG.sub(inlined, page).encode("utf-8")
    except JoinError as error:
        raise TapeError(str(error)) from error


def packed(content: Mapping[str, Any], frames: Sequence[bytes]) -> bytes:
    """Return a run as compressed bytes, the same for the same run.

    Examples
    --------
    >>> head = bytes([1, 1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0])
    >>> gzip.decompress(packed({"version": 1}, [head])).hex()
    '0d0000007b2276657273696f6e223a317d0c000000010100000000000001000000'
    """
    if not frames:
        raise TapeError("nothing was recorded yet; play some weeks first")
    if not frames[0][8]:
        raise TapeError("the first frame of a tape must be full")
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    parts = [_with_length(text.encode("utf-8")), *(_with_length(one) for one in frames)]
    return gzip.compress(b"".join(parts), compresslevel=9, mtime=0)


def _with_length(data: bytes) -> bytes:
    return len(data).to_bytes(4, "little") + data


def _page(static: Path) -> str:
    try:
        return (static / "tape.html").read_text(encoding="utf-8")
    except OSError as error:
        raise TapeError(f"the page of a tape cannot be read ({error.strerror})") from error


def _inlined(found: re.Match[str], static: Path, data: str) -> str:
    """Return a tag of the page with what it points at inside."""
    attributes = dict(_ATTRIBUTE.findall(found[2]))
    if found[1].lower() == "script":
        if "src" not in attributes:
            return found[0]
        kept = "".join(f' {k}="{v}"' for k, v in attributes.items() if k.startswith("data-"))
        worker = _script_text(json.dumps(joined_script(static, _WORKER), ensure_ascii=False))
        script = _script_text(joined_script(static, _local(attributes["src"])))
        # As a module the script waits until the page has been read, as the one it stands for does.
        return (
            f'<script type="text/plain" id="kith-tape">{data}</script>\n'
            f'<script type="module"{kept}>\n'
            f"globalThis.kithNetworkWorker = {worker};\n{script}</script>"
        )
    if attributes.get("rel") == "stylesheet":
        path = _local(attributes["href"])
        media = f' media="{attributes["media"]}"' if "media" in attributes else ""
        text = _read(static, path).decode("utf-8")
        folder = (static / path).parent
        style = _URL.sub(lambda one: f'url("{_data_address(folder, one[1])}")', text)
        return f"<style{media}>\n" + style.replace("</", "<\\/") + "</style>"
    if "icon" in attributes.get("rel", ""):
        address = html.escape(_data_address(static, _local(attributes["href"])))
        return f'<link rel="icon" href="{address}">'
    return ""  # what is left are hints for loading, and nothing is loaded


def _local(address: str) -> str:
    """Return the path in the static folder of an address on the page."""
    path = address.removeprefix("/").removeprefix("static/")
    if ":" in path or path.startswith(".."):
        raise TapeError(f"{address}: a tape can only hold files of the page itself")
    return path


def _read(folder: Path, path: str) -> bytes:
    try:
        return (folder / path).read_bytes()
    except OSError as error:
        raise TapeError(f"{path}: the page needs it, and it cannot be read") from error


def _data_address(folder: Path, path: str) -> str:
    kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
    return f"data:{kind};base64,{base64.b64encode(_read(folder, path)).decode('ascii')}"


def _script_text(text: str) -> str:
    """Return a script that cannot end or hide the tag it stands in."""
    return re.sub(r"<(?=/script|!--|script)", r"\\x3c", text, flags=re.IGNORECASE)
