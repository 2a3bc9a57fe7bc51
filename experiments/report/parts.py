"""What a section of the page is made of: text, lists, tables and figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, TypeAlias

from markupsafe import Markup

from experiments.report.cited import Piece
from experiments.report.figures import inline_svg

__all__ = [
    "Bullets",
    "Cell",
    "Drawing",
    "Part",
    "RowGroup",
    "Section",
    "Table",
    "TableRow",
    "Text",
    "cells",
    "drawing",
]


@dataclass(frozen=True)
class Cell:
    """What a table shows in one place; ``clear`` where it is a decided finding."""

    text: Piece
    clear: bool = False


@dataclass(frozen=True)
class TableRow:
    """A line of a table: its title, what stands small below it, and cells."""

    title: Piece
    cells: Sequence[Cell]
    note: Piece = ""


@dataclass(frozen=True)
class RowGroup:
    """Lines that belong together, under a title or none."""

    rows: Sequence[TableRow]
    title: Piece = ""


@dataclass(frozen=True)
class Table:
    """A table with a caption; the first of its columns is that of the lines' titles."""

    kind: ClassVar[str] = "table"
    caption: str
    columns: Sequence[str]
    groups: Sequence[RowGroup]


@dataclass(frozen=True)
class Drawing:
    """A figure in the page."""

    kind: ClassVar[str] = "drawing"
    svg: Markup
    region: str
    caption: Piece


@dataclass(frozen=True)
class Text:
    """A paragraph."""

    kind: ClassVar[str] = "text"
    text: Piece


@dataclass(frozen=True)
class Bullets:
    """A list."""

    kind: ClassVar[str] = "bullets"
    lines: Sequence[Piece]


Part: TypeAlias = Table | Drawing | Text | Bullets


@dataclass(frozen=True)
class Section:
    """A part of the page with a heading."""

    name: str
    title: str
    parts: Sequence[Part]


def cells(*pieces: Piece) -> list[Cell]:
    """Return a cell for each piece."""
    return [Cell(piece) for piece in pieces]


def drawing(svg: str, name: str, region: str, label: str, caption: Piece) -> Drawing:
    """Return a figure for the page.

    Parameters
    ----------
    svg : str
        As written by Matplotlib.
    name : str
        Of the figure, for its ids.
    region : str
        What it is, in a few words.
    label : str
        What it shows, for those who cannot see it, and where its numbers are.
    caption : str
        What stands below it.
    """
    return Drawing(Markup(inline_svg(svg, name, label)), f"Figure: {region}", caption)
