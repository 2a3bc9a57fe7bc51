from __future__ import annotations

import pytest

from experiments.validation.measures import measure_world
from experiments.validation.targets import TARGETS, Target, widened

#: The ranges that decide, as they were asked before the model was built.
ASKED = {
    "lonely_share": (18, 25),
    "isolated_share": (14, 23),
    "pss10_mean": (14, 16.5),
    "pss10_sd": (6, 7.5),
    "depressed_share": (8, 11),
    "life_satisfaction_mean": (7.2, 7.7),
    "r_phq9_ucla3": (0.40, 0.55),
    "strong_ties": (3, 6),
    "active_ties": (15, 25),
    "clustering": (0.1, 0.3),
    "weak_friend_loss": (15, 27),
    "strong_friend_loss": (5, 12),
}


@pytest.fixture(scope="module")
def measured():
    return measure_world(people=200, seed=1, burn_in_weeks=20)


def test_every_target_names_a_measure(measured):
    assert {target.name for target in TARGETS} <= set(measured)


def test_no_two_targets_are_about_the_same_measure():
    assert len({target.name for target in TARGETS}) == len(TARGETS)


def test_the_ranges_that_decide_are_those_that_were_asked():
    ranges = {target.name: (target.low, target.high) for target in TARGETS if target.gating}
    assert {name: ranges[name] for name in ASKED} == ASKED
    assert set(ranges) - set(ASKED) == {
        "attachment_step", "drift_ucla3", "drift_lsns6", "drift_degree", "drift_strong_ties",
    }  # fmt: skip


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_a_target_says_where_it_comes_from(target):
    assert target.low < target.high
    assert target.meaning
    assert target.source
    assert (target.noise > 0) == target.gating


def test_not_a_number_holds_in_no_range():
    target = Target("x", "x", 0, 1, "x", "chosen")
    assert target.holds(0)
    assert target.holds(1)
    assert not target.holds(float("nan"))


def test_a_quick_range_narrows_to_the_asked_one_with_people():
    target = Target("x", "x", 1.0, 2.0, "x", "chosen", noise=0.1)
    assert widened(target, 1500) == pytest.approx((0.8, 2.2))
    assert widened(target, 6000) == pytest.approx((0.9, 2.1))
    assert widened(target, 10**12) == pytest.approx((1.0, 2.0), abs=1e-4)
