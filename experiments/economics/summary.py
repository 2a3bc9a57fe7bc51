"""What each arm costs and does beyond the baseline, with its luck: the table cost_effectiveness.

Intervals of differences and of net benefit are t intervals over paired seeds, those of ratios are
Fieller's. Net benefit is life satisfaction gained times the value of a WELLBY, less cost.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from experiments.comparison.seed_means import over_seeds
from experiments.economics.ratios import ratio_of_means
from experiments.economics.rows import WORLD, require, within_horizon
from experiments.economics.totals import value_names
from scenarios.study_parts.economics import EFFECTS, EconomicsSettings

__all__ = ["LONELY_FEWER", "cost_effectiveness", "lonely_fewer_at_end", "net_benefits"]

#: Lonely people fewer at the end, for each 1,000.
LONELY_FEWER = "lonely_fewer_at_end"

_COLUMNS = ["arm", "baseline", "measure", "value", "low", "high", "seeds", "quadrant", "interval"]
_WEEKS_A_YEAR = 52


def lonely_fewer_at_end(
    settings: EconomicsSettings, outcomes: pd.DataFrame, baseline: str
) -> pd.DataFrame:
    """Return how many fewer are lonely at the end than in the baseline, world by world.

    Parameters
    ----------
    settings : EconomicsSettings
        The horizon.
    outcomes : DataFrame
        Either weekly rows, of which the last week within the horizon is the end, or yearly rows, of
        which the mean of the last year is: ``point``, ``arm``, ``population``, ``seed``, ``week``
        or ``year``, and ``lonely_per_1000``.
    baseline : str
        Name of the arm the others are compared with.

    Returns
    -------
    DataFrame
        ``point``, ``arm``, ``seed`` and ``lonely_fewer_at_end`` (for each 1,000 people).
    """
    time = "week" if "week" in outcomes else "year"
    require(outcomes, [*WORLD, "population", time, "lonely_per_1000"], "outcomes")
    rows = outcomes[outcomes["population"] == "everybody"]
    if time == "year":
        rows = within_horizon(settings, rows)
    elif settings.horizon_years is not None:
        rows = rows[rows["week"] <= settings.horizon_years * _WEEKS_A_YEAR]
    last = rows[rows[time] == rows.groupby("point")[time].transform("max")]
    keys = ["point", "seed"]
    of_base = last[last["arm"] == baseline][[*keys, "lonely_per_1000"]]
    pairs = last[last["arm"] != baseline].merge(of_base, on=keys, suffixes=("", "_of_baseline"))
    pairs[LONELY_FEWER] = pairs["lonely_per_1000_of_baseline"] - pairs["lonely_per_1000"]
    return pairs[[*WORLD, LONELY_FEWER]].reset_index(drop=True)


def net_benefits(settings: EconomicsSettings, differences: pd.DataFrame) -> pd.DataFrame:
    """Return net benefit at the central, low and high value of a WELLBY.

    Parameters
    ----------
    settings : EconomicsSettings
        The value of a WELLBY and the price factors.
    differences : DataFrame
        With ``cost`` and ``life_satisfaction_years``.

    Returns
    -------
    DataFrame
        ``net_benefit``, ``net_benefit_low`` and ``net_benefit_high`` (currency), on the same index;
        no columns where the study gives no value.

    Examples
    --------
    >>> gained = pd.DataFrame({"cost": [1000.0], "life_satisfaction_years": [2.0]})
    >>> net_benefits(EconomicsSettings(), gained).round(2).values.tolist()
    [[29799.6, 22692.0, 36907.2]]
    """
    table = pd.DataFrame(index=differences.index)
    worth = settings.wellby
    if worth is None:
        return table
    factor = settings.factor_from(worth.currency, worth.price_year)
    amounts = {"": worth.value, "_low": worth.low, "_high": worth.high}
    for ending, amount in amounts.items():
        gained = differences["life_satisfaction_years"] * (amount * factor)
        table[f"net_benefit{ending}"] = gained - differences["cost"]
    return table


def cost_effectiveness(
    settings: EconomicsSettings,
    differences: pd.DataFrame,
    at_end: pd.DataFrame,
    arms: Sequence[str],
    baseline: str,
) -> pd.DataFrame:
    """Average costs, effects and net benefit over seeds, and divide costs by effects.

    Parameters
    ----------
    settings : EconomicsSettings
        Payers, the value of a WELLBY.
    differences : DataFrame
        Of :func:`~experiments.economics.totals.increments`; the study as written is point 0.
    at_end : DataFrame
        Of :func:`lonely_fewer_at_end`.
    arms : sequence of str
        In the order of rows; the baseline among them is skipped.
    baseline : str
        Name of the arm they are compared with.

    Returns
    -------
    DataFrame
        ``arm``, ``baseline``, ``measure``, ``value``, ``low``, ``high`` (95 % over seeds),
        ``seeds`` and, for ratios, ``quadrant`` and ``interval`` (what kind of interval it is).
    """
    here = differences[differences["point"] == 0].merge(at_end, on=WORLD, how="left")
    benefit = net_benefits(settings, here)
    here = here.join(benefit)
    names = [*value_names(settings), LONELY_FEWER, *benefit]
    divided = [*EFFECTS, LONELY_FEWER]
    parts = []
    for arm in arms:
        rows = here[here["arm"] == arm]
        if arm == baseline or not len(rows):
            continue
        long = rows.melt(id_vars=WORLD, value_vars=names, var_name="measure")
        means = over_seeds(long, ["measure"]).rename(columns={"mean": "value"})
        ratios = pd.DataFrame([_ratio(rows, effect) for effect in divided])
        parts.append(pd.concat([means, ratios], ignore_index=True).assign(arm=arm))
    if not parts:
        return pd.DataFrame(columns=_COLUMNS)
    table = pd.concat(parts, ignore_index=True).assign(baseline=baseline)
    table[["quadrant", "interval"]] = table[["quadrant", "interval"]].fillna("")
    return table[_COLUMNS]


def _ratio(rows: pd.DataFrame, effect: str) -> dict[str, object]:
    measure = f"cost_per_{effect.removesuffix('s')}"
    # Costs and effects must be of the same seeds.
    pairs = rows[["cost", effect]].dropna()
    if not len(pairs):
        return {"measure": measure, "value": np.nan, "low": np.nan, "high": np.nan, "seeds": 0}
    one = ratio_of_means(pairs["cost"], pairs[effect])
    return {"measure": measure, **vars(one), "seeds": len(pairs)}
