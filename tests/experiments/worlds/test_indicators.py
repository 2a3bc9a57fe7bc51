"""Indicators in the worlds of a study: counted when they should be, kept as one bit each."""

from __future__ import annotations

import numpy as np
import pytest

from experiments.worlds.indicators import IndicatorWatch, marked_rates
from simulation.indicators import (
    INDICATORS,
    SUBGROUPS,
    indicator_flags,
    indicator_table,
    population_indicators,
)


@pytest.fixture
def watched(village):
    """Return the series of a watch over seven weeks, and the marks of the last."""
    model = village.fork()
    watch = IndicatorWatch("arm", last_week=6)
    for week in range(7):
        if week:
            model.run_weeks(1, observe=False)
        marks = watch.note(week, model.people.records)
    return {one.population: one for one in watch.series()}, marks, model


def test_everybody_is_counted_weekly_and_subgroups_every_fourth_week_and_in_the_last(watched):
    series, _, _ = watched
    assert list(series) == list(SUBGROUPS)
    assert series["everybody"].weeks == list(range(7))
    assert all(series[name].weeks == [0, 4, 6] for name in SUBGROUPS if name != "everybody")
    assert series["everybody"].people == [500] * 7


def test_rates_are_those_of_the_model(watched):
    series, _, model = watched
    table = indicator_table(model.people.records).set_index(["subgroup", "indicator"])
    for name, one in series.items():
        rates = table.loc[name]["prevalence"]
        np.testing.assert_array_equal(one.outcomes[-1], rates[list(INDICATORS)])
        assert one.people[-1] == table.loc[name]["people"].iloc[0]
        assert set(one.columns()) == set(INDICATORS)


def test_marks_hold_what_each_person_shows(watched):
    _, marks, model = watched
    flags = indicator_flags(model.people.records)
    for bit, shown in enumerate(flags.values()):
        assert ((marks >> bit & 1) == shown).all()
    rates = dict(zip(INDICATORS, marked_rates(marks), strict=True))
    assert rates == population_indicators(model.people.records)


def test_marks_have_room_for_every_indicator():
    assert len(INDICATORS) <= 16


def test_nobody_shows_nothing():
    assert np.isnan(marked_rates(np.empty(0, np.uint16))).all()
