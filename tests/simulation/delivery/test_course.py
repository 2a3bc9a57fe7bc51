"""Courses: what sessions give, how often they are, what goes wrong."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

import numpy as np
import pytest
from scipy import stats

from simulation.delivery.roster import Status
from simulation.programmes import GroupTherapy, Programme
from tests.properties.twins import world_of


class Talks(Programme):
    """Something everybody comes to."""

    content: ClassVar[dict[str, float]] = {"safe_contact": 0.6, "skill": 0.5}
    type: Literal["talks"] = "talks"
    weeks: int = 12
    uptake: float = 1.0
    attendance: float = 1.0
    dropout_share: float = 0.0
    adverse_chance: float = 0.0


class Phased(Talks):
    """First a talk, then a link to a group."""

    type: Literal["phased"] = "phased"  # type: ignore[assignment]

    def weekly_inputs(self, people, enrolment, week):
        early = enrolment["sessions_attended"] < 3
        return {"safe_contact": np.where(early, 0.6, 0.0), "joining": np.where(early, 0.0, 1.0)}


def given(village, programme, weeks=1):
    """Return the week's doses of everybody after some weeks, and the delivery."""
    model = village.fork([programme])
    model.run_weeks(weeks, observe=False)
    return world_of(model).scratch.doses, model.deliveries[0]


def usual(doses: np.ndarray) -> float:
    """Return the dose of nearly all (a few died or came this week)."""
    values, counts = np.unique(np.round(doses, 5), return_counts=True)
    assert counts.max() > 0.95 * len(doses)
    return float(values[counts.argmax()])


@pytest.mark.parametrize(
    ("settings", "dose"),
    [
        ({}, 0.6),
        ({"fidelity": 0.5}, 0.3),
        ({"fidelity": 0.0}, 0.0),
        ({"sessions_a_week": 2}, 1 - 0.4**2),
        ({"session_hours": 0.75}, 1 - 0.4**0.5),
        ({"session_hours": 0.0}, 0.0),
    ],
)
def test_fidelity_frequency_and_length_make_the_dose(village, settings, dose):
    doses, _ = given(village, Talks(**settings))
    assert usual(doses["safe_contact"]) == pytest.approx(dose, abs=1e-5)


def test_being_there_is_no_matter_of_fidelity(village):
    sure: dict[str, Any] = {"uptake": 1.0, "attendance": 1.0, "eligibility": ""}
    doses, _ = given(village, GroupTherapy(fidelity=0.5, adverse_chance=0.0, **sure))
    there = doses["session"] > 0
    assert there.sum() > 450
    assert (doses["session"][there] == 1.0).all()
    assert usual(doses["safe_contact"][there]) == pytest.approx(0.425, abs=1e-5)


def test_sessions_every_third_week(village):
    held = [usual(given(village, Talks(weeks_between_sessions=3), weeks)[0]["skill"]) > 0
            for weeks in range(1, 8)]  # fmt: skip
    assert held == [True, False, False, True, False, False, True]


def test_inputs_can_depend_on_what_somebody_has_had(village):
    for weeks, safe, joining in ((3, 0.6, 0.0), (4, 0.0, 1.0)):
        doses, _ = given(village, Phased(), weeks)
        assert usual(doses["safe_contact"]) == pytest.approx(safe)
        assert usual(doses["joining"]) == pytest.approx(joining)


def test_a_course_ends_with_enough_sessions_or_without(village):
    _, delivery = given(village, Talks(attendance=0.5, completion_share=0.5), 13)
    cases = delivery.roster.cases
    done = cases["status"] == Status.COMPLETED
    failed = cases["status"] == Status.NOT_COMPLETED
    assert done.sum() > 100
    assert failed.sum() > 100
    assert cases["sessions_attended"][done].min() == 6
    assert cases["sessions_attended"][failed].max() == 5
    assert delivery.closed


def test_who_came_comes_again(village):
    _, delivery = given(village, Talks(attendance=0.5, attendance_habit=4.0), 12)
    attended = delivery.roster.cases["sessions_attended"]
    assert attended.var() > 2.5 * 12 * 0.25


def test_bad_sessions_are_counted_and_take_the_safe_contact(village):
    doses, delivery = given(village, Talks(adverse_chance=0.3, trauma_caution=0.0))
    cases = delivery.roster.cases
    assert stats.binomtest(int(cases["times_hurt"].sum()), len(cases), 0.3).pvalue > 0.001
    hurt = cases["row"][cases["times_hurt"] > 0]
    alive = hurt[world_alive(village, cases, hurt)]
    assert (doses["hurt"][alive] == 1.0).mean() > 0.95
    assert (doses["safe_contact"][alive] == 0.0).mean() > 0.95
    assert doses["hurt"].sum() == (doses["hurt"] > 0).sum()


def world_alive(village, cases, rows):
    """Return for which of these rows the case's person lived when the week began."""
    ids = world_of(village).people["unique_id"]
    return np.isin(ids[rows], cases["unique_id"])


def test_people_leave_after_bad_sessions(village):
    leaving: dict[str, Any] = {"dropout_share": 0.2, "dropout_after_hurt": 3.0}
    _, delivery = given(village, Talks(adverse_chance=0.1, **leaving), 12)
    cases = delivery.roster.cases
    left = cases["status"] == Status.LEFT
    assert cases["hurt_last_time"][left].mean() > 3 * cases["hurt_last_time"][~left].mean()


def test_people_hurt_early_in_life_are_more_cautious_unless_care_is_trauma_informed(town):
    early = world_of(town).people["adverse_childhood"]
    results = {}
    for share in (0.0, 1.0):
        settings: dict[str, Any] = {"uptake": 0.5, "trauma_caution": 1.5, "trauma_informed": share}
        _, delivery = given(town, Talks(attendance=0.7, adverse_chance=0.1, **settings), 6)
        cases = delivery.roster.cases
        burdened = early[cases["row"]] >= 4
        began = cases["started_week"] >= 0
        attended = cases["sessions_attended"] / np.maximum(cases["sessions_held"], 1)
        hurts = cases["times_hurt"] / np.maximum(cases["sessions_attended"], 1)
        results[share] = [
            began[burdened].mean() - began[~burdened].mean(),
            attended[began & burdened].mean() - attended[began & ~burdened].mean(),
            hurts[began & ~burdened].mean() - hurts[began & burdened].mean(),
        ]
    for without, with_care in zip(results[0.0], results[1.0], strict=True):
        assert without < -0.03
        assert with_care > without + 0.03


def test_sessions_that_cannot_be_held_reach_nobody_and_cost_nothing(village):
    model = village.fork([Talks()])
    world = world_of(model)
    world.programmes_held = 0.4
    model.run_weeks(1, observe=False)
    delivery = model.deliveries[0]
    held = delivery.history.total("sessions_held")
    assert stats.binomtest(held, len(delivery.roster.cases), 0.4).pvalue > 0.001
    assert (world.scratch.doses["skill"] > 0).sum() == pytest.approx(held, abs=3)
    hours = delivery.ledger.weekly().set_index("item").loc["facilitator_hour", "quantity"]
    assert hours == pytest.approx(held * 2.0)
