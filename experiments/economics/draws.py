"""Parameter draws: each averaged over its seeds, one row a draw and one column an arm.

The matrices are in the shape that R's dampack (``make_psa_obj(cost, effectiveness, parameters,
strategies)``) and BCEA (``bcea(eff, cost)``, reference first) read: costs and effects are those of
each arm itself, and the baseline is the first column.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from experiments.economics.rows import require
from experiments.economics.totals import increments
from scenarios.study_parts.economics import EconomicsSettings

__all__ = ["Draws", "draws_of", "net_benefit"]


@dataclass(frozen=True)
class Draws:
    """Costs, effects and inputs of parameter draws.

    Attributes
    ----------
    cost, effect : DataFrame, shape (draws, arms)
        For each 1,000 people; the baseline is the first column, the index is the point.
    inputs : DataFrame, shape (draws, inputs)
        What was drawn.
    luck : array of float64, shape (arms, 2, 2)
        Variances and covariance that the seeds leave in a draw's mean difference from the baseline
        (cost, effect), mean over draws; NaN where a draw has one seed.
    """

    cost: pd.DataFrame
    effect: pd.DataFrame
    inputs: pd.DataFrame
    luck: npt.NDArray[np.float64]

    @property
    def arms(self) -> list[str]:
        """Names of the columns, the baseline first."""
        return list(self.cost.columns)


def draws_of(
    settings: EconomicsSettings,
    totals: pd.DataFrame,
    inputs: pd.DataFrame,
    arms: Sequence[str],
    baseline: str,
) -> Draws | None:
    """Average every draw over its seeds.

    Parameters
    ----------
    settings : EconomicsSettings
        The main effect.
    totals : DataFrame
        Of :func:`~experiments.economics.totals.world_totals`.
    inputs : DataFrame
        A row for each point that is a draw: ``point`` and a column of numbers for each input. Other
        points are ignored, be they the study as written or a sweep.
    arms : sequence of str
        The arms; the order of columns after the baseline.
    baseline : str
        Arm of the first column.

    Returns
    -------
    Draws or None
        Of the draws that have a seed in which every arm was lived, each over such seeds; None where
        fewer than two draws have one.

    Raises
    ------
    ValueError
        When an input is no number in some draw, or point 0 or a point given twice is among the
        draws.
    """
    drawn = _checked(inputs)
    columns = [baseline, *(arm for arm in arms if arm != baseline)]
    rows = totals[totals["point"].isin(drawn.index) & totals["arm"].isin(columns)]
    lived = rows.groupby(["point", "seed"])["arm"].transform("nunique")
    rows = rows[lived == len(columns)]
    if rows["point"].nunique() < 2:
        return None
    means = rows.groupby(["point", "arm"])[["cost", settings.effect]].mean()
    cost = _matrix(means["cost"], columns)
    return Draws(
        cost=cost,
        effect=_matrix(means[settings.effect], columns),
        inputs=drawn.loc[cost.index],
        luck=_luck(increments(rows, baseline), settings.effect, columns),
    )


def net_benefit(draws: Draws, willingness_to_pay: float) -> npt.NDArray[np.float64]:
    """Return net monetary benefit beyond the baseline's.

    Parameters
    ----------
    draws : Draws
        Costs and effects.
    willingness_to_pay : float
        Worth of a unit of effect (currency).

    Returns
    -------
    array of float64, shape (draws, arms)
        Currency for each 1,000 people; 0 for the baseline.
    """
    whole = willingness_to_pay * draws.effect.to_numpy() - draws.cost.to_numpy()
    return np.asarray(whole - whole[:, :1])


def _checked(inputs: pd.DataFrame) -> pd.DataFrame:
    require(inputs, ["point"], "table of drawn inputs")
    drawn = inputs.set_index("point").sort_index()
    if drawn.index.has_duplicates:
        raise ValueError(f"point {drawn.index[drawn.index.duplicated()][0]} is drawn twice")
    if (drawn.index <= 0).any():
        raise ValueError("point 0 is the study as written, and no draw")
    for name in drawn:
        column = drawn[name]
        if not pd.api.types.is_numeric_dtype(column.dtype) or not np.isfinite(column).all():
            raise ValueError(f"the drawn input {name} must be a number in every draw")
    return drawn


def _matrix(means: pd.Series[float], columns: Sequence[str]) -> pd.DataFrame:
    return means.unstack("arm")[list(columns)].rename_axis(columns=None)


def _luck(
    differences: pd.DataFrame, effect: str, columns: Sequence[str]
) -> npt.NDArray[np.float64]:
    pair = ["cost", effect]
    groups = [differences["arm"], differences["point"]]
    rest = differences[pair] - differences.groupby(["arm", "point"])[pair].transform("mean")
    products = pd.DataFrame(
        {(a, b): rest[a] * rest[b] for a in pair for b in pair}, index=differences.index
    ).groupby(groups)
    seeds = products.size()
    # Of one seed nothing can be said.
    left = products.sum().div((seeds * (seeds - 1)).where(seeds > 1), axis=0)
    by_arm = left.groupby(level="arm").mean()
    luck = np.zeros((len(columns), 2, 2))
    for i, arm in enumerate(columns[1:], 1):
        luck[i] = by_arm.loc[arm].to_numpy().reshape(2, 2)
    return luck
