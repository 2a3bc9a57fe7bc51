"""Luck or help: how far two lives differ in the end, under one luck number after another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from demo.settings import ClassSetting

__all__ = ["COMPARED", "differences", "with_luck"]

#: What is compared over lucks.
COMPARED = ("isolated_per_1000", "lonely_per_1000", "pss10", "phq9", "life_satisfaction")


def differences(numbers: Mapping[str, Any]) -> dict[str, float]:
    """Return how the second life differs from the first: with help minus as it is.

    Parameters
    ----------
    numbers
        From ``Twins.numbers``.

    Examples
    --------
    >>> as_it_is = dict.fromkeys(COMPARED, 100.0)
    >>> differences({"worlds": [as_it_is, as_it_is | {"pss10": 98.5}]})["pss10"]
    -1.5
    """
    as_it_is, with_help = numbers["worlds"][0], numbers["worlds"][-1]
    return {name: with_help[name] - as_it_is[name] for name in COMPARED}


def with_luck(setting: ClassSetting, luck: int) -> ClassSetting:
    """Return the same setting with other people and other luck.

    Examples
    --------
    >>> with_luck(ClassSetting(people=300), 7).luck
    7
    """
    return ClassSetting.model_validate(setting.model_dump() | {"luck": luck})
