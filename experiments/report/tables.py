"""The tidy tables beside a report, one number a cell, for spreadsheets and for R."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from experiments.comparison.paired import DIFFERENCE_COLUMNS
from experiments.report.checklists import checklists_table
from experiments.report.delivery_files import write_delivery_tables
from experiments.report.dictionary import columns_of, data_dictionary
from experiments.report.findings import Findings
from experiments.report.study_tables import StudyTables
from experiments.storage.csv_text import as_csv
from experiments.storage.manifest import QUICK_NOTICE
from experiments.storage.readme import BASIS_TABLES, STUDY_TABLES, readme_text
from experiments.storage.store import ResultsFolder

__all__ = ["write_tables"]

#: Tables that not every study has, beside those of delivery, :data:`BASIS_TABLES` and
#: :data:`STUDY_TABLES`.
_SOMETIMES = ("indicators", "indicator_differences", "checklists")
_INDICATOR_DIGITS = 6


def write_tables(
    folder: ResultsFolder,
    findings: Findings,
    tables: StudyTables | None = None,
    manifest: Mapping[str, Any] | None = None,
) -> None:
    """Write every table of a study, their dictionary and what the folder holds.

    Tables of an earlier run that there is nothing for now are removed, and a workbook of them;
    other files are left alone.

    Parameters
    ----------
    folder : ResultsFolder
        Where to.
    findings : Findings
        What was found.
    tables : StudyTables, optional
        Tables beyond the differences, a file each; none by default.
    manifest : mapping, optional
        As in ``manifest.json``; checklists of reporting are filled from it.
    """
    texts = _texts(findings)
    if tables is not None:
        texts |= {name: as_csv(table) for name, table in tables.all.items()}
    if manifest is not None:
        known = () if tables is None else tuple(tables.all)
        texts["checklists"] = as_csv(checklists_table(findings, manifest, known))
    for name in (*_SOMETIMES, *BASIS_TABLES, *STUDY_TABLES):
        if name not in texts:
            (folder.path / "tables" / f"{name}.csv").unlink(missing_ok=True)
    (folder.path / "tables" / f"{findings.plan.name}.xlsx").unlink(missing_ok=True)
    for name, text in texts.items():
        folder.write(f"tables/{name}.csv", text)
    write_delivery_tables(folder, findings.delivery)
    _explain(folder, findings)


def _texts(findings: Findings) -> dict[str, str]:
    by_week = [*DIFFERENCE_COLUMNS[:4], "week", *DIFFERENCE_COLUMNS[4:], "with", "without", "gain"]
    texts = {
        "differences": as_csv(findings.final_differences()[list(DIFFERENCE_COLUMNS)]),
        "differences_by_week": as_csv(findings.differences[by_week]),
        "weekly": as_csv(findings.levels),
    }
    texts |= {name: as_csv(table) for name, table in findings.basis.items()}
    if not findings.indicators.empty:
        shown = findings.indicator_differences[[_as_shown(name) for name in by_week]]
        texts["indicators"] = as_csv(findings.indicator_levels, digits=_INDICATOR_DIGITS)
        texts["indicator_differences"] = as_csv(shown, digits=_INDICATOR_DIGITS)
    return texts


def _explain(folder: ResultsFolder, findings: Findings) -> None:
    """Write the dictionary, the mark of a quick run and the file that tells what lies where."""
    own = ["name", "unit", "meaning", "tables"]
    columns = columns_of(folder.path) | {"data_dictionary.csv": own}
    folder.write("tables/data_dictionary.csv", as_csv(data_dictionary(columns)))
    if findings.plan.quick:
        folder.write("tables/QUICK.txt", f"{QUICK_NOTICE}.\nDo not quote these numbers.\n")
    else:
        (folder.path / "tables" / "QUICK.txt").unlink(missing_ok=True)
    folder.write("README.txt", readme_text(findings.plan, folder.path))


def _as_shown(column: str) -> str:
    return "indicator" if column == "outcome" else column
