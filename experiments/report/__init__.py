"""One self-contained page that a decision maker can read, and the tables beneath it."""

from __future__ import annotations

from experiments.report.findings import Findings
from experiments.report.page import write_report

__all__ = ["Findings", "write_report"]
