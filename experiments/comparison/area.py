"""The area between two curves: what a programme gains over the whole run, not in one week.

    gained = sum over the run of (difference in the better direction) * years

For a count per 1,000 people this is person-years without isolation, or without loneliness, gained
per 1,000 people (as McDaid & Park 2021 count loneliness-free years); for a score, point-years
gained by each person. A year has 52 weeks. From weekly rows by the trapezoidal rule; from yearly
rows, which hold means over weeks, by weeks lived. The two differ by half a week at either end.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from experiments.comparison.pairs import (
    PAIR_KEYS,
    Floats,
    by_seed_and_time,
    each_comparison,
    seed_pairs,
    summary,
)
from experiments.outcomes import OUTCOMES

__all__ = ["AREA_COLUMNS", "WEEKS_A_YEAR", "area_from_weekly", "area_from_yearly", "area_unit"]

WEEKS_A_YEAR = 52

#: Columns of both tables: unit and meaning.
AREA_COLUMNS: dict[str, tuple[str, str]] = {
    "arm": ("", "World compared with the baseline."),
    "baseline": ("", "World that the arm is compared with."),
    "outcome": ("", "Outcome compared."),
    "population": ("", "Group of people."),
    "years": ("years", "Length of the run, in years of 52 weeks."),
    "gained": (
        "named in the column unit",
        "Person-years or point-years gained over the run, mean over seeds; below 0 for harm.",
    ),
    "low": ("named in the column unit", "Lower end of the 95 % t interval over seeds."),
    "high": ("named in the column unit", "Upper end of that interval."),
    "unit": ("", "Unit of what is gained."),
    "seeds": ("seeds", "Seeds behind the number."),
}

_FREE = {"isolated_per_1000": "isolation-free", "lonely_per_1000": "loneliness-free"}


def area_unit(outcome: str) -> str:
    """Return the unit of what is gained in an outcome.

    Examples
    --------
    >>> area_unit("lonely_per_1000")
    'loneliness-free person-years per 1,000 people'
    >>> area_unit("pss10")
    'point-years per person'
    """
    if outcome in _FREE:
        return f"{_FREE[outcome]} person-years per 1,000 people"
    return "point-years per person"


def area_from_weekly(
    weekly: pd.DataFrame, baseline: str, names: Sequence[str] = tuple(OUTCOMES)
) -> pd.DataFrame:
    """Return what each arm gains over the run, from weekly rows.

    Parameters
    ----------
    weekly : DataFrame
        Weekly rows, as :func:`~experiments.comparison.pairs.seed_pairs` takes them.
    baseline : str
        Name of the arm to compare with.
    names : sequence of str
        The outcomes.

    Returns
    -------
    DataFrame
        The columns of :data:`AREA_COLUMNS`. Seeds that lack a week are left out.

    Raises
    ------
    ValueError
        As :func:`~experiments.comparison.pairs.seed_pairs` does.

    Examples
    --------
    >>> row = {"participants_of": "", "population": "everybody", "people": 50}
    >>> rows = pd.DataFrame([
    ...     row | {"arm": arm, "seed": seed, "week": week, "isolated_per_1000": 150.0 - fewer}
    ...     for arm, fewer in (("b", 0), ("a", 20)) for seed in (1, 2) for week in range(105)])
    >>> area_from_weekly(rows, "b", ["isolated_per_1000"])["gained"].tolist()
    [40.0]
    """
    pairs = seed_pairs(weekly, baseline, names)
    blocks = []
    for heads, group in each_comparison(pairs):
        curves, weeks = by_seed_and_time(group)
        areas = curves @ _trapezoid(weeks)
        years = float(weeks[-1] - weeks[0]) / WEEKS_A_YEAR
        blocks.append(pd.DataFrame({"difference": areas}).assign(**heads, years=years))
    return _table(pd.concat(blocks) if blocks else pairs.assign(years=np.nan), baseline)


def area_from_yearly(
    yearly: pd.DataFrame, baseline: str, names: Sequence[str] = tuple(OUTCOMES)
) -> pd.DataFrame:
    """Return what each arm gains over the run, from yearly rows.

    Parameters
    ----------
    yearly : DataFrame
        As weekly rows, with ``year`` and ``weeks``, those lived of it, in place of ``week``; the
        outcomes are means over these weeks.
    baseline : str
        Name of the arm to compare with.
    names : sequence of str
        The outcomes.

    Returns
    -------
    DataFrame
        The columns of :data:`AREA_COLUMNS`. Seeds that lack a year are left out.

    Raises
    ------
    ValueError
        As :func:`~experiments.comparison.pairs.seed_pairs` does; also when rows of one year tell
        of different numbers of weeks.

    Examples
    --------
    >>> row = {"participants_of": "", "population": "everybody", "people": 50}
    >>> rows = pd.DataFrame([
    ...     row | {"arm": arm, "seed": seed, "year": year, "weeks": 52, "pss10": 15.0 - less}
    ...     for arm, less in (("b", 0.0), ("a", 0.5)) for seed in (1, 2) for year in (1, 2)])
    >>> area_from_yearly(rows, "b", ["pss10"])["gained"].tolist()
    [1.0]
    """
    lived = yearly.groupby("year")["weeks"].agg(["min", "max"])
    if (lived["min"] != lived["max"]).any():
        year = lived.index[lived["min"] != lived["max"]][0]
        raise ValueError(f"year {year} has different numbers of weeks in different rows")
    pairs = seed_pairs(yearly, baseline, names, time="year")
    blocks = []
    for heads, group in each_comparison(pairs):
        means, years = by_seed_and_time(group, time="year")
        parts = lived["max"].loc[years.tolist()].to_numpy(np.float64) / WEEKS_A_YEAR
        one = pd.DataFrame({"difference": means @ parts})
        blocks.append(one.assign(**heads, years=float(parts.sum())))
    return _table(pd.concat(blocks) if blocks else pairs.assign(years=np.nan), baseline)


def _trapezoid(weeks: NDArray[np.int64]) -> Floats:
    """Return the years that each week stands for."""
    gaps = np.diff(weeks) / WEEKS_A_YEAR
    return (np.append(gaps, 0.0) + np.insert(gaps, 0, 0.0)) / 2


def _table(areas: pd.DataFrame, baseline: str) -> pd.DataFrame:
    better = areas["outcome"].map(
        {name: -1.0 if one.better == "lower" else 1.0 for name, one in OUTCOMES.items()}
    )
    areas = areas.assign(gained=better.astype(float) * areas["difference"])
    table = summary(areas, [*PAIR_KEYS, "years"], "gained")
    table["unit"] = table["outcome"].map(area_unit)
    table["baseline"] = baseline
    return table[list(AREA_COLUMNS)]
