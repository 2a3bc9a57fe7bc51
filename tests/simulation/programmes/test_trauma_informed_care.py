"""Trauma-informed care: what it does to people, and to other programmes."""

from __future__ import annotations

from typing import ClassVar, Literal

import pytest
from pydantic import ValidationError

from simulation.delivery.roster import Status
from simulation.programmes import Programme, TraumaInformedCare
from tests.properties.twins import fields, same_bits


class Walks(Programme):
    """Something for everybody, not always nice."""

    content: ClassVar[dict[str, float]] = {"threshold": 0.4, "safe_contact": 0.5}
    type: Literal["walks"] = "walks"
    weeks: int = 10
    uptake: float = 0.5
    attendance: float = 0.5
    dropout_share: float = 0.0
    adverse_chance: float = 0.2
    trauma_caution: float = 2.0


#: It trains and treats nobody.
TRAINING = TraumaInformedCare(offered_share=0.0, training_reach=1.0, training_weeks=1)


def test_training_reaches_those_it_names_step_by_step():
    care = TraumaInformedCare(trains=("walks",), training_reach=0.8, training_weeks=4)
    shares = [care.makes_trauma_informed("walks", week) for week in (-5, -1, 0, 1, 3, 4, 500)]
    assert shares == pytest.approx([0, 0, 0.2, 0.4, 0.8, 0.8, 0.8])
    assert care.makes_trauma_informed("choir", 500) == 0
    assert TraumaInformedCare().makes_trauma_informed("choir", 500) == 0.7
    assert TraumaInformedCare(trains=()).makes_trauma_informed("choir", 500) == 0


@pytest.mark.parametrize("trains", [("",), ("x" * 81,), (3,)])
def test_names_of_programmes_are_names(trains):
    with pytest.raises(ValidationError, match=r"String should have at|valid string"):
        TraumaInformedCare(trains=trains)


def test_its_share_of_others_grows_in_a_world(village):
    walks = Walks(trauma_informed=0.5)
    care = TraumaInformedCare(training_reach=0.8, training_weeks=2, start_week=1)
    model = village.fork([care, walks])
    shares = []
    for _ in range(4):
        model.step()
        shares.append([one.trauma_informed for one in model.deliveries])
    assert [own for own, _ in shares] == [1.0] * 4
    assert [other for _, other in shares] == pytest.approx([0.5, 0.7, 0.9, 0.9])


@pytest.fixture(scope="module")
def with_and_without(town):
    """Walks as usual, with their staff trained, and with somebody else's staff trained."""
    other = TRAINING.model_copy(update={"trains": ("choir",)})
    worlds = []
    for programmes in ([Walks()], [Walks(), TRAINING], [Walks(), other]):
        model = town.fork(programmes)
        model.run_weeks(10)
        hurt = town.people.array("adverse_childhood") >= 4
        cases = model.delivery("walks").roster.cases
        worlds.append((cases[hurt[cases["row"]]], cases[~hurt[cases["row"]]], cases))
    return worlds


def said_yes(cases):
    return set(cases["unique_id"][cases["status"] != Status.DECLINED].tolist())


def share(cases, part, whole):
    return cases[part].sum() / cases[whole].sum()


def test_people_hurt_early_in_life_come_more_often_and_are_hurt_less(with_and_without):
    (before, _, _), (after, _, _), _ = with_and_without
    assert said_yes(after) > said_yes(before)
    assert len(said_yes(after)) > 1.2 * len(said_yes(before))
    gained = share(after, "sessions_attended", "sessions_held")
    assert gained > share(before, "sessions_attended", "sessions_held") + 0.05
    bad = share(after, "times_hurt", "sessions_attended")
    assert bad < 0.6 * share(before, "times_hurt", "sessions_attended")


def test_nothing_is_taken_from_others(with_and_without):
    (_, before, _), (_, after, _), _ = with_and_without
    assert said_yes(after) >= said_yes(before)


def test_staff_of_another_programme_makes_no_difference(with_and_without):
    (_, _, usual), _, (_, _, other) = with_and_without
    assert same_bits(fields(usual), fields(other))
