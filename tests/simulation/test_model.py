"""The model: built, stepped, forked, copied, asked; wrong use is refused with the reason."""

from __future__ import annotations

import copy
import pickle
import random

import numpy as np
import pytest
from pydantic import ValidationError

from simulation import ConnectivityModel, ParameterSet, Person, PopulationSettings, memory_needed
from simulation.demography.departures import depart
from simulation.demography.life_course import DIES, EMIGRATES
from simulation.observation import OUTCOMES
from simulation.programmes import CommunityEvents, GroupTherapy
from simulation.world import usual_places
from tests.properties.twins import difference, world_of


@pytest.fixture
def model(village):
    return village.fork()


def test_a_model_as_in_the_first_example():
    model = ConnectivityModel(people=120, rng=1)
    assert (model.week, model.seed, len(model.agents)) == (0, 1, 120)
    assert model.population == PopulationSettings(people=120)
    assert dict(model.parameters) == dict(ParameterSet())
    assert model.programmes == ()
    model.step()
    model.run_weeks(2)
    model.run_weeks(2, observe=False)
    model.run_weeks(0)
    assert model.week == 5
    assert model.steps == 5
    assert len(model.ties) > 50


def test_places_are_those_of_the_population_as_long_as_nothing_opens(model):
    assert model.places == usual_places(model.population, model.parameters)
    assert model.people.array("workplace").max() < model.places.workplaces
    assert model.people.array("neighbourhood").max() < model.places.neighbourhoods


def test_events_say_how_somebody_went_and_begin_anew_in_a_fork(model):
    assert not model.life_events.any()
    died, left = 0, 0
    for _ in range(30):
        before = model.people.ids.copy()
        model.step()
        events = model.life_events
        gone = before != model.people.ids
        assert (events[gone] & (DIES | EMIGRATES)).all()
        died += np.count_nonzero(events[gone] & DIES)
        left += np.count_nonzero((events[gone] & DIES) == 0)
    assert died > 0
    assert left > 0
    events[:] = 0  # one's own
    assert model.life_events.any()
    assert not model.fork().life_events.any()


def test_defaults():
    model = ConnectivityModel(population=PopulationSettings(people=60, employed_share=0.0))
    assert len(model.people) == 60
    assert (model.people.array("workplace") == -1).all()
    assert model.seed != ConnectivityModel(people=10).seed
    assert ConnectivityModel(people=60, population=PopulationSettings(people=60)).week == 0
    assert PopulationSettings().people == 2000


def test_parameters_reach_the_kernels():
    one = ConnectivityModel(people=100, rng=1, parameters={"friend_contact": 0.0})
    assert one.parameters["friend_contact"] == 0.0
    assert world_of(one).p["friend_contact"] == 0.0
    other = ConnectivityModel(people=100, rng=1, parameters=ParameterSet({"friend_contact": 0.0}))
    one.run_weeks(3)
    other.run_weeks(3)
    assert difference(one, other) == []


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        (
            {"people": 100, "population": PopulationSettings(people=200)},
            ValueError,
            "^people is 100 but population.people is 200; give one of them$",
        ),
        ({"people": 9}, ValidationError, "greater than or equal to 10"),
        ({"people": -5}, ValidationError, "greater than or equal to 10"),
        ({"people": 2_000_001}, ValidationError, "less than or equal to 2000000"),
        ({"people": 10.5}, ValidationError, "valid integer"),
        ({"people": "many"}, ValidationError, "valid integer"),
        ({"people": 20, "rng": -1}, ValueError, r"rng must be from 0 to 2\*\*63 - 1, got -1"),
        ({"people": 20, "rng": 1.5}, TypeError, "rng must be a whole number such as 1, or None"),
        ({"people": 20, "parameters": {"x": 1}}, ValueError, "^x: unknown parameter"),
        (
            {"people": 20, "programmes": [GroupTherapy(), GroupTherapy(weeks=3)]},
            ValueError,
            "^two programmes are called 'group_therapy'; give one of them a name$",
        ),
        ({"people": 20, "seed": 1}, TypeError, "unexpected keyword argument 'seed'"),
        ({"people": 20, "scenario": 1}, TypeError, "unexpected keyword argument 'scenario'"),
    ],
)
def test_wrong_arguments_are_refused_with_the_reason(arguments, error, message):
    with pytest.raises(error, match=message):
        ConnectivityModel(**arguments)


