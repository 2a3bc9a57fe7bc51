from __future__ import annotations

import pytest

from experiments.validation import run_validation


def missed(report):
    return {row.target.name for row in report.missed}


def test_the_default_world_hits_every_quick_target(quick_report):
    assert quick_report.passed, {row.target.name: row.mean for row in quick_report.missed}


@pytest.mark.parametrize(
    ("change", "symptom"),
    [
        ({"friend_decay": 0.06}, "weak_friend_loss"),
        ({"loneliness_depression": 0.0}, "r_phq9_ucla3"),
        ({"weight_belief": 0.0}, "lonely_share"),
    ],
    ids=["friendships fade fast", "loneliness depresses nobody", "no belief of being alone"],
)
def test_a_broken_mechanism_shows_in_its_target(change, symptom):
    report = run_validation(quick=True, parameters=change)
    assert not report.passed
    assert symptom in missed(report)


@pytest.mark.slow
def test_three_worlds_of_5000_hit_every_target_as_asked():
    report = run_validation()
    assert (report.people, report.seeds) == (5000, (11, 12, 13))
    assert report.passed, {row.target.name: row.mean for row in report.missed}
    assert all((row.low, row.high) == (row.target.low, row.target.high) for row in report.rows)
