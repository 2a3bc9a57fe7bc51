"""Social prescribing: referral, assessment, then a link to a group."""

from __future__ import annotations

import numpy as np
import pytest

from simulation.delivery.roster import Status
from simulation.programmes import SocialPrescribing
from tests.simulation.programmes.everybody import (
    EVERYBODY,
    dose_each_week,
    enrolled,
    spent,
)


@pytest.mark.parametrize(("sessions", "linked"), [(0, [1, 1, 1, 1]), (2, [0, 0, 1, 1])])
def test_the_link_comes_after_the_assessment(sessions, linked):
    programme = SocialPrescribing(assessment_sessions=sessions)
    inputs = programme.weekly_inputs({}, enrolled(sessions_attended=[0, 1, 2, 9]), 5)
    assert inputs["joining"].tolist() == linked
    assert inputs["meeting"].tolist() == [0.5 * one for one in linked]
    assert inputs["safe_contact"] == 0.6
    assert set(inputs) == set(programme.content)


def test_doses_in_a_world_follow_the_sessions_somebody_came_to(village):
    model = village.fork([SocialPrescribing(**EVERYBODY, weeks=5)])
    assert dose_each_week(model, "joining", 6) == [0, 0, 1, 1, 1, 0]
    again = village.fork([SocialPrescribing(**EVERYBODY, weeks=5)])
    assert dose_each_week(again, "threshold", 6) == [pytest.approx(0.6)] * 5 + [0]


def test_people_who_are_linked_join_groups(village):
    linked = village.fork([SocialPrescribing(**EVERYBODY)])
    twin = village.fork([])
    for model in (linked, twin):
        model.run_weeks(12)
    members = [int((model.people.array("group") >= 0).sum()) for model in (linked, twin)]
    assert members[0] > members[1] + 50


def test_people_are_referred_over_half_a_year_and_each_referral_is_paid(village):
    model = village.fork([SocialPrescribing()])
    model.run_weeks(30)
    delivery = model.deliveries[0]
    cases = delivery.roster.cases
    assert len(np.unique(cases["offered_week"])) > 15
    assert cases["offered_week"].max() < village.week + 26
    assert (cases["status"] == Status.TURNED_AWAY).any()
    assert spent(delivery, "referral") == (len(cases), 320.0 * len(cases))
    assert spent(delivery, "facilitator_hour")[1] == 0
