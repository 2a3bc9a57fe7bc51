"""A PersonSet has every method of Mesa's AgentSet, with the same meaning."""

from __future__ import annotations

import copy
import inspect
import pickle
import statistics
from functools import partial

import mesa
import numpy as np
import pandas as pd
import pytest
from mesa.agent import AgentSet

from simulation.agents import Person, PersonSet
from simulation.people import DepartedPersonError
from tests.simulation.small_world import Facilitator, SmallWorld, ids

NAMES = [name for name in dir(AgentSet) if not name.startswith("_")]


@pytest.fixture
def world():
    return SmallWorld(12)


def plain(agents):
    return AgentSet(list(agents), agents.random)


@pytest.mark.parametrize("name", [*NAMES, "__init__", "__getitem__", "__contains__"])
def test_signatures_are_mesas(name):
    ours = inspect.signature(getattr(PersonSet, name)).parameters
    theirs = inspect.signature(getattr(AgentSet, name)).parameters
    shape = [(one.name, one.kind, one.default) for one in theirs.values()]
    got = [(one.name, one.kind, one.default) for one in ours.values()]
    assert len(got) == len(shape)
    if not name.startswith("__") and getattr(AgentSet, name).__module__.startswith("mesa"):
        assert got == shape


def test_model_agents_is_an_agent_set_made_without_views(world):
    assert isinstance(world.agents, AgentSet)
    assert len(world.agents) == 12
    world.agents.agg("age", np.mean)
    world.agents.select(Person.age > 40).sort("loneliness").get(["age", "sex"])
    assert len(world._kith_views) == 0


@pytest.mark.parametrize(
    "condition",
    [
        lambda world: Person.age > 50,
        lambda world: world.people.array("age") > 50,
        lambda world: pd.Series(world.people.array("age") > 50),
        lambda world: lambda person: person.age > 50,
    ],
)
@pytest.mark.parametrize("at_most", [float("inf"), 3, 2.5, 0, -1, 0.25, 1.0, 1, np.int64(2)])
def test_select_like_mesa(world, condition, at_most):
    expected = ids(plain(world.agents).select(lambda p: p.age > 50, at_most=at_most))
    selected = world.agents.select(condition(world), at_most=at_most)
    assert isinstance(selected, PersonSet)
    assert ids(selected) == expected


def test_select_asks_no_further_than_needed(world):
    asked = []

    def anybody(person):
        asked.append(person.unique_id)
        return True

    world.agents.select(anybody, at_most=2)
    assert asked == [120, 121]


def test_select_by_type(world):
    assert ids(world.agents.select(agent_type=Person)) == ids(world.agents)
    assert ids(world.agents.select(agent_type=mesa.Agent, at_most=2)) == [120, 121]
    assert len(world.agents.select(Person.age > 0, agent_type=Facilitator)) == 0


def test_select_in_place(world):
    chosen = world.agents.select(Person.age > 30)
    again = chosen.select(Person.age > 50, inplace=True)
    assert again is chosen
    assert ids(chosen) == ids(world.agents.select(Person.age > 50))
    assert chosen.select(inplace=True) is chosen
    assert chosen.select() is not chosen
    assert chosen.select() == chosen


def test_select_from_a_selection_keeps_its_order(world):
    youngest = world.agents.sort("age", ascending=True)
    chosen = youngest.select(Person.age > 50)
    assert ids(chosen) == [one for one in ids(youngest) if Person(world, one).age > 50]


@pytest.mark.parametrize("condition", [Person.age, np.arange(12), [1, 0], "age", False, 3])
def test_select_refuses_what_is_no_condition(world, condition):
    with pytest.raises(
        TypeError, match=r"select needs a condition such as Person\.loneliness > 0\.5"
    ):
        world.agents.select(condition)


def test_select_refuses_an_array_of_another_length(world):
    with pytest.raises(ValueError, match=r"each of the 12 people of the set, .* shape \(3,\)"):
        world.agents.select(np.array([True, False, True]))


