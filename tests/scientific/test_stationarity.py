from __future__ import annotations

from experiments.validation.measures import DRIFTS


def test_nothing_drifts_in_the_two_years_after_burn_in(quick_report):
    rows = {row.target.name: row for row in quick_report.rows}
    for name in DRIFTS:
        assert rows[name].verdict == "hit", (name, rows[name].mean)
