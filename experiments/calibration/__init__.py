"""Calibration: parameters whose worlds agree with a user's own figures, found wave by wave."""

from __future__ import annotations

from experiments.calibration.ranges import Range, read_ranges
from experiments.calibration.waves import Draw, Match, match_history

__all__ = ["Draw", "Match", "Range", "match_history", "read_ranges"]