def test_homes_must_add_up():
    with pytest.raises(
        ValidationError,
        match=r"one_adult_homes \+ two_adult_homes \+ three_adult_homes must be at most 1, got 1.3",
    ):
        PopulationSettings(one_adult_homes=0.5, two_adult_homes=0.5, three_adult_homes=0.3)
    with pytest.raises(ValidationError, match="Extra inputs are not permitted"):
        PopulationSettings.model_validate({"persons": 3})
    with pytest.raises(ValidationError, match="less than or equal to 1"):
        PopulationSettings(employed_share=74)


# forks and copies


def test_a_fork_goes_on_as_the_original_would(model):
    twin = model.fork()
    assert difference(model, twin) == []
    model.run_weeks(6)
    twin.run_weeks(6)
    assert difference(model, twin) == []
    assert type(twin) is ConnectivityModel


def test_what_happens_to_a_fork_does_not_touch_the_original(model):
    witness = model.fork()
    twin = model.fork([GroupTherapy()])
    twin.run_weeks(5)
    depart(world_of(twin), np.arange(20))
    twin.people.assign("stress", np.arange(500), 3.0)
    world = world_of(twin)
    for array in world.ties:
        array[:] = 0
    world.home_neighbourhood[:] = 0
    world.neighbourhood_culture[:] = 0
    world.foci.occupant[:] = -1
    assert difference(model, witness) == []
    model.run_weeks(2)
    witness.run_weeks(2)
    assert difference(model, witness) == []


def test_a_fork_may_be_an_own_class(village):
    class Town(ConnectivityModel):
        pass

    model = Town(people=50, rng=1)
    assert type(model.fork()) is Town


def test_a_fork_keeps_programmes_under_way_unless_told_otherwise(model):
    model.programmes = [GroupTherapy(weeks=8), CommunityEvents(start_week=1)]
    model.run_weeks(3)
    kept, without, other = model.fork(), model.fork([]), model.fork([GroupTherapy(name="new")])
    assert [one.label for one in kept.programmes] == ["community_events", "group_therapy"]
    assert without.programmes == ()
    for twin in (model, kept, without, other):
        twin.run_weeks(3)
    assert difference(model, kept) == []
    enrolled = model.participants("group_therapy")
    assert kept.participants("group_therapy").tolist() == enrolled.tolist()
    assert other.deliveries[0].start_week == 55
    assert world_of(without).foci.seat.shape[1] == 6
    assert not world_of(without).scratch.doses["session"].any()


def test_users_luck_is_forked_and_never_read_by_the_world(model):
    model.random.random(), model.rng.random()
    twin = model.fork()
    assert twin.random.random() == model.random.random()
    assert twin.rng.random() == model.rng.random()
    state, numbers = model.random.getstate(), model.rng.bit_generator.state
    everybody, numpys = random.getstate(), repr(np.random.get_state())
    model.run_weeks(3)
    model.survey()
    assert model.random.getstate() == state
    assert model.rng.bit_generator.state == numbers
    assert random.getstate() == everybody
    assert repr(np.random.get_state()) == numpys


@pytest.mark.parametrize("how", [copy.deepcopy, lambda m: pickle.loads(pickle.dumps(m))])
def test_copies_go_on_identically_and_apart(model, how):
    model.programmes = [GroupTherapy(weeks=6), CommunityEvents()]
    model.run_weeks(2)
    other = how(model)
    assert difference(model, other) == []
    assert other.people.records is world_of(other).people
    assert other.ties.arrays is world_of(other).ties
    other.run_weeks(4)
    assert model.week == other.week - 4
    model.run_weeks(4)
    assert difference(model, other) == []
    rows = model.datacollector.get_model_vars_dataframe()
    assert rows.equals(other.datacollector.get_model_vars_dataframe())
    assert len(rows) == 6


