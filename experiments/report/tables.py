"""The tidy tables beside a report, one number a cell, for spreadsheets and for R."""

from __future__ import annotations

import pandas as pd

from experiments.comparison.paired import DIFFERENCE_COLUMNS
from experiments.outcomes import OUTCOMES
from experiments.report.delivery_files import delivery_dictionary, write_delivery_tables
from experiments.report.findings import Findings
from experiments.storage.csv_text import as_csv
from experiments.storage.manifest import QUICK_NOTICE
from experiments.storage.store import ResultsFolder
from simulation.indicators import INDICATORS, SUBGROUPS

__all__ = ["data_dictionary", "write_tables"]

_COLUMNS = {
    "arm": ("", "World. In weekly tables: the world in which the people were asked."),
    "baseline": ("", "World that the arm is compared with."),
    "outcome": ("", "One of the outcomes below."),
    "indicator": ("", "One of the signs of impaired connection, or of healing, below."),
    "population": (
        "",
        "Group of people: everybody, participants, participants of a programme; in tables of "
        "indicators also the subgroups below, every fourth week and in the last. Who is in a "
        "subgroup is asked anew each time, in each world: where a programme changes who is, a "
        "difference mixes what happened to people with who they are.",
    ),
    "participants_of": ("", "World whose participants they are; empty for everybody."),
    "week": (
        "weeks",
        "Weeks after the burn-in; 0 is before the first week of life. In tables of delivery and "
        "costs: the week of life that begins then, as start_week counts.",
    ),
    "seed": ("", "Number that people and luck follow from; the same in all worlds."),
    "people": ("people", "Size of the group; for participants those present in both worlds."),
    "difference": (
        "unit of the outcome; of indicators per 1,000 people",
        "Arm minus baseline, mean over seeds.",
    ),
    "mean": ("unit of the outcome", "Mean over seeds."),
    "low": ("unit of the outcome", "Lower end of the 95 % t interval over seeds; empty for one."),
    "high": ("unit of the outcome", "Upper end of that interval."),
    "with": ("unit of the outcome", "Mean in the arm's world."),
    "without": ("unit of the outcome", "Mean of the same group in the baseline world."),
    "gain": ("times", "As many unpaired runs would be as sure as one pair; empty if all alike."),
    "seeds": ("seeds", "Seeds behind the number."),
    "run_id": ("", "Hash of study, arm and seed."),
    "study_hash": ("", "Hash of all that the rows depend on, the source of the model included."),
    "seconds": ("seconds", "Time to live the world after its burn-in."),
    "burn_in_seconds": ("seconds", "Time to make or fetch the burnt-in world."),
    "burn_in_cached": ("", "Whether the burnt-in world came from the cache."),
}


def data_dictionary() -> pd.DataFrame:
    """Return name, unit and meaning of every column, outcome, indicator and subgroup."""
    rows = [(name, unit, meaning) for name, (unit, meaning) in _COLUMNS.items()]
    rows += [(one.name, one.unit, one.meaning) for one in OUTCOMES.values()]
    rows += [
        (
            one.name,
            one.unit,
            f"{one.title}, {one.better} is better. {one.definition} ({one.sources})",
        )
        for one in INDICATORS.values()
    ]
    rows += [
        (one.name, "group of people", f"{one.title}: {one.definition}.")
        for one in SUBGROUPS.values()
    ]
    rows += [
        (f"end.{one.name}", one.unit, "The same in the last week, everybody.")
        for one in OUTCOMES.values()
    ]
    rows += delivery_dictionary()
    return pd.DataFrame(rows, columns=["name", "unit", "meaning"])


def write_tables(folder: ResultsFolder, findings: Findings) -> None:
    """Write the tables of a study, and the mark of a quick run."""
    differences = findings.differences
    final = findings.final_differences()
    by_week = [*DIFFERENCE_COLUMNS[:4], "week", *DIFFERENCE_COLUMNS[4:], "with", "without", "gain"]
    folder.write("tables/differences.csv", as_csv(final[list(DIFFERENCE_COLUMNS)]))
    folder.write("tables/differences_by_week.csv", as_csv(differences[by_week]))
    folder.write("tables/weekly.csv", as_csv(findings.levels))
    if not findings.indicators.empty:
        folder.write("tables/indicators.csv", as_csv(findings.indicator_levels, digits=6))
        shown = findings.indicator_differences[[_as_shown(name) for name in by_week]]
        folder.write("tables/indicator_differences.csv", as_csv(shown, digits=6))
    write_delivery_tables(folder, findings.delivery)
    folder.write("tables/data_dictionary.csv", as_csv(data_dictionary()))
    mark = folder.path / "tables" / "QUICK.txt"
    if findings.plan.quick:
        folder.write("tables/QUICK.txt", f"{QUICK_NOTICE}.\nDo not quote these numbers.\n")
    else:
        mark.unlink(missing_ok=True)


def _as_shown(column: str) -> str:
    return "indicator" if column == "outcome" else column
