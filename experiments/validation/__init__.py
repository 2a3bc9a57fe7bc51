"""Compares the simulated world with published figures, seen as somebody who only asks people.

A world lives five years of burn-in and two more; what is compared stands on surveys at the end, and
what is a yearly rate on the last year, among people who were there at both dates.
"""

from __future__ import annotations

from experiments.validation.targets import TARGETS, Target
from experiments.validation.validate import Report, Row, run_validation

__all__ = ["TARGETS", "Report", "Row", "Target", "run_validation"]
