"""Delivery: who is offered a place, who comes, and what they get."""

from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np
import pytest
from scipy import stats

from simulation import ConnectivityModel
from simulation.foci import NEIGHBOURHOOD
from simulation.programmes import CommunityEvents, GroupTherapy, Programme
from tests.properties.twins import world_of


class Walks(Programme):
    """Something for everybody."""

    content: ClassVar[dict[str, float]] = {"threshold": 0.4, "skill": 0.5}
    type: Literal["walks"] = "walks"
    weeks: int = 10


def doses(model, mechanism):
    return world_of(model).scratch.doses[mechanism]


def test_a_programme_runs_from_its_start_to_its_end(village):
    model = village.fork([Walks(start_week=2, weeks=3, uptake=1, attendance=1, dropout_share=0)])
    served = []
    for _ in range(7):
        model.step()
        served.append(int((doses(model, "skill") > 0).sum()))
    assert served[:2] == [0, 0]
    assert served[5:] == [0, 0]
    assert min(served[2:5]) > 490


def test_only_who_meets_the_condition_is_offered_a_place(village):
    ages, sexes = village.people.array("age"), village.people.array("sex")
    wanted = village.people.ids[(sexes == 0) & (ages >= 50)]
    model = village.fork([Walks(eligibility="woman and age >= 50", uptake=1)])
    model.step()
    assert model.deliveries[0].roster["unique_id"].tolist() == wanted.tolist()
    assert 50 < len(wanted) < 250


def test_what_became_of_the_offers_adds_up(town):
    model = town.fork([Walks(minimum_ucla3=5, offered_share=0.5, uptake=0.4, places=60)])
    eligible = int((model.survey()["ucla3"] >= 5).sum())
    model.step()
    counts = model.deliveries[0].counts
    assert counts["eligible"] == eligible
    assert stats.binomtest(counts["offered"], eligible, 0.5).pvalue > 0.001
    assert stats.binomtest(counts["accepted"], counts["offered"], 0.4).pvalue > 0.001
    assert counts["accepted"] + counts["declined"] == counts["offered"]
    assert counts["enrolled"] == 60
    assert counts["without a place"] == counts["accepted"] - 60
    enrolled = model.deliveries[0].roster["unique_id"]
    assert len(np.unique(enrolled)) == 60
    assert model.participants("walks").tolist() == sorted(enrolled.tolist())


@pytest.mark.parametrize("places", [0, 5])
def test_places_are_a_limit(village, places):
    model = village.fork([GroupTherapy(places=places, minimum_ucla3=None)])
    model.run_weeks(3)
    assert len(model.deliveries[0].roster) == places
    assert (doses(model, "session") > 0).sum() <= places


def test_nobody_is_served_if_nobody_is_offered_a_place(village):
    for one in (Walks(offered_share=0.0), Walks(uptake=0.0), Walks(attendance=0.0)):
        model = village.fork([one])
        model.run_weeks(3)
        assert not doses(model, "skill").any()


def test_attendance_and_leaving(town):
    model = town.fork([Walks(weeks=40, uptake=1.0, attendance=0.8, dropout_share=0.25)])
    came = []
    for _ in range(40):
        model.step()
        came.append(int((doses(model, "skill") > 0).sum()))
    roster = model.deliveries[0].roster
    leavers = roster["quits_week"] < 2**31 - 1
    assert stats.binomtest(int(leavers.sum()), len(roster), 0.25).pvalue > 0.001
    weeks_in = roster["quits_week"][leavers] - 104
    assert weeks_in.min() >= 0
    assert weeks_in.max() < 40
    assert stats.kstest(weeks_in / 40 + 1 / 80, "uniform").pvalue > 1e-4
    # Who comes to a session and dies that week has attended, and receives nothing any more.
    assert 0 <= roster["attended"].sum() - sum(came) < 0.003 * sum(came)
    assert came[0] / len(roster) == pytest.approx(0.8, abs=0.04)
    assert came[-1] / len(roster) == pytest.approx(0.8 * 0.75, abs=0.06)


def test_those_who_left_do_not_come_back(village):
    model = village.fork([Walks(weeks=10, uptake=1.0, attendance=1.0, dropout_share=1.0)])
    before = 500
    for _ in range(10):
        model.step()
        now = int((doses(model, "skill") > 0).sum())
        assert now <= before
        before = now
    assert before < 100


def test_two_programmes_for_one_person_compose_as_chances_do(village):
    sure = Walks(uptake=1.0, attendance=1.0, dropout_share=0.0)
    model = village.fork([sure, sure.model_copy(update={"name": "more"})])
    model.step()
    served = doses(model, "skill") > 0
    assert served.sum() > 480
    np.testing.assert_allclose(doses(model, "skill")[served], 0.75, rtol=1e-6)
    np.testing.assert_allclose(doses(model, "threshold")[served], 1 - 0.6**2, rtol=1e-6)


