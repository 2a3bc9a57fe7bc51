"""What happened, in words: also where nothing could happen."""

from __future__ import annotations

from decimal import Decimal

import pytest

from simulation.delivery.story import tell
from simulation.programmes import CommunityEvents, GroupTherapy


@pytest.mark.parametrize(
    ("settings", "told", "cost"),
    [
        (
            {"eligibility": "age > 200"},
            "offered to nobody: nobody was eligible by 'age > 200'",
            100,
        ),
        ({"eligibility": "false"}, "offered to nobody: nobody was eligible by 'false'", 100),
        ({"offers_a_week": 0}, "offered to nobody: offers_a_week is 0", 100),
        ({"offered_share": 0}, "offered to nobody: offered_share is 0", 100),
        ({"uptake": 0}, "; nobody accepted", None),
        ({"places": 0}, "nobody could begin: there were no places (places is 0)", None),
        ({"facilitators": 0}, "the facilitators were too few for a group", None),
        ({"offers_a_week": 2, "uptake": 1}, "nobody could begin: a group needs 4 people", 104),
        ({"start_week": 999}, "group_therapy has not started.", 0),
    ],
)
def test_what_could_not_happen_is_said_and_costs_what_it_should(village, settings, told, cost):
    chosen = {"eligibility": ""} | settings
    programme = GroupTherapy(cost_fixed=100.0, cost_referral=2.0, **chosen)
    model = village.fork([programme])
    model.run_weeks(8)
    delivery = model.deliveries[0]
    assert told in tell(delivery)
    offered = delivery.history.total("offered")
    expected = Decimal(100 + 2 * offered if cost is None else cost)
    assert delivery.ledger.total() == expected


def test_everybody_leaves_at_once(village):
    model = village.fork([GroupTherapy(eligibility="", dropout_share=1.0)])
    model.run_weeks(3)
    delivery = model.deliveries[0]
    total = delivery.history.total
    assert total("left") >= total("started") - 3
    assert total("completed") == 0
    assert delivery.closed
    # A week of sessions for each group, and nothing after it.
    weekly = delivery.ledger.weekly()
    assert weekly["week"].unique().tolist() == [52]


def test_a_hundred_thousand_offers_a_week_to_five_hundred_people(village):
    model = village.fork(
        [GroupTherapy(eligibility="", offers_a_week=100_000, intake_weeks=10, cost_referral=1.0)]
    )
    model.run_weeks(10)
    delivery = model.deliveries[0]
    offered = delivery.history.table()["offered"]
    assert offered.iloc[0] == 500
    assert offered.iloc[1:].sum() < 30  # newcomers
    referrals = delivery.ledger.weekly().query("item == 'referral'")["amount"].sum()
    assert referrals == Decimal(int(offered.sum()))


def test_what_went_well_is_told_with_numbers(village):
    model = village.fork([GroupTherapy(), CommunityEvents()])
    model.run_weeks(20)
    for delivery in model.deliveries:
        total = delivery.history.total
        said = tell(delivery)
        assert f"offered to {total('offered'):,} people" in said
        assert f"{total('completed'):,} completed" in said
        assert f"{total('attended'):,} attendances" in said
        assert f"{delivery.ledger.total():,} GBP" in said
