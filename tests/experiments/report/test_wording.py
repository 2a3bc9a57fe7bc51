from __future__ import annotations

import pytest

from experiments.designs.plan import ArmPlan
from experiments.outcomes import OUTCOMES
from experiments.report.findings import Comparison
from experiments.report.wording import gain_text, interval, number, own_change, signed

ARM = ArmPlan("a", "A", 100, 0, True, ())
NAN = float("nan")


def comparison(outcome="pss10", population="participants", **changes):
    settings = {
        "arm": ARM, "population": population, "outcome": OUTCOMES[outcome], "week": 4,
        "difference": -1.0, "low": -1.5, "high": -0.5, "seeds": 5, "gain": 60.4,
        "own_start": 20.0, "own_end": 17.25, "verdict": "lower",
    }  # fmt: skip
    return Comparison(**{**settings, **changes})


@pytest.mark.parametrize(
    ("value", "outcome", "expected"),
    [
        (-0.001, "pss10", "0.00"),
        (12.345, "isolated_per_1000", "12.3"),
        (-2.5, "phq9", "\N{MINUS SIGN}2.50"),
        (NAN, "phq9", "\N{EN DASH}"),
    ],
)
def test_numbers_have_the_digits_of_their_outcome(value, outcome, expected):
    assert number(value, OUTCOMES[outcome]) == expected


def test_differences_show_their_sign_unless_they_round_to_nothing():
    assert signed(0.5, OUTCOMES["pss10"]) == "+0.50"
    assert signed(0.001, OUTCOMES["pss10"]) == "0.00"


def test_interval_gain_and_own_change():
    assert interval(comparison()) == "\N{MINUS SIGN}1.50 to \N{MINUS SIGN}0.50"
    assert interval(comparison(low=NAN, high=NAN)) == "one seed: no interval"
    assert own_change(comparison()) == "20.00 → 17.25"
    assert gain_text(comparison()) == "60 \N{MULTIPLICATION SIGN}"
    assert gain_text(comparison(gain=2.34)) == "2.3 \N{MULTIPLICATION SIGN}"
    assert gain_text(comparison(gain=NAN)) == "\N{EN DASH}"
