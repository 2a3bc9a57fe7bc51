"""The week of ties: mirrored exactly, free of slot order, and as frequent as the rates say."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from simulation import ConnectivityModel
from simulation.purposes import week_keys
from simulation.tie_arrays import empty_ties
from simulation.week import tie_week
from tests.properties import candidates
from tests.properties.twins import fields, half_ties, pairs, same_bits, world_of
from tests.simulation.demography.towns import assert_ties_in_order


def test_both_halves_are_the_same_bits_after_many_weeks(village):
    model = village.fork()
    ended = 0
    for _ in range(30):
        before = pairs(model)
        model.run_weeks(1, observe=False)
        ended += len(before - pairs(model))
        assert_ties_in_order(model)
    assert ended > 100, "ties must have been dropped for this to say anything"


@pytest.mark.slow
def test_both_halves_are_the_same_bits_after_years():
    model = ConnectivityModel(people=3000, rng=14)
    for _ in range(6):
        model.run_weeks(52, observe=False)
        assert_ties_in_order(model)


def shuffled(model, seed):
    """Put everybody's ties into other slots."""
    world = world_of(model)
    rng = np.random.default_rng(seed)
    for row in range(len(world.people)):
        count = int(world.people["tie_count"][row])
        order = rng.permutation(count)
        for array in world.ties:
            array[row, :count] = array[row, :count][order]
    return model


def test_no_result_depends_on_the_order_of_slots(village):
    straight = village.fork()
    for seed in range(4):
        other = shuffled(village.fork(), seed)
        calm = straight.fork()
        for week in range(6):
            calm.run_weeks(1, observe=False)
            other.run_weeks(1, observe=False)
            received = world_of(calm).scratch.received, world_of(other).scratch.received
            assert (fields(received[0]) == fields(received[1])).all(), week
            assert (fields(world_of(calm).people) == fields(world_of(other).people)).all(), week
            assert same_bits(half_ties(calm), half_ties(other)), week


@given(st.floats(0.0, 12.0), st.floats(1e-12, 1.0, exclude_max=True))
def test_meeting_is_exactly_the_formula(rate, luck):
    edge = -math.expm1(-rate)
    assume(abs(luck - edge) > 2.0**-53)  # nearer, 1 - e^-rate is rounded; the edge is tested below
    assert tie_week._meets(rate, luck) == (luck < edge)


def test_meeting_of_a_rate_below_rounding_is_right_where_the_formula_is_not():
    assert 1.0 - math.exp(-4.589416071068975e-11) > 4.589416071068975e-11
    assert not tie_week._meets(4.589416071068975e-11, 4.589416071068975e-11)


@pytest.mark.parametrize("rate", [0.0, 1e-9, 0.3, 1.0, 2.0, 30.0])
def test_meeting_at_the_very_edge(rate):
    edge = 1.0 - math.exp(-rate)
    for luck in (np.nextafter(edge, 0), edge, np.nextafter(edge, 1)):
        if 0 < luck < 1 and rate > 1e-6:
            assert tie_week._meets(rate, luck) == (luck < edge)
    assert not tie_week._meets(0.0, 1e-16)
    assert tie_week._meets(30.0, 0.999999999)


def test_people_meet_as_often_as_their_rates_say(village):
    """Calibration: in every tenth of expected contact, contacts are as many as expected."""
    model = village.fork()
    p, n = model.parameters, len(model.people)
    chances, met = [], []
    for _ in range(12):
        before = half_ties(model)
        model.run_weeks(1, observe=False)
        shown, after = world_of(model).scratch.shown, half_ties(model)
        _, was, now = np.intersect1d(
            before["me"] * 2**32 + before["other"], after["me"] * 2**32 + after["other"],
            return_indices=True,
        )  # fmt: skip
        then, after = before[was], after[now]
        lasted = (after["weeks"] > 0) & (then["me"] < then["other"])
        then, after = then[lasted], after[lasted]
        me, other = shown[then["me"] % n], shown[then["other"] % n]
        rate = np.where(then["kin"] == 1, p["kin_contact"], p["friend_contact"]) * 0.5 * (
            then["closeness"] * me["outreach"] * me["time_factor"]
            + then["their_closeness"] * other["outreach"] * other["time_factor"]
        )  # fmt: skip
        for place, more in (
            ("neighbourhood", "neighbour_contact"),
            ("workplace", "work_contact"),
            ("group_met", "group_contact"),
        ):
            rate += p[more] * ((me[place] == other[place]) & (me[place] >= 0))
        rate = np.where(me["household"] == other["household"], p["household_contact"], rate)
        memory = p["contact_memory"]
        chances.append(1 - np.exp(-rate))
        met.append(after["contact_rate"] > then["contact_rate"] * (1 - memory) + memory / 2)
    chance, contact = np.concatenate(chances), np.concatenate(met)
    assert len(contact) > 20_000
    for tenth in np.array_split(np.argsort(chance), 10):
        expected = chance[tenth].sum()
        spread = np.sqrt((chance[tenth] * (1 - chance[tenth])).sum())
        # Friends who did not meet are dropped a little more often, so allow one per cent.
        assert abs(contact[tenth].sum() - expected) < 4 * spread + 0.01 * expected


