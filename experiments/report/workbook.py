"""All tables of a study as one workbook for spreadsheets, made from the CSV files beside it.

The same tables give the same bytes. Texts are written as texts: what looks like a formula is shown
and never computed.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from experiments.designs.plan import StudyPlan
from experiments.report.wording import STANDING_NOTICE
from experiments.storage.manifest import QUICK_NOTICE
from experiments.storage.readme import readme_text
from experiments.storage.store import ResultsFolder
from experiments.uncertainty.extras import extra_module

__all__ = ["require_openpyxl", "write_workbook"]

#: Rows that a sheet can hold, its header included.
_MOST_ROWS = 1_048_576
_LONGEST_NAME = 31
_LONGEST_TEXT = 32_767
_CONTENTS = "contents"

#: Control characters that no workbook may hold.
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")

_MOMENT = b"2000-01-01T00:00:00Z"
_MODIFIED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_EARLIEST = (1980, 1, 1, 0, 0, 0)


def require_openpyxl() -> Any:
    """Return the module that writes workbooks.

    Raises
    ------
    KithError
        If it is not installed; names the extra ``xlsx``.
    """
    return extra_module("openpyxl", "xlsx")


def write_workbook(folder: ResultsFolder, plan: StudyPlan) -> Path:
    """Write ``tables/<study>.xlsx`` with a sheet for each CSV table, and return its path.

    A table that is longer than a sheet can be is named in the list of contents and left out.

    Parameters
    ----------
    folder : ResultsFolder
        With its tables written.
    plan : StudyPlan
        Its plan.

    Raises
    ------
    KithError
        If openpyxl is not installed.
    """
    openpyxl = require_openpyxl()
    book = openpyxl.Workbook(write_only=True)
    contents = book.create_sheet(_CONTENTS)
    notices = [plan.title, STANDING_NOTICE, *([QUICK_NOTICE] if plan.quick else [])]
    for notice in notices:
        contents.append([_cell(openpyxl, contents, notice)])
    contents.append([_cell(openpyxl, contents, name, bold=True) for name in ("sheet", "rows")])
    for name, table in _tables(folder.path / "tables"):
        fits = len(table) < _MOST_ROWS
        told = len(table) if fits else f"too many rows ({len(table):,}): see {name}.csv"
        contents.append([_cell(openpyxl, contents, name), _cell(openpyxl, contents, told)])
        if fits:
            _add_sheet(openpyxl, book, name, table)
    buffer = io.BytesIO()
    book.save(buffer)
    path = folder.write(f"tables/{plan.name}.xlsx", _without_times(buffer.getvalue()))
    folder.write("README.txt", readme_text(plan, folder.path))
    return path


def _tables(folder: Path) -> Iterator[tuple[str, pd.DataFrame]]:
    for path in sorted(folder.glob("*.csv")):
        yield path.stem, pd.read_csv(path, keep_default_na=False, na_values=[""], low_memory=False)


def _add_sheet(openpyxl: Any, book: Any, name: str, table: pd.DataFrame) -> None:
    sheet = book.create_sheet(name[:_LONGEST_NAME])
    sheet.freeze_panes = "A2"
    sheet.append([_cell(openpyxl, sheet, str(column), bold=True) for column in table.columns])
    columns = [_plain(table[column]) for column in table.columns]
    for row in zip(*columns, strict=True):
        sheet.append([_cell(openpyxl, sheet, value) for value in row])


def _plain(column: pd.Series[Any]) -> list[Any]:
    """Return a column as Python's own values, None where a cell is empty."""
    return column.astype(object).where(column.notna(), None).tolist()


def _cell(openpyxl: Any, sheet: Any, value: Any, *, bold: bool = False) -> Any:
    if not isinstance(value, str) and not bold:
        return value
    text = _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", str(value))[:_LONGEST_TEXT]
    cell = openpyxl.cell.WriteOnlyCell(sheet, value=text)
    cell.data_type = "s"  # else a text that begins with = would be a formula
    if bold:
        cell.font = openpyxl.styles.Font(bold=True)
    return cell


def _without_times(content: bytes) -> bytes:
    """Return a workbook that does not tell when it was written."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                part = _MODIFIED.sub(rb"\g<1>" + _MOMENT, part)
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, part)
    return buffer.getvalue()
