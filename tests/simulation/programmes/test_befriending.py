"""Befriending: by telephone or by visits."""

from __future__ import annotations

import numpy as np
import pytest
from pydantic import ValidationError

from simulation.programmes import Befriending
from tests.simulation.programmes.everybody import EVERYBODY, doses, enrolled, spent


def test_a_visit_is_longer_fuller_and_costs_a_fare():
    call, visit = Befriending(), Befriending(mode="visit")
    assert (call.session_hours, visit.session_hours) == (0.5, 1.0)
    assert (call.cost_group_session, visit.cost_group_session) == (0.0, 2.0)
    assert call.travel_hours == visit.travel_hours == 0
    given = [one.weekly_inputs({}, enrolled(group=[0]), 0) for one in (call, visit)]
    assert given == [
        {"safe_contact": 0.65, "checking": 0.6},
        {"safe_contact": 0.75, "checking": 0.6},
    ]


def test_what_is_stated_stays():
    short = Befriending(mode="visit", session_hours=0.25)
    assert (short.session_hours, short.cost_group_session) == (0.25, 2.0)
    assert short.relative_length == 0.25
    assert Befriending(session_hours=0.25).relative_length == 0.5


@pytest.mark.parametrize(("mode", "dose"), [("telephone", 0.65), ("visit", 0.75)])
def test_an_ordinary_week_delivers_the_whole_dose(village, mode, dose):
    model = village.fork([Befriending(**EVERYBODY, mode=mode)])
    model.step()
    reached = doses(model, "safe_contact") > 0
    np.testing.assert_allclose(doses(model, "safe_contact")[reached], dose, rtol=1e-6)


def test_an_unknown_mode_is_refused():
    for mode in ("letter", ["visit"]):
        with pytest.raises(ValidationError, match="Input should be 'telephone' or 'visit'"):
            Befriending(mode=mode)
    with pytest.raises(ValidationError, match="valid dictionary"):
        Befriending.model_validate("visit")


@pytest.mark.parametrize(("mode", "each"), [("telephone", 5.0), ("visit", 12.0)])
def test_what_a_week_of_befriending_costs(village, mode, each):
    model = village.fork([Befriending(**EVERYBODY, mode=mode)])
    model.step()
    delivery = model.deliveries[0]
    cost = spent(delivery, "facilitator_hour")[1] + spent(delivery, "group_session")[1]
    assert cost == each * len(delivery.roster.cases)
    assert spent(delivery, "travel")[1] == 0
    table = delivery.ledger.weekly()
    assert set(table[table["item"] == "facilitator_hour"]["payer"]) == {"voluntary_sector"}