class Pair:
    """Two people with one tie and nothing else in common, seen through the kernel alone."""

    def __init__(self):
        self.world = world_of(ConnectivityModel(people=10, rng=1))
        self.shown = self.world.scratch.shown
        self.shown["identity"] = candidates.identities(np.arange(10))
        self.shown["household"] = np.arange(10)
        for name in ("neighbourhood", "workplace", "group_met", "event_met"):
            self.shown[name] = -1
        self.shown["working_model"] = 0.5

    def begin(self, **columns):
        """Give the two a tie; a pair of numbers is what each side holds."""
        self.ties = empty_ties(10)
        self.world.people["tie_count"][:2] = 1
        self.ties.neighbour[:2, 0] = 1, 0
        for name, value in ({"closeness": 0.4, "their_closeness": 0.4} | columns).items():
            getattr(self.ties, name)[:2, 0] = value
        return self

    def live(self, *weeks):
        for week in weeks:
            tie_week.tie_week(
                self.world.people, self.shown, self.ties, self.world.scratch.received,
                self.world.scratch.brokers, self.world.p, week_keys(1, week), 0, 10,
            )  # fmt: skip
        return self.ties


@pytest.fixture(scope="module")
def pair():
    return Pair()


def test_without_contact_closeness_decays_and_kin_hardly(pair):
    friends = pair.begin().live(*range(10))
    assert friends.closeness[0, 0] == pytest.approx(0.4 * 0.98**10, rel=1e-5)
    assert friends.their_closeness[1, 0] == friends.closeness[0, 0]
    assert friends.weeks[0, 0] == 10
    kin = pair.begin(kin=1).live(*range(10))
    assert kin.closeness[0, 0] == pytest.approx(0.4 * 0.996**10, rel=1e-5)


def test_trust_drifts_to_the_working_model_without_contact(pair):
    ties = pair.begin(trust=(0.9, 0.1), their_trust=(0.1, 0.9)).live(0)
    assert ties.trust[0, 0] == pytest.approx(0.9 - 0.01 * 0.4)
    assert ties.their_trust[0, 0] == ties.trust[1, 0] == pytest.approx(0.1 + 0.01 * 0.4)


@pytest.mark.parametrize(
    ("closeness", "theirs", "chance"),
    [(0.05, 0.3, 0.1829), (0.3, 0.05, 0.1829), (0.05, 0.05, 1 - (1 - 0.1829) ** 2), (0.2, 0.2, 0)],
)
def test_faded_friendships_are_dropped_by_either_side(pair, closeness, theirs, chance):
    gone = 0
    for week in range(1500):
        begun = pair.begin(closeness=(closeness, theirs), their_closeness=(theirs, closeness))
        ties = begun.live(week)
        ended = ties.neighbour[:2, 0] < 0
        assert ended[0] == ended[1]
        assert (pair.world.people["tie_count"][:2] == 1 - ended).all()
        gone += int(ended[0])
    assert stats.binomtest(gone, 1500, chance).pvalue > 0.001


def test_kin_are_never_dropped(pair):
    ties = pair.begin(closeness=0.001, their_closeness=0.001, kin=1).live(*range(200))
    assert ties.neighbour[0, 0] == 1


def test_a_tie_of_many_years_stops_counting_at_its_limit(pair):
    assert pair.begin(kin=1, weeks=65_534).live(0, 1, 2).weeks[0, 0] == 65_535


