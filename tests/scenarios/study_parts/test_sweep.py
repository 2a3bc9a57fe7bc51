from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from scenarios.study_parts.sweep import SampleSettings, SweepSettings

CONTAGION, PEOPLE = "parameters.contagion", "population.people"
NUMBERS = st.lists(st.integers(0, 99), min_size=1, max_size=4)


@given(NUMBERS, NUMBERS)
def test_a_grid_has_every_combination_the_last_setting_fastest(first, second):
    points = SweepSettings(grid={CONTAGION: first, PEOPLE: second}).points()
    assert [tuple(one.values()) for one in points] == list(itertools.product(first, second))
    assert {tuple(one) for one in points} == {(CONTAGION, PEOPLE)}


@given(NUMBERS)
def test_a_zip_goes_through_its_values_together(numbers):
    points = SweepSettings(zip={CONTAGION: numbers, PEOPLE: numbers[::-1]}).points()
    assert points == [
        {CONTAGION: one, PEOPLE: other} for one, other in zip(numbers, numbers[::-1], strict=True)
    ]


def test_a_list_is_taken_as_it_stands():
    rows = ({CONTAGION: 0.1}, {PEOPLE: 60, CONTAGION: 0.2})
    sweep = SweepSettings.model_validate({"list": rows})
    assert sweep.points() == list(rows)
    assert sweep.paths() == [CONTAGION, PEOPLE]


def test_a_sample_has_ranges_and_no_points_of_its_own():
    sweep = SweepSettings(sample=SampleSettings(n=4, ranges={CONTAGION: (0, 1)}))
    assert (sweep.points(), sweep.paths()) == ([], [CONTAGION])
    assert sweep.sample.method == "latin"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ({}, "exactly one of grid, list, zip and sample, got none"),
        ({"grid": {PEOPLE: [60]}, "zip": {PEOPLE: [60]}}, "got grid and zip"),
        ({"zip": {PEOPLE: [60, 70], CONTAGION: [0.1]}}, "population.people has 2, parameters.cont"),
        ({"grid": {PEOPLE: []}}, "at least 1 item"),
        ({"grid": {}}, "at least 1 item"),
        ({"list": []}, "at least 1 item"),
        ({"gird": {PEOPLE: [60]}}, "Extra inputs are not permitted"),
        ({"sample": {"n": 4, "ranges": {PEOPLE: [70, 60]}}}, r"below the second, got \[70, 60\]"),
        ({"sample": {"n": 4, "ranges": {PEOPLE: [60, 60]}}}, "first must be below the second"),
        ({"sample": {"n": 0, "ranges": {PEOPLE: [60, 70]}}}, "greater than or equal to 1"),
        ({"sample": {"n": 4, "ranges": {}}}, "at least 1 item"),
        ({"sample": {"n": 4, "method": "grid", "ranges": {PEOPLE: [60, 70]}}}, "'latin', 'morris'"),
    ],
)
def test_what_makes_no_sense_is_refused(content, message):
    with pytest.raises(ValidationError, match=message):
        SweepSettings.model_validate(content)
