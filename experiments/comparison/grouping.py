"""Means over seeds of many outcomes at once, a row for each group of people, outcome and week."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

__all__ = ["Groups"]


class Groups:
    """Rows gathered by what stands in some columns.

    All outcomes of a study are averaged in one pass: one after the other takes five to twenty times
    as long, most of it to gather the same rows anew.

    Parameters
    ----------
    heads : DataFrame
        These columns alone: ``arm``, ``population`` and ``week`` among them.

    Examples
    --------
    >>> heads = pd.DataFrame({"arm": ["a", "a"], "population": ["everybody"] * 2, "week": [0, 0]})
    >>> groups = Groups(heads)
    >>> table = groups.long(["pss10"], mean=groups.of(np.array([[3.0], [5.0]])).mean(),
    ...                     seeds=groups.of(np.array([[3.0], [5.0]])).count())
    >>> table[["outcome", "mean", "seeds"]].values.tolist()
    [['pss10', 4.0, 2]]
    """

    def __init__(self, heads: pd.DataFrame) -> None:
        self._of_row = heads.groupby(list(heads), sort=False).ngroup().to_numpy()
        _, first = np.unique(self._of_row, return_index=True)
        self._heads = {name: heads[name].to_numpy()[first] for name in heads}

    def of(self, values: NDArray[np.float64]) -> pd.api.typing.DataFrameGroupBy[Any, Any]:
        """Return the values of these rows, shape (rows, outcomes), by group."""
        return pd.DataFrame(values).groupby(self._of_row)

    def long(self, names: Sequence[str], **numbers: pd.DataFrame) -> pd.DataFrame:
        """Return a row for each group and outcome, by arm, population, outcome and week.

        Parameters
        ----------
        names : sequence of str
            The outcomes, in the order they shall have.
        **numbers : DataFrame
            A column each: a row for each group, a column for each outcome. Where ``seeds`` is 0
            nobody was asked, and there is no row.
        """
        groups, outcomes = len(next(iter(self._heads.values()))), len(names)
        outcome, group = (one.ravel() for one in np.indices((outcomes, groups)))
        places = {
            name: np.unique(self._heads[name].astype(str), return_inverse=True)[1]
            for name in ("arm", "population")
        }
        order = np.lexsort(
            (self._heads["week"][group], outcome, places["population"][group], places["arm"][group])
        )
        columns = {name: one.to_numpy().T.ravel()[order] for name, one in numbers.items()}
        known = columns["seeds"] > 0
        group, outcome = group[order][known], outcome[order][known]
        return pd.DataFrame(
            {name: one[group] for name, one in self._heads.items()}
            | {"outcome": np.array(list(names), dtype=object)[outcome]}
            | {name: one[known] for name, one in columns.items()}
        )
