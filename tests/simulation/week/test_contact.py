"""Contact: compatibility, liking, and the rate at which two people meet."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from simulation import ParameterSet
from simulation.purposes import number, week_keys
from simulation.shown import SHOWN
from simulation.week.contact import compatibility, contact_rate, contact_sought, liking, matched
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


def both_ways(pair, sought=0.4, theirs=0.6):
    here = contact_rate(sought, theirs, pair[0], pair[1], P)
    there = contact_rate(theirs, sought, pair[1], pair[0], P)
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
