"""Amounts of several currencies and years, brought to the money of the analysis."""

from __future__ import annotations

import numpy as np
import pandas as pd

from experiments.economics.rows import require
from scenarios.study_parts.economics import EconomicsSettings
from simulation.money.costs import PAYERS

__all__ = ["COST_COLUMNS", "converted"]

#: What a table of yearly costs holds at least.
COST_COLUMNS = ("point", "arm", "seed", "year", "payer", "pence", "currency", "price_year")


def converted(settings: EconomicsSettings, yearly_costs: pd.DataFrame) -> pd.DataFrame:
    """Add to each row of costs what it is in the money of the analysis.

    Parameters
    ----------
    settings : EconomicsSettings
        Currency, price year and price factors.
    yearly_costs : DataFrame
        With :data:`COST_COLUMNS`; ``pence`` are whole hundredths of ``currency``.

    Returns
    -------
    DataFrame
        The same rows with ``factor`` (1 where nothing is converted) and ``amount`` (currency of the
        analysis).

    Raises
    ------
    ValueError
        When a column or a price factor is missing, a payer is unknown, or an amount is no whole
        number of pence.

    Examples
    --------
    >>> row = dict(point=0, arm="a", seed=1, year=1, payer="participant", pence=250,
    ...            currency="GBP", price_year=2023)
    >>> converted(EconomicsSettings(), pd.DataFrame([row]))["amount"].tolist()
    [2.5]
    """
    require(yearly_costs, COST_COLUMNS, "table of yearly costs")
    spent = yearly_costs.reset_index(drop=True)
    if not len(spent):
        return spent.assign(factor=np.empty(0), amount=np.empty(0))
    if not pd.api.types.is_integer_dtype(spent["pence"].dtype) or spent["pence"].isna().any():
        raise ValueError("an amount of yearly costs must be a whole number of pence")
    strange = sorted(set(spent["payer"]) - set(PAYERS))
    if strange:
        raise ValueError(f"unknown payer {strange[0]!r}; there are: {', '.join(PAYERS)}")
    moneys = spent[["currency", "price_year"]].drop_duplicates()
    used = [(str(one), int(year)) for one, year in moneys.itertuples(index=False, name=None)]
    lacking = settings.missing_prices(used)
    if lacking:
        raise ValueError("; ".join(lacking))
    known = moneys.assign(factor=[settings.factor_from(*one) for one in used])
    spent = spent.merge(known, on=["currency", "price_year"], how="left")
    spent["amount"] = spent["pence"] / 100 * spent["factor"]
    return spent
