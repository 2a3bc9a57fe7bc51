"""Subgroups: who is in them, in people made by hand."""

from __future__ import annotations

import numpy as np
import pytest

from simulation.indicators import SUBGROUPS, subgroup_flags
from simulation.person_columns import PERSON


def people(count, **columns):
    made = np.zeros(count, PERSON)
    made["household"] = np.arange(count)
    made["group"] = -1
    for name, values in columns.items():
        made[name] = values
    return made


def members(name, made):
    return SUBGROUPS[name].members(made).tolist()


@pytest.mark.parametrize(
    ("name", "columns", "expected"),
    [
        ("everybody", {}, [True, True, True]),
        ("women", {"sex": [0, 1, 1]}, [True, False, False]),
        ("men", {"sex": [0, 1, 1]}, [False, True, True]),
        ("aged_18_29", {"age": [18, 29.9, 30]}, [True, True, False]),
        ("aged_30_64", {"age": [29.9, 30, 64.9]}, [False, True, True]),
        ("aged_65_over", {"age": [64.9, 65, 99]}, [False, True, True]),
        ("lives_alone", {"household": [4, 7, 7]}, [True, False, False]),
        ("lives_alone", {"household": [-1, 0, 2]}, [False, True, True]),
        ("adversity_4_or_more", {"adverse_childhood": [3, 4, 8]}, [False, True, True]),
        ("neurodivergent", {"neurodivergent": [0, 1, 0]}, [False, True, False]),
        ("insecure_attachment", {"attachment_anxiety": [0.44, 0.46, 0]}, [False, True, False]),
        ("insecure_attachment", {"attachment_avoidance": [0.43, 0.45, 0]}, [False, True, False]),
        ("group_members", {"group": [0, -1, 5]}, [True, False, True]),
    ],
)
def test_membership(name, columns, expected):
    assert members(name, people(3, **columns)) == expected


def test_ages_and_sexes_part_everybody(town):
    flags = subgroup_flags(town.people.records)
    for parts in (("women", "men"), ("aged_18_29", "aged_30_64", "aged_65_over")):
        assert (sum(flags[name].astype(int) for name in parts) == 1).all()
    assert list(flags) == list(SUBGROUPS)
    assert flags["everybody"].all()


def test_cohesive_neighbourhoods_are_a_fifth_of_those_lived_in():
    places = np.repeat(np.arange(11), 3)
    made = people(
        33, neighbourhood=places, cohesion=np.array([5, 3, 9, 1, 7, 2, 8, 0, 6, 4, 5])[places]
    )
    made["neighbourhood"][:3] = -1
    most, least = (members(name, made) for name in ("most_cohesive", "least_cohesive"))
    assert sorted(set(places[most])) == [2, 6]
    assert sorted(set(places[least])) == [3, 7]


def test_alike_neighbourhoods_are_told_apart_by_number_and_one_alone_is_neither():
    made = people(4, neighbourhood=[0, 0, 3, 3], cohesion=0.0)
    assert members("most_cohesive", made) == [False, False, True, True]
    assert members("least_cohesive", made) == [True, True, False, False]
    alone = people(2, neighbourhood=3, cohesion=1.0)
    assert members("most_cohesive", alone) == members("least_cohesive", alone) == [False, False]


def test_every_subgroup_says_who_is_in_it():
    assert all(one.title and one.definition for one in SUBGROUPS.values())
    assert "0.45" in SUBGROUPS["insecure_attachment"].definition