@pytest.mark.parametrize("ascending", [True, False])
@pytest.mark.parametrize(
    "key",
    ["adverse_childhood", "loneliness", "unique_id", lambda person: person.age % 7, "household"],
)
def test_sort_like_mesa_equals_in_order(world, key, ascending):
    expected = ids(plain(world.agents).sort(key, ascending=ascending))
    assert ids(world.agents.sort(key, ascending=ascending)) == expected
    kept = world.agents
    assert kept.sort(key, ascending=ascending, inplace=True) is kept
    assert ids(kept) == expected


def test_sort_by_expression_and_by_an_attribute_of_an_attribute(world):
    expected = ids(plain(world.agents).sort(lambda person: abs(person.stress)))
    assert ids(world.agents.sort(abs(Person.stress))) == expected
    assert ids(world.agents.sort("model.week")) == ids(world.agents)


@pytest.mark.parametrize("inplace", [True, False])
def test_shuffle_like_mesa_with_the_same_luck(world, inplace):
    people, other = world.agents, SmallWorld(12)
    twin = plain(other.agents)
    for _ in range(2):
        assert ids(people.shuffle(inplace)) == ids(twin.shuffle(inplace))


def test_do_and_map_and_shuffle_do(world):
    seen = []
    people = world.agents
    assert people.do(lambda person, by: seen.append(person.unique_id + by), by=1) is people
    assert seen == [one + 1 for one in ids(people)]
    assert people.do("step") is people
    assert people.map(lambda person, by: person.age + by, 2) == [
        age + 2 for age in people.get("age")
    ]
    assert people.map("advance") == [None] * 12
    seen.clear()
    assert people.shuffle_do(lambda person: seen.append(person.unique_id)) is people
    assert seen == ids(SmallWorld(12).agents.shuffle())
    assert ids(people) == sorted(seen)


def test_do_leaves_out_who_goes_meanwhile(world):
    seen = []

    def last_one_goes(person):
        seen.append(person.unique_id)
        if len(seen) == 3:
            world.replace(11)

    world.agents.do(last_one_goes)
    assert seen == list(range(120, 131))


@pytest.mark.parametrize(
    "function",
    [
        min,
        max,
        sum,
        len,
        sorted,
        statistics.mean,
        np.mean,
        np.std,
        np.median,
        partial(np.percentile, q=30),
        lambda values: values.index(values[3]),
        lambda values: values[:2] + values[-1:],
    ],
)
@pytest.mark.parametrize("name", ["age", "adverse_childhood", "loneliness", "unique_id"])
def test_agg_like_mesa(world, function, name):
    expected = plain(world.agents).agg(name, function)
    got = world.agents.agg(name, function)
    assert got == expected
    assert type(got) is type(expected)


def test_agg_with_several_functions_and_an_expression(world):
    assert world.agents.agg("age", [min, np.mean]) == plain(world.agents).agg("age", [min, np.mean])
    assert world.agents.agg(Person.age > 50, sum) == len(world.agents.select(Person.age > 50))
    with pytest.raises(ValueError, match="empty"):
        world.agents.select(Person.age > 200).agg("age", max)


def test_agg_of_an_attribute_of_ones_own(world):
    world.agents.set("note", 2)
    assert world.agents.agg("note", sum) == 24


def test_get_gives_lists_of_python_numbers(world):
    assert world.agents.get("age") == [person.age for person in world.agents]
    assert type(world.agents.get("adverse_childhood")[0]) is int
    both = world.agents.get(["age", "unique_id"])
    assert both == [[person.age, person.unique_id] for person in world.agents]
    assert world.agents.get([]) == [[] for _ in range(12)]
    assert world.agents.get(Person.age * 2) == [2 * person.age for person in world.agents]


def test_get_of_what_is_missing(world):
    world.agents[0].note = "mine"
    with pytest.raises(AttributeError, match="note"):
        world.agents.get("note")
    assert world.agents.get("note", "default", "none")[:2] == ["mine", "none"]
    assert world.agents.get(["age", "x"], handle_missing="default")[0][1] is None
    with pytest.raises(ValueError, match="Unknown handle_missing option: skip"):
        world.agents.get("age", handle_missing="skip")


