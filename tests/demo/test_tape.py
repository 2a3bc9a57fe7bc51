"""One file that plays a run: what is in it, and that nothing in it points elsewhere."""

from __future__ import annotations

import base64
import gzip
import json
import re

import pytest

from demo.tape import STORIES_AT_MOST, TapeError, make_tape
from tests.demo.fake_page import write_page
from tests.demo.worlds.small import twins, weeks

STORY = {"id": 1, "name": "</script><script>alert(1)</script> <!-- Eve 1", "lives": []}


@pytest.fixture(scope="module")
def static(tmp_path_factory):
    return write_page(tmp_path_factory.mktemp("page") / "static")


@pytest.fixture(scope="module")
def run():
    lives = twins()
    for _ in weeks(lives, 12):
        lives.frame()
    return lives


def unpacked(html):
    """Return the JSON and the frames of a tape, read as its description says."""
    text = re.search(r'<script type="text/plain" id="kith-tape">(.*?)</script>', html)[1]
    data = gzip.decompress(base64.b64decode(text))
    parts = []
    while data:
        length = int.from_bytes(data[:4], "little")
        parts.append(data[4 : 4 + length])
        data = data[4 + length :]
    return json.loads(parts[0]), parts[1:]


def test_a_tape_holds_the_frames_as_they_were_made(static, run):
    frames = run.recording.frames
    html = make_tape(run.meta(), frames, [STORY], static, ended="It ends.").decode()
    content, found = unpacked(html)
    assert tuple(found) == frames
    assert content["meta"] == json.loads(json.dumps(run.meta()))
    assert content["stories"] == [STORY]
    assert content["names"] == {"women": ["Ada"], "men": ["Bo"]}
    assert (content["version"], content["ended"]) == (1, "It ends.")


def test_a_tape_needs_nothing_beside_it(static, run):
    html = make_tape(run.meta(), run.recording.frames, [STORY], static).decode()
    assert "static/" not in re.sub(r'id="kith-tape">.*?<', "", html)
    assert not re.search(r'\b(src|href)="(?!data:)', html)
    assert re.findall(r"<style[^>]*>", html) == ["<style>", '<style media="print">']
    assert 'url("data:image/svg+xml;base64,' in html
    assert '<link rel="icon" href="data:image/svg+xml;base64,' in html
    assert '<script type="module" data-page="tape">' in html
    assert html.count("</script>") == 2  # the recording and the script: no text ends one early
    assert "<!--" not in html
    assert not re.search(r"^\s*(import|export)\b", html, re.MULTILINE)


def test_the_same_run_gives_the_same_file(static, run):
    first, second = (make_tape(run.meta(), run.recording.frames, [STORY], static) for _ in range(2))
    assert first == second


def test_what_cannot_be_a_tape_is_refused(static, run, tmp_path):
    frames = run.recording.frames
    with pytest.raises(TapeError, match="nothing was recorded yet; play some weeks first"):
        make_tape(run.meta(), [], [], static)
    with pytest.raises(TapeError, match="the first frame of a tape must be full"):
        make_tape(run.meta(), frames[1:], [], static)
    with pytest.raises(TapeError, match="holds 24 stories at most, got 25"):
        make_tape(run.meta(), frames, [STORY] * (STORIES_AT_MOST + 1), static)
    with pytest.raises(TapeError, match="the page of a tape cannot be read"):
        make_tape(run.meta(), frames, [], tmp_path)
    page = write_page(tmp_path)
    (page / "network/twice.js").rename(page / "network/thrice.js")
    with pytest.raises(TapeError, match=r"network/twice\.js: there is no module of this name that"):
        make_tape(run.meta(), frames, [], page)
    page = write_page(tmp_path)
    (page / "style/print.css").unlink()
    with pytest.raises(TapeError, match=r"style/print\.css: the page needs it"):
        make_tape(run.meta(), frames, [], page)


def test_a_page_that_points_elsewhere_is_refused(run, tmp_path):
    page = write_page(tmp_path)
    html = (page / "tape.html").read_text()
    (page / "tape.html").write_text(html.replace("static/style/page", "https://a.b/page"))
    with pytest.raises(TapeError, match="can only hold files of the page itself"):
        make_tape(run.meta(), run.recording.frames, [], page)
