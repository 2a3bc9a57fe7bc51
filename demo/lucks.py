"""Luck or help: how far two lives differ in the end, under one luck number after another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from demo.settings import ClassSetting, SettingError
from demo.worlds.offers import Offer
from demo.worlds.shelf import Shelf
from demo.worlds.twins import open_twins

__all__ = ["COMPARED", "differences", "lived_lucks", "with_luck"]

#: What is compared over lucks.
COMPARED = ("isolated_per_1000", "lonely_per_1000", "pss10", "life_satisfaction")


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


def lived_lucks(
    setting: ClassSetting,
    lucks: Iterable[int],
    weeks: int,
    files: Sequence[Offer] = (),
    cache_folder: Path | None = None,
    shelf: Shelf | None = None,
) -> Iterator[tuple[int, dict[str, float]]]:
    """Yield each luck number and how far the two lives differ after some weeks.

    Parameters
    ----------
    setting
        What is lived; its own luck number does not matter.
    lucks
        Luck numbers.
    weeks
        Weeks to live.
    files, cache_folder, shelf
        As for :func:`~demo.worlds.twins.open_twins`.

    Raises
    ------
    SettingError
        When there is no second life to compare with.
    """
    for luck in lucks:
        twins = open_twins(with_luck(setting, luck), files, cache_folder, shelf=shelf)
        if not twins.compared:
            text = "there is nothing to compare: these two worlds do not differ; choose some help"
            raise SettingError("setting.help", text)
        for _ in range(weeks):
            twins.step()
        yield luck, differences(twins.numbers())
