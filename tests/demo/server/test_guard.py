"""Only the server's own page gets in, and what leaves says that nothing else may be loaded."""

from __future__ import annotations

import http.client

import pytest
from websockets.exceptions import InvalidStatus

from demo.server.access import Access
from tests.demo.server.fakes import FakeParts
from tests.demo.server.pages import Page, Served


def get(port, path="/choices.json", method="GET", **headers):
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        line.request(method, path, headers=given)
        answer = line.getresponse()
        return answer, answer.read()
    finally:
        line.close()


@pytest.fixture(scope="module")
def server():
    with Served(FakeParts().parts()) as one:
        yield one


@pytest.fixture(scope="module")
def open_server():
    """As if on an open network: with a key."""

    def access(port):
        return Access("0.0.0.0", port, "the-key")

    with Served(FakeParts().parts(), access=access) as one:
        yield one


@pytest.mark.parametrize("host", ["127.0.0.1:{}", "localhost:{}", "[::1]:{}", "LOCALHOST:9000"])
def test_own_names_are_answered(server, host):
    answer, body = get(server.port, host=host.format(server.port))
    assert (answer.status, body) == (200, b'{"scenarios":[],"version":"0"}')


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example:80", "127.0.0.1.evil.example", "10.0.0.7", "",
             "localhost:80:80", "localhost@evil.example", "127.0.0.1 evil"],
)  # fmt: skip
def test_a_name_that_was_made_to_point_here_is_refused(server, host):
    answer, body = get(server.port, host=host)
    assert (answer.status, body) == (400, b"This server is not known by that name.")


def test_two_names_at_once_are_refused(server):
    line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    line.putrequest("GET", "/", skip_host=True)
    line.putheader("Host", "localhost")
    line.putheader("Host", "evil.example")
    line.endheaders()
    assert line.getresponse().status == 400
    line.close()


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://127.0.0.1:1", "file://", "http://[", "x",
               "http://127.0.0.1.evil.example"],
)  # fmt: skip
def test_pages_of_other_sites_get_neither_lists_nor_worlds(server, origin):
    answer, _ = get(server.port, origin=origin)
    assert answer.status == 403
    with pytest.raises(InvalidStatus) as refused:
        Page(server.port, origin=origin)
    assert refused.value.response.status_code == 403


def test_a_live_line_without_origin_is_refused(server):
    with pytest.raises(InvalidStatus) as refused:
        Page(server.port, origin=None)
    assert refused.value.response.status_code == 403


def test_a_live_line_to_another_name_is_refused(server):
    with pytest.raises(InvalidStatus) as refused:
        Page(
            server.port,
            origin=f"http://evil.example:{server.port}",
            additional_headers={"Host": f"evil.example:{server.port}"},
        )
    assert refused.value.response.status_code in (400, 403)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
def test_nothing_can_be_sent(server, method):
    answer, _ = get(server.port, "/", method)
    assert answer.status == 405
    assert answer.headers["allow"] == "GET, HEAD"


@pytest.mark.parametrize("path", ["/", "/choices.json", "/tape/x", "/nowhere", "/static/app.js"])
def test_every_answer_has_safe_headers(server, path):
    answer, _ = get(server.port, path)
    policy = answer.headers["content-security-policy"].split("; ")
    assert policy[0] == "default-src 'self'"
    assert {"frame-ancestors 'none'", "object-src 'none'", "base-uri 'none'"} <= set(policy)
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["x-frame-options"] == "DENY"
    assert answer.headers["cache-control"] in ("no-store", "no-cache")
    assert answer.headers["server"] is None
    assert answer.headers["access-control-allow-origin"] is None


def test_a_refused_answer_has_them_too_and_repeats_nothing_of_the_request(server):
    answer, body = get(server.port, host="evil.example")
    assert "evil" not in str(answer.headers) + body.decode()
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_without_the_key_an_open_network_gets_nothing(open_server):
    for path in (
        "/",
        "/choices.json",
        "/static/app.js",
        "/?token=the-kez",
        "/?token=",
        "/?token=%C3%A9%FF",
    ):
        answer, body = get(open_server.port, path)
        assert answer.status == 403
        assert b"Open that link once." in body
    for cookie in ("", "the-key", "the-session"):
        with pytest.raises(InvalidStatus) as refused:
            Page(
                open_server.port,
                additional_headers={"Cookie": f"kith-{open_server.port}={cookie}"},
            )
        assert refused.value.response.status_code == 403


def test_the_link_is_exchanged_for_a_cookie_and_the_key_leaves_the_address(open_server):
    answer, _ = get(open_server.port, "/?token=the-key&lesson=does-help-travel")
    assert (answer.status, answer.headers["location"]) == (303, "/?lesson=does-help-travel")
    given = answer.headers["set-cookie"]
    assert {"HttpOnly", "SameSite=lax", "Path=/"} <= set(given.split("; "))
    assert "the-key" not in given
    cookie = given.partition(";")[0]
    answer, _ = get(open_server.port, cookie=cookie)
    assert answer.status == 200
    with Page(open_server.port, additional_headers={"Cookie": cookie}) as page:
        page.open()
    with pytest.raises(InvalidStatus):
        Page(open_server.port, origin="http://evil.example", additional_headers={"Cookie": cookie})


def test_on_an_open_network_addresses_are_names_and_foreign_names_are_not(open_server):
    assert get(open_server.port, "/?token=the-key", host="192.168.1.20:8421")[0].status == 303
    assert get(open_server.port, "/?token=the-key", host="evil.example")[0].status == 400


@pytest.mark.parametrize(
    ("host", "has_key"),
    [("127.0.0.1", False), ("localhost", False), ("::1", False), ("127.8.8.8", False),
     ("0.0.0.0", True), ("192.168.1.20", True), ("::", True), ("school.example", True)],
)  # fmt: skip
def test_only_beyond_this_computer_a_key_is_needed_and_it_is_new_each_time(host, has_key):
    one, other = Access.on(host, 80), Access.on(host, 80)
    assert bool(one.token) is has_key
    assert not has_key or (len(one.token) >= 32 and one.token != other.token)
    assert one.session != other.session
