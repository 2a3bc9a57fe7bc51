"""Which mixes no other mix beats: none does as much for less, or more for as little."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

__all__ = ["on_frontier"]


def on_frontier(
    cost: npt.ArrayLike, gain: npt.ArrayLike, allowed: npt.ArrayLike | None = None
) -> npt.NDArray[np.bool_]:
    """Return which points lie on the frontier of low cost and high gain.

    Parameters
    ----------
    cost, gain : array_like, shape (n,)
        Less cost and more gain are better; NaN is never on the frontier.
    allowed : array_like of bool, shape (n,), optional
        Points that may be on it and that others must beat; all by default.

    Returns
    -------
    ndarray of bool, shape (n,)
        Of points equal in both, all or none.

    Examples
    --------
    >>> on_frontier([0, 1, 2, 2], [0, 5, 4, 9]).tolist()
    [True, True, False, True]
    """
    costs, gains = np.asarray(cost, dtype=np.float64), np.asarray(gain, dtype=np.float64)
    valid = np.isfinite(costs) & np.isfinite(gains)
    if allowed is not None:
        valid &= np.asarray(allowed, dtype=np.bool_)
    frontier = np.zeros(costs.shape, dtype=np.bool_)
    best = -np.inf
    rows = np.flatnonzero(valid)
    for row in rows[np.lexsort((-gains[rows], costs[rows]))]:
        if gains[row] > best:
            best = gains[row]
            frontier |= valid & (costs == costs[row]) & (gains == best)
    return frontier
