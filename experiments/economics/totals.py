"""Discounted costs and effects of every world, for each 1,000 people, and what differs in pairs.

With shares s of isolated (or lonely) people, mean life satisfaction m, people n and weeks w of year
t, the effects of a world are the sums over years of (1 - s) n w/52 person-years and m n w/52 point
years, each divided by (1 + rate)^(t - 1): the first year counts in full. Costs are those of the
payers of the perspective, in the money of the analysis. Both are for each 1,000 people of the
baseline world of the same seed, so that differences between arms are differences of sums.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from experiments.economics.money import converted
from experiments.economics.rows import WORLD, require, within_horizon, world_name
from scenarios.study_parts.economics import EFFECTS, EconomicsSettings

__all__ = ["VALUES", "discount_factors", "increments", "value_names", "world_totals"]

#: What every world has: its cost and its effects.
VALUES: tuple[str, ...] = ("cost", *EFFECTS)

_WEEKS_A_YEAR = 52
_MEASURED = ["year", "weeks", "people", "isolated_per_1000", "lonely_per_1000", "life_satisfaction"]


def value_names(settings: EconomicsSettings) -> list[str]:
    """Return the columns of :func:`world_totals` that hold numbers to compare.

    Examples
    --------
    >>> value_names(EconomicsSettings(perspective="health_service"))[:2]
    ['cost', 'cost_health_service']
    """
    return ["cost", *(f"cost_{payer}" for payer in settings.payers), *EFFECTS]


def discount_factors(rate: float, years: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """Return how much each year counts; the first counts in full.

    Parameters
    ----------
    rate : float
        Share a year.
    years : array_like of int
        Years, counted from 1.

    Examples
    --------
    >>> discount_factors(0.25, [1, 2, 3]).tolist()
    [1.0, 0.8, 0.64]
    """
    return np.asarray(np.power(1.0 + rate, 1.0 - np.asarray(years, dtype=np.float64)))


def world_totals(
    settings: EconomicsSettings, yearly: pd.DataFrame, yearly_costs: pd.DataFrame, baseline: str
) -> pd.DataFrame:
    """Sum up the discounted costs and effects of every world.

    Parameters
    ----------
    settings : EconomicsSettings
        Perspective, horizon, rates, money.
    yearly : DataFrame
        A row for each ``point``, ``arm``, ``population``, ``seed`` and ``year``, with ``weeks``,
        ``people`` and the outcomes; populations other than everybody are ignored.
    yearly_costs : DataFrame
        A row for each ``point``, ``arm``, ``seed``, ``year``, payer and item on which something was
        spent, with ``pence``, ``currency`` and ``price_year``.
    baseline : str
        Name of the arm the others are compared with.

    Returns
    -------
    DataFrame
        ``point``, ``arm``, ``seed``, ``people`` (of the baseline, mean over weeks), ``weeks``,
        ``cost`` and ``cost_<payer>`` (currency), and the effects (person-years, and points times
        years), all for each 1,000 people of the baseline. A world whose seed has no baseline is
        left out.

    Raises
    ------
    ValueError
        When a column, an outcome, a year, the baseline or a price factor is missing, a year is
        there twice, or costs belong to a world that ``yearly`` lacks.
    """
    lived = _lived(settings, yearly)
    if baseline not in set(lived["arm"]):
        raise ValueError(f"the yearly table has no rows of the baseline {baseline}")
    person_years = lived["people"] * lived["weeks"] / _WEEKS_A_YEAR
    seen = person_years * discount_factors(settings.discount.effects.value, lived["year"])
    worlds = lived[WORLD].assign(
        weeks=lived["weeks"],
        person_years=person_years,
        isolation_free_years=seen * (1 - lived["isolated_per_1000"] / 1000),
        loneliness_free_years=seen * (1 - lived["lonely_per_1000"] / 1000),
        life_satisfaction_years=seen * lived["life_satisfaction"],
    )
    sums = worlds.groupby(WORLD, sort=False).sum().reset_index()
    sums = sums.merge(_costs(settings, yearly_costs, sums), on=WORLD)
    base = sums[sums["arm"] == baseline]
    people = base["person_years"] * _WEEKS_A_YEAR / base["weeks"]
    table = sums.merge(
        base[["point", "seed"]].assign(people=people, weeks_of_baseline=base["weeks"]),
        on=["point", "seed"],
    )
    short = table[table["weeks"] != table["weeks_of_baseline"]]
    if len(short):
        raise ValueError(f"{world_name(short)} was lived for other weeks than its baseline")
    names = value_names(settings)
    table[names] = table[names].mul(1000 / table["people"], axis=0)
    return table[[*WORLD, "people", "weeks", *names]].sort_values(WORLD, ignore_index=True)


def increments(totals: pd.DataFrame, baseline: str) -> pd.DataFrame:
    """Subtract from every world the baseline of its point and seed.

    Parameters
    ----------
    totals : DataFrame
        Of :func:`world_totals`.
    baseline : str
        Name of the arm the others are compared with.

    Returns
    -------
    DataFrame
        As ``totals``, without the baseline: what an arm costs and does beyond it, for each 1,000
        people. An effect above 0 is a gain.

    Examples
    --------
    >>> totals = pd.DataFrame({"point": 0, "arm": ["now", "walks"], "seed": 1, "people": 99.0,
    ...                        "weeks": 52, "cost": [5.0, 9.0]})
    >>> increments(totals, "now")[["arm", "cost"]].values.tolist()
    [['walks', 4.0]]
    """
    names = [name for name in totals if name not in (*WORLD, "people", "weeks")]
    base = totals[totals["arm"] == baseline].set_index(["point", "seed"])[names]
    others = totals[totals["arm"] != baseline].reset_index(drop=True)
    of_pair = pd.MultiIndex.from_frame(others[["point", "seed"]])
    return others.assign(**(others[names] - base.reindex(of_pair).to_numpy()))


def _lived(settings: EconomicsSettings, yearly: pd.DataFrame) -> pd.DataFrame:
    """Return everybody's years within the horizon, checked."""
    require(yearly, [*WORLD, "population", *_MEASURED], "yearly table")
    lived = yearly.loc[yearly["population"] == "everybody", [*WORLD, *_MEASURED]]
    lived = within_horizon(settings, lived.reset_index(drop=True))
    twice = lived[lived.duplicated([*WORLD, "year"])]
    if len(twice):
        raise ValueError(f"year {twice['year'].iloc[0]} of {world_name(twice)} is there twice")
    lacking = lived[lived[_MEASURED].isna().any(axis=1)]
    if len(lacking):
        raise ValueError(
            f"year {lacking['year'].iloc[0]} of {world_name(lacking)} lacks an outcome"
        )
    years = lived.groupby(WORLD, sort=False)["year"].agg(["count", "max"]).reset_index()
    gaps = years[years["count"] != years["max"]]
    if len(gaps):
        raise ValueError(f"{world_name(gaps)} lacks a year before its last, {gaps['max'].iloc[0]}")
    return lived


def _costs(
    settings: EconomicsSettings, yearly_costs: pd.DataFrame, worlds: pd.DataFrame
) -> pd.DataFrame:
    spent = within_horizon(settings, converted(settings, yearly_costs))
    known = pd.MultiIndex.from_frame(worlds[WORLD])
    strange = spent[~pd.MultiIndex.from_frame(spent[WORLD]).isin(known)]
    if len(strange):
        raise ValueError(f"costs of {world_name(strange)}, which the yearly table lacks")
    discounted = spent["amount"] * discount_factors(settings.discount.costs.value, spent["year"])
    by_payer = discounted.groupby([*(spent[key] for key in WORLD), spent["payer"]]).sum()
    table = worlds[WORLD].copy()
    for payer in settings.payers:
        of_payer = by_payer[by_payer.index.get_level_values("payer") == payer]
        sums = of_payer.droplevel("payer").reindex(known, fill_value=0.0)
        table[f"cost_{payer}"] = sums.to_numpy()
    table["cost"] = table[[f"cost_{payer}" for payer in settings.payers]].sum(axis=1)
    return table
