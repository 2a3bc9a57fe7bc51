"""Policies in a world: dated to the week, and the same however it is copied, saved or ordered."""

from __future__ import annotations

import copy
import pickle

import pytest

from simulation import ConnectivityModel
from simulation.mechanisms import CIRCUMSTANCE_COLUMNS
from simulation.policies import (
    POLICIES,
    BereavementWave,
    Disaster,
    Lockdown,
    MeetingPlaces,
    ParameterChange,
    RemoteWork,
    Transport,
    WorkingHours,
)
from simulation.programmes import CommunityEvents
from tests.properties.twins import difference, world_of
from tests.simulation.policies.test_policy import example

EVERYTHING = [
    BereavementWave(mortality=5.0, weeks=6),
    Disaster(displaced=0.3),
    Lockdown(weeks=3, wind_down_weeks=3, start_week=1, strength=0.7),
    MeetingPlaces(build_up_weeks=4),
    ParameterChange(parameter="social_time", value=6.0, start_week=3),
    RemoteWork(build_up_weeks=3),
    RemoteWork(name="more of it", share=0.3, start_week=2),
    Transport(ease=0.8),
    Transport(ease=1.4, name="trains"),
    WorkingHours(weeks=4),
]


def lived(model, weeks):
    model.run_weeks(weeks, observe=False)
    return model


def circumstances(model):
    """Return the names of the circumstances that are set for anybody."""
    doses = world_of(model).scratch.doses
    return {column.name for column in CIRCUMSTANCE_COLUMNS if doses[column.name].any()}


@pytest.mark.parametrize("kind", POLICIES)
def test_a_strength_of_nought_changes_nothing(village, kind):
    twin = village.fork(policies=[example(kind, strength=0.0)])
    assert difference(lived(twin, 3), lived(village.fork(), 3)) == []


@pytest.mark.parametrize("kind", POLICIES)
def test_nothing_changes_before_the_start_and_something_in_the_first_week(village, kind):
    # The default of some kinds is too mild to be sure to show in one week of a village.
    settings = {"bereavement_wave": {"mortality": 50.0}}.get(kind, {})
    twin = village.fork(policies=[example(kind, start_week=2, **settings)])
    usual = village.fork()
    assert difference(lived(twin, 2), lived(usual, 2)) == []
    assert circumstances(twin) == set()
    assert difference(lived(twin, 1), lived(usual, 1)) != []


@pytest.mark.parametrize("kind", POLICIES)
def test_parameters_and_circumstances_are_back_after_the_end(village, kind):
    twin = village.fork(policies=[example(kind, weeks=2, wind_down_weeks=1)])
    world = world_of(twin)
    usual = world.parameters.record()[0].tobytes()
    moved = []
    for _ in range(5):
        lived(twin, 1)
        moved.append(world.p.tobytes() != usual or circumstances(twin) != set())
    assert moved == [True, True, True, False, False]
    assert world.programmes_held == 1.0


def test_weeks_count_from_when_a_policy_is_given(village):
    model = lived(village.fork(), 3)
    model.policies = [Transport(start_week=2, weeks=1, ease=0.5)]
    eases = [float(world_of(lived(model, 1)).p["travel_ease"]) for _ in range(4)]
    assert eases == [1.0, 1.0, 0.5, 1.0]
    assert model.policies[0].start_week == 2


def test_policies_are_named_in_the_order_of_their_labels(village):
    model = village.fork(policies=[Transport(), Lockdown(), Transport(name="bus")])
    assert [one.label for one in model.policies] == ["bus", "lockdown", "transport"]
    assert ConnectivityModel(people=20, rng=1).policies == ()
    assert ConnectivityModel(people=20, rng=1, policies=[Transport()]).policies == (Transport(),)


def test_two_of_one_label_are_refused(village):
    with pytest.raises(ValueError, match=r"^two policies are called 'transport'; give one of them"):
        village.fork(policies=[Transport(), Transport(ease=0.5)])
    with pytest.raises(ValueError, match=r"^two policies are called 'transport'; give one of them"):
        ConnectivityModel(people=20, rng=1, policies=[Transport(), Transport()])


def test_their_order_does_not_matter(village):
    one = village.fork(policies=EVERYTHING)
    other = village.fork(policies=EVERYTHING[::-1])
    assert difference(lived(one, 6), lived(other, 6)) == []


@pytest.mark.parametrize(
    "how",
    [
        ConnectivityModel.fork,
        copy.deepcopy,
        lambda model: pickle.loads(pickle.dumps(model)),
    ],
)
def test_a_copy_in_the_middle_goes_on_identically(village, how):
    model = lived(village.fork([CommunityEvents()], EVERYTHING), 3)
    twin = how(model)
    assert world_of(twin).p.tobytes() == world_of(model).p.tobytes()
    assert world_of(twin).programmes_held == world_of(model).programmes_held < 1.0
    assert (twin.survey() == model.survey()).to_numpy().all()
    assert difference(lived(model, 6), lived(twin, 6)) == []
    assert twin.policies == model.policies


def test_a_file_saved_in_the_middle_goes_on_identically(village, tmp_path):
    model = lived(village.fork([CommunityEvents()], EVERYTHING), 3)
    model.save(tmp_path / "world.kith")
    back = ConnectivityModel.load(tmp_path / "world.kith")
    assert back.policies == model.policies
    assert world_of(back).p.tobytes() == world_of(model).p.tobytes()
    assert difference(lived(model, 6), lived(back, 6)) == []


def test_a_twin_may_live_without_them_from_now_on(village):
    model = lived(village.fork(policies=[Lockdown(), RemoteWork()]), 2)
    freed = model.fork(policies=[])
    assert freed.policies == ()
    assert world_of(freed).p["home_visits"] == 1.0
    assert world_of(freed).programmes_held == 1.0
    assert difference(freed, model) == []
    assert circumstances(lived(freed, 1)) == set()
    assert difference(freed, lived(model, 1)) != []


def test_giving_programmes_keeps_policies_and_the_other_way_round(village):
    model = village.fork(policies=[Lockdown()])
    assert model.fork(programmes=[CommunityEvents()]).policies == (Lockdown(),)
    served = village.fork([CommunityEvents()])
    assert len(served.fork(policies=[Lockdown()]).programmes) == 1


def test_circumstances_and_programmes_share_a_week(village):
    """Programmes add to what policies set; neither wipes out the other."""
    model = lived(village.fork([CommunityEvents()], [MeetingPlaces(), RemoteWork()]), 1)
    assert circumstances(model) == {"local_places", "local_cohesion", "remote_work", "spare_time"}
    assert world_of(model).scratch.doses["event"].any()


def test_threads_do_not_matter(village):
    one, other = (village.fork(policies=EVERYTHING) for _ in range(2))
    other.set_threads(3)
    assert difference(lived(one, 3), lived(other, 3)) == []