@pytest.mark.parametrize("slots", [(1, 2), (2, 1)])
@pytest.mark.parametrize("trusted", [1, 2])
def test_the_person_trusted_most_is_told_apart_among_those_met(slots, trusted):
    """Person 0 lives with a warm person, 1, and a cold one, 2, and trusts one of them more."""
    here = Pair()
    world, shown = here.world, here.shown
    world.p["conflict_rate"] = 0.0
    shown["household"][:3] = 5
    shown["availability"][:3] = 0.7, 0.9, 0.2
    ties = here.begin(kin=1, compatibility=0.8).ties
    world.people["tie_count"][0] = 2
    for slot, other in enumerate(slots):
        for name in ("closeness", "their_closeness"):
            getattr(ties, name)[0, slot] = 0.5
        ties.neighbour[0, slot] = other
        ties.compatibility[0, slot] = 0.8
        ties.their_trust[0, slot] = 0.6
    lessons = []
    for week in range(6):
        for slot, other in enumerate(slots):
            ties.trust[0, slot] = 0.7 if other == trusted else 0.4
        tie_week.tie_week(
            world.people, shown, here.ties, world.scratch.received, world.scratch.brokers,
            world.p, week_keys(1, week), 0, 1,
        )  # fmt: skip
        sums = world.scratch.received[0]
        if sums["contacts"] == 2:
            lessons.append(float(sums["trusted_response"] - sums["responsiveness"] / 2))
        elif sums["contacts"] == 0:
            assert sums["trusted_response"] == 0.0
    assert len(lessons) >= 4
    assert min(lessons) > 0.1 if trusted == 1 else max(lessons) < -0.1


def test_of_two_trusted_alike_the_kinder_counts_whatever_their_order():
    lessons = set()
    for slots in ((1, 2), (2, 1)):
        here = Pair()
        world, shown = here.world, here.shown
        shown["household"][:3] = 5
        shown["availability"][:3] = 0.7, 0.9, 0.2
        ties = here.begin(kin=1, compatibility=0.8, their_trust=0.6, trust=0.5).ties
        world.people["tie_count"][0] = 2
        for array in ties:
            array[0, 1] = array[0, 0]
        ties.neighbour[0, :2] = slots
        here.live(0)
        assert world.scratch.received["contacts"][0] == 2
        sums = world.scratch.received[0]
        assert sums["trusted_response"] > sums["responsiveness"] / 2
        lessons.add(float(sums["trusted_response"]))
    assert len(lessons) == 1


def test_nobody_without_ties_receives_anything(village):
    model = village.fork()
    world = world_of(model)
    world.people["tie_count"] = 0
    world.ties.neighbour[:] = -1
    tie_week.tie_week(
        world.people, world.scratch.shown, world.ties, world.scratch.received,
        world.scratch.brokers, world.p, world.keys, 0, 500,
    )  # fmt: skip
    assert not fields(world.scratch.received).any()
    assert (world.scratch.brokers["one"] == -1).all()


def test_brokers_introduce_two_of_their_own_with_equal_chances(village):
    """Over weeks, every pair of somebody's ties is introduced as often as every other."""
    model = village.fork()
    world = world_of(model)
    row = int(np.flatnonzero(world.people["tie_count"] == 6)[0])
    known = world.ties.neighbour[row, :6].tolist()
    shown = world.scratch.shown
    shown["identity"] = candidates.identities(world.people["unique_id"])
    world.p["dropping"] = 0.0
    counts: dict[tuple[int, int], int] = {}
    active = 0
    for week in range(6000):
        order = world.ties.neighbour[row, :6].tolist()
        closeness = world.ties.closeness[row, :6].astype(float)
        tie_week.tie_week(
            world.people, shown, world.ties, world.scratch.received, world.scratch.brokers,
            world.p, week_keys(1, week), row, row + 1,
        )  # fmt: skip
        broker = world.scratch.brokers[row]
        if broker["one"] >= 0:
            active += 1
            pair = (int(broker["one"]), int(broker["two"]))
            counts[pair] = counts.get(pair, 0) + 1
            near = closeness[[order.index(j) for j in pair]]
            assert broker["vouch"] == pytest.approx(np.sqrt(near.prod()), rel=1e-5)
    assert {j for pair in counts for j in pair} == set(known)
    assert len(counts) == 30
    assert stats.binomtest(active, 6000, world.p["introduction_rate"]).pvalue > 0.001
    assert stats.chisquare(list(counts.values())).pvalue > 0.001


def test_a_tie_that_ends_this_week_changes_no_introduction_this_week(village):
    """Otherwise a difference would travel two steps in one week."""
    steady, fading = village.fork(), village.fork()
    steady._kith_world.p["dropping"] = 0.0
    fading._kith_world.p["dropping"] = 1.0
    fading._kith_world.p["fading_closeness"] = 0.5
    for model in (steady, fading):
        model.run_weeks(1, observe=False)
    assert len(fading.ties) < 0.9 * len(steady.ties)
    brokers = [fields(world_of(model).scratch.brokers) for model in (steady, fading)]
    assert (brokers[0] == brokers[1]).all()
