"""Options that several commands share."""

from __future__ import annotations

from typing import Annotated

import typer

__all__ = ["AllowCode", "With"]

AllowCode = Annotated[
    bool,
    typer.Option(
        "--allow-code",
        help="Run Python files that scenarios name with use:. They can do whatever you can.",
    ),
]

With = Annotated[
    list[str] | None,
    typer.Option(
        "--with",
        metavar="FILE.py:CLASS",
        help="A programme of your own to include; repeatable. A file needs --allow-code.",
    ),
]
