"""How benchmarks look on a terminal."""

from __future__ import annotations

from rich import box
from rich.console import Console
from rich.table import Table

__all__ = ["new_console", "new_table"]

_WIDTH = 110


def new_console() -> Console:
    """Return a console wide enough for the tables, also where output goes to a file."""
    console = Console()
    return console if console.is_terminal else Console(width=_WIDTH)


def new_table(title: str, *columns: str) -> Table:
    """Return an empty table: words in the first column, figures in the others."""
    table = Table(
        title=title, title_justify="left", caption_justify="left", box=box.SIMPLE_HEAD,
        pad_edge=False, title_style="bold", caption_style="",
    )  # fmt: skip
    for n, column in enumerate(columns):
        table.add_column(column, justify="right" if n else "left", no_wrap=True)
    return table
