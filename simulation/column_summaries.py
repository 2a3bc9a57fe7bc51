"""One number from many: functions given to ``agg``, each fed what it is made for.

NumPy functions get an array; every other function gets the list of Python numbers that Mesa would
give it, so that ``agg`` means the same for people as for any agents.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
import numpy.typing as npt

from simulation.expressions import widened

__all__ = ["summarise"]


def summarise(
    values: npt.NDArray[Any], functions: Callable[..., Any] | Iterable[Callable[..., Any]]
) -> Any:
    """Apply a function, or each of several, to the values of a column.

    Parameters
    ----------
    values
        The column, one value a person.
    functions
        A function of all values, or several.

    Returns
    -------
    Any
        What the function returns, or the list of what each returns.

    Examples
    --------
    >>> summarise(np.array([1, 2, 6], np.uint8), [sum, max])
    [9, 6]
    """
    wide = widened(values)
    if callable(functions):
        return _applied(functions, wide)
    return [_applied(function, wide) for function in functions]


def _applied(function: Callable[..., Any], wide: npt.NDArray[Any]) -> Any:
    if wide.size:
        if function is sum and wide.dtype.kind in "bi":
            return int(wide.sum(dtype=np.int64))
        # A NaN makes Python's answer depend on the order of the values: leave that to Python.
        if function in (min, max) and not np.isnan(extreme := getattr(wide, function.__name__)()):
            return extreme.item()
    if function is len:
        return wide.size
    return function(wide.copy() if _is_numpy(function) else wide.tolist())


def _is_numpy(function: Callable[..., Any]) -> bool:
    while isinstance(function, functools.partial):
        function = function.func
    home = (
        getattr(function, "__module__", None) or type(getattr(function, "__self__", "")).__module__
    )
    return isinstance(home, str) and home.split(".")[0] == "numpy"
