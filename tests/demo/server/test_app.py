"""Pages, lists and tapes over HTTP."""

from __future__ import annotations

import pytest

from demo.server.shelf import Shelf
from demo.server.tapes import Tapes
from tests.demo.server.fakes import FakeParts
from tests.demo.server.pages import Served
from tests.demo.server.test_guard import get


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    root = tmp_path_factory.mktemp("page")
    (root / "secret.js").write_text("secret")
    static = root / "static"
    (static / "page").mkdir(parents=True)
    (static / "index.html").write_text("<!doctype html><title>Kith</title>", encoding="utf-8")
    (static / "page" / "app.js").write_text("export {};")
    (static / "page" / "app.py").write_text("secret")
    (static / ".hidden.js").write_text("secret")
    (static / "names.json").write_text("{}")
    return static


@pytest.fixture(scope="module")
def server(folder):
    with Served(FakeParts().parts(), shelf=Shelf(folder)) as one:
        yield one


@pytest.mark.parametrize(
    ("path", "kind"),
    [("/", "text/html; charset=utf-8"), ("/static/page/app.js", "text/javascript; charset=utf-8"),
     ("/static/names.json", "application/json"), ("/lessons.json", "application/json")],
)  # fmt: skip
def test_files_of_the_page_are_given_with_their_kind(server, path, kind):
    answer, body = get(server.port, path)
    assert (answer.status, answer.headers["content-type"]) == (200, kind)
    assert body


@pytest.mark.parametrize(
    "path",
    ["/static/../secret.js", "/static/%2e%2e/secret.js", "/static/page/..%2f..%2fsecret.js",
     "/static/", "/static/page", "/static//page/app.js", "/static/page/app.py",
     "/static/.hidden.js", "/static/page/app.js/", "/static/page\\app.js", "/static/%00.js",
     "/static/" + "a/" * 3000 + "x.js",
     "/index.html", "/tape/", "/live"],
)  # fmt: skip
def test_nothing_else_is_given(server, path):
    answer, body = get(server.port, path)
    assert answer.status == 404
    assert b"secret" not in body


def test_a_file_that_has_not_changed_is_not_sent_again(server):
    answer, body = get(server.port, "/static/page/app.js")
    assert body == b"export {};"
    again, nothing = get(server.port, "/static/page/app.js", if_none_match=answer.headers["etag"])
    assert (again.status, nothing) == (304, b"")


def test_a_tape_can_be_fetched_once_and_is_saved_not_shown(server):
    with server.page() as page:
        page.open()
        page.ask("person", id=7)
        page.ask("tape")
        address = page.hear("tape_ready")["address"]
        assert get(server.port, address, "HEAD")[0].status == 404
        answer, body = get(server.port, address)
        assert (answer.status, body) == (200, b"<!doctype html><title>Tape 1</title>")
        assert answer.headers["content-disposition"] == 'attachment; filename="kith-tape.html"'
        assert answer.headers["cache-control"] == "no-store"
        assert get(server.port, address)[0].status == 404
        assert get(server.port, "/tape/" + "x" * 32)[0].status == 404


def test_tapes_are_forgotten_with_their_visitor_by_a_newer_one_and_by_time():
    now = [0.0]
    tapes = Tapes(keep_seconds=300, clock=lambda: now[0])
    first, second, other = tapes.put(b"1", "a"), tapes.put(b"2", "a"), tapes.put(b"3", "b")
    assert len({first, second, other}) == 3
    assert tapes.take(first) is None
    tapes.forget("b")
    assert tapes.take(other) is None
    now[0] = 299.0
    assert tapes.take(second) == b"2"
    late = tapes.put(b"4", "a")
    now[0] = 600.0
    assert tapes.take(late) is None
