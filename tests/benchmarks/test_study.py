from __future__ import annotations

from rich.console import Console

from benchmarks import study
from tests.experiments.without_page import leave_out_the_page


def test_a_study_is_timed_beside_its_ideal(tmp_path, capsys, monkeypatch):
    # Figures have tests of their own, and take most of the time of a small run.
    leave_out_the_page(monkeypatch.setattr)
    found = study.measure("group-therapy", people=60, seeds=1, workers=1, folder=tmp_path)
    assert found.worlds == 2
    assert 0 < found.ideal_seconds < found.wall_seconds
    assert found.parent_megabytes > 50
    Console(width=100).print(study.table(found))
    assert f"{found.overhead:.1%}" in capsys.readouterr().out
