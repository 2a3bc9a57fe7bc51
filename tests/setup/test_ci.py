"""What is run where a change is judged: the tests, with a browser or not at all."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / ".ci" / "run"
TOOLS = {
    "id": "echo ${FAKE_ID:-1000}",
    "apt-get": 'echo "apt-get $*" >> "$FAKE_LOG"; exit ${FAKE_APT:-0}',
    "make": 'echo "make $* require=${KITH_REQUIRE_CHROMIUM:-}" >> "$FAKE_LOG"',
}


@pytest.fixture
def judge(tmp_path):
    """Run the script with stand-ins for what it calls; return what they were asked, and the end."""
    tools = tmp_path / "tools"
    tools.mkdir()
    for name, body in TOOLS.items():
        (tools / name).write_text(f"#!/bin/sh\n{body}\n")
        (tools / name).chmod(0o755)
    (tools / "chromium").write_text("#!/bin/sh\n")
    (tools / "chromium").chmod(0o755)
    log = tmp_path / "log"

    def run(**settings: str) -> tuple[list[str], subprocess.CompletedProcess[str]]:
        clean = {k: v for k, v in os.environ.items() if k not in ("CI", "KITH_REQUIRE_CHROMIUM")}
        environment = clean | {
            "PATH": f"{tools}:{os.environ['PATH']}",
            "FAKE_LOG": str(log),
            "KITH_CHROMIUM": str(tools / "nothing"),
            **settings,
        }
        done = subprocess.run(["bash", SCRIPT], env=environment, capture_output=True, text=True)
        return log.read_text().splitlines(), done

    return run


def test_where_a_change_is_judged_the_browser_is_brought_and_required(judge):
    asked, done = judge(CI="true", FAKE_ID="0")
    assert asked == [
        "apt-get update -qq",
        "apt-get install -qq -y --no-install-recommends chromium",
        "make test require=1",
    ]
    assert done.returncode == 0


def test_a_browser_that_cannot_be_installed_is_required_all_the_same(judge):
    asked, done = judge(CI="true", FAKE_ID="0", FAKE_APT="100")
    assert asked == ["apt-get update -qq", "make test require=1"]
    assert "Chromium cannot be installed" in done.stderr


def test_elsewhere_nothing_is_installed_or_required(judge):
    asked, _ = judge()
    assert asked == ["make test require="]


def test_a_browser_that_is_there_is_not_installed(judge, tmp_path):
    asked, _ = judge(CI="true", FAKE_ID="0", KITH_CHROMIUM=str(tmp_path / "tools" / "chromium"))
    assert asked == ["make test require=1"]
