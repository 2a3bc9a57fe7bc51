"""What studies can compare, by name."""

from __future__ import annotations

from typing import Literal, get_args

__all__ = ["MAIN_OUTCOMES", "OUTCOME_NAMES", "OutcomeName"]

OutcomeName = Literal[
    "isolated_per_1000",
    "lonely_per_1000",
    "pss10",
    "phq9",
    "life_satisfaction",
    "ucla3",
    "lsns6",
    "gad7",
]
#: What a study can compare, the main outcomes first.
OUTCOME_NAMES: tuple[OutcomeName, ...] = get_args(OutcomeName)
#: What it compares unless it says otherwise.
MAIN_OUTCOMES = OUTCOME_NAMES[:5]
