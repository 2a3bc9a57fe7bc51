"""Work and groups: as many places as fill, and people in them as the settings say."""

from __future__ import annotations

import numpy as np
import pytest

from simulation import ParameterSet, PopulationSettings
from simulation.person_columns import PERSON
from simulation.work_and_groups import (
    chance_of_finding_work,
    draw_groups,
    draw_work,
    joining_ratio,
    number_of_groups,
    number_of_workplaces,
    share_at_work,
)

P = ParameterSet()
USUAL = PopulationSettings()
LUCK = (np.arange(2000) + 0.5) / 2000


def odds(share):
    return np.asarray(share) / (1 - np.asarray(share))


def test_an_average_neighbourhood_works_as_the_setting_says_to_the_bit():
    assert share_at_work(USUAL, P, [0.0]).tolist() == [0.74]
    assert chance_of_finding_work(USUAL, P, [0.0]).tolist() == [P["job_found"]]
    assert joining_ratio(USUAL) == 1.0


def test_odds_of_work_fall_with_deprivation():
    works = share_at_work(USUAL, P, [-1.4, 1.4])
    assert np.log(odds(works[0]) / odds(works[1])) == pytest.approx(0.25 * 2.8)
    found = chance_of_finding_work(USUAL, P, [-1.4, 1.4])
    assert np.log(odds(found[0]) / odds(found[1])) == pytest.approx(0.25 * 2.8)
    same = ParameterSet({"work_deprivation": 0.0})
    assert share_at_work(USUAL, same, [2.0])[0] == pytest.approx(0.74)


def test_work_stays_as_common_as_it_was():
    """Of those who change work, as many more or fewer find it; so the odds of work keep."""
    few = PopulationSettings(employed_share=0.5)
    found = chance_of_finding_work(few, P, [0.0])[0]
    assert odds(found) / odds(P["job_found"]) == pytest.approx(odds(0.5) / odds(0.74))
    for share, expected in ((0.0, 0.0), (1.0, 1.0)):
        extreme = PopulationSettings(employed_share=share)
        assert chance_of_finding_work(extreme, P, [0.0])[0] == pytest.approx(expected, abs=1e-6)


def test_groups_are_joined_as_readily_as_they_are_common():
    few = PopulationSettings(group_member_share=0.2)
    assert joining_ratio(few) == pytest.approx(odds(0.2) / odds(0.35))
    assert joining_ratio(PopulationSettings(group_member_share=0.0)) < 1e-6


def test_there_are_as_many_places_as_fill():
    assert number_of_groups(USUAL) == 80
    assert number_of_groups(PopulationSettings(people_per_group=50)) == 40
    assert number_of_groups(PopulationSettings(people=20, people_per_group=50)) == 1
    assert number_of_workplaces(USUAL, P) == 2000 // 24
    half = PopulationSettings(employed_share=0.37)
    assert number_of_workplaces(half, P) == pytest.approx(2000 / 48, abs=1)
    deprived = number_of_workplaces(PopulationSettings(deprivation=1.4), P)
    assert deprived == pytest.approx(2000 / 24 * 0.667 / 0.74, abs=1)
    old = {"18-29": 0.06, "30-44": 0.09, "45-64": 0.22, "65-79": 0.41, "80+": 0.22}
    older = PopulationSettings(
        age_shares=old, one_adult_homes=0.62, two_adult_homes=0.36, three_adult_homes=0.02
    )
    assert number_of_workplaces(older, P) == pytest.approx(2000 / 24 * 0.39 / 0.8, abs=2)
    students = PopulationSettings(newcomers_share=0.6, newcomers_in_courses=1.0)
    assert number_of_workplaces(students, P) == 800 // 24
    assert students.courses == 50


def crowd(**columns):
    people = np.zeros(2000, PERSON)
    people["unique_id"] = np.arange(2000)
    people["age"] = 40
    for name, values in columns.items():
        people[name] = values
    return people


def test_people_work_as_often_as_their_neighbourhood_lets_them():
    deprivation = np.where(np.arange(2000) % 2, 1.4, 0.0)
    places = draw_work(USUAL, 83, crowd(deprivation=deprivation), LUCK, P)
    works = places >= 0
    assert works[deprivation == 0].mean() == pytest.approx(0.74, abs=0.001)
    assert works[deprivation > 0].mean() == pytest.approx(0.667, abs=0.001)
    assert len(np.unique(places[works])) == places.max() + 1 == 83
    assert (draw_work(USUAL, 83, crowd(age=66.0), LUCK, P) == -1).all()


def test_newcomers_are_in_courses_or_work():
    mixed = PopulationSettings(newcomers_share=0.5, newcomers_in_courses=0.6)
    luck = np.tile(LUCK[::2], 2)
    places = draw_work(mixed, 40, crowd(), luck, P)
    resident, newcomer = places[:1000], places[1000:]
    assert resident.max() < 40
    in_course = newcomer >= 40
    assert in_course.mean() == pytest.approx(0.6, abs=0.01)
    assert newcomer.max() == 40 + mixed.courses - 1
    at_work = (newcomer >= 0) & ~in_course
    assert at_work.mean() == pytest.approx(0.4 * 0.74, abs=0.01)
    assert len(np.unique(newcomer[at_work])) == 40
    assert (resident >= 0).mean() == pytest.approx(0.74, abs=0.01)


@pytest.mark.parametrize("share", [0.0, 0.2, 1.0])
def test_groups_are_as_common_as_the_setting_says(share):
    places = draw_groups(PopulationSettings(group_member_share=share), 30, LUCK)
    assert (places >= 0).mean() == pytest.approx(share, abs=0.001)
    if share:
        assert len(np.unique(places[places >= 0])) == 30
