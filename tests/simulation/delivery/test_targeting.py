"""Targeting: each way finds whom it says it finds."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

import numpy as np
import pytest
from scipy import stats

from simulation.delivery.roster import Status
from simulation.programmes import Programme
from tests.properties.twins import world_of


class Walks(Programme):
    """Something for those who are found."""

    content: ClassVar[dict[str, float]] = {"skill": 0.5}
    type: Literal["walks"] = "walks"
    uptake: float = 1.0
    waiting_dropout: float = 0.0


def cases_of(town, weeks=1, **settings: Any):
    model = town.fork([Walks(**settings)])
    model.run_weeks(weeks, observe=False)
    return model, model.deliveries[0].roster.cases


def test_those_most_in_need_are_asked_first(town):
    scores = town.survey_arrays()["ucla3"]
    _, cases = cases_of(town, targeting="most_in_need", offers_a_week=100)
    assert len(cases) == 100
    left_out = np.delete(scores, cases["row"])
    assert cases["need"].min() >= left_out.max()


def test_offers_go_on_week_by_week_and_to_nobody_twice(town):
    model, cases = cases_of(town, weeks=6, offers_a_week=50, intake_weeks=5)
    table = model.deliveries[0].history.table()
    assert table["offered"].tolist() == [50] * 5 + [0]
    assert len(np.unique(cases["unique_id"])) == 250


def test_need_can_be_anything_that_is_known(town):
    _, cases = cases_of(town, targeting="most_in_need", offers_a_week=50, need="age")
    age = world_of(town).people["age"]
    assert age[cases["row"]].min() >= np.sort(age)[-51] - 0.1


def test_a_professional_finds_some_and_errs_on_others(town):
    settings: dict[str, Any] = {
        "targeting": "referral", "eligibility": "loneliness_ucla3 >= 6", "consultation_chance": 0.5,
        "referral_sensitivity": 0.8, "referral_specificity": 0.9,
    }  # fmt: skip
    scores = town.survey_arrays()["ucla3"]
    model, cases = cases_of(town, **settings)
    away = cases["status"] == Status.TURNED_AWAY
    assert (scores[cases["row"][away]] < 6).all()
    assert (scores[cases["row"][~away]] >= 6).all()
    lonely = int((scores >= 6).sum())
    assert stats.binomtest(int((~away).sum()), lonely, 0.4).pvalue > 0.001
    assert stats.binomtest(int(away.sum()), 2000 - lonely, 0.05).pvalue > 0.001
    assert model.deliveries[0].history.total("turned_away") == away.sum()
    served = model.participants("walks")
    assert not np.isin(cases["unique_id"][away], served).any()


def test_withdrawn_people_come_forward_less(town):
    _, cases = cases_of(town, weeks=10, intake_weeks=10, targeting="self_referral",
                        uptake_withdrawal=6.0)  # fmt: skip
    withdrawal = world_of(town).people["withdrawal"]
    assert 100 < len(cases) < 800
    assert withdrawal[cases["row"]].mean() < withdrawal.mean() - 0.02


def test_need_brings_people_forward(town):
    _, cases = cases_of(town, weeks=10, intake_weeks=10, targeting="self_referral", uptake_need=0.8)
    assert cases["need"].mean() > town.survey_arrays()["ucla3"].mean() + 0.8


def test_neighbourhoods_most_in_need_are_served(town):
    people, scores = world_of(town).people, town.survey_arrays()["ucla3"].astype(float)
    _, cases = cases_of(town, targeting="neighbourhood", neighbourhood_share=0.3)
    means = [scores[people["neighbourhood"] == place].mean() for place in range(10)]
    worst = set(np.argsort(means)[-3:].tolist())
    assert set(people["neighbourhood"][cases["row"]].tolist()) == worst


def test_friends_of_participants_are_asked(town):
    before = town.fork()
    model, cases = cases_of(town, weeks=4, intake_weeks=4, targeting="network", network_seeds=5,
                            attendance=1.0)  # fmt: skip
    offered = model.deliveries[0].history.table()["offered"].tolist()
    assert offered[0] == 5
    assert 5 < offered[1] < 100
    assert sum(offered[:3]) < sum(offered)
    ties = before.ties.table()
    seeds = set(cases["unique_id"][:5].tolist())
    near = ties[(ties[["closeness_a", "closeness_b"]].max(axis=1) > 0.2)]
    friends = {
        other
        for a, b in zip(near["person_a"], near["person_b"], strict=True)
        for one, other in ((a, b), (b, a))
        if one in seeds
    }
    second = cases["unique_id"][cases["offered_week"] == 105]
    assert len(set(second.tolist()) - friends) <= 0.1 * len(second)


def test_waves_begin_one_after_the_other(town):
    model, cases = cases_of(town, weeks=9, waves=3, weeks_between_waves=4)
    table = model.deliveries[0].history.table()
    began = table.loc[table["offered"] > 20, "week"].tolist()
    assert began == [104, 108, 112]
    place = world_of(model).people["neighbourhood"][cases["row"]]
    same = cases["unique_id"] == world_of(model).people["unique_id"][cases["row"]]
    waves = []
    for week in (104, 108, 112):  # a few moved house since
        asked = np.bincount(place[same & (cases["offered_week"] == week)], minlength=10)
        waves.append(set(np.flatnonzero(asked > 60).tolist()))
    assert sorted(map(len, waves)) == [3, 3, 4]
    assert len(set.union(*waves)) == 10
    assert len(np.unique(cases["unique_id"])) == len(cases)


def test_a_new_round_asks_again_those_who_said_no(town):
    model = town.fork([Walks(uptake=0.5, weeks=4, repeats=1, repeat_every_weeks=10)])
    model.run_weeks(12, observe=False)
    cases = model.deliveries[0].roster.cases
    twice = len(cases) - len(np.unique(cases["unique_id"]))
    assert twice > 1500
    second = cases["offered_week"] == 114
    assert second.sum() > 1900


def test_trust_makes_people_say_yes(town):
    _, cases = cases_of(town, uptake=0.5, uptake_trust=8.0)
    trust = world_of(town).people["working_model"][cases["row"]]
    yes = cases["status"] != Status.DECLINED
    assert trust[yes].mean() > trust[~yes].mean() + 0.03


@pytest.mark.parametrize("targeting", ["random", "most_in_need", "self_referral", "neighbourhood"])
def test_who_is_found_does_not_depend_on_other_programmes(village, targeting):
    alone = village.fork([Walks(targeting=targeting)])
    both = village.fork([Walks(targeting=targeting), Walks(name="aardvark")])
    for model in (alone, both):
        model.run_weeks(1)
    assert alone.participants("walks").tolist() == both.participants("walks").tolist()
