"""Balanced digital use: coaching every other week, and keeping to it between."""

from __future__ import annotations

import pytest

from simulation.programmes import BalancedDigitalUse
from tests.simulation.programmes.everybody import EVERYBODY, dose_each_week, enrolled, spent


def test_doses_with_and_without_a_session_alternate(village):
    model = village.fork([BalancedDigitalUse(**EVERYBODY, weeks=6)])
    found = dose_each_week(model, "digital", 7)
    kept = pytest.approx(0.8)
    assert found == [1, kept, 1, kept, 1, kept, 0]


def test_who_has_not_begun_keeps_to_nothing():
    inputs = BalancedDigitalUse().inputs_between_sessions({}, enrolled(sessions_attended=[0, 2]), 1)
    assert inputs["digital"].tolist() == [0.0, 0.8]
    assert inputs["checking"].tolist() == [0.0, pytest.approx(0.24)]


def test_thirteen_sessions_in_half_a_year_without_a_way_to_go(village):
    programme = BalancedDigitalUse(**EVERYBODY, weeks=4)
    assert BalancedDigitalUse().course_sessions == 13
    model = village.fork([programme])
    model.run_weeks(4)
    delivery = model.deliveries[0]
    attended = int(delivery.roster.cases["sessions_attended"].sum())
    assert spent(delivery, "participant_time")[0] == pytest.approx(0.5 * attended)
    assert spent(delivery, "travel")[1] == 0
