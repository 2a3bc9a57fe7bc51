"""Policies in studies: part of an arm's life and of what is written down, not of its past."""

from __future__ import annotations

import json

import pytest

from experiments.designs.making import make_plan
from experiments.designs.plan import PolicyPeriod, StudyPlan
from experiments.worlds.job import Job, JobPoint, run_job
from scenarios import Study, load_scenario
from simulation.policies import Lockdown, Transport


@pytest.fixture
def shut():
    """A world that closes, and whose buses stop running."""
    lockdown = Lockdown(start_week=1, weeks=4, wind_down_weeks=2)
    policies = (Transport(ease=0.5, start_week=2), lockdown)
    changes = {"name": "shut", "programmes": (), "policies": policies}
    return load_scenario("group-therapy").model_copy(update=changes)


def test_an_arm_lives_with_its_policies(shut, tmp_path):
    quick = {"run": shut.run.model_copy(update={"burn_in_weeks": 3})}
    baseline, arm = (one.model_copy(update=quick) for one in (load_scenario("baseline"), shut))
    job = Job(4, baseline, (JobPoint(0, (arm,)),), weeks=4, people=150, cache_folder=tmp_path)
    result = run_job(job)
    assert result.failures == []
    lived = {one.arm: one for one in result.points[0].series}
    usual, closed = lived["baseline"], lived["shut"]
    for week, alike in ((0, True), (1, True), (4, False)):
        assert (usual.outcomes[week] == closed.outcomes[week]).all() == alike
    assert len(list(tmp_path.glob("*.kith"))) == 1, "the two share their past"


def test_the_plan_names_policies_and_their_weeks(shut):
    plan = make_plan(Study.from_scenario(shut))
    periods = plan.arm("shut").policies
    assert periods == (
        PolicyPeriod("transport", "transport", 2, None),
        PolicyPeriod("lockdown", "lockdown", 1, 6),
    )
    assert plan.arm("shut").shares_past
    again = StudyPlan.from_dict(json.loads(json.dumps(plan.as_dict())))
    assert again == plan


def test_another_policy_is_another_study(shut):
    stricter = shut.model_copy(update={"policies": (Lockdown(start_week=1, home_visits=0.0),)})
    one, other = (make_plan(Study.from_scenario(arm)).register for arm in (shut, stricter))
    # The world that both are compared with is the same run.
    assert set(one.runs) & set(other.runs) == {
        name for name, run in one.runs.items() if run.arm == "baseline"
    }
