"""People stand where Mesa keeps its agents, and everything of Mesa still works."""

from __future__ import annotations

import copy
import gc
import pickle
import weakref

import mesa
import pytest
from mesa.discrete_space import OrthogonalMooreGrid

from simulation.agents import Person, PersonSet
from tests.simulation.small_world import Facilitator, SmallWorld, ids

HAS_SIGNALS = hasattr(mesa.Model, "observe")


@pytest.fixture
def world():
    return SmallWorld(12)


def test_the_agents_of_the_model_are_its_people(world):
    assert isinstance(world, mesa.Model)
    assert isinstance(world.agents, PersonSet)
    assert ids(world.agents) == list(range(120, 132))
    assert world.agent_types == [Person]
    assert list(world.agents_by_type) == [Person]
    assert ids(world.agents_by_type[Person]) == ids(world.agents)
    assert len(world.other_agents) == 0


def test_agents_cannot_be_set(world):
    with pytest.raises(AttributeError, match=r"model.agents cannot be set: .* another name"):
        world.agents = []


def test_other_agents_live_beside_people(world):
    first, second = Facilitator(world), Facilitator(world)
    assert len(world.agents) == 12
    assert world.agent_types == [Person, Facilitator]
    assert list(world.other_agents) == [first, second]
    assert world.agents_by_type[Facilitator].get("skill") == [3, 3]
    first.remove()
    assert list(world.other_agents) == [second]
    first.remove()
    world.remove_all_agents()
    assert len(world.other_agents) == 0
    assert len(world.agents) == 12


def test_ids_of_other_agents_never_meet_those_of_people(world):
    assert [Facilitator(world).unique_id for _ in range(3)] == [-1, -2, -3]
    assert Facilitator(SmallWorld(3)).unique_id == -1
    assert ids(world.agents) == list(range(120, 132))


def test_people_can_be_neither_registered_nor_removed(world):
    person = world.agents[3]
    with pytest.raises(TypeError, match=r"Person\(123\) cannot be registered: people are born"):
        world.register_agent(person)
    with pytest.raises(TypeError, match=r"Person\(123\) cannot be removed: people die or move"):
        person.remove()
    assert len(world.agents) == 12


def test_people_can_stand_on_mesas_grids(world):
    grid = OrthogonalMooreGrid((3, 3), random=world.random)
    cell = grid.select_random_empty_cell()
    cell.add_agent(world.agents[4])
    assert cell.agents == [world.agents[4]]


def test_a_world_is_freed_although_agents_were_made():
    world = SmallWorld(12)
    Facilitator(world)
    list(world.agents)
    gone = weakref.ref(world)
    del world
    gc.collect()
    assert gone() is None


@pytest.mark.parametrize("copied", [copy.deepcopy, lambda thing: pickle.loads(pickle.dumps(thing))])
def test_a_copy_lives_its_own_life(world, copied):
    Facilitator(world)
    world.step()
    world.kept = world.agents.select(Person.age > 50)
    twin = copied(world)
    twin.step()
    twin.agents.set("age", 30)
    assert (world.week, twin.week) == (1, 2)
    assert (world.steps, twin.steps) == (1, 2)
    assert min(world.kept.get("age")) > 50
    assert set(twin.kept.get("age")) == {30}
    assert twin.kept[0].model is twin
    assert ids(twin.other_agents) == [-1]
    assert twin.random.random() == world.random.random()


def test_the_clock_of_mesa_can_be_set(world):
    world.step()
    world._kith_set_clock(260)
    for expected in (261, 262):
        world.step()
        assert world.steps == expected
    assert world.week == 3
    if HAS_SIGNALS:
        assert world.time == 262.0
        world.run_for(2)
        assert (world.week, world.steps) == (5, 264)


@pytest.mark.skipif(not HAS_SIGNALS, reason="Mesa before 3.5 has no signals")
def test_observers_hear_who_comes_and_goes(world):
    heard = []

    def hear(message):
        heard.append((message.signal_type.value, message.additional_kwargs["args"][0].unique_id))

    from mesa.experimental.mesa_signals import ModelSignals

    world.replace(3)
    world.observe("agents", ModelSignals.AGENT_ADDED, hear)
    world.observe("agents", ModelSignals.AGENT_REMOVED, hear)
    world.replace(5)
    helper = Facilitator(world)
    helper.remove()
    assert heard == [
        ("agent_removed", 125),
        ("agent_added", 137),
        ("agent_added", -1),
        ("agent_removed", -1),
    ]


def test_announcing_makes_no_views_when_nobody_listens(world):
    world.replace(3, 4)
    assert len(world._kith_views) == 0
