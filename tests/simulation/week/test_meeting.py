"""Meeting: who takes to whom, and what becomes of an offer, against plain NumPy."""

from __future__ import annotations

import math

import numpy as np
import pytest

from simulation.foci import GROUP, NEIGHBOURHOOD, ONLINE, STANDING, WORKPLACE
from simulation.policies import MeetingPlaces, ParameterChange, RemoteWork
from simulation.programmes import CommunityEvents, GroupTherapy
from simulation.purposes import week_keys
from simulation.tie_arrays import ORIGINS
from simulation.week.contact import compatibility
from simulation.week.meeting import OFFERS, _offer, venue_table
from tests.properties import candidates
from tests.properties.twins import world_of

UNUSUAL = [
    MeetingPlaces(neighbourhood_share=0.5, meeting=0.8),
    RemoteWork(share=0.6),
    ParameterChange(parameter="neighbourhood_life", value=0.7),
]


@pytest.fixture(scope="module", params=[[], UNUSUAL], ids=["usual", "unusual"])
def week(village, request):
    """A week of a village with all venues open, early in its founding so that many meet."""
    founding = ParameterChange(parameter="founding_weeks", value=500.0)
    model = village.fork(
        [CommunityEvents(), GroupTherapy(eligibility="ucla3 >= 3")], [founding, *request.param]
    )
    model.run_weeks(2)
    return model


def offers_of(model):
    """Return all offers as (row, other, origin, rank)."""
    scratch = world_of(model).scratch
    rows, places = np.nonzero(scratch.offers >= 0)
    return rows, scratch.offers[rows, places], scratch.origins[rows, places], places


def test_offers_are_mutual_but_for_those_beyond_six(week):
    scratch = world_of(week).scratch
    rows, others, origins, _ = offers_of(week)
    assert len(rows) > 100
    sent = {(a, b): o for a, b, o in zip(rows, others, origins, strict=True)}
    one_sided = [(a, b) for a, b in sent if (b, a) not in sent]
    for _, b in one_sided:
        assert (scratch.offers[b] >= 0).all(), "only a full row of offers leaves somebody out"
    for (a, b), origin in sent.items():
        assert sent.get((b, a), origin) == origin


def test_nobody_offers_to_themselves_or_to_people_they_know(week):
    world = world_of(week)
    rows, others, _, _ = offers_of(week)
    assert (rows != others).all()
    for row, other in zip(rows, others, strict=True):
        before = world.ties.neighbour[row, : world.scratch.counts[row]]
        assert other not in before


def test_offers_are_kept_in_the_order_of_their_luck(week):
    world = world_of(week)
    ids = week.people.ids
    key = candidates.key(week.seed, "offer rank", week.week)
    rows, others, _, places = offers_of(week)
    rank = candidates.unit(candidates.pair_bits(key, ids[rows], ids[others]))
    np.testing.assert_array_equal(world.scratch.ranks[rows, places], rank)
    later = np.flatnonzero(np.diff(rows) == 0)
    assert (rank[later] < rank[later + 1]).all()


def accepted(model):
    """Work out every offer of the week again, without the kernel: a set for each person."""
    world = world_of(model)
    scratch, foci, p = world.scratch, world.foci, world.p
    shown, ids = scratch.shown, model.people.ids
    keys = week_keys(world.seed, world.week - 1)
    table = venue_table(foci, p, founding=world.week - 1 < p["founding_weeks"])
    known = [
        set(world.ties.neighbour[row, : scratch.counts[row]].tolist()) for row in range(len(shown))
    ]
    found: list[dict[int, float]] = [{} for _ in range(len(shown))]

    def consider(i, j, origin, rate):
        me, other = shown[i], shown[j]
        if math.isfinite(rate):
            key = candidates.key(world.seed, f"accept {ACCEPT[origin]}", world.week)
            luck = float(candidates.unit(candidates.pair_bits(key, ids[i], ids[j])))
            match = compatibility(me, other, p, keys)
            if me["neurodivergent"] != other["neurodivergent"]:
                match *= 1 - p["double_empathy_cost"]
            openness = math.sqrt(float(me["openness"]) * float(other["openness"]))
            if luck >= rate * p["friendship_acceptance"] * openness * match**2:
                return
        if j not in known[i]:
            key = candidates.key(world.seed, "offer rank", world.week)
            found[i][j] = float(candidates.unit(candidates.pair_bits(key, ids[i], ids[j])))

    for i, j, v in seats_by_venue(model):
        venue = table[v]
        assisted = float(shown[i]["meeting"]) + float(shown[j]["meeting"])
        rate = float(venue["rate"]) * (1 + float(venue["assisted"]) * assisted)
        if v == ONLINE:
            rate *= float(shown[i]["online_share"] * shown[j]["online_share"])
        elif v == NEIGHBOURHOOD:
            places = float(shown[i]["local_places"]) + float(shown[j]["local_places"])
            rate *= 1 + float(p["local_meeting_gain"]) * places / 2
        elif v == WORKPLACE:
            away = [float(shown[who]["away_from_work"]) for who in (i, j)]
            rate *= (1 - away[0]) * (1 - away[1])
        consider(i, j, int(venue["origin"]), rate)
    brokers = scratch.brokers
    for broker in np.flatnonzero(brokers["one"] >= 0).tolist():
        one, two = int(brokers["one"][broker]), int(brokers["two"][broker])
        for i, j in ((one, two), (two, one)):
            if broker in known[i]:
                rate = p["vouching"] * float(brokers["vouch"][broker])
                consider(i, j, ORIGINS.index("introduced"), rate)
    return found


