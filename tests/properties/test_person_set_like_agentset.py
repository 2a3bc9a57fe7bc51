"""Whatever is done to it, a PersonSet answers as a plain AgentSet of equal agents."""

from __future__ import annotations

import random

import mesa
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from mesa.agent import AgentSet

from simulation.agents import Person
from tests.simulation.small_world import SmallWorld, ids

COLUMNS = ("age", "loneliness", "stress", "adverse_childhood", "household")
PEOPLE = 25


class Citizen(mesa.Agent):
    """An ordinary agent with the columns of a person as attributes."""


def citizen_like(person, model):
    """Return an ordinary agent with the attributes of a person."""
    citizen = Citizen(model)
    for name in ("unique_id", *COLUMNS):
        setattr(citizen, name, getattr(person, name))
    return citizen


def two_of_a_kind():
    """Return the people of a world, and ordinary agents that equal them with what holds them."""
    world, others = SmallWorld(PEOPLE), mesa.Model(rng=1)
    citizens = [citizen_like(person, others) for person in world.agents]
    people = world.agents.copy()
    people.random = random.Random(5)
    return world, people, AgentSet(citizens, random.Random(5)), citizens


thresholds = st.sampled_from([0.1, 0.5, 1, 2, 40])
at_most = st.sampled_from([float("inf"), 0, 1, 4, 0.3, 1.0, 100])
names = st.sampled_from(COLUMNS)
operations = st.one_of(
    st.tuples(st.just("select"), names, thresholds, at_most, st.booleans(), st.integers(0, 2)),
    st.tuples(st.just("sort"), names, st.booleans(), st.booleans()),
    st.tuples(st.just("shuffle"), st.booleans()),
    st.tuples(st.just("set"), st.just("age"), st.sampled_from([20, 33.5])),
    st.tuples(st.sampled_from(["add", "discard", "leave"]), st.integers(0, PEOPLE - 1)),
    st.tuples(st.sampled_from(["and", "or", "sub", "xor"]), names, thresholds),
    st.tuples(st.just("group"), st.sampled_from(["adverse_childhood", "household"])),
    st.tuples(st.just("visit")),
)


def both(operation, people, plain, world, citizens):
    """Do one thing to both sets and return what they have become."""
    kind, *how = operation
    if kind == "select":
        name, bound, limit, inplace, form = how
        forms = (
            getattr(Person, name) > bound,
            np.array([getattr(person, name) > bound for person in people], bool),
            lambda person: getattr(person, name) > bound,
        )
        chosen = people.select(forms[form], at_most=limit, inplace=inplace)
        return chosen, plain.select(forms[2], at_most=limit, inplace=inplace)
    if kind == "sort":
        name, ascending, inplace = how
        return people.sort(name, ascending, inplace), plain.sort(name, ascending, inplace)
    if kind == "shuffle":
        return people.shuffle(*how), plain.shuffle(*how)
    if kind == "set":
        return people.set(*how), plain.set(*how)
    if kind in ("add", "discard"):
        getattr(people, kind)(world.agents[how[0]])
        getattr(plain, kind)(citizens[how[0]])
        return people, plain
    if kind == "leave":
        row = how[0]
        world.replace(row)
        plain.discard(citizens[row])
        citizens[row] = citizen_like(world.agents[row], citizens[row].model)
        return people, plain
    if kind == "group":
        groups, expected = people.groupby(how[0]), plain.groupby(how[0])
        assert groups.agg("age", sum) == expected.agg("age", sum)
        assert [(key, ids(some)) for key, some in groups] == [
            (key, ids(some)) for key, some in expected
        ]
        return people, plain
    if kind == "visit":
        seen, expected = [], []
        people.shuffle_do(lambda person: seen.append(person.unique_id))
        plain.shuffle_do(lambda citizen: expected.append(citizen.unique_id))
        assert seen == expected
        return people, plain
    name, bound = how
    right = world.agents.select(getattr(Person, name) > bound)
    others = [citizen for citizen in citizens if getattr(citizen, name) > bound]
    plain_right = AgentSet(others, plain.random)
    method = f"__{kind}__"
    shuffler = plain.random
    result = getattr(people, method)(right), _quietly(plain, method, plain_right)
    result[1].random = shuffler
    return result


def _quietly(plain, method, right):
    """Do Mesa's own algebra, which warns when its result is empty."""
    if method == "__and__":
        return AgentSet([one for one in right if one in plain], plain.random)
    if method == "__sub__":
        return AgentSet([one for one in plain if one not in right], plain.random)
    if method == "__or__":
        return plain | right if len(plain) + len(right) else plain
    new = [one for one in right if one not in plain]
    return AgentSet([*(one for one in plain if one not in right), *new], plain.random)


@settings(max_examples=150, deadline=None)
@given(st.lists(operations, max_size=12))
def test_same_answers_as_mesa(steps):
    world, people, plain, citizens = two_of_a_kind()
    for step in steps:
        people, plain = both(step, people, plain, world, citizens)
        assert ids(people) == ids(plain)
        assert len(people) == len(plain)
        assert [person in people for person in world.agents] == [one in plain for one in citizens]
        for name in COLUMNS:
            assert people.get(name) == plain.get(name)
            if len(plain):
                functions = [min, max, sum, np.mean, len]
                assert people.agg(name, functions) == plain.agg(name, functions)
                assert people[len(plain) // 2].unique_id == list(plain)[len(plain) // 2].unique_id
