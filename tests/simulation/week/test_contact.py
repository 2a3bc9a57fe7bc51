"""Contact: compatibility, liking, and the rate at which two people meet."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from simulation import ParameterSet
from simulation.purposes import number, week_keys
from simulation.shown import SHOWN
from simulation.week.contact import (
    compatibility,
    contact_rate,
    contact_sought,
    liking,
    matched,
    online_chance,
)
from tests.properties import candidates

P = ParameterSet().record()[0]
KEYS = week_keys(2, 5)
KIN = float(P["kin_compatibility"])
MIXED = 1.0 - float(P["double_empathy_cost"])


def parameters(**changed):
    return ParameterSet(changed).record()[0]


@pytest.fixture
def pair():
    """Two grown-ups who share nothing yet."""
    shown = np.zeros(2, SHOWN)
    shown["identity"] = candidates.identities([4, 9])
    shown["household"] = [1, 2]
    for name in ("neighbourhood", "workplace", "group_met", "event_met"):
        shown[name] = -1
    shown["outreach"] = [1.0, 2.0]
    shown["time_factor"] = [1.0, 0.5]
    shown["age"] = 40.0
    return shown


def test_compatibility_is_mutual_and_made_of_luck_age_and_temperament():
    rng = np.random.default_rng(1)
    shown = np.zeros(300, SHOWN)
    shown["identity"] = candidates.identities(np.arange(300))
    shown["age"] = rng.uniform(18, 95, 300)
    shown["temperament"] = rng.normal(size=300) * 1.4
    shown["extraversion"] = rng.normal(size=300)
    key = KEYS[number("compatibility")]
    floor = P["compatibility_floor"]
    for a, b in rng.integers(0, 300, (400, 2)).tolist():
        if a == b:
            continue
        me, other = shown[a], shown[b]
        luck = candidates.unit(candidates.pair_bits(key, a, b))
        age_gap = min(abs(float(me["age"]) - float(other["age"])) / 20, 2) - 0.9
        temper_gap = (
            abs(float(me["temperament"]) - float(other["temperament"])) * np.sqrt(0.5)
            + P["extraversion_homophily"]
            * abs(float(me["extraversion"]) - float(other["extraversion"]))
            - 1.46
        )
        expected = np.clip(
            floor + (1 - floor) * luck - P["age_homophily"] * age_gap
            - P["temperament_homophily"] * temper_gap, 0.05, 1
        )  # fmt: skip
        found = compatibility(me, other, P, KEYS)
        assert found == pytest.approx(expected, rel=1e-6)
        assert found == compatibility(other, me, P, KEYS)


def test_a_pair_matches_for_life():
    shown = np.zeros(2, SHOWN)
    shown["identity"] = candidates.identities([1, 2])
    values = {compatibility(shown[0], shown[1], P, week_keys(2, week)) for week in range(5)}
    assert len(values) == 1
    other_seed = compatibility(shown[0], shown[1], P, week_keys(3, 0))
    assert other_seed not in values


def test_liking_is_directed_lasting_and_has_mean_one():
    shown = np.zeros(80, SHOWN)
    shown["identity"] = candidates.identities(np.arange(80))
    values = np.array([[liking(shown[a], shown[b], P, KEYS) for b in range(80)] for a in range(80)])
    upper = np.triu_indices(80, 1)
    spread = P["directed_liking"]
    drawn = (values[upper] - 1 + spread) / (2 * spread)
    assert stats.kstest(drawn, "uniform").pvalue > 0.001
    assert abs(np.corrcoef(values[upper], values.T[upper])[0, 1]) < 4 / np.sqrt(len(upper[0]))
    assert liking(shown[0], shown[1], P, week_keys(2, 99)) == values[0, 1]
    assert liking(shown[0], shown[1], parameters(directed_liking=0.0), KEYS) == 1.0


@pytest.mark.parametrize(
    ("kin", "home", "mixed", "expected"),
    [
        (0, False, False, 0.3),
        (0, False, True, 0.3 * MIXED),
        (1, False, False, KIN + (1 - KIN) * 0.3),
        (0, True, False, P["household_compatibility"]),
        (1, True, True, (KIN + (1 - KIN) * 0.3) * MIXED),
    ],
)
def test_kin_housemates_and_neurotypes(pair, kin, home, mixed, expected):
    pair["neurodivergent"] = [0, int(mixed)]
    for me, other in ((0, 1), (1, 0)):
        found = matched(pair[me], pair[other], 0.3, kin, home, P)
        assert found == pytest.approx(expected, rel=1e-9)


def test_two_of_the_same_neurotype_lose_nothing(pair):
    pair["neurodivergent"] = 1
    assert matched(pair[0], pair[1], 0.3, 0, False, P) == 0.3


def test_close_ties_are_sought_more_and_a_map_shifts_contact_to_the_trusted(pair):
    me = pair[1]
    assert contact_sought(me, 0.5, 0.9, 0, P) == pytest.approx(P["friend_contact"] * 0.5 * 2.0)
    assert contact_sought(me, 0.5, 0.9, 1, P) == pytest.approx(P["kin_contact"] * 0.5 * 2.0)
    assert contact_sought(me, 0.0, 0.9, 1, P) == 0.0
    plain = contact_sought(me, 0.5, 0.5, 0, P)
    pair["mapping"] = 0.5
    pair["working_model"] = 0.5
    me = pair[1]
    assert contact_sought(me, 0.5, 0.5, 0, P) == plain
    assert contact_sought(me, 0.5, 0.6, 0, P) == pytest.approx(plain * 1.5)
    assert contact_sought(me, 0.5, 0.99, 0, P) == pytest.approx(plain * 1.75)
    assert contact_sought(me, 0.5, 0.01, 0, P) == pytest.approx(plain * 0.65)
    # Whoever trusts few people turns to those few: what counts is trust beyond the usual.
    pair["working_model"] = 0.3
    assert contact_sought(pair[1], 0.5, 0.4, 0, P) == pytest.approx(plain * 1.5)


def both_ways(pair, sought=0.4, theirs=0.6, **changed):
    p = parameters(**changed)
    here = contact_rate(sought, theirs, pair[0], pair[1], p)
    there = contact_rate(theirs, sought, pair[1], pair[0], p)
    assert here == there
    return here


def test_two_who_share_nothing_meet_as_both_seek_and_have_time(pair):
    assert both_ways(pair) == pytest.approx(0.5 * (0.4 * 1.0 + 0.6 * 0.5))
    assert both_ways(pair, 0.0, 0.0) == 0.0


@pytest.mark.parametrize(
    ("place", "parameter"),
    [
        ("neighbourhood", "neighbour_contact"),
        ("workplace", "work_contact"),
        ("group_met", "group_contact"),
        ("event_met", "event_contact"),
    ],
)
def test_shared_places_add_contact_and_having_none_does_not(pair, place, parameter):
    alone = both_ways(pair)
    pair[place] = [3, 4]
    assert both_ways(pair) == alone
    pair[place] = [3, -1]
    assert both_ways(pair) == alone
    pair[place] = [0, 0]
    assert both_ways(pair) == pytest.approx(alone + P[parameter], rel=1e-9)
    pair[place] = [-1, -1]
    assert both_ways(pair) == alone


def test_housemates_meet_at_the_rate_of_a_home(pair):
    pair["household"] = 3
    pair["workplace"] = 2
    assert both_ways(pair) == P["household_contact"]


# unusual circumstances


@pytest.fixture
def unusual(pair):
    """The two in a week whose circumstances are not the usual ones, if only just."""
    pair["unusual"] = [0, 1]  # what one of them shows is enough
    pair["online_share"] = [0.2, 0.4]
    pair["neighbourhood"] = [3, 4]
    return pair


WANTED = 0.5 * (0.4 * 1.0 + 0.6 * 0.5)


def test_an_unusual_week_in_which_all_is_as_usual_changes_no_bit(unusual):
    usual = unusual.copy()
    usual["unusual"] = 0
    for place in (None, "neighbourhood", "workplace", "group_met"):
        for shown in (unusual, usual):
            if place is not None:
                shown[place] = 2
        assert both_ways(unusual) == both_ways(usual)
        assert online_both_ways(unusual) == online_both_ways(usual)


@pytest.mark.parametrize(
    ("changed", "left"),
    [
        ({"home_visits": 0.2}, 1 - 0.7 * 0.8 * 0.5),
        ({"home_visits": 0.2, "online_substitution": 0.0}, 1 - 0.7 * 0.8),
        ({"home_visits": 0.0, "online_substitution": 1.0}, 1.0),
        ({"home_visits": 1.5}, 1 + 0.7 * 0.5),
        ({"travel_ease": 0.6}, 1 - 0.7 * 0.4 * 0.5),
        ({"travel_ease": 2.0}, 1 + 0.7),
        ({"home_visits": 0.5, "travel_ease": 0.5}, 1 - 0.7 * 0.75 * 0.5),
    ],
)
def test_visits_that_are_impossible_are_lost_but_for_those_online(unusual, changed, left):
    assert both_ways(unusual, **changed) == pytest.approx(WANTED * left, rel=1e-6)


def test_travel_within_a_neighbourhood_is_as_ever(unusual):
    unusual["neighbourhood"] = 3
    assert both_ways(unusual, travel_ease=0.1) == both_ways(unusual)
    assert both_ways(unusual, home_visits=0.1) < both_ways(unusual)


def test_places_to_meet_and_life_in_the_street_move_neighbours(unusual):
    unusual["neighbourhood"] = 3
    unusual["local_places"] = [0.2, 0.6]
    street = P["neighbour_contact"]
    assert both_ways(unusual) == pytest.approx(WANTED + street * 1.4, rel=1e-6)
    quiet = both_ways(unusual, neighbourhood_life=0.5, local_meeting_gain=2.0)
    assert quiet == pytest.approx(WANTED + street * 0.5 * 1.8, rel=1e-6)
    unusual["neighbourhood"] = [3, 4]
    assert both_ways(unusual) == pytest.approx(WANTED, rel=1e-6)


def test_colleagues_meet_when_both_are_at_work(unusual):
    unusual["workplace"] = 5
    unusual["away_from_work"] = [0.5, 0.2]
    assert both_ways(unusual) == pytest.approx(WANTED + P["work_contact"] * 0.4, rel=1e-6)
    unusual["away_from_work"] = [1.0, 0.0]
    assert both_ways(unusual) == pytest.approx(WANTED, rel=1e-6)


def test_housemates_meet_as_ever(unusual):
    unusual["household"] = 3
    assert both_ways(unusual, home_visits=0.0) == P["household_contact"]


def online_both_ways(pair, closeness=0.5, theirs=0.3, **changed):
    p = parameters(**changed)
    here = online_chance(pair[0], pair[1], closeness, theirs, 0.6, 0.5, 0, p)
    there = online_chance(pair[1], pair[0], theirs, closeness, 0.5, 0.6, 0, p)
    assert here == there
    return here


def test_contact_is_online_as_often_as_both_are_on_average(unusual):
    assert online_both_ways(unusual) == pytest.approx(0.3, rel=1e-6)


@pytest.mark.parametrize(("visits", "instead"), [(0.0, 0.5), (0.2, 0.5), (0.2, 0.0), (0.6, 1.0)])
def test_the_fewer_visits_the_more_of_the_contact_is_online(unusual, visits, instead):
    changed = {"home_visits": visits, "online_substitution": instead}
    in_person, online = 0.7 * visits, 0.3 + 0.7 * (1 - visits) * instead
    expected = online / (in_person + online)
    assert online_both_ways(unusual, **changed) == pytest.approx(expected, rel=1e-6)


def test_contact_at_places_stays_in_person(unusual):
    """Colleagues who still go to work see each other there, whoever may visit whom."""
    unusual["workplace"] = 5
    changed = {"home_visits": 0.0, "online_substitution": 0.0}
    sought = P["friend_contact"] * 0.5 * (0.5 * 1.0 * 1.0 + 0.3 * 2.0 * 0.5)
    online = sought * 0.3 + P["work_contact"] * 0.3
    expected = online / (sought * 0.3 + P["work_contact"])
    assert online_both_ways(unusual, **changed) == pytest.approx(expected, rel=1e-6)


def test_easier_travel_brings_contact_in_person(unusual):
    assert online_both_ways(unusual, travel_ease=2.0) == pytest.approx(0.3 / 1.7, rel=1e-6)
