"""Capacity: places and facilitators are limits, and whoever comes later waits."""

from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np
import pytest

from simulation.delivery.roster import Status
from simulation.programmes import GroupTherapy, Programme


class Talks(Programme):
    """Somebody to talk to, one to one."""

    content: ClassVar[dict[str, float]] = {"safe_contact": 0.6}
    type: Literal["talks"] = "talks"
    weeks: int = 6


def history_of(model, programme, weeks):
    model = model.fork([programme])
    model.run_weeks(weeks, observe=False)
    return model.deliveries[0], model.deliveries[0].history.table()


@pytest.mark.parametrize("places", [0, 5, 24])
def test_places_are_a_limit_at_any_time(village, places):
    for programme in (GroupTherapy(places=places, eligibility="", minimum_to_start=2),
                      Talks(places=places)):  # fmt: skip
        _, table = history_of(village, programme, 30)
        assert table["in_course"].max() == places
        assert (table["started"].sum() > places) == (places > 0)


@pytest.mark.parametrize(
    ("programme", "most"),
    [
        (GroupTherapy(facilitators=2, facilitators_per_group=1, groups_per_facilitator=3,
                      eligibility=""), 48),
        (GroupTherapy(facilitators=3, facilitators_per_group=2, groups_per_facilitator=1,
                      eligibility=""), 8),
        (Talks(facilitators=2, people_per_facilitator=7), 14),
        (Talks(facilitators=0), 0),
    ],
)  # fmt: skip
def test_facilitators_are_a_limit(village, programme, most):
    _, table = history_of(village, programme, 20)
    assert table["in_course"].max() == most
    assert table["weeks_capacity_bound"].iloc[0] == 1


def test_half_the_facilitators_mean_a_longer_waiting_list_and_a_later_end(village):
    waits = {}
    for facilitators in (4, 2):
        programme = GroupTherapy(facilitators=facilitators, groups_per_facilitator=2,
                                 facilitators_per_group=1, eligibility="", weeks=8,
                                 waiting_dropout=0.0)  # fmt: skip
        delivery, table = history_of(village, programme, 80)
        cases = delivery.roster.cases
        served = cases[cases["started_week"] >= 0]
        waits[facilitators] = (
            table["waiting"].iloc[1],
            float((served["started_week"] - served["offered_week"]).mean()),
            int(served["ends_week"].max()),
        )
    assert all(few > many for few, many in zip(waits[2], waits[4], strict=True))


def test_who_waits_is_served_in_order(village):
    delivery, _ = history_of(
        village, Talks(places=20, queue="most_in_need", waiting_dropout=0.0), 4
    )
    cases = delivery.roster.cases
    first = cases["started_week"] == 52
    waiting = cases["status"] == Status.WAITING
    assert first.sum() == 20
    assert cases["need"][first].min() >= cases["need"][waiting].max()


def test_people_give_up_waiting(village):
    delivery, table = history_of(village, Talks(places=0, waiting_dropout=0.5), 12)
    waited = table["waiting"].to_numpy()
    assert (np.diff(waited) <= 0).all()
    assert waited[-1] < 0.01 * waited[0]
    assert waited[1] == pytest.approx(waited[0] / 2, rel=0.2)
    assert delivery.history.total("started") == 0


def test_long_waits_are_looked_at_again(village):
    programme = Talks(eligibility="loneliness_ucla3 >= 6", places=1, assessment_valid_weeks=3,
                      waiting_dropout=0.0, uptake=1.0)  # fmt: skip
    delivery, table = history_of(village, programme, 4)
    assert table["no_longer_eligible"].tolist()[:3] == [0, 0, 0]
    assert table["no_longer_eligible"].iloc[3] > 3
    cases = delivery.roster.cases
    assert (cases["assessed_week"][cases["status"] == Status.WAITING] == 55).all()


def test_a_service_that_closes_its_doors_places_nobody_more(village):
    delivery, table = history_of(village, Talks(places=10, open_weeks=8, weeks=4), 20)
    started = table.loc[table["started"] > 0, "week"]
    assert started.max() < 52 + 8
    assert table["not_placed"].sum() > 100
    assert delivery.closed
    assert delivery.stocks() == {"waiting": 0, "in_course": 0, "groups": 0}


def test_leavers_are_replaced_while_a_group_is_young(village):
    programme = GroupTherapy(facilitators=2, groups_per_facilitator=2, eligibility="", weeks=10,
                             dropout_share=0.9, replacement_weeks=4)  # fmt: skip
    delivery, table = history_of(village, programme, 10)
    began = table.set_index("week")["started"]
    assert began[52] == 16
    assert began.loc[53:55].sum() > 0
    assert began.loc[56:61].sum() == 0
    cases = delivery.roster.cases
    late = cases[(cases["started_week"] > 52) & (cases["started_week"] < 56)]
    assert (late["ends_week"] == 62).all()


def test_a_group_too_small_does_not_start(village):
    delivery, table = history_of(
        village, GroupTherapy(eligibility="", offers_a_week=3, uptake=1.0), 3
    )
    assert table["started"].sum() == 0
    assert table["not_placed"].iloc[0] == 3
    assert delivery.closed
