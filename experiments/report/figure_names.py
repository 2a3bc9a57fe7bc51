"""The figures that a study may have, by the names of their files.

They stand apart from what draws them, which takes seconds to import.
"""

from __future__ import annotations

__all__ = ["OF_ROWS", "OF_TABLES"]

#: Drawn from rows and their differences.
OF_ROWS = ("course", "forest", "healing", "delivery")

#: Drawn from the tables of a study beyond its differences.
OF_TABLES = (
    "equity",
    "spillover",
    "lasting",
    "plane",
    "acceptability",
    "budget",
    "sweep",
    "tornado",
    "screening",
    "trial",
)
