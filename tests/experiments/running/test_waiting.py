from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.running.waiting import duration_text

SECONDS = {"s": 1, "min": 60, "h": 3600, "days": 86400}


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "about 0 s"), (89.9, "about 90 s"), (90, "about 2 min"), (5399, "about 90 min"),
        (5400, "about 1.5 h"), (172_799, "about 48.0 h"), (172_800, "about 2.0 days"),
    ],
)  # fmt: skip
def test_each_unit_is_used_where_people_use_it(seconds, text):
    assert duration_text(seconds) == text


@given(st.floats(0, 1e8))
def test_what_is_said_is_near_what_is_meant(seconds):
    number, unit = re.fullmatch(r"about ([0-9.]+) (\w+)", duration_text(seconds)).groups()
    assert float(number) * SECONDS[unit] == pytest.approx(seconds, rel=0.34, abs=0.5)
