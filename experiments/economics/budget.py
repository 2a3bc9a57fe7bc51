"""Budget impact: what each payer spends in each year, undiscounted, and what changes for it.

Amounts are summed in whole pence, and become those of the analysis only then: where nothing is
converted, the sums are exact.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from experiments.comparison.seed_means import over_seeds
from experiments.delivery.costs import ALL
from experiments.economics.money import COST_COLUMNS, converted
from experiments.economics.rows import WORLD, require, within_horizon
from scenarios.study_parts.economics import EconomicsSettings
from simulation.money.costs import PAYERS

__all__ = ["budget_impact"]

_WORLD_YEAR = [*WORLD, "year"]
_COLUMNS = [
    "arm", "baseline", "year", "payer", "pence", "seeds", "spent", "change", "low", "high",
    "change_per_1000",
]  # fmt: skip


def budget_impact(
    settings: EconomicsSettings,
    yearly: pd.DataFrame,
    yearly_costs: pd.DataFrame,
    arms: Sequence[str],
    baseline: str,
) -> pd.DataFrame:
    """Average over seeds what payers spend, in the study as written (point 0).

    All payers are shown, also those outside the perspective.

    Parameters
    ----------
    settings : EconomicsSettings
        Horizon and money.
    yearly, yearly_costs : DataFrame
        As for :func:`~experiments.economics.totals.world_totals`.
    arms : sequence of str
        In the order of rows.
    baseline : str
        Name of the arm they are compared with.

    Returns
    -------
    DataFrame
        ``arm``, ``baseline``, ``year``, ``payer`` (and "all"), ``pence`` (int: total over seeds,
        exact; missing where something was converted), ``seeds``, ``spent`` (currency, mean over
        seeds), ``change`` from the baseline with ``low`` and ``high`` (currency, 95 % t interval
        over seeds) and ``change_per_1000`` (for each 1,000 people of the baseline that year).
    """
    require(yearly, [*_WORLD_YEAR, "population", "people"], "yearly table")
    lived = yearly[(yearly["population"] == "everybody") & (yearly["point"] == 0)]
    lived = within_horizon(settings, lived)[[*_WORLD_YEAR, "people"]]
    base = lived.loc[lived["arm"] == baseline, ["seed", "year", "people"]]
    paired = lived.drop(columns="people").merge(base, on=["seed", "year"])
    worlds = paired[paired["arm"].isin([*arms, baseline])]
    require(yearly_costs, COST_COLUMNS, "table of yearly costs")
    spent = converted(settings, yearly_costs[yearly_costs["point"] == 0])
    spent = within_horizon(settings, spent)
    payers = [one for one in PAYERS if one in set(spent["payer"])]
    grid = worlds.merge(pd.DataFrame({"payer": [*payers, ALL]}), how="cross")
    spent = pd.concat([spent, spent.assign(payer=ALL)])
    keys = [*_WORLD_YEAR, "payer"]
    # Pence of one factor are added up before anything becomes a float.
    sums = spent.groupby([*keys, "factor"])["pence"].sum().reset_index()
    sums["amount"] = sums["pence"] / 100 * sums["factor"]
    sums["converted"] = sums["factor"] != 1
    by_world = sums.groupby(keys).agg(
        pence=("pence", "sum"), amount=("amount", "sum"), converted=("converted", "any")
    )
    wanted = pd.MultiIndex.from_frame(grid[keys])
    grid["pence"] = by_world["pence"].reindex(wanted, fill_value=0).to_numpy(np.int64)
    grid["amount"] = by_world["amount"].reindex(wanted, fill_value=0.0).to_numpy()
    grid["converted"] = by_world["converted"].reindex(wanted, fill_value=False).to_numpy(bool)
    same = ["seed", "year", "payer"]
    before = grid[grid["arm"] == baseline].set_index(same)["amount"]
    grid["value"] = grid["amount"] - before.reindex(pd.MultiIndex.from_frame(grid[same])).to_numpy()
    grid["per_1000"] = grid["value"] / grid["people"] * 1000
    return _over_seeds(grid, arms, baseline)


def _over_seeds(grid: pd.DataFrame, arms: Sequence[str], baseline: str) -> pd.DataFrame:
    keys = ["arm", "year", "payer"]
    table = over_seeds(grid, keys).rename(columns={"mean": "change"})
    more = grid.groupby(keys).agg(
        pence=("pence", "sum"),
        converted=("converted", "any"),
        spent=("amount", "mean"),
        change_per_1000=("per_1000", "mean"),
    )
    table = table.merge(more.reset_index(), on=keys)
    table["pence"] = table["pence"].astype("Int64").mask(table["converted"])
    table["baseline"] = baseline
    order = {arm: n for n, arm in enumerate(arms)}
    ranked = table[table["arm"].isin(list(arms))].assign(rank=lambda one: one["arm"].map(order))
    return ranked.sort_values(["rank", "year"], kind="stable", ignore_index=True)[_COLUMNS]
