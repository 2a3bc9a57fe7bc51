from __future__ import annotations

import pandas as pd
import pytest

from experiments.report import Findings
from experiments.report.parameter_counts import parameter_counts, parameters_line
from experiments.report.study_tables import StudyTables
from experiments.report.sure_section import sure_lines
from simulation.registry import PARAMETERS


@pytest.fixture
def lines(results_folder, seed_result, plan, manifest_for):
    def make(**changes):
        folder = results_folder(*(seed_result(seed) for seed in plan.seed_numbers))
        weekly = folder.table("weekly")
        tables = StudyTables(folder, plan, weekly)
        row = {
            "arm": "therapy", "outcome": plan.outcomes[0], "population": "participants",
            "half_width": 6.2, "gain": 40.0, "smallest_difference": 5.0, "enough": False,
            "seeds_needed": 31.0,
        }  # fmt: skip
        tables.__dict__["all"] = {"replication": pd.DataFrame([row | changes])}
        made = Findings(plan, weekly, [], tables=tables)
        return " ".join(str(line) for line in sure_lines(made, manifest_for(plan)))

    return make


def test_seeds_that_do_not_suffice_are_counted(lines):
    text = lines()
    assert (
        "isolated is known to ± 6.2 per 1,000 people; a pair of runs is worth 40 unpaired" in text
    )
    assert "difference that matters (5.0) from none: that takes about 31 seeds." in text


def test_seeds_that_suffice_are_called_so(lines):
    text = lines(enough=True)
    assert "The seeds suffice to tell the smallest difference that matters (5.0) from none." in text


def test_a_number_of_seeds_beyond_reason_is_not_printed(lines):
    assert lines(seeds_needed=1e9).count("The seeds do not suffice.") == 1


def test_every_parameter_is_counted_once():
    counts = parameter_counts()
    assert sum(counts.values()) == len(PARAMETERS)
    assert all(str(number) in parameters_line() for number in counts.values())
