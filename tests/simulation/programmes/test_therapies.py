"""Therapies one to one, peers and volunteers: what their delivery and cost come to."""

from __future__ import annotations

import pytest

from simulation.programmes import (
    AttachmentTherapy,
    GroupTherapy,
    InterpersonalTherapy,
    PeerSupport,
    TraumaInformedCare,
    Volunteering,
)
from tests.simulation.programmes.everybody import EVERYBODY, doses, spent

THERAPIES = (AttachmentTherapy, InterpersonalTherapy, TraumaInformedCare)


@pytest.mark.parametrize("kind", THERAPIES)
def test_a_session_one_to_one_costs_105_pounds(village, kind):
    model = village.fork([kind(**EVERYBODY)])
    model.step()
    delivery = model.deliveries[0]
    people = len(delivery.roster.cases)
    assert people > 490
    assert spent(delivery, "facilitator_hour") == (1.5 * people, 105.0 * people)
    for mechanism, dose in kind.content.items():
        assert doses(model, mechanism).max() == pytest.approx(dose)


@pytest.mark.parametrize(("kind", "hours", "low", "high"), [
    (GroupTherapy, 3.5, 21, 23),
    (PeerSupport, 3.5, 10, 12),
])  # fmt: skip
def test_a_full_group_costs_a_fraction_of_that(village, kind, hours, low, high):
    programme = kind(**EVERYBODY, minimum_to_start=8)
    model = village.fork([programme])
    model.step()
    delivery = model.deliveries[0]
    groups = len(delivery.groups.table)
    used, paid = spent(delivery, "facilitator_hour")
    rooms = spent(delivery, "group_session")[1]
    assert used == hours * groups
    assert low < (paid + rooms) / (8 * groups) < high
    assert doses(model, "session").max() == 1


def test_volunteers_give_two_hours_a_week(village):
    model = village.fork([Volunteering(**EVERYBODY)])
    model.step()
    delivery = model.deliveries[0]
    people = len(delivery.roster.cases)
    assert spent(delivery, "participant_time")[0] == pytest.approx(2.5 * people)
    assert spent(delivery, "facilitator_hour")[1] == pytest.approx(5.6 * people)
    assert spent(delivery, "participant_session")[1] == 4.0 * people
    given = doses(model, "giving") > 0
    twin = village.fork([])
    twin.step()
    gained = model.people.array("support_given")[given] - twin.people.array("support_given")[given]
    assert gained.min() > 0
