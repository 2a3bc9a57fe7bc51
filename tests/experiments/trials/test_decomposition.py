from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.trials.decomposition import Answers, decompose
from experiments.trials.results import estimator_of
from scenarios.study_parts.trial import TrialSettings

DESIGNS = {
    "individual": {"analysis": "change"},
    "cluster": {"analysis": "ancova"},
    "waiting_list": {"wait_weeks": 8},
    "stepped_wedge": {"steps": 3, "weeks_between_steps": 4},
}


def settings_of(design):
    return TrialSettings(arm="x", people=48, design=design, **DESIGNS[design])


def made(seed, design, effect=-1.0, spill=0.0, lost=0.0, gone=0.0):
    """Return answers of 48 people in six clusters, made up."""
    rng = np.random.default_rng(seed)
    surveys = 4 if design == "stepped_wedge" else 1
    cluster = np.tile(np.arange(48) % 6, surveys)
    survey = np.repeat(np.arange(surveys), 48)
    if design == "stepped_wedge":
        exposed = survey > cluster // 2
    else:
        exposed = cluster % 2 == 0 if design == "cluster" else rng.permutation(48) < 24
    n = len(cluster)
    without = rng.integers(3, 10, n) + rng.normal(0, 0.3, n)
    own = np.where(exposed, effect, spill) * rng.uniform(0.5, 1.5, n)
    with_trial = without + own
    with_trial[rng.random(n) < gone] = np.nan
    without = np.where(rng.random(n) < gone, np.nan, without)
    answered = np.isfinite(with_trial) & (rng.random(n) >= lost)
    at_start = np.tile(rng.integers(3, 10, 48) * 1.0, surveys)
    return Answers(with_trial, without, at_start, exposed, answered, cluster, survey)


@given(st.integers(0, 2**32 - 1), st.sampled_from(list(DESIGNS)))
def test_the_parts_sum_to_what_is_published_to_the_last_digit(seed, design):
    answers = made(seed, design, spill=-0.2, lost=0.2, gone=0.05)
    estimator = estimator_of(settings_of(design))
    published = estimator.estimate(answers.only(answers.answered)).value
    one = decompose(answers, estimator, published)
    parts = one.true_effect + one.luck - one.contamination + one.attrition + one.adjustment
    assert parts == one.published
    assert one.published == pytest.approx(published, abs=1e-11)


@pytest.mark.parametrize("design", DESIGNS)
def test_each_part_is_0_where_there_is_nothing_of_its_kind(design):
    estimator = estimator_of(settings_of(design))

    def parts(**kinds):
        answers = made(5, design, **kinds)
        published = estimator.estimate(answers.only(answers.answered)).value
        return decompose(answers, estimator, published)

    assert parts().contamination == 0.0
    assert parts().attrition == 0.0
    assert parts(spill=-1.0).contamination != 0.0
    assert parts(lost=0.3).attrition != 0.0
    nothing = parts(effect=0.0)
    assert nothing.true_effect == nothing.contamination == 0.0
    assert nothing.published == nothing.luck + nothing.adjustment


def test_parts_of_people_are_plain_means():
    answers = made(1, "individual", spill=-0.3, lost=0.3)
    estimator = estimator_of(settings_of("individual"))
    published = estimator.estimate(answers.only(answers.answered)).value
    one, arm = decompose(answers, estimator, published), answers.exposed
    effect, change = answers.with_trial - answers.without, answers.with_trial - answers.at_start
    assert one.true_effect == pytest.approx(effect[arm].mean())
    assert one.contamination == pytest.approx(effect[~arm].mean())
    luck = answers.without[arm].mean() - answers.without[~arm].mean()
    assert one.luck == pytest.approx(luck)
    start = answers.at_start[arm].mean() - answers.at_start[~arm].mean()
    assert one.adjustment == pytest.approx(-start)
    everybody = change[arm].mean() - change[~arm].mean()
    assert one.attrition == pytest.approx(published - everybody)


def test_an_arm_without_people_has_no_account():
    answers = made(1, "individual")
    estimator = estimator_of(settings_of("individual"))
    one = decompose(answers.only(answers.exposed), estimator, -1.0)
    assert np.isnan([one.published, one.true_effect, one.attrition]).all()
