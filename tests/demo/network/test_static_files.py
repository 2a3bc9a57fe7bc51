"""The network's files: small, the project's own, and free of what a strict page policy forbids."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from demo import notebook

HERE = Path(notebook.__file__).parent
FILES = sorted(
    [
        HERE / "static" / "frames.js",
        HERE / "static" / "colours.js",
        *(HERE / "static" / "network").glob("*.js"),
        *(HERE / "widget").glob("*.js"),
    ]
)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_module_is_small_told_and_safe(path):
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines()
    assert len(lines) < 400
    assert text.startswith("/**"), "it does not begin with what it is for"
    assert max(len(line) for line in lines) <= 100
    code = re.sub(r"/\*.*?\*/|//[^\n]*", "", text, flags=re.S)
    for forbidden in (
        r"\beval\b",
        r"new Function",
        r"innerHTML",
        r"setAttribute\(.style",
        "https?:",
    ):
        assert not re.search(forbidden, code), forbidden


def test_half_the_modules_are_short():
    lengths = sorted(len(path.read_text(encoding="utf-8").splitlines()) for path in FILES)
    assert lengths[len(lengths) // 2] <= 120
