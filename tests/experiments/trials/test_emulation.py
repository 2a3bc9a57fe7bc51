"""Trials in worlds: what they recruit, whom they offer what, and what they find."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

import numpy as np
import pytest
from scipy import stats

from experiments.trials.emulation import emulate, observe_without
from experiments.trials.offers import invitations, tried_programmes
from experiments.trials.recruitment import NEVER, TrialError, recruit
from experiments.trials.results import TRIAL_COLUMNS
from scenarios import load_scenario
from scenarios.study_parts.trial import TrialSettings
from simulation import ConnectivityModel
from simulation.policies import POLICIES
from simulation.programmes import Programme
from tests.properties.twins import difference


class Embrace(Programme):
    """As much as a programme can do, for everybody who is offered it."""

    content: ClassVar[dict[str, float]] = {
        "session": 1.0, "safe_contact": 1.0, "belief_challenge": 1.0, "skill": 1.0,
        "emotion_work": 1.0,
    }  # fmt: skip
    type: Literal["embrace"] = "embrace"
    uptake: float = 1.0
    attendance: float = 1.0
    dropout_share: float = 0.0
    adverse_chance: float = 0.0
    eligibility: str = "age > 200"
    offered_share: float = 0.0
    weeks: int = 20
    start_week: int = 9


BASELINE = load_scenario("baseline")
ARM = BASELINE.model_copy(update={"name": "embrace", "programmes": (Embrace(),)})


def settings_of(**changes: Any) -> TrialSettings:
    usual = {"arm": "embrace", "people": 100, "surveys": (0, 12), "analysis": "change"}
    return TrialSettings(**usual | changes)


@pytest.fixture(scope="module")
def hamlets():
    """Twelve hundred people in six neighbourhoods; fork it, never step it."""
    model = ConnectivityModel(people=1200, rng=4)
    model.run_weeks(4, observe=False)
    return model


def values(result, quantity, week):
    rows = result.rows()
    return float(rows[(rows["quantity"] == quantity) & (rows["week"] == week)]["value"].iloc[0])


def test_people_are_recruited_by_their_noisy_answers_by_lot_and_by_consent(village):
    scores = dict(zip(village.people.ids, village.survey_arrays()["ucla3"], strict=True))
    settings = settings_of(eligibility="loneliness_ucla3 >= 6", people=40, consent=0.5)
    found = recruit(village, settings, seed=1)
    assert len(found.ids) == 40
    assert all(scores[one] >= 6 for one in found.ids)
    assert found.eligible == sum(score >= 6 for score in scores.values())
    assert stats.binomtest(40, found.asked, 0.5).pvalue > 0.001
    assert (found.begins == 0).sum() == 20
    assert found.ids.tolist() == recruit(village, settings, seed=1).ids.tolist()
    assert found.ids.tolist() != recruit(village, settings, seed=2).ids.tolist()


def test_a_larger_trial_of_a_seed_recruits_the_smaller_one_and_more(village):
    small, large = (recruit(village, settings_of(people=n), seed=3) for n in (50, 90))
    assert np.isin(small.ids, large.ids).all()
    whole = recruit(village, settings_of(people=10_000), seed=3)
    assert len(whole.ids) == len(village.people.ids) == whole.asked


def test_the_lot_is_fair(village):
    settings = settings_of(people=60, allocation=1 / 3)
    times = np.zeros(500)
    for seed in range(120):
        found = recruit(village, settings, seed)
        assert (found.begins == 0).sum() == 20
        times[np.searchsorted(np.sort(village.people.ids), found.ids[found.begins == 0])] += 1
    # Everybody has the same chance of being treated: 20 in 500.
    assert stats.chisquare(times).pvalue > 0.001


def test_neighbourhoods_are_allocated_whole_and_step_by_step(hamlets):
    cluster = recruit(hamlets, settings_of(design="cluster", people=300), seed=1)
    by_place = [set(cluster.begins[cluster.cluster == one]) for one in np.unique(cluster.cluster)]
    assert sorted(map(sorted, by_place)) == [[NEVER]] * 3 + [[0]] * 3
    wedge = settings_of(
        design="stepped_wedge", people=300, steps=3, weeks_between_steps=5, surveys=None
    )
    found = recruit(hamlets, wedge, seed=1)
    by_place = [set(found.begins[found.cluster == one]) for one in np.unique(found.cluster)]
    assert sorted(map(sorted, by_place)) == [[0]] * 2 + [[5]] * 2 + [[10]] * 2
    some = recruit(hamlets, settings_of(design="cluster", neighbourhoods=2, people=300), seed=1)
    assert len(np.unique(some.cluster)) == 2


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"eligibility": "age > 200"}, "0 were recruited of 0 asked and 0 eligible"),
        ({"design": "cluster", "neighbourhoods": 9}, "needs 9 neighbourhoods, and people live in"),
    ],
)
def test_a_trial_that_cannot_recruit_says_why(village, changes, told):
    with pytest.raises(TrialError, match=told):
        recruit(village, settings_of(**changes), seed=1)


def test_what_cannot_be_tried_is_said():
    policy = next(iter(POLICIES.values()))
    other = ARM.model_copy(update={"policies": (policy.model_construct(),)})
    usual = BASELINE.model_copy(update={"programmes": (Embrace(weeks=3),)})
    for baseline, arm, told in (
        (BASELINE, BASELINE, "no programme that baseline lacks: nothing to try"),
        (BASELINE, other, "a policy changes everybody's world"),
        (usual, ARM, "embrace is in baseline too, with other settings"),
    ):
        with pytest.raises(TrialError, match=told):
            tried_programmes(baseline, arm, settings_of())
    repeated = BASELINE.model_copy(update={"programmes": (Embrace(repeats=2),)})
    with pytest.raises(TrialError, match="repeats and waves must be left out"):
        tried_programmes(BASELINE, repeated, settings_of(design="waiting_list", wait_weeks=12))


def trial_world(past, settings, seed=1):
    """Return the world with a trial at its last survey, its people, and the one without."""
    tried = tried_programmes(BASELINE, ARM, settings)
    model, twin = past.fork(tried), past.fork([])
    model.invite("embrace", ())
    for one in (model, twin):
        one.run_weeks(settings.recruitment_week, observe=False)
    assert difference(model, twin) == []
    found = recruit(model, settings, seed)
    offers = list(invitations(tried, found, settings))
    for week in range(settings.survey_weeks[-1]):
        for at, label, ids in offers:
            if at == week:
                model.invite(label, ids)
        model.run_weeks(1, observe=False)
    return model, found


@pytest.mark.parametrize(
    "changes",
    [
        {"crossover": 0.4},
        {"design": "cluster"},
        {"design": "waiting_list", "wait_weeks": 6, "surveys": (0, 6, 12)},
        {"design": "stepped_wedge", "steps": 3, "weeks_between_steps": 4, "surveys": None},
    ],
)
def test_everybody_is_offered_a_place_when_the_trial_says_and_nobody_else_ever(hamlets, changes):
    settings = settings_of(recruitment_week=2, people=120, **changes)
    model, found = trial_world(hamlets, settings)
    cases = model.delivery("embrace").roster.cases
    planned = dict(zip(found.ids.tolist(), found.offered.tolist(), strict=True))
    start = hamlets.week + 2
    assert len(cases)
    assert len(np.unique(cases["unique_id"])) == len(cases)
    for one, week in zip(cases["unique_id"].tolist(), cases["offered_week"].tolist(), strict=True):
        assert planned[one] != NEVER
        assert week == start + planned[one]
    last = settings.survey_weeks[-1]
    due = {one for one, week in planned.items() if week not in (NEVER,) and week < last}
    missed = due - set(cases["unique_id"].tolist())
    assert not missed & set(model.people.ids.tolist())
    if "crossover" in changes:
        crossed = (found.begins == NEVER) & (found.offered == 0)
        assert stats.binomtest(int(crossed.sum()), 60, 0.4).pvalue > 0.001


def test_the_past_stays_as_it_is_and_the_world_without_can_be_shared(village):
    before = village.fork()
    settings = settings_of(surveys=(0, 6), people=60, response_noise=1.0)
    without = observe_without(village, BASELINE, settings)
    one = emulate(village, BASELINE, ARM, settings, 1, without)
    again = emulate(village, BASELINE, ARM, settings, 1)
    assert one.rows().equals(again.rows())
    assert difference(before, village) == []
    assert list(one.rows()) == list(TRIAL_COLUMNS)


def test_a_known_effect_is_recovered_without_bias(village):
    results = [emulate(village, BASELINE, ARM, settings_of(people=250), seed) for seed in range(6)]
    off = np.array([one.parts[12].published - one.parts[12].true_effect for one in results])
    truth = np.array([one.parts[12].true_effect for one in results])
    contamination = np.array([one.parts[12].contamination for one in results])
    assert truth.mean() < -0.3
    assert all(one.parts[12].attrition == 0.0 for one in results)
    ends = stats.ttest_1samp(off, 0.0).confidence_interval(0.99)
    assert ends.low <= -contamination.mean() <= ends.high
    assert ends.low <= 0.0 <= ends.high


def test_what_everybody_felt_adds_up(village):
    settings = settings_of(people=200, crossover=0.4, eligibility="lonely", surveys=(0, 8, 16))
    result = emulate(village, BASELINE, ARM, settings, 5)
    for week in (8, 16):
        effect = values(result, "effect_on_allocated", week)
        parts = result.parts[week]
        assert parts.true_effect == pytest.approx(effect)
        assert parts.contamination == pytest.approx(values(result, "effect_on_controls", week))
        naive, own = (
            values(result, name, week) for name in ("before_after", "before_after_without")
        )
        assert naive == pytest.approx(effect + own)
        assert own < -0.2  # regression to the mean of people chosen by a noisy score
    assert values(result, "effect_on_crossed", 16) < -0.2
    assert values(result, "effect_on_attenders", 16) < -0.2
    assert result.parts[16].contamination < 0.0


def test_those_lost_to_a_trial_are_lost_for_good_and_bias_what_is_left(village):
    heavy = {"chance_a_survey": 0.3, "per_point": 2.0}
    settings = settings_of(people=300, surveys=(0, 4, 8, 12))
    whole = emulate(village, BASELINE, ARM, settings, 2)
    lossy = emulate(
        village, BASELINE, ARM,
        settings.model_validate(settings.model_dump(exclude_none=True) | {"attrition": heavy}), 2,
    )  # fmt: skip
    left = [one.treated + one.controls for one in lossy.published.values()]
    assert left == sorted(left, reverse=True)
    assert left[-1] < 250 < whole.published[12].treated + whole.published[12].controls
    assert lossy.parts[12].attrition != 0.0
    for name in ("true_effect", "luck", "contamination", "adjustment"):
        assert getattr(lossy.parts[12], name) == getattr(whole.parts[12], name)


def test_a_stepped_wedge_and_a_cluster_trial_publish_and_add_up(hamlets):
    for changes in (
        {"design": "stepped_wedge", "steps": 3, "weeks_between_steps": 4, "surveys": None},
        {"design": "cluster", "analysis": "ancova"},
        {"design": "waiting_list", "wait_weeks": 6, "surveys": (0, 6, 12)},
    ):
        settings = settings_of(people=300, **changes)
        result = emulate(hamlets, BASELINE, ARM, settings, 2)
        (week, parts), *others = result.parts.items()
        assert not others
        assert week == {"waiting_list": 6}.get(settings.design, 12)
        total = parts.true_effect + parts.luck - parts.contamination
        assert total + parts.attrition + parts.adjustment == parts.published
        assert result.published[week].value == parts.published
        assert np.isfinite([result.published[week].low, result.published[week].high]).all()
        assert parts.true_effect < 0.0
    # Controls of the waiting list feel it too once they have begun.
    assert values(result, "effect_on_controls", 12) < -0.1
