"""A town of own people: what is known is kept, what is not is the model's."""

from __future__ import annotations

import numpy as np
import pytest

from simulation import ConnectivityModel, ParameterSet, PopulationSettings
from simulation.foci import NEIGHBOURHOOD, WORKPLACE
from simulation.own_data import HAS_NONE, NOT_GIVEN, OWN_TRAITS, OwnData, OwnPeople, OwnTies
from simulation.own_data.homes import take_turns
from simulation.own_data.traits import chance_of_neurodivergence
from simulation.synthesis import make_world
from simulation.tie_arrays import ORIGINS
from tests.scientific.integrity import check_columns, check_couples, check_seats, check_ties

N = 400
SEED = 3


def town(traits=None, places=None, people=N, ties=None, seed=SEED, **parameters):
    own = OwnPeople(
        people,
        {name: np.asarray(one, float) for name, one in (traits or {}).items()},
        {name: np.asarray(one, np.int64) for name, one in (places or {}).items()},
    )
    settings = PopulationSettings(people=people)
    return make_world(seed, settings, ParameterSet(parameters), OwnData(own, ties))


def model_of(traits=None, places=None, ties=None):
    own = OwnPeople(N, traits or {}, places or {})
    return ConnectivityModel(
        population=PopulationSettings(people=N), rng=SEED, own_data=OwnData(own, ties)
    )


def ties_of(pairs, **known):
    count = len(pairs)
    person, other = np.array(pairs, np.int64).T
    numbers = {
        name: np.asarray(known.get(name, np.full(count, np.nan)), float)
        for name in ("closeness", "their_closeness", "trust", "their_trust")
    }
    codes = {
        name: np.asarray(known.get(name, np.full(count, NOT_GIVEN)), np.int64)
        for name in ("kin", "origin")
    }
    return OwnTies(person.copy(), other.copy(), **numbers, **codes)


@pytest.fixture(scope="module")
def usual():
    return make_world(SEED, PopulationSettings(people=N), ParameterSet())


def test_people_of_whom_nothing_is_known_are_the_models_own_bit_for_bit(usual):
    unknown = {name: np.full(N, np.nan) for name in OWN_TRAITS}
    nowhere = {name: np.full(N, NOT_GIVEN) for name in ("household", "group", "workplace")}
    own = town(unknown, nowhere)
    assert own.people.tobytes() == usual.people.tobytes()
    assert own.foci.occupant.tobytes() == usual.foci.occupant.tobytes()
    assert own.home_neighbourhood.tobytes() == usual.home_neighbourhood.tobytes()


def test_who_is_known_in_nothing_stays_as_drawn_beside_others_who_are_known(usual):
    neuroticism = np.full(N, np.nan)
    neuroticism[:50] = 2.0
    own = town({"neuroticism": neuroticism}).people
    assert own[50:].tobytes() == usual.people[50:].tobytes()
    assert (own["neuroticism"][:50] == 2.0).all()
    shift = own["early_anxiety"][:50] - usual.people["early_anxiety"][:50]
    lack = 2.0 - usual.people["neuroticism"][:50]
    inside = (own["early_anxiety"][:50] > 0) & (own["early_anxiety"][:50] < 1)
    inside &= usual.people["early_anxiety"][:50] > 0
    assert shift[inside] == pytest.approx(0.18 * 0.387 * lack[inside], abs=1e-5)
    assert (own["attachment_anxiety"] == own["early_anxiety"]).all()


def test_every_known_trait_is_kept_and_life_begins_with_it():
    luck = np.random.default_rng(1)
    traits = {
        "age": luck.uniform(18, 95, N), "sex": luck.integers(0, 2, N),
        "neuroticism": luck.normal(size=N), "extraversion": luck.normal(size=N),
        "adverse_childhood": luck.integers(0, 9, N), "early_anxiety": luck.uniform(0, 1, N),
        "early_avoidance": luck.uniform(0, 1, N), "neurodivergent": luck.integers(0, 2, N),
        "early_belief": luck.normal(size=N), "online_share": luck.uniform(0.1, 0.8, N),
    }  # fmt: skip
    people = town(traits).people
    for name, known in traits.items():
        assert people[name] == pytest.approx(known, rel=1e-6), name
    assert (people["belief_set_point"] == people["early_belief"]).all()
    expected = 0.78 - 0.1891 * people["early_anxiety"] - 0.5977 * people["early_avoidance"]
    assert people["working_model"] == pytest.approx(np.clip(expected, 0.05, 0.95), abs=1e-6)


