from __future__ import annotations

import pytest

from experiments.validation import run_validation
from experiments.validation.measures import DRIFTS


def missed(report):
    return {row.target.name for row in report.missed}


def test_the_default_world_hits_every_quick_target(quick_report):
    assert quick_report.passed, {row.target.name: row.mean for row in quick_report.missed}


def test_nothing_drifts_in_the_two_years_after_burn_in(quick_report):
    rows = {row.target.name: row for row in quick_report.rows}
    for name in DRIFTS:
        assert rows[name].verdict == "hit", (name, rows[name].mean)


@pytest.mark.parametrize(
    ("change", "symptom"),
    [
        ({"loneliness_depression": 0.0}, "r_phq9_ucla3"),
        ({"weight_belief": 0.0}, "lonely_share"),
    ],
    ids=["loneliness depresses nobody", "no belief of being alone"],
)
def test_a_broken_mechanism_shows_in_its_target(change, symptom):
    """Friendships that fade too fast are found by the command, in the tests of the command."""
    report = run_validation(quick=True, parameters=change)
    assert not report.passed
    assert symptom in missed(report)


@pytest.mark.slow
def test_three_worlds_of_5000_hit_every_target_as_asked():
    report = run_validation()
    assert (report.people, report.seeds) == (5000, (11, 12, 13))
    assert report.passed, {row.target.name: row.mean for row in report.missed}
    assert all((row.low, row.high) == (row.target.low, row.target.high) for row in report.rows)
