from __future__ import annotations

import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from scenarios import check_file

Check = Callable[..., list[str]]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder, so that messages name files without their folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def write(folder: Path) -> Callable[[str, str], Path]:
    """Write a file into the working folder; common indentation is removed."""

    def writer(name: str, text: str) -> Path:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text).lstrip("\n"), encoding="utf-8")
        return path

    return writer


@pytest.fixture
def check(write: Callable[[str, str], Path]) -> Check:
    """Write a file and return the messages about it."""

    def checker(text: str, name: str = "x.yaml", *, allow_code: bool = False) -> list[str]:
        found = check_file(write(name, text), allow_code=allow_code)
        return [str(problem) for problem in found]

    return checker
