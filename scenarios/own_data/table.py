"""Read a CSV file strictly: text in UTF-8, one header, every row as long as it, lines kept."""

from __future__ import annotations

import csv
import hashlib
import io
from dataclasses import dataclass
from pathlib import Path

from scenarios.own_data.findings import Findings

__all__ = ["LARGEST_FILE", "Row", "Table", "read_bytes", "read_table", "sha256_of"]

#: Largest file of data that is read, in bytes.
LARGEST_FILE = 500_000_000
#: What may stand between cells; spreadsheets in many countries write semicolons.
_DELIMITERS = ",;\t"


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row and the line it begins in."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A header and the rows below it."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]


def read_bytes(path: Path, findings: Findings) -> bytes | None:
    """Return what a file holds, or None when that is a problem."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            findings.add(0, 0, "", f"larger than {LARGEST_FILE:,} bytes")
            return None
        raw = path.read_bytes()
    except OSError as error:
        findings.add(0, 0, "", f"cannot be read: {error.strerror}")
        return None
    if not raw.strip():
        findings.add(0, 0, "", "the file is empty; its first line names the columns")
        return None
    return raw


def sha256_of(raw: bytes) -> str:
    """Return the hash that stands for a file's content, hexadecimal."""
    return hashlib.sha256(raw).hexdigest()


def read_table(raw: bytes, findings: Findings) -> Table | None:
    r"""Return the table that the bytes of a file hold, or None when it has none.

    Cells are stripped of blanks around them, and lines without any cell are passed over. Commas,
    semicolons and tabs are told apart by the header.

    Examples
    --------
    >>> read_table(b"id,age\na,30\n", Findings(Path("x.csv"))).rows
    (Row(line=2, cells=('a', '30')),)
    """
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        findings.add(line, 0, "", "not text in UTF-8; save the file as CSV in UTF-8")
        return None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        findings.add(line, 0, "", "holds characters that are no text; save the file as CSV")
        return None
    first = text.lstrip().splitlines()[0]
    delimiter = max(_DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    lines: list[Row] = []
    try:
        before = 0
        for cells in reader:
            stripped = tuple(cell.strip() for cell in cells)
            if any(stripped):
                lines.append(Row(before + 1, stripped))
            before = reader.line_num
    except csv.Error as error:
        findings.add(reader.line_num, 0, "", f"not valid CSV: {error}")
        return None
    header, rows = lines[0], lines[1:]
    _check_header(header, findings)
    wide = len(header.cells)
    for row in rows:
        if len(row.cells) != wide:
            message = f"must have {wide} cells, as the header has, got {len(row.cells)}"
            findings.add(row.line, min(len(row.cells), wide) + 1, "", message)
    fitting = tuple(row for row in rows if len(row.cells) == wide)
    return Table(header.cells, fitting)


def _check_header(header: Row, findings: Findings) -> None:
    seen: dict[str, int] = {}
    for n, name in enumerate(header.cells, 1):
        if not name:
            findings.add(header.line, n, "", f"column {n} has no name")
        elif name in seen:
            message = f"two columns are called {name} (the other is column {seen[name]})"
            findings.add(header.line, n, name, message)
        seen.setdefault(name, n)
