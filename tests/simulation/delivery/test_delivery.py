"""Delivery: who is offered a place, who comes, and what they get."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

import numpy as np
import pytest
from scipy import stats

from simulation import ConnectivityModel
from simulation.delivery.roster import Status
from simulation.foci import NEIGHBOURHOOD
from simulation.programmes import CommunityEvents, GroupTherapy, Programme
from tests.properties.twins import world_of


class Walks(Programme):
    """Something for everybody."""

    content: ClassVar[dict[str, float]] = {"threshold": 0.4, "skill": 0.5}
    type: Literal["walks"] = "walks"
    weeks: int = 10


#: Everybody is alike in uptake, attendance and leaving.
PLAIN: dict[str, Any] = {
    "uptake_withdrawal": 0.0,
    "uptake_trust": 0.0,
    "trauma_caution": 0.0,
    "attendance_withdrawal": 0.0,
    "attendance_habit": 0.0,
    "adverse_chance": 0.0,
}


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
    asked = model.deliveries[0].roster.cases["unique_id"]
    assert sorted(asked.tolist()) == sorted(wanted.tolist())
    assert 50 < len(wanted) < 250


def test_what_became_of_the_offers_adds_up(town):
    model = town.fork(
        [Walks(eligibility="ucla3 >= 5", offered_share=0.5, uptake=0.4, places=60, **PLAIN)]
    )
    eligible = int((model.survey()["ucla3"] >= 5).sum())
    model.step()
    delivery = model.delivery("walks")
    total = delivery.history.total
    assert delivery.eligible_at_start == eligible
    assert stats.binomtest(total("offered"), eligible, 0.5).pvalue > 0.001
    assert stats.binomtest(total("accepted"), total("offered"), 0.4).pvalue > 0.001
    assert total("accepted") + total("declined") == total("offered")
    assert total("started") == 60
    assert delivery.stocks()["waiting"] == total("accepted") - 60
    cases = delivery.roster.cases
    served = cases["unique_id"][cases["started_week"] >= 0]
    assert len(np.unique(served)) == 60
    came = set(cases["unique_id"][cases["sessions_attended"] > 0])
    assert came <= set(served)
    assert set(model.participants("walks")) == came


def test_nobody_is_served_if_nobody_is_offered_a_place(village):
    for one in (Walks(offered_share=0.0), Walks(uptake=0.0), Walks(attendance=0.0)):
        model = village.fork([one])
        model.run_weeks(3)
        assert not doses(model, "skill").any()


def test_attendance_and_leaving(town):
    model = town.fork([Walks(weeks=40, uptake=1.0, attendance=0.8, dropout_share=0.25, **PLAIN)])
    came = []
    for _ in range(41):
        model.step()
        came.append(int((doses(model, "skill") > 0).sum()))
    delivery = model.delivery("walks")
    total, cases = delivery.history.total, delivery.roster.cases
    stayed = len(cases) - total("gone")
    assert stats.binomtest(total("left"), stayed, 0.25).pvalue > 0.001
    weeks_in = (cases["ended_week"] - cases["started_week"])[cases["status"] == Status.LEFT]
    assert weeks_in.min() >= 0
    assert weeks_in.max() < 40
    # Who comes to a session and dies that week has attended, and receives nothing any more.
    assert 0 <= total("attended") - sum(came) < 0.003 * sum(came)
    assert came[0] / len(cases) == pytest.approx(0.8, abs=0.04)
    assert came[39] / len(cases) == pytest.approx(0.8 * 0.75, abs=0.06)
    assert came[40] == 0


def test_those_who_left_do_not_come_back(village):
    model = village.fork([Walks(weeks=10, uptake=1.0, attendance=1.0, dropout_share=0.9)])
    before = 500
    for _ in range(10):
        model.step()
        now = int((doses(model, "skill") > 0).sum())
        assert now <= before
        before = now
    assert before < 150


def test_two_programmes_for_one_person_compose_as_chances_do(village):
    sure = Walks(uptake=1.0, attendance=1.0, dropout_share=0.0, adverse_chance=0.0)
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
    ours, theirs = (one.delivery("walks").roster.cases for one in (alone, both))
    for name in ours.dtype.names or ():
        assert (ours[name] == theirs[name]).all(), name


def test_two_names_are_two_draws_of_luck(village):
    model = village.fork([Walks(name="one", uptake=0.5), Walks(name="other", uptake=0.5)])
    model.step()
    one, other = (set(model.participants(x).tolist()) for x in ("one", "other"))
    assert 0.3 < len(one & other) / len(one) < 0.7


# groups


def test_groups_of_neighbours_keep_their_seats(town):
    model = town.fork([GroupTherapy(eligibility="ucla3 >= 4", attendance=0.9)])
    model.step()
    world, delivery = world_of(model), model.deliveries[0]
    cases = delivery.roster.cases
    started = cases["started_week"] >= 0
    members = np.bincount(cases["group"][started])
    assert members.max() <= 8
    assert (members == 8).mean() > 0.9
    assert members.min() >= 4
    home = world.people["neighbourhood"][cases["row"]]
    local = [len(set(home[cases["group"] == group])) == 1 for group in range(len(members))]
    assert np.mean(local) > 0.7
    venue = delivery.meeting_places.venue
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
    model = village.fork([GroupTherapy(weeks=3, eligibility="")])
    model.run_weeks(3)
    venue = model.deliveries[0].meeting_places.venue
    assert (world_of(model).foci.seat[:, venue] >= 0).any()
    model.step()
    assert model.deliveries[0].closed
    assert not (world_of(model).foci.seat[:, venue] >= 0).any()
    assert not world_of(model).scratch.gathering.any()


def test_ties_that_began_in_groups_and_at_events_say_so(town):
    model = town.fork([GroupTherapy(eligibility=""), CommunityEvents()])
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
        here = np.flatnonzero(world.foci.seat[:, delivery.meeting_places.venue] >= 0)
        place = world.foci.seat[here, delivery.meeting_places.venue] // 256
        # A few moved house, or arrived, after the event of the week.
        assert (place == world.people["neighbourhood"][here]).mean() > 0.98
        assert (here == np.flatnonzero(doses(model, "event") > 0)).all()
    assert 0.1 < len(here) / 2000 < 0.35
    assert world.foci.counts[delivery.meeting_places.venue] == world.foci.counts[NEIGHBOURHOOD]


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
    venue = model.deliveries[0].meeting_places.venue
    lost = world.people["neighbourhood"] == -1
    assert lost.sum() > 80
    assert (world.foci.seat[lost, venue] == -1).all()
    seated = np.flatnonzero(world.foci.seat[:, venue] >= 0)
    assert (world.foci.places(venue) >= 0).sum() == len(seated)


def test_regulars_come_again(town):
    """People differ in their taste for events, so attendance is more unequal than chance."""
    model = town.fork([CommunityEvents(weeks=20)])
    model.run_weeks(20)
    attended = model.deliveries[0].roster.cases["sessions_attended"]
    chance = attended.mean() / 20
    assert attended.var() > 2 * 20 * chance * (1 - chance)
    most = model.participants("community_events")
    assert len(most) == (attended >= 20 * CommunityEvents.participant_share).sum()
    assert 0.05 < len(most) / 2000 < 0.6
