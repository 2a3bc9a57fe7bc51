"""A child that fails says why."""

from __future__ import annotations

import pytest

from benchmarks.children import run_child


def test_a_failed_child_is_an_error_with_its_last_words():
    with pytest.raises(RuntimeError, match=r"No module named benchmarks\.no_such_part"):
        run_child("benchmarks.no_such_part")


def test_the_first_week_tells_its_parts():
    parts = run_child("benchmarks.first_week", "100")
    assert set(parts) == {"imports", "build", "week", "processor"}
    assert all(seconds > 0 for seconds in parts.values())
