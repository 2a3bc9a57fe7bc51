from __future__ import annotations

import math

from experiments.validation.year_measures import measure_year

WEAK, STRONG, YOUNG, KIN = (0.3, 0.5, 0, 60), (0.6, 0.5, 0, 60), (0.3, 0.5, 0, 4), (0.6, 0.5, 1, 60)


def test_a_weak_friend_is_lost_when_gone_or_faint(snapshot_of):
    before = snapshot_of(4, [(0, 1, *WEAK), (1, 2, *WEAK), (2, 3, *WEAK), (0, 3, *WEAK)])
    now = snapshot_of(4, [(1, 2, 0.05, 0.0, 0, 112), (2, 3, 0.2, 0.3, 0, 112), (0, 3, *WEAK)])
    assert measure_year(before, now)["weak_friend_loss"] == 50.0


def test_a_strong_friend_is_lost_under_a_quarter_and_slips_under_a_half(snapshot_of):
    before = snapshot_of(4, [(0, 1, *STRONG), (1, 2, *STRONG), (2, 3, *STRONG), (0, 3, *STRONG)])
    now = snapshot_of(4, [(0, 1, 0.2, 0.1, 0, 112), (1, 2, 0.4, 0.1, 0, 112), (2, 3, *STRONG),
                          (0, 3, *STRONG)])  # fmt: skip
    measured = measure_year(before, now)
    assert measured["strong_friend_loss"] == 25.0
    assert measured["strong_friend_slip"] == 50.0


def test_kin_and_new_acquaintances_are_no_friends_that_could_be_lost(snapshot_of):
    before = snapshot_of(3, [(0, 1, *KIN), (1, 2, *YOUNG)])
    now = snapshot_of(3, [(0, 2, *WEAK)])
    measured = measure_year(before, now)
    assert math.isnan(measured["weak_friend_loss"])
    assert math.isnan(measured["strong_friend_loss"])


def test_a_friend_who_died_is_not_a_friendship_that_ended(snapshot_of):
    before = snapshot_of(4, [(0, 1, *WEAK), (2, 3, *WEAK)])
    now = snapshot_of(4, [(2, 3, *WEAK)], ids=[0, 5, 2, 3])
    assert measure_year(before, now)["weak_friend_loss"] == 0.0


def test_stability_counts_only_people_there_at_both_dates(snapshot_of):
    before = snapshot_of(4, [(0, 1, *WEAK)], scores={"ucla3": [3, 5, 7, 9]})
    now = snapshot_of(4, [(0, 1, *WEAK)], scores={"ucla3": [3, 5, 7, 3]}, ids=[0, 1, 2, 7])
    assert round(measure_year(before, now)["stability_ucla3"], 9) == 1.0
