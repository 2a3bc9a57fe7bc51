from __future__ import annotations

import numpy as np

from tests.scientific.integrity import check_couples


def home_sizes(model):
    home = model.people.array("household")
    return np.bincount(home)[home]


def test_ages_are_those_of_an_adult_population(town):
    age = town.people.array("age")
    assert 44 < age.mean() < 52
    assert 15 < age.std() < 22
    assert age.min() >= 18
    assert 0.15 < (age >= 65).mean() < 0.28


def test_about_as_many_live_alone_as_surveys_say(town):
    assert 0.125 < (home_sizes(town) == 1).mean() < 0.185  # 13 to 18 %, and the noise of 2,000
    old = town.people.array("age") >= 65
    assert (home_sizes(town)[old] == 1).mean() > (home_sizes(town)[~old] == 1).mean()


def test_partners_have_each_other_and_one_home(town):
    check_couples(town)
    assert 0.5 < (town.people.array("partner") >= 0).mean() < 0.85


def assert_children_have_elders(model):
    people, size = model.people, len(model.people)
    home, age, child = (people.array(name) for name in ("household", "age", "adult_child"))
    oldest = np.zeros(size)
    np.maximum.at(oldest, home[child == 0], age[child == 0])
    children = np.flatnonzero(child)
    assert len(children) > 10
    assert (oldest[home[children]] > 0).all(), "an adult child in a home that nobody heads"
    older = oldest[home[children]] >= age[children] + 16
    assert older.mean() > 0.95  # the rest live on with a parent's later partner


def test_adult_children_live_with_somebody_old_enough_to_be_a_parent(town):
    assert_children_have_elders(town)


def test_a_town_keeps_its_number_of_people_and_never_gives_an_id_twice(town):
    twin = town.fork()
    before = twin.people.ids
    twin.run_weeks(26, observe=False)
    after = twin.people.ids
    came = after[after != before]
    assert len(after) == len(before)
    assert 5 < len(came) < 120
    assert (came % len(before) == np.flatnonzero(after != before)).all()
    assert (came > before[after != before]).all(), "an id came back"