ACCEPT = (
    "household", "family", "neighbourhood", "event", "work", "group", "programme", "online",
    "introduction",
)  # fmt: skip


def seats_by_venue(model):
    world = world_of(model)
    keep = world.foci.venues
    for place in range(len(keep)):
        for i, j in candidates.seat_partners(model, only=place).tolist():
            yield i, j, place


def test_every_offer_follows_from_the_rule(week):
    """The kernel's offers are the six luckiest of those an independent account finds."""
    offers = world_of(week).scratch.offers
    many = 0
    for row, found in enumerate(accepted(week)):
        luckiest = sorted(found, key=found.__getitem__)[:OFFERS]
        assert offers[row][offers[row] >= 0].tolist() == luckiest, row
        many += len(found)
    assert many > 100


def test_at_most_six_offers_the_luckiest_first():
    offers, origins = np.full(OFFERS, -1, np.int32), np.zeros(OFFERS, np.uint8)
    ranks = np.full(OFFERS, np.inf)
    rng = np.random.default_rng(4)
    ranked = dict(zip(range(100, 130), rng.random(30).tolist(), strict=True))
    for j, rank in ranked.items():
        _offer(j, j % 9, rank, offers, origins, ranks)
        _offer(j, (j + 1) % 9, rank, offers, origins, ranks)  # met twice: offered once
    best = sorted(ranked, key=ranked.__getitem__)[:OFFERS]
    assert offers.tolist() == best
    assert origins.tolist() == [j % 9 for j in best]
    assert ranks.tolist() == [ranked[j] for j in best]


def test_the_order_in_which_people_are_met_does_not_matter():
    rng = np.random.default_rng(5)
    for _ in range(30):
        ranked = list(zip(range(20), rng.random(20).tolist(), strict=True))
        results = []
        for order in (ranked, ranked[::-1], sorted(ranked, key=lambda one: one[1])):
            offers, origins = np.full(OFFERS, -1, np.int32), np.zeros(OFFERS, np.uint8)
            ranks = np.full(OFFERS, np.inf)
            for j, rank in order:
                _offer(j, 2, rank, offers, origins, ranks)
            results.append(offers.tolist())
        assert results[0] == results[1] == results[2]


def test_rates_hold_for_places_of_nominal_size(week):
    world = world_of(week)
    table = venue_table(world.foci, world.p, founding=False)
    assert np.isinf(table["rate"][:2]).all()
    for place, base in (
        (NEIGHBOURHOOD, 2 * world.p["neighbour_meeting"] * world.p["neighbourhood_life"]),
        (WORKPLACE, world.p["work_meeting"]),
        (GROUP, world.p["group_meeting"]),
    ):
        venue = STANDING[place]
        expected = base * venue.size / venue.nominal / venue.rounds
        assert table["rate"][place] == pytest.approx(expected)
        assert table["first"][place] == world.foci.first(place)
    founding = venue_table(world.foci, world.p, founding=True)
    more = float(world.p["founding_boost"])
    for place, boost in ((NEIGHBOURHOOD, more), (WORKPLACE, more), (GROUP, 1.0), (ONLINE, 1.0)):
        assert founding["rate"][place] == pytest.approx(boost * table["rate"][place])
    assert len(set(table["code"].tolist())) == len(table)


def test_places_and_weeks_differ_in_whom_one_sits_opposite():
    offsets = {
        (name, week, focus): int(
            candidates.bits_of(candidates.bits_of(start, focus), 0) % np.uint64(511)
        )
        for name in ("neighbourhood", "workplace")
        for week in range(5)
        for start in [candidates.venue_key(name, 1, week)]
        for focus in range(5)
    }
    assert len(set(offsets.values())) > 40


def test_a_seat_meets_everybody_in_the_long_run(village):
    """Within a year, a neighbour meets most of the neighbourhood, each about equally often."""
    model = village.fork()
    world = world_of(model)
    counts = np.zeros(500)
    row = int(np.flatnonzero(world.people["neighbourhood"] == 0)[0])
    seat = int(world.foci.seat[row, NEIGHBOURHOOD])
    for week in range(200):
        start = candidates.venue_key("neighbourhood", model.seed, week)
        focus = candidates.bits_of(start, seat // 512)
        for turn in range(4):
            r = int(candidates.bits_of(focus, turn) % np.uint64(511)) + 1
            other = world.foci.places(NEIGHBOURHOOD)[seat ^ r]
            if other >= 0:
                counts[other] += 1
    neighbours = np.flatnonzero(world.people["neighbourhood"] == 0)
    neighbours = neighbours[neighbours != row]
    assert counts.sum() == counts[neighbours].sum()
    assert counts[neighbours].mean() == pytest.approx(800 / 511, rel=0.15)
    assert (counts[neighbours] > 0).mean() > 0.65