# asking the model


def test_surveys_are_answered_alike_within_a_week(model):
    first, second = model.survey(), model.survey()
    assert first.equals(second)
    assert list(first.columns) == [
        "unique_id", "ucla3", "lsns6", "pss10", "phq9", "gad7", "life_satisfaction",
    ]  # fmt: skip
    assert first["unique_id"].tolist() == model.people.ids.tolist()
    arrays = model.survey_arrays()
    assert all((arrays[name] == first[name]).all() for name in arrays)
    before = model.fork()
    model.survey_arrays()
    assert difference(model, before) == []
    model.step()
    assert not model.survey().equals(first)


def test_a_survey_sees_what_a_user_has_changed(model):
    model.survey()
    model.people.assign("stress", np.arange(500), 6.0)
    assert model.survey()["pss10"].mean() > 38


def test_the_collector_notes_every_week_observed(model):
    model.run_weeks(3)
    model.run_weeks(2, observe=False)
    model.step()
    rows = model.datacollector.get_model_vars_dataframe()
    assert rows["week"].tolist() == [53, 54, 55, 58]
    assert set(OUTCOMES) <= set(rows.columns)
    scores = model.survey_arrays()
    assert rows["lonely_per_1000"].iloc[-1] == 1000 * (scores["ucla3"] >= 6).mean()
    assert rows["pss10"].iloc[-1] == scores["pss10"].mean()
    assert model.fork().datacollector.get_model_vars_dataframe().empty


def test_the_plan_tells_what_a_week_costs(model):
    names = [step.name for step in model.plan]
    assert names == [
        "policies", "programmes", "life course", "intent", "ties", "meeting", "commit",
        "inner life",
    ]  # fmt: skip
    model.run_weeks(2)
    for step in model.plan:
        assert step.meaning
        assert 0 < step.seconds <= step.total_seconds
    assert "run=" not in repr(model.plan[0])


def test_participants_of_an_unknown_programme(model):
    with pytest.raises(KeyError, match="no programme is called 'choir'; this world has: none"):
        model.participants("choir")
    model.programmes = [GroupTherapy(name="Group"), CommunityEvents()]
    with pytest.raises(
        KeyError, match="no programme is called 'choir'; this world has: Group, community_events"
    ):
        model.participants("choir")
    assert model.participants("Group").tolist() == []


def test_threads_are_checked(model):
    with pytest.raises(ValueError, match="threads must be at least 1, got 0"):
        model.set_threads(0)
    model.set_threads(3)
    model.step()
    assert model.fork()._kith_team.threads == 3


def test_nothing_is_refused_in_an_ordinary_town(model):
    assert set(model.refusals) == {
        "ties", "household", "family", "neighbourhood", "workplace", "group", "online",
    }  # fmt: skip
    assert model.refusals["ties"] == 0
    assert model.refusals["household"] == 0


def test_mesas_random_choice_takes_the_people(model):
    person = model.random.choice(model.agents)
    assert isinstance(person, Person)
    assert person.unique_id in model.people.ids
    twin = model.fork()
    assert twin.random.choice(twin.agents).unique_id == model.random.choice(model.agents).unique_id


# memory


def held(model):
    """Return the bytes of all arrays of a world, a week's included."""
    world = world_of(model)
    arrays = [
        world.people,
        *world.ties,
        world.foci.occupant,
        world.foci.seat,
        world.home_neighbourhood,
        world.neighbourhood_culture,
        *vars(world.scratch).values(),
    ]
    return sum(array.nbytes for array in arrays)


@pytest.mark.parametrize("people", [1000, 10_000])
def test_the_memory_announced_is_what_a_world_takes(people):
    measured = held(ConnectivityModel(people=people, rng=1))
    assert memory_needed(people) == pytest.approx(measured, rel=0.2)
    assert memory_needed(2 * people) == 2 * memory_needed(people)


def test_no_array_of_a_world_is_forgotten_above(model):
    """Weeks allocate nothing that stays."""
    before = held(model)
    model.run_weeks(3)
    assert held(model) == before
