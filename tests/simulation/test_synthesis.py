"""Synthesis: a town in which everybody has a place, and people are who the settings say."""

from __future__ import annotations

import numpy as np
import pytest

from simulation import ParameterSet, PopulationSettings
from simulation.foci import FAMILY, GROUP, HOUSEHOLD, NEIGHBOURHOOD, WORKPLACE
from simulation.synthesis import make_world

PLACES = {
    HOUSEHOLD: "household",
    FAMILY: "family",
    NEIGHBOURHOOD: "neighbourhood",
    WORKPLACE: "workplace",
    GROUP: "group",
}


@pytest.fixture(scope="module")
def world():
    return make_world(3, PopulationSettings(people=6000), ParameterSet())


def test_everybody_sits_where_their_columns_say(world):
    for venue, column in PLACES.items():
        seat = world.foci.seat[:, venue]
        named = world.people[column]
        assert ((seat >= 0) == (named >= 0)).all()
        assert (seat[seat >= 0] // world.foci.venues[venue].size == named[seat >= 0]).all()
    assert sum(world.foci.refusals.values()) == 0
    for column in ("household", "family", "neighbourhood"):
        assert (world.people[column] >= 0).all()


def test_people_are_numbered_and_know_nobody(world):
    assert world.people["unique_id"].tolist() == list(range(6000))
    assert (world.people["tie_count"] == 0).all()
    assert (world.ties.neighbour == -1).all()
    assert world.week == 0


def test_shares_are_those_of_the_settings(world):
    people = world.people
    young = people["age"] < 66
    assert (people["workplace"] >= 0)[young].mean() == pytest.approx(0.74, abs=0.02)
    assert not (people["workplace"] >= 0)[~young].any()
    assert (people["group"] >= 0).mean() == pytest.approx(0.35, abs=0.02)
    assert people["neurodivergent"].mean() == pytest.approx(0.10, abs=0.015)
    homes = np.bincount(np.bincount(people["household"]))[1:5]
    assert homes / homes.sum() == pytest.approx([0.30, 0.52, 0.13, 0.05], abs=0.02)


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_extreme_shares(share):
    settings = PopulationSettings(
        people=300, employed_share=share, group_member_share=share, neurodivergent_share=share
    )
    people = make_world(1, settings, ParameterSet()).people
    young = people["age"] < 66
    assert ((people["workplace"] >= 0)[young] == bool(share)).all()
    assert ((people["group"] >= 0) == bool(share)).all()
    assert (people["neurodivergent"] == share).all()


def test_couples_are_mutual_live_together_and_are_mostly_mixed(world):
    people = world.people
    rows = np.flatnonzero(people["partner"] >= 0)
    partner = people["partner"][rows]
    assert (people["partner"][partner] == rows).all()
    assert (people["household"][partner] == people["household"][rows]).all()
    assert not people["adult_child"][rows].any()
    same = (people["sex"][partner] == people["sex"][rows]).mean()
    assert 0.02 < same < 0.09
    assert 0.45 < people["sex"].mean() < 0.53


def test_homes_stand_in_one_neighbourhood_and_belong_to_one_family(world):
    people = world.people
    for column in ("neighbourhood", "family"):
        lowest = np.full(6000, 10**6)
        np.minimum.at(lowest, people["household"], people[column])
        assert (lowest[people["household"]] == people[column]).all()
    assert (people["neighbourhood"] == world.home_neighbourhood[people["household"]]).all()
    culture = world.neighbourhood_culture[people["neighbourhood"]]
    assert (people["collectivism"] == culture[:, 0]).all()
    assert (people["cohesion"] == culture[:, 1]).all()


def test_families_have_one_to_seven_homes(world):
    family_of_home = np.full(6000, -1)
    family_of_home[world.people["household"]] = world.people["family"]
    sizes = np.bincount(family_of_home[family_of_home >= 0])
    assert sizes.min() >= 1
    assert sizes.max() <= 7
    assert sizes.mean() == pytest.approx(4.12, abs=0.15)


def test_temperament_runs_in_families_and_not_in_neighbourhoods(world):
    people = world.people
    for column, likeness in (("early_belief", 0.25), ("neuroticism", 0.13)):
        values = people[column].astype(float)
        for group, expected in (("family", likeness), ("neighbourhood", 0.0)):
            order = np.argsort(people[group], kind="stable")
            same = people[group][order][1:] == people[group][order][:-1]
            r = np.corrcoef(values[order][1:][same], values[order][:-1][same])[0, 1]
            # People of one home sit side by side in a neighbourhood, so shuffle them apart there.
            if group == "family":
                assert r == pytest.approx(expected, abs=0.06)
    shuffled = np.random.default_rng(0).permutation(6000)
    order = shuffled[np.argsort(people["neighbourhood"][shuffled], kind="stable")]
    r = np.corrcoef(people["early_belief"][order][1:], people["early_belief"][order][:-1])[0, 1]
    assert abs(r) < 0.06


def test_nobody_has_an_unset_state(world):
    people = world.people
    for name in people.dtype.names:
        assert np.isfinite(people[name]).all()
    for name in ("health", "satisfaction", "confidence", "availability", "free_time"):
        assert (people[name] > 0).all()


def test_the_smallest_town(world):
    small = make_world(1, PopulationSettings(people=10), ParameterSet())
    assert len(small.people) == 10
    assert sum(small.foci.refusals.values()) == 0
