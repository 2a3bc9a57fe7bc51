from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def root() -> Path:
    """The top of the source tree."""
    return ROOT


@pytest.fixture(scope="session")
def lock() -> dict[str, Any]:
    """What the lock file holds."""
    return tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def project() -> dict[str, Any]:
    """What the project file holds."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
