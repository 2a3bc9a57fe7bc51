from __future__ import annotations

import pytest

from experiments.validation.measures import DRIFTS
from experiments.validation.person_measures import measure_people
from experiments.validation.snapshot import take_snapshot
from experiments.validation.tie_measures import measure_ties
from simulation import ConnectivityModel


def test_nothing_drifts_in_the_two_years_after_burn_in(quick_report):
    rows = {row.target.name: row for row in quick_report.rows}
    for name in DRIFTS:
        assert rows[name].verdict == "hit", (name, rows[name].mean)


@pytest.mark.slow
def test_twenty_years_change_the_town_little():
    model = ConnectivityModel(people=2000, rng=4)
    model.run_weeks(260, observe=False)
    first = take_snapshot(model)
    model.run_weeks(780, observe=False)
    last = take_snapshot(model)
    levels = {name: value for name, value in measure_people(first).items()}
    later = measure_people(last)
    assert abs(later["ucla3_mean"] - levels["ucla3_mean"]) < 0.2
    assert abs(later["lsns6_mean"] - levels["lsns6_mean"]) < 1.2
    assert abs(later["pss10_mean"] - levels["pss10_mean"]) < 0.8
    assert abs(measure_ties(last)["degree"] - measure_ties(first)["degree"]) < 2
    assert abs(measure_ties(last)["strong_ties"] - measure_ties(first)["strong_ties"]) < 1