def test_programmes_do_not_disturb_each_other(village):
    """Who is served by one is the same whether or not there is another."""
    alone = village.fork([Walks()])
    both = village.fork([Walks(), CommunityEvents(name="aardvark")])
    alone.run_weeks(1)
    both.run_weeks(1)
    assert (doses(alone, "skill") == doses(both, "skill")).all()
    assert (
        alone.deliveries[0].roster["quits_week"] == both.deliveries[1].roster["quits_week"]
    ).all()


def test_two_names_are_two_draws_of_luck(village):
    model = village.fork([Walks(name="one", uptake=0.5), Walks(name="other", uptake=0.5)])
    model.step()
    one, other = (set(model.participants(x).tolist()) for x in ("one", "other"))
    assert 0.3 < len(one & other) / len(one) < 0.7


# groups


def test_groups_of_eight_from_one_neighbourhood_keep_their_seats(town):
    model = town.fork([GroupTherapy(minimum_ucla3=4, attendance=0.9)])
    model.step()
    world, delivery = world_of(model), model.deliveries[0]
    sizes = np.bincount(delivery.roster["place"])
    assert (sizes[:-1] == 8).all()
    assert 1 <= sizes[-1] <= 8
    neighbourhood = world.people["neighbourhood"][delivery.roster["row"]]
    order = np.lexsort((delivery.roster["unique_id"], delivery.roster["place"]))
    assert (np.diff(neighbourhood[order]) >= 0).mean() > 0.95
    venue = delivery.venue
    seats = world.foci.seat[:, venue].copy()
    for _ in range(8):
        model.step()
        now = world.foci.seat[:, venue]
        stayed = (seats >= 0) & (now >= 0)
        assert (now[stayed] == seats[stayed]).all()
        assert world.foci.taken(venue).max() <= 8
        seats = now.copy()
    met = world.scratch.gathering >> np.uint64(venue) & np.uint64(1) == 1
    assert (met == (doses(model, "session") > 0)).all()


def test_seats_are_given_back_when_a_programme_ends(village):
    model = village.fork([GroupTherapy(weeks=3, minimum_ucla3=3)])
    model.run_weeks(3)
    venue = model.deliveries[0].venue
    assert (world_of(model).foci.seat[:, venue] >= 0).any()
    model.step()
    assert not (world_of(model).foci.seat[:, venue] >= 0).any()
    assert not world_of(model).scratch.gathering.any()


def test_ties_that_began_in_groups_and_at_events_say_so(town):
    model = town.fork([GroupTherapy(minimum_ucla3=3), CommunityEvents()])
    model.run_weeks(12)
    table = model.ties.table()
    members = set(model.participants("group_therapy").tolist())
    began = table[table["origin"] == "programme"]
    assert len(began) > 20
    assert set(began["person_a"]) | set(began["person_b"]) <= members
    assert (table["origin"] == "event").sum() > 50
    assert (table[table["origin"] == "event"]["weeks"] < 12).all()


# events


def test_events_are_held_where_people_live(town):
    model = town.fork([CommunityEvents()])
    for _ in range(4):
        model.step()
        world, delivery = world_of(model), model.deliveries[0]
        here = np.flatnonzero(world.foci.seat[:, delivery.venue] >= 0)
        place = world.foci.seat[here, delivery.venue] // 256
        # A few moved house, or arrived, after the event of the week.
        assert (place == world.people["neighbourhood"][here]).mean() > 0.98
        assert (here == np.flatnonzero(doses(model, "event") > 0)).all()
    assert 0.1 < len(here) / 2000 < 0.35
    assert world.foci.counts[delivery.venue] == world.foci.counts[NEIGHBOURHOOD]


def test_a_full_event_turns_people_away_and_counts_them():
    model = ConnectivityModel(people=390, rng=1)
    model.run_weeks(1)
    model.programmes = [CommunityEvents(attendance=1.0, withdrawal_absence=0.0)]
    model.step()
    came = int((doses(model, "event") > 0).sum())
    assert came > 256
    assert model.refusals["event community_events"] == came - 256


def test_somebody_without_a_neighbourhood_goes_to_no_event(village):
    """A full neighbourhood leaves people without one; they must not take others' seats."""
    model = village.fork([CommunityEvents(attendance=1.0, withdrawal_absence=0.0)])
    world = world_of(model)
    rows = np.arange(0, 500, 5)
    world.foci.leave(NEIGHBOURHOOD, rows)
    world.people["neighbourhood"][rows] = -1
    model.step()
    venue = model.deliveries[0].venue
    lost = world.people["neighbourhood"] == -1
    assert lost.sum() > 80
    assert (world.foci.seat[lost, venue] == -1).all()
    seated = np.flatnonzero(world.foci.seat[:, venue] >= 0)
    assert (world.foci.places(venue) >= 0).sum() == len(seated)


def test_regulars_come_again(town):
    """People differ in their taste for events, so attendance is more unequal than chance."""
    model = town.fork([CommunityEvents(weeks=20)])
    model.run_weeks(20)
    attended = model.deliveries[0].roster["attended"]
    chance = attended.mean() / 20
    assert attended.var() > 2 * 20 * chance * (1 - chance)
    most = model.participants("community_events")
    assert len(most) == (attended >= 20 * CommunityEvents.participant_share).sum()
    assert 0.05 < len(most) / 2000 < 0.6
