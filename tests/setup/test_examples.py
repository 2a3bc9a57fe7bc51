"""The examples in the docstrings run and print what they say."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
from collections.abc import Iterator

import pytest

PACKAGES = ("simulation", "scenarios", "experiments", "demo")


def modules() -> Iterator[str]:
    for package in PACKAGES:
        yield package
        found = importlib.import_module(package)
        for one in pkgutil.walk_packages(found.__path__, f"{package}."):
            if not one.name.endswith("__main__"):
                yield one.name


@pytest.mark.parametrize("name", list(modules()))
def test_examples_of_module_run(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = doctest.testmod(importlib.import_module(name), report=False)
    assert result.failed == 0, "see the output above"