def test_set_writes_the_column_of_the_set_only(world):
    before = world.people.array("age")
    old = world.agents.select(Person.age > 50)
    assert old.set("age", 50) is old
    assert np.array_equal(world.people.array("age"), np.minimum(before, 50))
    old.set("age", np.arange(len(old)) + 30.0)
    assert old.get("age") == list(range(30, 30 + len(old)))


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("adverse_childhood", 1.5, "adverse_childhood: must be whole numbers, got a fraction"),
        ("age", 17, "age: must be from 18 to 120"),
        ("age", [30, 40], r"age: 12 people need one value, or an array of 12.*\(2,\)"),
        ("loneliness", 0.5, "loneliness: is worked out from other columns"),
    ],
)
def test_set_refuses_what_does_not_fit(world, name, value, message):
    before = world.people.records.copy()
    with pytest.raises(ValueError, match=message):
        world.agents.set(name, value)
    assert np.array_equal(world.people.records, before)


def test_set_of_identity_is_refused(world):
    with pytest.raises(AttributeError, match="a unique_id is given once and for all"):
        world.agents.set("unique_id", 3)


@pytest.mark.parametrize("by", ["adverse_childhood", lambda p: p.age > 50, Person.age > 50, "note"])
def test_groupby_like_mesa(world, by):
    world.agents.set("note", "x")
    function = by if callable(by) and not isinstance(by, type(Person.age > 50)) else None
    expected = plain(world.agents).groupby(function or by)
    groups = world.agents.groupby(by)
    assert list(groups.groups) == list(expected.groups)
    assert [type(key) for key in groups.groups] == [type(key) for key in expected.groups]
    assert {key: ids(group) for key, group in groups} == {key: ids(g) for key, g in expected}
    assert all(isinstance(group, PersonSet) for _, group in groups)
    assert groups.count() == expected.count()
    assert groups.agg("age", sum) == expected.agg("age", sum)
    assert groups.map(len) == expected.map(len)
    lists = world.agents.groupby(by, result_type="list")
    assert all(type(group) is list for _, group in lists)
    assert lists.agg("age", np.mean) == expected.agg("age", np.mean)


def test_who_left_is_in_no_set(world):
    chosen = world.agents.select(np.arange(12) < 6)
    everybody = world.agents
    person = chosen[2]
    world.replace(2, 8)
    assert ids(chosen) == [120, 121, 123, 124, 125]
    assert len(chosen) == 5
    assert person not in chosen
    assert len(everybody) == 12
    assert set(ids(everybody)) >= {134, 140}
    assert chosen.get("age") == [one.age for one in chosen]
    with pytest.raises(DepartedPersonError, match="122"):
        chosen.add(person)


def test_random_choice_and_sample(world):
    assert world.random.choice(world.agents) in world.agents
    assert len(world.random.sample(world.agents, 3)) == 3


@pytest.mark.parametrize("copied", [copy.deepcopy, lambda thing: pickle.loads(pickle.dumps(thing))])
def test_copied_with_its_world(world, copied):
    chosen = world.agents.sort("age").select(Person.age > 30)
    again = copied(chosen)
    assert ids(again) == ids(chosen)
    other = again[0].model
    assert other is not world
    assert again.random is other.random
    again.set("age", 30)
    assert min(chosen.get("age")) > 30
    assert len(copied(world.agents)) == 12


def test_a_copy_can_be_changed_by_itself(world):
    chosen = world.agents.select(Person.age > 30)
    for other in (copy.copy(chosen), chosen.copy()):
        other.discard(other[0])
        assert len(other) == len(chosen) - 1


def test_an_empty_set_without_random_warns_as_in_mesa():
    with pytest.warns(UserWarning, match="No Agents specified"):
        empty = PersonSet([])
    assert list(empty) == []
    assert empty.get("age") == []
    assert len(empty.select(Person.age > 3)) == 0


def test_repr(world):
    assert repr(world.agents.select(at_most=3)) == "PersonSet(3 people)"
