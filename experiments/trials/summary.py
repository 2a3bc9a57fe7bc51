"""Many trials of one kind, a seed each: how far what they publish is from what is true.

- bias: mean of published minus true effect, and the mean of each of its parts;
- coverage: share of trials whose 95 % interval holds their own true effect;
- power: share of trials whose interval leaves out 0;
- exaggeration: mean size of the significant estimates over the size of the mean true effect, and
  wrong sign: share of the significant estimates on the other side of 0 (types M and S; Gelman &
  Carlin 2014, Perspect Psychol Sci 9:641).

Means have t intervals over seeds, shares Wilson's (1927), the ratio a bootstrap one.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from scipy.special import ndtri

from experiments.comparison.seed_means import over_seeds
from experiments.trials.estimates import Floats

__all__ = ["MEASURES", "SUMMARY_COLUMNS", "summarise_trials", "wilson"]

SUMMARY_COLUMNS: dict[str, str] = {
    "arm": "arm whose programmes are tried",
    "week": "survey (weeks after randomisation)",
    "measure": "a quantity of the table trials (its mean), or bias, coverage, power, ...",
    "value": "mean over seeds in its unit, or share",
    "low": "lower end of the 95 % interval over seeds; empty if none",
    "high": "upper end",
    "seeds": "trials behind it",
}

#: What is measured beside the means of quantities.
MEASURES: dict[str, str] = {
    "bias": "published minus true effect (points)",
    "coverage": "share of trials whose interval holds their true effect",
    "power": "share of trials whose interval leaves out 0",
    "exaggeration": "mean size of significant estimates over that of the mean true effect (ratio)",
    "wrong_sign": "share of significant estimates on the other side of 0 than the mean true effect",
}

_RESAMPLES = 2000
_NAN = float("nan")


def wilson(happened: int, times: int, level: float = 0.95) -> tuple[float, float]:
    """Return Wilson's interval of a share.

    Parameters
    ----------
    happened, times
        How often it happened, and how often it could.
    level
        Coverage, 0-1.

    Returns
    -------
    tuple of float
        Low and high; NaN for no times.

    Examples
    --------
    >>> [round(one, 3) for one in wilson(8, 10)]
    [0.49, 0.943]
    """
    if not times:
        return _NAN, _NAN
    z = float(ndtri(0.5 + level / 2))
    share, weight = happened / times, z * z / times
    middle = (share + weight / 2) / (1 + weight)
    half = z / (1 + weight) * float(np.sqrt(share * (1 - share) / times + weight / times / 4))
    return max(middle - half, 0.0), min(middle + half, 1.0)


def summarise_trials(trials: pd.DataFrame) -> pd.DataFrame:
    """Average trials over seeds.

    Parameters
    ----------
    trials : DataFrame
        As :meth:`experiments.trials.results.TrialResult.rows` gives, of several seeds.

    Returns
    -------
    DataFrame
        ``SUMMARY_COLUMNS``, by arm and week: the mean of every quantity, then ``MEASURES`` for
        the surveys at which something is published.
    """
    keys = ["arm", "week"]
    means = over_seeds(trials, [*keys, "quantity"]).rename(
        columns={"mean": "value", "quantity": "measure"}
    )
    tables = [means]
    wide = trials[trials["quantity"].isin(["published", "true_effect"])]
    for _, some in wide.groupby(keys, sort=False):
        published = some[some["quantity"] == "published"].set_index("seed").sort_index()
        truth = some[some["quantity"] == "true_effect"].set_index("seed")["value"]
        measured = _measures(published, truth.reindex(published.index).to_numpy(np.float64))
        first = some[keys].iloc[0]
        tables.append(measured.assign(arm=first["arm"], week=first["week"]))
    table = pd.concat(tables, ignore_index=True)[list(SUMMARY_COLUMNS)]
    arms = {arm: place for place, arm in enumerate(table["arm"].unique())}
    order = table.assign(place=table["arm"].map(arms)).sort_values(["place", "week"], kind="stable")
    return order.drop(columns="place").reset_index(drop=True)


def _measures(published: pd.DataFrame, truth: Floats) -> pd.DataFrame:
    value = published["value"].to_numpy(np.float64)
    low, high = (published[name].to_numpy(np.float64) for name in ("low", "high"))
    bias = over_seeds(pd.DataFrame({"measure": "bias", "value": value - truth}), ["measure"])
    told = np.isfinite(low) & np.isfinite(high) & np.isfinite(truth)
    value, low, high, truth = value[told], low[told], high[told], truth[told]
    clear = (low > 0.0) | (high < 0.0)
    rows = [_share("coverage", (low <= truth) & (truth <= high)), _share("power", clear)]
    rows.append(_exaggeration(value, clear, truth))
    side = np.sign(truth.mean()) if len(truth) else 0.0
    rows.append(_share("wrong_sign", np.sign(value[clear]) == -side if side else clear[:0]))
    first = bias.rename(columns={"mean": "value"})
    return pd.concat([first, pd.DataFrame(rows)], ignore_index=True)


def _share(measure: str, flags: Any) -> dict[str, Any]:
    n, k = len(flags), int(np.count_nonzero(flags))
    low, high = wilson(k, n)
    return {"measure": measure, "value": k / n if n else _NAN, "low": low, "high": high, "seeds": n}


def _exaggeration(value: Floats, clear: Any, truth: Floats) -> dict[str, Any]:
    n = len(value)
    significant = int(np.count_nonzero(clear))
    row: dict[str, Any] = {"measure": "exaggeration", "value": _NAN, "low": _NAN, "high": _NAN}
    row["seeds"] = significant
    if not clear.any() or not truth.mean():
        return row
    row["value"] = float(np.abs(value[clear]).mean() / abs(truth.mean()))
    if significant < 2:
        return row
    drawn = np.random.default_rng(20_140).integers(0, n, (_RESAMPLES, n))
    size = np.where(clear, np.abs(value), 0.0)[drawn].sum(axis=1)
    many, true = clear[drawn].sum(axis=1), np.abs(truth[drawn].mean(axis=1))
    fine = (many > 0) & (true > 0.0)
    ratio = size[fine] / many[fine] / true[fine]
    row["low"], row["high"] = np.quantile(ratio, [0.025, 0.975]).tolist()
    return row
