"""Prevalences: bounds, parts that make the whole, the face of the model, and what they say."""

from __future__ import annotations

import time

import numpy as np
import pytest

from simulation.indicators import (
    INDICATORS,
    SUBGROUPS,
    indicator_flags,
    indicator_table,
    population_indicators,
    prevalences,
    subgroup_flags,
)
from simulation.programmes import GroupTherapy
from tests.properties.twins import difference


@pytest.fixture(scope="module")
def rates(town):
    """Prevalences in the town, shape (subgroups, indicators), and who is in which subgroup."""
    people = town.people.records
    groups = subgroup_flags(people)
    return prevalences(indicator_flags(people), groups), groups


def row(groups, name):
    return list(groups).index(name)


def test_prevalences_lie_between_none_and_all(rates):
    found, _ = rates
    assert ((found >= 0) & (found <= 1000)).all()
    everybody = found[0]
    assert ((everybody > 10) & (everybody < 950)).all(), "an indicator that tells nobody apart"


def test_the_parts_of_the_town_make_up_the_whole(rates):
    found, groups = rates
    for parts in (("women", "men"), ("aged_18_29", "aged_30_64", "aged_65_over")):
        sizes = np.array([groups[name].sum() for name in parts])
        mixed = sizes @ found[[row(groups, name) for name in parts]] / sizes.sum()
        np.testing.assert_allclose(mixed, found[0], rtol=1e-12)


def test_a_group_of_nobody_has_no_prevalence():
    flags = {"a": np.array([True, False])}
    groups = {"nobody": np.zeros(2, bool), "all": np.ones(2, bool)}
    found = prevalences(flags, groups)
    assert np.isnan(found[0]).all()
    assert found[1].tolist() == [500.0]


def test_the_table_agrees_with_counting_by_hand(town):
    table = indicator_table(town.people.records)
    assert list(table.columns) == ["indicator", "subgroup", "people", "prevalence"]
    assert len(table) == len(INDICATORS) * len(SUBGROUPS)
    people = town.people.records
    women = people["sex"] == 0
    lonely = people["chronic_loneliness"] >= 0.51
    one = table[(table["indicator"] == "chronically_lonely") & (table["subgroup"] == "women")]
    assert one["people"].item() == women.sum()
    assert one["prevalence"].item() == pytest.approx(1000 * lonely[women].mean())
    everybody = table[table["subgroup"] == "everybody"].set_index("indicator")["prevalence"]
    assert everybody.to_dict() == pytest.approx(population_indicators(people))


def test_the_model_says_the_same_and_asking_changes_nothing(town):
    model = town.fork()
    untouched = model.fork()
    assert model.indicators == population_indicators(model.people.records)
    assert list(model.indicators) == list(INDICATORS)
    assert model.indicator_table().equals(indicator_table(town.people.records))
    assert difference(model, untouched) == []


def test_the_model_sees_a_new_week_and_what_a_user_has_changed(town):
    model = town.fork()
    before = model.indicators
    before["numb"] = -1.0  # a dict of one's own
    assert model.indicators["numb"] >= 0
    model.run_weeks(1, observe=False)
    assert model.indicators != town.indicators
    model.people.assign("numbness", np.arange(2000), 0.9)
    assert model.indicators["numb"] == 1000.0


def test_the_collector_notes_them_every_week_observed(town):
    model = town.fork()
    model.step()
    rows = model.datacollector.get_model_vars_dataframe()
    assert rows[list(INDICATORS)].iloc[-1].to_dict() == model.indicators


def test_they_survive_saving_for_they_are_read_off_the_state(town, tmp_path):
    town.fork().save(tmp_path / "world.npz")
    loaded = type(town).load(tmp_path / "world.npz")
    assert loaded.indicators == town.indicators
    assert town.fork().indicators == town.indicators


def test_signs_are_more_common_among_the_lonely_and_healing_less(town):
    people = town.people.records
    lonely = town.survey_arrays()["ucla3"] >= 6
    flags = indicator_flags(people)
    among, others = prevalences(flags, {"lonely": lonely, "others": ~lonely})
    for place, (name, one) in enumerate(INDICATORS.items()):
        if one.kind == "sign":
            assert among[place] > 1.5 * others[place], name
        elif name != "rooted":  # roots grow with years in a place, not with company
            assert among[place] < 0.9 * others[place], name


def test_group_therapy_lowers_signs_in_its_participants_against_their_twins(town):
    therapy = GroupTherapy()
    twin, treated = town.fork(programmes=[]), town.fork(programmes=[therapy])
    for world in (twin, treated):
        world.run_weeks(therapy.start_week + therapy.weeks, observe=False)
    ids = treated.participants("group_therapy")
    rows = ids % 2000
    rows = rows[(treated.people.ids[rows] == ids) & (twin.people.ids[rows] == ids)]
    assert len(rows) > 100
    with_it, without = (
        population_indicators(world.people.records[rows]) for world in (treated, twin)
    )
    for name in ("chronically_lonely", "not_belonging"):
        assert with_it[name] < without[name] - 10, name
    assert with_it["relationally_confident"] > without["relationally_confident"]


def test_a_week_of_twenty_thousand_people_takes_little_time(town):
    people = np.tile(town.people.records, 10)
    people["household"] = np.arange(len(people))  # as spread over homes as in a large town
    took = []
    for _ in range(20):
        begun = time.perf_counter()
        indicator_flags(people)
        took.append(time.perf_counter() - begun)
    assert min(took) < 0.005