def test_a_known_count_of_adversities_makes_people_more_anxious_as_the_model_says():
    many, none = (
        town({"adverse_childhood": np.full(4000, count)}, people=4000).people for count in (8, 0)
    )
    # Means of the standard normal above 2.33 and below -.31.
    scores = 2.665, -1.0
    gap = 0.18 * (0.18 + 0.36 * 0.15) * (scores[0] - scores[1])
    assert many["early_anxiety"].mean() - none["early_anxiety"].mean() == pytest.approx(
        gap, abs=0.012
    )


def test_known_homes_hold_those_who_live_in_them_and_others_live_elsewhere():
    home = np.full(N, NOT_GIVEN)
    home[:30] = np.arange(30) // 3
    people = town(places={"household": home}).people
    for one in range(10):
        lives_there = np.flatnonzero(people["household"] == people["household"][3 * one])
        assert lives_there.tolist() == [3 * one, 3 * one + 1, 3 * one + 2]


def test_ages_say_who_is_partner_and_who_is_child():
    age = np.full(N, np.nan)
    home = np.full(N, NOT_GIVEN)
    age[:8] = 52, 50, 20, 71, 40, 23, 24, 25
    sex = np.full(N, np.nan)
    sex[:8] = 0, 1, 0, 1, 1, 0, 1, 0
    home[:8] = 0, 0, 0, 1, 1, 2, 2, 2
    people = town({"age": age, "sex": sex}, {"household": home}).people
    assert people["partner"][:8].tolist() == [1, 0, -1, -1, -1, -1, -1, -1]
    assert people["adult_child"][:8].tolist() == [0, 0, 1, 0, 1, 0, 0, 0]


def test_people_of_known_age_and_sex_live_in_homes_like_the_models():
    luck = np.random.default_rng(4)
    usual = make_world(8, PopulationSettings(people=2000), ParameterSet()).people
    order = luck.permutation(2000)
    known = {name: usual[name][order] for name in ("age", "sex")}
    own = town(known, people=2000, seed=9).people
    partner = [one["partner"] for one in (usual, own)]
    shares = [(one >= 0).mean() for one in partner]
    assert shares[1] == pytest.approx(shares[0], abs=0.05)
    gaps = [
        np.abs(people["age"][one >= 0] - people["age"][one[one >= 0]]).mean()
        for people, one in zip((usual, own), partner, strict=True)
    ]
    assert gaps[1] < gaps[0] + 3.0
    couples = own[partner[1] >= 0]
    same = (couples["sex"] == own["sex"][couples["partner"]]).mean()
    assert same < 0.1


def test_places_are_kept_by_those_who_have_them():
    place = np.full(N, NOT_GIVEN)
    place[:60] = 0
    place[60:64] = HAS_NONE
    place[100:106] = 1
    world = town({"age": np.full(N, 40.0)}, {"workplace": place, "group": place})
    for column in ("workplace", "group"):
        assert (world.people[column][:60] == 0).all()
        assert (world.people[column][60:64] == -1).all()
        assert (world.people[column][100:106] == 1).all()
    assert world.foci.counts[WORKPLACE] == N // 24


def test_a_town_has_the_places_that_are_named_when_everybodys_is_known():
    world = town(places={"neighbourhood": np.arange(N) % 3, "workplace": np.arange(N) % 9})
    assert world.foci.counts[NEIGHBOURHOOD] == 3
    assert world.foci.counts[WORKPLACE] == 9
    assert (world.people["neighbourhood"] == np.arange(N) % 3).all()


def test_ties_begin_with_what_is_known_and_with_the_models_start():
    pairs = [(0, 1), (5, 3), (7, 9)]
    ties = ties_of(
        pairs, closeness=[0.8, 0.5, np.nan], their_closeness=[0.3, np.nan, np.nan],
        trust=[0.9, np.nan, np.nan], kin=[0, 1, 0], origin=[ORIGINS.index("work"), -1, -1],
    )  # fmt: skip
    model = model_of(ties=ties)
    check_ties(model)
    arrays, people = model.ties.arrays, model.people
    assert model.people.array("tie_count").sum() == 6
    mine, theirs = arrays.closeness[[0, 1], 0]
    assert (mine, theirs) == (np.float32(0.8), np.float32(0.3))
    assert arrays.trust[0, 0] == np.float32(0.9)
    assert arrays.trust[1, 0] == people.array("working_model")[1]
    assert arrays.closeness[5, 0] == arrays.closeness[3, 0] == np.float32(0.5)
    assert arrays.kin[[5, 3], 0].tolist() == [1, 1]
    expected = np.clip(people.array("working_model")[5] + 0.1, 0.05, 0.95)
    assert arrays.trust[5, 0] == pytest.approx(expected)
    assert arrays.closeness[7, 0] == np.float32(0.14)
    assert arrays.origin[0, 0] == ORIGINS.index("work")


