"""The questionnaires: ranges, cuts and who counts as troubled."""

from __future__ import annotations

import dataclasses

import pytest

from simulation.instruments import INSTRUMENTS, Instrument


def test_all_are_there_in_the_order_surveys_write_them():
    expected = ["ucla3", "lsns6", "pss10", "phq9", "gad7", "life_satisfaction"]
    assert list(INSTRUMENTS) == expected
    assert [one.name for one in INSTRUMENTS.values()] == expected


@pytest.mark.parametrize("instrument", INSTRUMENTS.values(), ids=lambda one: one.name)
def test_each_is_declared_whole(instrument: Instrument):
    assert 0 <= instrument.low < instrument.cut <= instrument.high <= 255
    assert instrument.direction in (-1, 1)
    assert instrument.title
    assert instrument.source
    assert instrument.meaning
    with pytest.raises(dataclasses.FrozenInstanceError):
        instrument.cut = 1  # type: ignore[misc]  # that it cannot be set is the test


def test_trouble_begins_at_the_cut_when_high_is_bad():
    assert INSTRUMENTS["ucla3"].troubled([3, 5, 6, 9]).tolist() == [False, False, True, True]


def test_trouble_ends_at_the_cut_when_low_is_bad():
    assert INSTRUMENTS["lsns6"].troubled([0, 11, 12]).tolist() == [True, True, False]
    assert INSTRUMENTS["life_satisfaction"].troubled([4, 5]).tolist() == [True, False]
