"""Safe-network mapping: a few sessions, then weeks of going on by oneself."""

from __future__ import annotations

import pytest

from simulation.programmes import SafeNetworkMapping
from tests.simulation.programmes.everybody import EVERYBODY, dose_each_week, doses, enrolled


def test_a_map_works_once_it_is_drawn_and_until_the_course_ends(village):
    model = village.fork([SafeNetworkMapping(**EVERYBODY, weeks=6)])
    found = dose_each_week(model, "mapping", 7)
    assert found == [1, 1, 1, pytest.approx(0.8), pytest.approx(0.8), pytest.approx(0.8), 0]


def test_who_never_came_has_no_map():
    inputs = SafeNetworkMapping(follow_through=0.5).inputs_between_sessions(
        {}, enrolled(sessions_attended=[0, 1, 3]), 4
    )
    assert inputs["mapping"].tolist() == [0.0, 0.5, 0.5]
    assert inputs["checking"].tolist() == [0.0, 0.25, 0.25]


def test_who_misses_a_session_goes_on_with_the_map(village):
    mapping = SafeNetworkMapping(**{**EVERYBODY, "attendance": 0.5})
    model = village.fork([mapping])
    model.run_weeks(3)
    cases = model.deliveries[0].roster.cases
    drawn = cases[(cases["sessions_attended"] > 0) & (cases["came_last_time"] == 0)]
    assert len(drawn) > 50
    here = model.people.ids[drawn["row"]] == drawn["unique_id"]
    assert doses(model, "mapping")[drawn["row"][here]] == pytest.approx(0.8)
    never = cases[cases["sessions_attended"] == 0]
    assert not doses(model, "mapping")[never["row"]].any()


def test_only_sessions_are_paid(village):
    model = village.fork([SafeNetworkMapping(**EVERYBODY)])
    model.run_weeks(12)
    table = model.deliveries[0].ledger.weekly()
    assert set(table["week"] - village.week) == {0, 1, 2}
    hours = table[table["item"] == "facilitator_hour"]
    assert hours["quantity"].iloc[0] == 1.25 * len(model.deliveries[0].roster.cases)