def test_a_tie_whose_origin_is_unknown_began_where_both_are():
    home = np.full(N, NOT_GIVEN)
    home[:2] = 0
    group = np.full(N, NOT_GIVEN)
    group[[10, 20]] = 0
    family = np.arange(N)
    model = model_of(
        places={"household": home, "group": group, "family": family % 100,
                "workplace": np.full(N, HAS_NONE), "neighbourhood": np.arange(N) % 2},
        ties=ties_of([(0, 1), (10, 20), (11, 13), (11, 14)]),
    )  # fmt: skip
    origin = model.ties.arrays.origin
    told = [ORIGINS[origin[row, 0]] for row in (0, 10, 13, 14)]
    assert told == ["household", "group", "neighbourhood", "introduced"]
    assert model.ties.arrays.kin[0, 0] == 1


def test_such_a_town_lives_on_by_the_models_rules():
    luck = np.random.default_rng(2)
    pairs = {tuple(sorted(luck.choice(N, 2, replace=False).tolist())) for _ in range(900)}
    home = np.full(N, NOT_GIVEN)
    home[:90] = np.arange(90) // 4
    age = np.where(np.arange(N) % 3 == 0, np.nan, luck.uniform(18, 90, N))
    model = model_of(
        {"age": age, "neuroticism": luck.normal(size=N)},
        {"household": home, "workplace": np.arange(N) % 12},
        ties_of(sorted(pairs), closeness=luck.uniform(0, 1, len(pairs))),
    )
    for _ in range(6):
        check_ties(model)
        check_seats(model)
        check_couples(model)
        check_columns(model)
        model.run_weeks(10, observe=False)


def test_saved_and_forked_worlds_go_on_alike(tmp_path):
    model = model_of({"age": np.full(N, 50.0)}, ties=ties_of([(0, 9)], closeness=[0.9]))
    model.save(tmp_path / "own.kith")
    twins = [model, model.fork(), ConnectivityModel.load(tmp_path / "own.kith")]
    for twin in twins:
        twin.run_weeks(5, observe=False)
    records = {twin.people.records.tobytes() for twin in twins}
    assert len(records) == 1


def test_people_and_population_must_agree():
    own = OwnData(OwnPeople(20, {}, {}))
    with pytest.raises(ValueError, match="own data hold 20 residents, but the population has 30"):
        make_world(1, PopulationSettings(people=30), ParameterSet(), own)


def test_nobody_takes_the_place_of_another():
    luck = np.random.default_rng(7)
    for _ in range(30):
        count = luck.integers(1, 40)
        slots, people = luck.uniform(18, 90, (2, count))
        sexes, theirs = luck.integers(0, 2, (2, count))
        taken = take_turns(slots, sexes, people, theirs)
        assert sorted(taken.tolist()) == list(range(count))
        fitting = (sexes[taken] == theirs).sum()
        most = min((sexes == 0).sum(), (theirs == 0).sum()) + min(sexes.sum(), theirs.sum())
        assert fitting == most


def test_contact_online_says_something_about_neurodivergence():
    """By Bayes' rule, as counting among many drawn people shows."""
    luck = np.random.default_rng(3)
    divergent = luck.random(400_000) < 0.1
    online = np.clip(0.35 + 0.12 * luck.normal(size=400_000) + 0.1 * divergent, 0.02, 0.9)
    for low, high in ((0.30, 0.32), (0.55, 0.57)):
        among = (online > low) & (online < high)
        chance = chance_of_neurodivergence(
            np.array([(low + high) / 2]), np.array([45.0]), 0.1, ParameterSet()
        )
        assert chance[0] == pytest.approx(divergent[among].mean(), abs=0.015)


def test_own_data_are_equal_when_every_number_is():
    one, other = (OwnData(OwnPeople(2, {"age": np.array([30.0, age])}, {})) for age in (1, 2))
    assert one != other
    assert one == OwnData(OwnPeople(2, {"age": np.array([30.0, 1.0])}, {}))
    assert hash(one) != hash(other)
