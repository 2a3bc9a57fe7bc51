"""Each indicator is plainly there or plainly not in people made by hand."""

from __future__ import annotations

import inspect

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.indicators import INDICATORS, indicator_flags
from simulation.person_columns import COLUMNS, PERSON

WELL = {
    "chronic_loneliness": 0.2, "belonging": 0.9, "desired_belonging": 0.6, "working_model": 0.65,
    "friendships_lost": 0.2, "lasting_friendships": 10, "withdrawal": 0.1, "group": -1,
    "numbness": 0.05, "shallow_contact": 0.05, "intimacy": 0.7, "desired_intimacy": 0.6,
    "rootedness": 0.9, "confidence": 0.7, "support_given": 0.3, "support": 0.8,
}  # fmt: skip

UNWELL = {
    "chronic_loneliness": 0.8, "belonging": 0.3, "desired_belonging": 0.6, "working_model": 0.3,
    "friendships_lost": 3, "lasting_friendships": 2, "withdrawal": 0.7, "group": -1,
    "numbness": 0.6, "shallow_contact": 0.3, "intimacy": 0.3, "desired_intimacy": 0.6,
    "rootedness": 0.1, "confidence": 0.4, "support_given": 0.05, "support": 0.3,
}  # fmt: skip


def person(**columns):
    one = np.zeros(1, PERSON)
    for name, value in columns.items():
        one[name] = value
    return one


def shows(name, **changes):
    """Return whether a person who is well but for these columns shows an indicator."""
    return bool(INDICATORS[name].shown_by(person(**{**WELL, **changes}))[0])


def test_who_is_well_shows_no_sign_and_all_healing_and_the_other_way_round():
    for columns, well in ((WELL, True), (UNWELL, False)):
        flags = indicator_flags(person(**columns))
        assert list(flags) == list(INDICATORS)
        for name, shown in flags.items():
            assert shown.dtype == np.bool_
            assert shown[0] == (well if INDICATORS[name].kind == "healing" else not well), name


def test_there_are_seven_signs_and_four_of_healing():
    kinds = [one.kind for one in INDICATORS.values()]
    assert kinds == ["sign"] * 7 + ["healing"] * 4
    assert {one.better for one in INDICATORS.values() if one.kind == "sign"} == {"lower"}
    assert {one.better for one in INDICATORS.values() if one.kind == "healing"} == {"higher"}


@pytest.mark.parametrize(
    ("name", "columns", "expected"),
    [
        ("chronically_lonely", {"chronic_loneliness": 0.52}, True),
        ("chronically_lonely", {"chronic_loneliness": 0.50}, False),
        ("not_belonging", {"belonging": 0.59}, True),
        ("not_belonging", {"belonging": 0.6, "desired_belonging": 0.6}, False),
        ("not_belonging", {"belonging": 0.3, "desired_belonging": 0.2}, False),
        ("difficulty_trusting", {"working_model": 0.49}, True),
        ("difficulty_trusting", {"working_model": 0.5}, False),
        ("difficulty_keeping", {"friendships_lost": 3, "lasting_friendships": 4}, True),
        ("difficulty_keeping", {"friendships_lost": 3, "lasting_friendships": 6}, False),
        ("difficulty_keeping", {"friendships_lost": 0.9, "lasting_friendships": 0}, False),
        ("difficulty_keeping", {"friendships_lost": 1, "lasting_friendships": 0}, True),
        ("difficulty_keeping", {"friendships_lost": 0, "lasting_friendships": 0}, False),
        ("withdrawn", {"withdrawal": 0.41, "group": 3}, True),
        ("withdrawn", {"withdrawal": 0.3, "group": 3}, False),
        ("withdrawn", {"withdrawal": 0.3, "group": -1}, True),
        ("withdrawn", {"withdrawal": 0.2, "group": -1}, False),
        ("numb", {"numbness": 0.26}, True),
        ("numb", {"numbness": 0.24}, False),
        ("relies_on_shallow_contact", {"shallow_contact": 0.2, "intimacy": 0.5}, True),
        ("relies_on_shallow_contact", {"shallow_contact": 0.2}, False),
        ("relies_on_shallow_contact", {"shallow_contact": 0.1, "intimacy": 0.5}, False),
        ("rooted", {"rootedness": 0.49}, False),
        ("belongs", {"belonging": 0.82}, False),
        ("belongs", {"belonging": 0.9, "desired_belonging": 1.0}, False),
        ("relationally_confident", {"confidence": 0.59}, False),
        ("gives_and_receives", {"support_given": 0.14}, False),
        ("gives_and_receives", {"support": 0.69}, False),
        ("gives_and_receives", {"support": 0.71, "support_given": 0.16}, True),
    ],
)
def test_the_cut_lies_where_the_definition_says(name, columns, expected):
    assert shows(name, **columns) is expected


