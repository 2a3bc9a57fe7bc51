"""What a worker brings home agrees with the world it comes from."""

from __future__ import annotations

import pickle
from decimal import Decimal

import numpy as np
import pytest

from experiments.worlds.delivered import what_was_delivered
from simulation.money.costs import ITEMS
from simulation.programmes import CommunityEvents, GroupTherapy

WEEKS = 24


@pytest.fixture(scope="module")
def world(village):
    """A village that has lived for some weeks with therapy and events that cost odd amounts."""
    therapy = GroupTherapy(
        start_week=3, weeks=10, cost_fixed=1000.01, cost_referral=0.07, cost_facilitator_hour=33.33
    )
    late = GroupTherapy(name="late", start_week=WEEKS)
    model = village.fork([therapy, CommunityEvents(start_week=1, currency="EUR"), late])
    model.run_weeks(WEEKS, observe=False)
    return model


@pytest.fixture(scope="module")
def home(world):
    found = what_was_delivered(world, "mine", WEEKS, people_costs=True)
    return {one.programme: one for one in found}


def test_every_programme_has_a_row_for_every_week_of_life(world, home):
    assert list(home) == ["community_events", "group_therapy", "late"]
    for one in home.values():
        assert one.arm == "mine"
        assert one.weekly["week"].tolist() == list(range(WEEKS))
        history = world.delivery(one.programme).history
        for flow in ("offered", "attended", "sessions_held"):
            assert one.weekly[flow].sum() == history.total(flow)
    therapy = home["group_therapy"].weekly
    assert therapy["offered"].to_numpy().nonzero()[0].tolist() == [3]
    assert therapy["in_course"].iloc[-1] == 0
    assert therapy["attended"].sum() > 50


def test_money_in_tables_is_that_of_the_ledger_to_the_penny(world, home):
    for label, one in home.items():
        ledger = world.delivery(label).ledger
        assert one.ledger["amount"].sum() == ledger.total()
        nobodys = Decimal(f"{ledger.unassigned().sum()}e-2")
        assert one.people_costs["amount"].sum() + nobodys == ledger.total()
    therapy = home["group_therapy"].ledger
    assert therapy["week"].min() == 3
    assert therapy.loc[therapy["item"] == "fixed", "amount"].tolist() == [Decimal("1000.01")]
    assert set(therapy["item"]) <= set(ITEMS)


def test_people_and_prices(world, home):
    therapy = home["group_therapy"]
    assert therapy.eligible == world.delivery("group_therapy").eligible_at_start > 0
    assert therapy.participants == len(world.participants("group_therapy")) > 0
    assert (therapy.currency, therapy.price_year) == ("GBP", 2023)
    assert home["community_events"].currency == "EUR"
    assert "group_therapy was offered to" in therapy.told


def test_a_programme_that_has_not_started_did_and_cost_nothing(home):
    late = home["late"]
    assert late.told == "late has not started."
    assert not late.weekly.drop(columns="week").to_numpy().any()
    assert late.ledger.empty
    assert (late.eligible, late.participants) == (0, 0)


def test_what_was_spent_on_each_person_is_left_out_unless_asked_for(world):
    assert [one.people_costs for one in what_was_delivered(world, "mine", WEEKS)] == [None] * 3


def test_it_crosses_process_borders_and_is_small(home):
    packed = pickle.dumps([home["group_therapy"], home["late"]])
    again = pickle.loads(packed)[0]
    assert again.ledger["amount"].tolist() == home["group_therapy"].ledger["amount"].tolist()
    assert np.array_equal(again.weekly, home["group_therapy"].weekly)
    assert len(packed) < 60_000
