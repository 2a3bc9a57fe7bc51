from __future__ import annotations

import math

import pytest

from experiments.validation.person_measures import attachment_styles, correlation, measure_people

PAIR = [(0, 1, 0.6, 0.5, 0, 60)]


def test_shares_are_per_cent_beyond_the_cuts(snapshot_of):
    scores = {"ucla3": [3, 5, 6, 9], "lsns6": [11, 12, 30, 30], "phq9": [9, 10, 11, 0]}
    measured = measure_people(snapshot_of(4, PAIR, scores=scores))
    assert measured["lonely_share"] == 50.0
    assert measured["isolated_share"] == 25.0
    assert measured["depressed_share"] == 50.0
    assert measured["ucla3_mean"] == 5.75


def test_the_smallest_attachment_step_is_negative_when_the_order_is_broken(snapshot_of):
    columns = {
        "attachment_anxiety": [0.1, 0.1, 0.9, 0.9],
        "attachment_avoidance": [0.1, 0.9, 0.1, 0.9],
    }
    styles = attachment_styles(snapshot_of(4, PAIR, columns=columns))
    assert [who.tolist().index(True) for who in styles.values()] == [0, 1, 2, 3]
    ordered = measure_people(snapshot_of(4, PAIR, columns=columns, scores={"ucla3": [3, 4, 6, 9]}))
    assert ordered["attachment_step"] == 1.0
    broken = measure_people(snapshot_of(4, PAIR, columns=columns, scores={"ucla3": [3, 6, 4, 9]}))
    assert broken["attachment_step"] == -2.0


def test_who_is_the_only_adult_at_home_lives_alone(snapshot_of):
    columns = {"household": [7, 2, 2, 5], "age": [70.0, 70.0, 30.0, 30.0]}
    measured = measure_people(snapshot_of(4, PAIR, columns=columns, scores={"ucla3": [9, 3, 3, 7]}))
    assert measured["alone_share"] == 50.0
    assert measured["alone_share_65"] == 50.0
    assert measured["alone_contrast"] == 5.0


def test_the_adversity_ratio_is_that_of_shares(snapshot_of):
    columns = {"adverse_childhood": [0, 0, 4, 5]}
    measured = measure_people(snapshot_of(4, PAIR, columns=columns, scores={"ucla3": [3, 6, 6, 6]}))
    assert measured["adversity_ratio"] == 2.0


@pytest.mark.parametrize("values", [([1, 1, 1], [1, 2, 3]), ([1, 2], [1, 2])])
def test_a_correlation_that_means_nothing_is_no_number(values):
    assert math.isnan(correlation(*values))
