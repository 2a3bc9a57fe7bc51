"""Inner life: what a week with others leaves behind in a person."""

from __future__ import annotations

import importlib

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulation.mechanisms import MECHANISMS
from simulation.person_columns import COLUMNS, PERSON
from simulation.received import RECEIVED


def same(one, other):
    """Return whether all fields are equal; the gaps between them hold nothing."""
    return bool((one == other).all())


_PROCESSES = [
    "company",
    "attachment",
    "beliefs",
    "vigilance",
    "confidence",
    "emotion",
    "belonging",
    "standards",
    "loneliness",
    "stress",
    "mood",
    "body",
    "health",
    "meaning",
]
_PARAMETERS = [
    one
    for process in _PROCESSES
    for one in importlib.import_module(f"simulation.week.{process}").PARAMETERS
]


@pytest.mark.parametrize("parameter", _PARAMETERS, ids=lambda one: one.name)
def test_every_parameter_matters(random_lives, parameter):
    far = max(parameter.low, parameter.high, key=lambda end: abs(end - parameter.default))
    usual = random_lives.records_after(weeks=2)
    assert not same(usual, random_lives.records_after(weeks=2, **{parameter.name: far}))


def test_every_parameter_says_what_it_is_and_where_it_comes_from():
    for one in _PARAMETERS:
        assert one.meaning, one.name
        assert len(one.source) > 5, one.name
        assert one.low < one.high, one.name
    assert len({one.name for one in _PARAMETERS}) == len(_PARAMETERS)


def test_only_the_rows_asked_for_are_lived(random_lives):
    after = random_lives.records_after(first=100, last=200)
    before = random_lives.people
    assert same(after[:100], before[:100])
    assert same(after[200:], before[200:])
    assert (after["age"][100:200] > before["age"][100:200]).all()


def test_people_do_not_depend_on_who_else_is_lived_with_them(random_lives):
    whole = random_lives.records_after()
    assert same(random_lives.records_after(last=250)[:250], whole[:250])
    assert same(random_lives.records_after(first=250)[250:], whole[250:])


def test_one_persons_programme_leaves_the_others_week_alone(random_lives):
    untreated = random_lives.dosed(**dict.fromkeys(MECHANISMS.names or (), 0.0))
    one_treated = untreated.dosed(safe_contact=np.arange(len(untreated)) == 7)
    without, with_one = untreated.records_after(), one_treated.records_after()
    assert not same(without[7:8], with_one[7:8])
    assert same(np.delete(without, 7), np.delete(with_one, 7))


@pytest.mark.parametrize("mechanism", ["threshold", "joining", "meeting", "checking"])
def test_mechanisms_of_other_passes_do_nothing_here(random_lives, mechanism):
    untreated = random_lives.dosed(**{mechanism: 0.0}).records_after()
    assert same(random_lives.dosed(**{mechanism: 1.0}).records_after(), untreated)


def test_traits_and_places_are_left_alone(random_lives):
    after = random_lives.records_after(weeks=3)
    for name in [
        "unique_id",
        "household",
        "partner",
        "neuroticism",
        "early_anxiety",
        "need_to_belong",
        "stress_disposition",
        "withdrawal",
        "outreach",
        "attachment_activation",
        "tie_count",
        "attending_group",
        "adverse_childhood",
    ]:
        np.testing.assert_array_equal(after[name], random_lives.people[name], err_msg=name)


def test_the_same_week_lived_twice_is_the_same(random_lives):
    assert same(random_lives.records_after(weeks=5), random_lives.records_after(weeks=5))


_BOUNDED = [
    name
    for name, column in COLUMNS.items()
    if (column.dtype == "f4" and (column.low, column.high) == (0.0, 1.0))
] + ["loneliness_logit", "life_events", "illness", "health", "allostatic_load"]


@settings(max_examples=40, deadline=None)
@given(
    extremes=st.lists(st.sampled_from([0.0, 0.5, 1.0]), min_size=len(COLUMNS)),
    flood=st.sampled_from([0.0, 1.0, 60.0]),
    dose=st.sampled_from([0.0, 0.3, 1.0]),
    spread=st.floats(0.0, 5.0),
)
def test_states_stay_in_their_range_from_any_start(random_lives, extremes, flood, dose, spread):
    lives = type(random_lives)(np.zeros(1, PERSON), np.zeros(1, RECEIVED), np.zeros(1, MECHANISMS))
    for at, (name, column) in zip(extremes, COLUMNS.items(), strict=False):
        if column.dtype not in ("f4", "u1"):
            continue
        low, high = (-spread, spread) if column.low == -12.0 else (column.low, column.high)
        lives.people[name] = low + at * (min(high, 100.0) - low)
    for name in RECEIVED.names or ():
        lives.received[name] = flood
    lives.received["intimacy"] = min(flood, 1.0)
    lives.received["contagion"] = 0.0
    for name in MECHANISMS.names or ():
        lives.doses[name] = dose
    after = lives.records_after(weeks=60)
    for name in _BOUNDED:
        column = COLUMNS[name]
        assert column.low <= float(after[name][0]) <= column.high, name
    for name in PERSON.names or ():
        assert np.isfinite(after[name]).all(), name
