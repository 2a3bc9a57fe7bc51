"""How many people show an indicator, in everybody and by subgroup."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from simulation.indicators.healing import HEALING
from simulation.indicators.indicator import Flags, Indicator, Records
from simulation.indicators.signs import SIGNS
from simulation.indicators.subgroups import subgroup_flags

__all__ = [
    "INDICATORS",
    "indicator_flags",
    "indicator_table",
    "population_indicators",
    "prevalences",
]

#: All indicators by name: signs of impaired connection, then healing.
INDICATORS: dict[str, Indicator] = {one.name: one for one in (*SIGNS, *HEALING)}


def indicator_flags(people: Records) -> dict[str, Flags]:
    """Return who shows which indicator.

    Parameters
    ----------
    people
        Records of PERSON, shape (people,).

    Returns
    -------
    dict
        By indicator, bool, shape (people,).

    Examples
    --------
    >>> from simulation import ConnectivityModel
    >>> flags = indicator_flags(ConnectivityModel(people=100, rng=1).people.records)
    >>> flags["numb"].shape
    (100,)
    """
    return {name: one.shown_by(people) for name, one in INDICATORS.items()}


def prevalences(flags: Mapping[str, Flags], groups: Mapping[str, Flags]) -> npt.NDArray[np.float64]:
    """Return how many of each group show each indicator.

    Parameters
    ----------
    flags
        By indicator, who shows it, shape (people,) each.
    groups
        By group, who is in it, shape (people,) each.

    Returns
    -------
    ndarray, shape (groups, indicators)
        Per 1,000 people, in the order of the two; NaN for a group of nobody.

    Examples
    --------
    >>> lonely = {"lonely": np.array([True, False, False, False])}
    >>> halves = {"all": np.ones(4, bool), "first": np.array([True, True, False, False])}
    >>> prevalences(lonely, halves).tolist()
    [[250.0], [500.0]]
    """
    found = np.full((len(groups), len(flags)), np.nan)
    for row, members in enumerate(groups.values()):
        people = int(np.count_nonzero(members))
        if people:
            counts = [np.count_nonzero(members & shown) for shown in flags.values()]
            found[row] = 1000.0 * np.array(counts) / people
    return found


def population_indicators(people: Records) -> dict[str, float]:
    """Return how many of these people show each indicator, per 1,000.

    Parameters
    ----------
    people
        Records of PERSON, shape (people,), at least one.
    """
    return {
        name: 1000.0 * int(np.count_nonzero(shown)) / len(people)
        for name, shown in indicator_flags(people).items()
    }


def indicator_table(people: Records) -> pd.DataFrame:
    """Return the prevalence of every indicator in every subgroup.

    Parameters
    ----------
    people
        Records of PERSON of everybody in a town, shape (people,).

    Returns
    -------
    DataFrame
        ``indicator``, ``subgroup``, ``people`` (size of the subgroup) and ``prevalence`` (per
        1,000 of them; NaN for a subgroup of nobody), a row for each pair.
    """
    groups = subgroup_flags(people)
    rates = prevalences(indicator_flags(people), groups)
    sizes = [int(np.count_nonzero(members)) for members in groups.values()]
    return pd.DataFrame(
        {
            "indicator": np.repeat(list(INDICATORS), len(groups)),
            "subgroup": np.tile(list(groups), len(INDICATORS)),
            "people": np.tile(sizes, len(INDICATORS)),
            "prevalence": rates.T.ravel(),
        }
    )