#: What each indicator hangs on, and whether more of it makes the indicator more likely.
DRIVERS = {
    "chronically_lonely": ("chronic_loneliness", True),
    "not_belonging": ("belonging", False),
    "difficulty_trusting": ("working_model", False),
    "difficulty_keeping": ("friendships_lost", True),
    "withdrawn": ("withdrawal", True),
    "numb": ("numbness", True),
    "relies_on_shallow_contact": ("shallow_contact", True),
    "rooted": ("rootedness", True),
    "belongs": ("belonging", True),
    "relationally_confident": ("confidence", True),
    "gives_and_receives": ("support_given", True),
}


@given(st.integers(0, 2**32 - 1))
def test_more_of_its_column_never_turns_an_indicator_back(seed):
    rng = np.random.default_rng(seed)
    people = np.zeros(50, PERSON)
    for name in UNWELL:
        high = 12 if name in ("friendships_lost", "lasting_friendships") else 1
        people[name] = rng.uniform(0, high, 50) if name != "group" else rng.integers(-1, 2, 50)
    assert set(DRIVERS) == set(INDICATORS)
    for name, (column, rising) in DRIVERS.items():
        shown = [
            INDICATORS[name].shown_by(_with(people, column, value))
            for value in np.linspace(0, COLUMNS[column].high, 12)
        ]
        steps = np.diff(np.array(shown, np.int8), axis=0)
        assert (steps >= 0).all() if rising else (steps <= 0).all(), name


def _with(people, column, value):
    changed = people.copy()
    changed[column] = value
    return changed


def test_definitions_name_the_columns_and_cuts_that_their_rules_use():
    for one in INDICATORS.values():
        source = inspect.getsource(one.rule)
        used = {name for name in COLUMNS if f'people["{name}"]' in source}
        said = one.definition.replace("in no group", "group")
        for column in used:
            assert column in said, (one.name, column)
        for cut in one.cuts.values():
            assert f"{cut.value:g}" in one.definition
            assert cut.source
            assert cut.unit
        assert "{" not in one.definition
        assert one.unit == "per 1,000 people"


def test_sources_say_what_is_assumed():
    assert INDICATORS["numb"].sources.startswith("0.25 share: assumed")
    assert "UCLA-3" in INDICATORS["chronically_lonely"].sources
    assert "their own standard" in INDICATORS["not_belonging"].sources


def test_half_of_people_at_the_cut_of_chronic_loneliness_answer_as_lonely():
    from scipy.special import ndtr

    from simulation.parameters import ParameterSet

    p = ParameterSet()
    cut = INDICATORS["chronically_lonely"].cuts["lonely"].value
    logit = np.log(cut / (1 - cut))
    score = np.ones(1)
    for item in (1, 2, 3):
        often, some = (
            1 - ndtr((p[f"ucla3_item{item}_{how}"] - logit) / p["ucla3_noise"])
            for how in ("often", "sometimes")
        )
        score = np.convolve(score, [1 - some, some - often, often])
    assert score[3:].sum() == pytest.approx(0.5, abs=0.02)
