"""Membership, order and algebra of sets of people, as Mesa has them."""

from __future__ import annotations

import operator
import random
from typing import Any

import pytest
from mesa.agent import AgentSet

from simulation.agents import Person, PersonSet
from tests.simulation.small_world import Facilitator, SmallWorld, ids


@pytest.fixture
def world():
    return SmallWorld(12)


def test_made_of_people_in_order_without_repetition(world):
    people = [world.agents[place] for place in (5, 2, 5, 9)]
    made = PersonSet(people)
    assert ids(made) == [125, 122, 129]
    assert made.random is world.random
    own = random.Random(1)
    assert PersonSet(iter(people), own).random is own


def test_refuses_agents_that_are_not_people_of_one_world(world):
    strangers: list[Any] = [Facilitator(world), SmallWorld(12).agents[0], 124]
    for stranger in strangers:
        with pytest.raises(TypeError, match="a PersonSet holds people of one world, not"):
            PersonSet([world.agents[0], stranger])
        with pytest.raises(TypeError, match="a PersonSet holds people of one world, not"):
            world.agents.add(stranger)
        assert stranger not in world.agents


def test_indexing_and_slices(world):
    people = world.agents.sort("age")
    everyone = list(people)
    assert people[0] is everyone[0]
    assert people[-1] is everyone[-1]
    assert people[2:9:3] == everyone[2:9:3]
    assert people.to_list() == everyone
    assert list(reversed(people)) == everyone[::-1]
    with pytest.raises(IndexError):
        people[12]
    with pytest.raises(TypeError):
        people[1.0]


def test_index_and_count(world):
    people = world.agents.sort("age").select(at_most=5)
    assert [people.index(person) for person in people] == [0, 1, 2, 3, 4]
    assert people.index(people[3], 2) == 3
    assert people.count(people[0]) == 1
    outside = (world.agents - people)[0]
    assert people.count(outside) == 0
    for start_stop in ((4,), (0, 3)):
        with pytest.raises(ValueError, match="is not in the set"):
            people.index(people[3], *start_stop)


def test_add_discard_remove_in_any_order(world):
    some = world.agents.select(at_most=3)
    person, other = world.agents[7], world.agents[1]
    some.add(person)
    some.add(person)
    assert ids(some) == [120, 121, 122, 127]
    some.discard(other)
    some.discard(other)
    assert ids(some) == [120, 122, 127]
    assert other not in some
    some.add(other)
    assert ids(some) == [120, 122, 127, 121]
    some.remove(person)
    some.add(person)
    some.discard(person)
    assert ids(some) == [120, 122, 121]
    with pytest.raises(KeyError):
        some.remove(person)
    assert some.pop().unique_id == 120
    some.clear()
    assert not some
    with pytest.raises(KeyError, match="the set is empty"):
        some.pop()


def test_changing_the_set_of_everybody_changes_a_copy(world):
    everybody = world.agents
    everybody.discard(world.agents[0])
    assert len(everybody) == 11
    assert len(world.agents) == 12
    everybody.add(world.agents[0])
    assert everybody[-1].unique_id == 120


def test_many_are_added_and_discarded_in_a_moment():
    world = SmallWorld(3000)
    people, some = world.agents, PersonSet([world.agents[0]])
    for person in people:
        some.add(person)
    assert ids(some) == ids(people)
    for person in people:
        some.discard(person)
    assert len(some) == 0


ALGEBRA = [operator.and_, operator.or_, operator.sub, operator.xor]


@pytest.mark.parametrize("operation", ALGEBRA)
def test_algebra_like_mesa(world, operation):
    left = world.agents.sort("age").select(at_most=7)
    right = world.agents.sort("stress").select(at_most=7)
    plain_left, plain_right = AgentSet(list(left)), AgentSet(list(right))
    expected = ids(operation(plain_left, plain_right))
    made = operation(left, right)
    assert isinstance(made, PersonSet)
    assert ids(made) == expected
    assert sorted(ids(operation(left, plain_right))) == sorted(expected)
    assert sorted(ids(operation(plain_left, right))) == sorted(expected)
    assert sorted(ids(operation(left, list(right)))) == sorted(expected)
    changed = left.copy()
    changed = getattr(operator, f"i{operation.__name__.strip('_')}")(changed, right)
    assert sorted(ids(changed)) == sorted(expected)


@pytest.mark.parametrize("operation", ALGEBRA)
def test_algebra_with_nobody(world, operation):
    nobody = world.agents.select(Person.age > 200)
    assert len(operation(nobody, nobody)) == 0
    assert len(operation(nobody, nobody).agg("age", list)) == 0
    with pytest.raises(TypeError):
        operation(nobody, 3)


def test_comparison(world):
    old, older = world.agents.select(Person.age > 30), world.agents.select(Person.age > 60)
    assert older < old <= world.agents
    assert old == old.shuffle()
    assert older != old
    assert older.isdisjoint(world.agents - old)


def test_union_with_other_agents_is_a_plain_set(world):
    helper = Facilitator(world)
    mixed = world.agents | world.other_agents
    assert type(mixed) is AgentSet
    assert len(mixed) == 13
    assert helper in mixed
    assert mixed.select(agent_type=Person).get("age") == world.agents.get("age")
