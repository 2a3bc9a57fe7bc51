"""A person reads and writes the columns and knows when it is gone."""

from __future__ import annotations

import copy
import pickle

import mesa
import pytest
from mesa.agent import AgentSet

from simulation.agents import Person
from simulation.people import DepartedPersonError
from simulation.person_columns import COLUMNS
from tests.simulation.small_world import SmallWorld


@pytest.fixture
def world():
    return SmallWorld(12)


def test_reads_every_column(world):
    person = world.agents[4]
    for name in world.people.column_names:
        value = world.people.array(name)[4].item()
        assert getattr(person, name) == value
        assert type(getattr(person, name)) is type(value)


def test_assigning_writes_the_column(world):
    person = world.agents[4]
    person.age = 40
    person.adverse_childhood = 3.0
    assert world.people.array("age")[4] == 40
    assert world.people.array("adverse_childhood")[4] == 3
    assert (world.people.array("age") == 40).sum() == 1


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("adverse_childhood", 1.5, "adverse_childhood: must be whole numbers, got a fraction"),
        ("age", 150, r"age: must be from 18 to 120 \(years\), got 150"),
        ("age", "old", "age: must be numbers"),
        ("loneliness", 0.5, "loneliness: is worked out from other columns and cannot be set"),
    ],
)
def test_assigning_what_does_not_fit_is_refused(world, name, value, message):
    person = world.agents[0]
    before = getattr(person, name)
    with pytest.raises(ValueError, match=message):
        setattr(person, name, value)
    assert getattr(person, name) == before


def test_identity_never_changes(world):
    person = world.agents[0]
    with pytest.raises(AttributeError, match="person 120: a unique_id is given once and for all"):
        person.unique_id = 7
    assert person.unique_id == 120


def test_a_misspelt_column_is_an_error(world):
    with pytest.raises(AttributeError, match="lonelines"):
        _ = world.agents[0].lonelines
    with pytest.raises(AttributeError, match="lonelines"):
        _ = Person.lonelines


def test_class_attributes_are_expressions_with_the_meaning_of_the_column():
    assert repr(Person.stress) == "Person.stress"
    assert COLUMNS["stress"].meaning in Person.__dict__["stress"].__doc__


def test_is_the_same_view_each_time(world):
    assert world.agents[3] is world.agents[3]
    assert Person(world, 123) is world.agents[3]
    world.agents[3].note = "mine"
    assert world.agents[3].note == "mine"


def test_is_a_mesa_agent_with_the_tools_of_one(world):
    person = world.agents[0]
    assert isinstance(person, mesa.Agent)
    assert person.model is world
    assert person.random is world.random
    assert person.rng is world.rng
    assert person.pos is None
    assert person.step() is None


def test_a_plain_agent_set_keeps_its_people(world):
    plain = AgentSet([*world.agents.select(Person.age > 50)], world.random)
    assert len(plain) == (world.people.array("age") > 50).sum()
    assert plain.get("age") == world.agents.select(Person.age > 50).get("age")
    assert len(plain.select(lambda person: person.age > 70)) > 0
    assert len(plain) == len(plain.sort(Person.age))


def test_people_cannot_be_made(world):
    with pytest.raises(TypeError, match="people are born into a world or move in"):
        Person(world)
    with pytest.raises(TypeError, match="people are born into a world or move in"):
        Person.create_agents(world, 3)
    with pytest.raises(DepartedPersonError, match="999"):
        Person(world, 999)
    assert len(world.agents) == 12


def test_person_cannot_be_subclassed():
    with pytest.raises(TypeError, match="Person cannot be subclassed"):

        class Student(Person):
            pass


def test_reading_a_departed_person_is_an_error(world):
    person = world.agents[4]
    world.replace(4)
    newcomer = world.agents[4]
    assert not person.is_present
    assert newcomer.is_present
    assert repr(person) == "Person(124, departed)"
    for read in (lambda: person.age, lambda: person.loneliness, lambda: person.ties):
        with pytest.raises(DepartedPersonError, match=r"124.*died or left town"):
            read()
    before = newcomer.age
    with pytest.raises(DepartedPersonError, match="124"):
        person.age = before + 1
    assert newcomer.age == before
    assert person.unique_id == 124
    assert person != newcomer


def test_equal_by_world_and_id(world):
    twin = SmallWorld(12)
    assert world.agents[2] != twin.agents[2]
    assert world.agents[2] == copy.copy(world.agents[2])
    assert hash(world.agents[2]) == hash(copy.copy(world.agents[2]))
    assert world.agents[2] != 122
    assert len({world.agents[2], twin.agents[2], copy.copy(world.agents[2])}) == 2


@pytest.mark.parametrize("copied", [copy.deepcopy, lambda thing: pickle.loads(pickle.dumps(thing))])
def test_copied_with_its_world(world, copied):
    person = world.agents[2]
    person.note = ["mine"]
    world.circle = AgentSet([person, world.agents[5]], world.random)
    again = copied(person)
    assert again.model is not world
    assert again.model.agents[2] is again
    assert again.note == ["mine"]
    assert again.note is not person.note
    assert list(again.model.circle) == [again, again.model.agents[5]]
    again.age = 99
    assert person.age != 99


def test_ties_and_friends(world):
    person = world.agents[2]
    assert person.ties["person_b"].tolist() == [123, 124]
    assert person.friends == [world.agents[4]]


def test_the_departed_leave_every_agent_set_as_in_mesa(world):
    circle = AgentSet(list(world.agents), world.random)
    kept = world.agents[5]
    world.replace(4, 5)
    assert len(circle) == 11
    assert kept in circle
    assert len(world._kith_views) == 10


def test_views_do_not_pile_up(world):
    for _ in range(20):
        assert len(list(world.agents)) == 12
        world.replace(*range(12))
    assert len(world._kith_views) == 0
