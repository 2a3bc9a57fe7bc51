"""Names of the outcomes that a study file may mention."""

from __future__ import annotations

from typing import Literal, get_args

__all__ = ["OUTCOME_NAMES", "OutcomeName"]

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

#: All of them, the main outcomes first.
OUTCOME_NAMES: tuple[OutcomeName, ...] = get_args(OutcomeName)
