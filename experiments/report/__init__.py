"""One self-contained page that a decision maker can read, and the tables beneath it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from experiments.report.findings import Findings

if TYPE_CHECKING:
    from experiments.report.page import write_report

__all__ = ["Findings", "write_report"]


def __getattr__(name: str) -> Any:
    # Figures need Matplotlib and seaborn, which take longer to import than all the rest.
    if name == "write_report":
        from experiments.report.page import write_report

        return write_report
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
