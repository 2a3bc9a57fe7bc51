"""Conservation: whatever the settings, everybody who was ever asked is in one place, once.

Flows are counted as they happen; here they are held against the cases each week.
"""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulation.conditions.census import Census
from simulation.delivery.delivery import Delivery
from simulation.delivery.roster import OPEN, Status
from simulation.programmes import CommunityEvents, GroupTherapy
from simulation.programmes.programme import Programme
from tests.properties.twins import world_of

_ENDS = {
    "declined": Status.DECLINED,
    "turned_away": Status.TURNED_AWAY,
    "gave_up_waiting": Status.GAVE_UP_WAITING,
    "no_longer_eligible": Status.NO_LONGER_ELIGIBLE,
    "gone_while_waiting": Status.GONE_WHILE_WAITING,
    "not_placed": Status.NOT_PLACED,
    "completed": Status.COMPLETED,
    "not_completed": Status.NOT_COMPLETED,
    "left": Status.LEFT,
    "gone": Status.GONE,
}


def assert_conserved(delivery: Delivery, before: np.ndarray) -> None:
    """Hold a week's counts against the cases; ``before`` is who lived when the week began."""
    cases, total, stocks = delivery.roster.cases, delivery.history.total, delivery.stocks()
    for flow, status in _ENDS.items():
        assert total(flow) == (cases["status"] == status).sum(), flow
    ended = {flow: total(flow) for flow in _ENDS}
    assert total("offered") == total("accepted") + total("declined")
    assert total("accepted") == stocks["waiting"] + total("started") + sum(
        ended[flow]
        for flow in ("gave_up_waiting", "no_longer_eligible", "gone_while_waiting", "not_placed")
    )
    assert total("started") == stocks["in_course"] + sum(
        ended[flow] for flow in ("completed", "not_completed", "left", "gone")
    )
    assert len(cases) == total("offered") + total("turned_away")
    pending = cases[np.isin(cases["status"], OPEN)]
    assert len(np.unique(pending["unique_id"])) == len(pending)
    # Nobody was served after death or departure: all pending cases lived when the week began.
    assert (before[pending["row"]] == pending["unique_id"]).all()
    started = cases["started_week"] >= 0
    assert (cases["sessions_attended"][~started] == 0).all()
    assert (cases["sessions_attended"] <= cases["sessions_held"]).all()
    assert (cases["times_hurt"] <= cases["sessions_attended"]).all()
    assert total("attended") == cases["sessions_attended"].sum()
    assert total("hurt") == cases["times_hurt"].sum()


def assert_only_eligible_served(delivery: Delivery, week: int, eligible: np.ndarray) -> None:
    """Hold this week's offers against who was eligible, by row, and starts against assessments."""
    cases = delivery.roster.cases
    new = cases["offered_week"] == week
    away = cases["status"] == Status.TURNED_AWAY
    assert eligible[cases["row"][new & ~away]].all()
    assert not eligible[cases["row"][new & away]].any()
    started = cases["started_week"] >= 0
    waited = (cases["started_week"] - cases["assessed_week"])[started]
    assert (waited < delivery.programme.assessment_valid_weeks).all()
    assert (cases["started_week"][away] < 0).all()


def assert_money_adds_up(delivery: Delivery) -> None:
    """Hold the total against weeks, cases and people."""
    ledger = delivery.ledger
    weekly = sum(ledger.weekly()["amount"])
    each = ledger.per_case(len(delivery.roster.cases))
    persons = sum(ledger.per_person(delivery.roster.cases["unique_id"])["amount"])
    assert ledger.total() == weekly
    assert round(ledger.total() * 100) == each.sum() + ledger.unassigned().sum()
    assert round(persons * 100) == each.sum()


_CHANCE = st.sampled_from([0.0, 0.3, 0.8, 1.0])
_LIMIT = st.sampled_from([None, 0, 3, 40])
_SETTINGS = st.fixed_dictionaries(
    {
        "eligibility": st.sampled_from(["", "false", "loneliness_ucla3 >= 6", "age < 30"]),
        "targeting": st.sampled_from(
            ["random", "most_in_need", "referral", "self_referral", "neighbourhood", "network"]
        ),
        "intake_weeks": st.integers(1, 6),
        "offers_a_week": st.sampled_from([None, 0, 7, 100_000]),
        "uptake": _CHANCE,
        "waiting_dropout": _CHANCE,
        "assessment_valid_weeks": st.integers(1, 8),
        "repeats": st.integers(0, 2),
        "repeat_every_weeks": st.integers(6, 9),
        "waves": st.integers(1, 3),
        "weeks_between_waves": st.integers(1, 4),
        "open_weeks": st.sampled_from([None, 5]),
        "places": _LIMIT,
        "facilitators": _LIMIT,
        "minimum_to_start": st.integers(1, 8),
        "composition": st.sampled_from(["mixed", "matched"]),
        "queue": st.sampled_from(["first_come", "most_in_need"]),
        "weeks": st.integers(1, 9),
        "sessions_a_week": st.integers(1, 3),
        "weeks_between_sessions": st.integers(1, 3),
        "attendance": _CHANCE,
        "dropout_share": _CHANCE,
        "adverse_chance": _CHANCE,
        "cost_fixed": st.sampled_from([0.0, 99.99]),
        "cost_group_session": st.sampled_from([0.0, 33.33]),
        "cost_participant_session": st.sampled_from([0.0, 0.07]),
        "cost_referral": st.sampled_from([0.0, 12.34]),
        "start_week": st.integers(0, 3),
    }
)


@pytest.mark.parametrize("kind", [GroupTherapy, CommunityEvents])
@settings(max_examples=25, deadline=None)
@given(chosen=_SETTINGS)
def test_everybody_and_every_penny_is_accounted_for(village, kind: type[Programme], chosen):
    model = village.fork([kind(**chosen)])
    delivery, world = model.deliveries[0], world_of(model)
    for _ in range(24):
        before, week = world.people["unique_id"].copy(), model.week
        eligible = delivery.programme.eligible(Census(world))
        model.run_weeks(1, observe=False)
        assert_conserved(delivery, before)
        assert_only_eligible_served(delivery, week, eligible)
    assert_money_adds_up(delivery)
