"""``kith demo`` as a process: it starts, says where, ends with Ctrl-C, and says what is wrong."""

from __future__ import annotations

import http.client
import os
import re
import select
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from experiments import cli
from experiments.worlds.cache import default_cache_folder
from tests.demo.server.pages import Page

ROOT = Path(__file__).parents[2]


def hear_ctrl_c():
    # A shell lets what it starts in the background ignore Ctrl-C, and children inherit that.
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Command:
    """The command as somebody starts it."""

    def __init__(self, *arguments, **environment) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "experiments.cli", "demo", *map(str, arguments)],
            cwd=ROOT, text=True, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONUNBUFFERED": "1", **environment},
            preexec_fn=hear_ctrl_c if os.name == "posix" else None,
        )  # fmt: skip

    def address(self, seconds=60.0):
        """Return the link that the first line prints."""
        ready, _, _ = select.select([self.process.stdout], [], [], seconds)
        assert ready, "no address"
        line = self.process.stdout.readline()
        found = re.search(r"(http://\S+:(\d+)/\S*)", line)
        assert found, line + self.process.stderr.read()
        # The rest of what is there by now would be lost to communicate().
        while line and not line.startswith("Ctrl-C"):
            line = self.process.stdout.readline()
        return found[1], int(found[2])

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
        self.process.communicate()


def status(port, path="/choices.json"):
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        line.request("GET", path)
        return line.getresponse().status
    finally:
        line.close()


def kept_worlds():
    folder = default_cache_folder()
    return sorted(folder.rglob("*")) if folder.exists() else []


@pytest.mark.parametrize("ended_by", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_until_it_is_ended_and_leaves_nothing_behind(ended_by):
    worlds = kept_worlds()
    with Command("--no-browser") as command:
        address, port = command.address()
        assert address == f"http://127.0.0.1:{port}/"
        assert status(port) == 200
        with Page(port) as page:
            page.ask("pause")
            page.hear("playing", 60)
            command.process.send_signal(ended_by)
            out, err = command.process.communicate(timeout=60)
    assert (command.process.returncode, err) == (0, "")
    assert out == "Closed.\n"
    with socket.socket() as free:
        free.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        free.bind(("127.0.0.1", port))
    assert kept_worlds() == worlds


@pytest.fixture
def run_here(monkeypatch, capsys, tmp_path):
    """Run the command in this process; return exit code, and what it printed."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["kith", "demo", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        printed = capsys.readouterr()
        assert "Traceback" not in printed.err
        return ended.value.code or 0, printed.out, printed.err

    return run


@pytest.fixture
def served(monkeypatch):
    """Serve nothing: keep what would be served."""
    kept = []
    monkeypatch.setattr(
        "demo.server.serving.serve", lambda app, place, limits: kept.append((app, place, limits))
    )
    return kept


def test_a_port_in_use_is_said_with_another(run_here):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        code, out, err = run_here("--port", port, "--no-browser")
    other = port + 1 if port < 65535 else port - 1
    assert (code, out) == (2, "")
    assert err == (
        f"--port {port}: another program uses it; try --port {other}, or leave --port out and a "
        "free one is taken\n"
    )


def test_without_the_extra_it_says_how_to_install_it(run_here, monkeypatch):
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    code, _, err = run_here("--no-browser")
    assert code == 2
    assert err.startswith("kith demo: needs the extra demo (")
    assert 'pip install "kith[demo]"' in err


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--host", "no.such.host.invalid"], "--host no.such.host.invalid: no address of this"),
        (["--host", "192.0.2.77"], "--host 192.0.2.77: cannot be listened on"),
        (["--port", "0"], "--port"),
        (["--people-at-most", "99"], "--people-at-most"),
        (["--visitors", "0"], "--visitors"),
        (["missing.yaml"], "missing.yaml: no such file"),
        (["--lessons", "missing.json"], "missing.json: "),
        (["--lessons", "bad.json"], "bad.json:1:"),
    ],
)
def test_bad_input_is_one_clear_message(run_here, served, tmp_path, arguments, expected):
    (tmp_path / "bad.json").write_text('{"id": "x", "minutes": "long"}')
    code, out, err = run_here(*arguments, "--no-browser")
    assert (code, out) == (2, "")
    assert expected in err
    assert served == []


def test_on_an_open_network_a_link_with_a_key_is_printed(run_here, served):
    code, out, _ = run_here("--host", "0.0.0.0", "--no-browser", "--visitors", 12)
    ((_, place, limits),) = served
    found = re.search(r"http://([\w.-]+):(\d+)/\?token=([\w-]{32})\n", out)
    assert (code, limits.visitors) == (0, 12)
    assert found
    assert found[1] != "0.0.0.0"
    assert "up to 12 at a time" in out
    assert place.fileno() == -1  # closed at the end


def test_the_browser_is_opened_at_the_address(run_here, served, monkeypatch):
    opened = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    run_here("--people-at-most", 300)
    end = time.monotonic() + 5
    while not opened and time.monotonic() < end:
        time.sleep(0.01)
    (address,) = opened
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", address)
    assert served[0][2].people == (100, 300)
