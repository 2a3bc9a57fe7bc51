"""How every table of a results folder is written as text."""

from __future__ import annotations

import pandas as pd

__all__ = ["as_csv"]


def as_csv(table: pd.DataFrame, digits: int = 10) -> str:
    r"""Return a table as CSV, the same bytes on every machine.

    Parameters
    ----------
    table : DataFrame
        Written without its index.
    digits : int
        Significant digits of numbers that are not whole.

    Examples
    --------
    >>> as_csv(pd.DataFrame({"arm": ["a"], "mean": [1 / 3]}))
    'arm,mean\na,0.3333333333\n'
    """
    return table.to_csv(index=False, lineterminator="\n", float_format=f"%.{digits}g")
