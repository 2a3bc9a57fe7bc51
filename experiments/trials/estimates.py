"""Estimates: what a trial would publish from the answers it has, with a 95 % interval.

- change: difference between the arms in mean change since the first survey; Welch's t interval.
- ANCOVA: coefficient of the arm in a least-squares fit of the outcome on arm and first answer
  (Vickers & Altman 2001, BMJ 323:1123), with the usual t interval.
- clusters: difference between the arms in the mean over clusters of their mean change, or of their
  mean residual from a fit of the outcome on the first answer that leaves the arm out; t interval on
  the clusters (two-stage analysis; Hayes & Moulton 2017, Cluster Randomised Trials, ch. 10-11).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

__all__ = [
    "Estimate",
    "compare_clusters",
    "compare_people",
    "difference",
    "interval",
    "mean_change",
]

Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_NAN = float("nan")


@dataclass(frozen=True)
class Estimate:
    """A number with its 95 % interval; NaN where there are too few people for one.

    Attributes
    ----------
    value, low, high
        In points of the outcome.
    treated, controls
        People behind it in each arm.
    spread
        Standard deviation, within arms, of what is compared (points).
    clusters, alike
        Clusters behind it, and the share of that variance that lies between clusters (intracluster
        correlation); 0 and NaN where people are compared.
    """

    value: float
    low: float = _NAN
    high: float = _NAN
    treated: int = 0
    controls: int = 0
    spread: float = _NAN
    clusters: int = 0
    alike: float = _NAN


def interval(value: float, error: float, freedom: float) -> tuple[float, float]:
    """Return the 95 % t interval of a value with a standard error.

    Examples
    --------
    >>> [round(one, 2) for one in interval(0.0, 1.0, 1e9)]
    [-1.96, 1.96]
    >>> interval(0.0, 1.0, 0)
    (nan, nan)
    """
    if not freedom > 0.0:
        return _NAN, _NAN
    half = float(stdtrit(freedom, 0.975)) * error
    return value - half, value + half


def difference(values: Floats, treated: Flags) -> float:
    """Return the mean of the treated minus that of the others; NaN where there are none of either.

    Examples
    --------
    >>> difference(np.array([1.0, 2.0, 5.0]), np.array([False, False, True]))
    3.5
    """
    if treated.all() or not treated.any():
        return _NAN
    return float(values[treated].mean() - values[~treated].mean())


def mean_change(values: Floats, at_start: Floats) -> Estimate:
    """Return the mean change of people since the start: a study without controls.

    Parameters
    ----------
    values, at_start
        Outcome now and then, shape (n,).

    Returns
    -------
    Estimate
        With a paired t interval.

    Examples
    --------
    >>> mean_change(np.array([3.0, 4.0]), np.array([5.0, 6.0])).value
    -2.0
    """
    change = values - at_start
    n = len(change)
    if not n:
        return Estimate(_NAN)
    spread = float(change.std(ddof=1)) if n > 1 else _NAN
    value = float(change.mean())
    low, high = interval(value, spread / np.sqrt(n), n - 1)
    return Estimate(value, low, high, treated=n, spread=spread)


def compare_people(values: Floats, at_start: Floats, treated: Flags, analysis: str) -> Estimate:
    """Return the difference between two arms of people.

    Parameters
    ----------
    values, at_start
        Outcome at the survey, and at the first one, of those who answered; shape (n,).
    treated
        Who was allocated to treatment, shape (n,).
    analysis
        ``change`` or ``ancova``.

    Returns
    -------
    Estimate
        Treated minus controls.

    Examples
    --------
    >>> now, then = np.array([4.0, 5.0, 7.0, 6.0]), np.array([5.0, 6.0, 7.0, 6.0])
    >>> compare_people(now, then, np.array([True, True, False, False]), "change").value
    -1.0
    """
    count, others = int(treated.sum()), int((~treated).sum())
    if not count or not others:
        return Estimate(_NAN, treated=count, controls=others)
    if analysis == "change":
        value, error, freedom, spread = _welch(values - at_start, treated)
    else:
        value, error, freedom, spread = _ancova(values, at_start, treated)
    low, high = interval(value, error, freedom)
    return Estimate(value, low, high, count, others, spread)


def compare_clusters(
    values: Floats, at_start: Floats, treated: Flags, cluster: Ints, analysis: str
) -> Estimate:
    """Return the difference between two arms of clusters.

    Parameters
    ----------
    values, at_start, treated, analysis
        As for :func:`compare_people`; all of a cluster are in one arm.
    cluster
        To which each belongs, shape (n,).

    Returns
    -------
    Estimate
        Treated minus controls, each cluster counting the same.
    """
    count, others = int(treated.sum()), int((~treated).sum())
    if not count or not others:
        return Estimate(_NAN, treated=count, controls=others)
    compared = values - at_start
    if analysis == "ancova":
        compared = values - _slope(values, at_start) * at_start
    _, number = np.unique(cluster, return_inverse=True)
    size = np.bincount(number)
    means = np.bincount(number, compared) / size
    arm = np.bincount(number, treated) > 0
    k = len(size)
    value = difference(means, arm)
    inside = np.where(arm, means[arm].mean(), means[~arm].mean())
    variance = float(((means - inside) ** 2).sum()) / (k - 2) if k > 2 else _NAN
    error = float(np.sqrt(variance * (1.0 / arm.sum() + 1.0 / (~arm).sum())))
    low, high = interval(value, error, k - 2)
    spread, alike = _welch(compared, treated)[3], _alike(compared, treated, number)
    return Estimate(value, low, high, count, others, spread, k, alike)


def _alike(compared: Floats, treated: Flags, number: Ints) -> float:
    """Return the intracluster correlation within arms, by analysis of variance (Donner & Klar)."""
    size = np.bincount(number)
    k, n = len(size), len(compared)
    if k < 3 or n <= k:
        return _NAN
    centre = np.where(treated, compared[treated].mean(), compared[~treated].mean())
    deviation = compared - centre
    between = float((np.bincount(number, deviation) ** 2 / size).sum())
    inside = (float(deviation @ deviation) - between) / (n - k)
    between /= k - 2
    usual = (n - float((size**2).sum()) / n) / (k - 1)
    whole = between + (usual - 1.0) * inside
    return min(max((between - inside) / whole, 0.0), 1.0) if whole > 0.0 else _NAN


def _welch(compared: Floats, treated: Flags) -> tuple[float, float, float, float]:
    """Return the difference, its standard error, degrees of freedom and the spread within arms."""
    one, other = compared[treated], compared[~treated]
    value = float(one.mean() - other.mean())
    if min(len(one), len(other)) < 2:
        return value, _NAN, 0.0, _NAN
    a, b = float(one.var(ddof=1)) / len(one), float(other.var(ddof=1)) / len(other)
    within = float(one.var() * len(one) + other.var() * len(other)) / (len(compared) - 2)
    if a + b == 0.0:
        return value, 0.0, float(len(compared) - 2), 0.0
    freedom = (a + b) ** 2 / (a**2 / (len(one) - 1) + b**2 / (len(other) - 1))
    return value, float(np.sqrt(a + b)), float(freedom), float(np.sqrt(within))


def _ancova(values: Floats, at_start: Floats, treated: Flags) -> tuple[float, float, float, float]:
    centred = at_start - at_start.mean()
    design = np.column_stack([np.ones(len(values)), treated, centred])
    fitted, _, rank, _ = np.linalg.lstsq(design, values, rcond=None)
    residual = values - design @ fitted
    freedom = len(values) - int(rank)
    if freedom < 1:
        return float(fitted[1]), _NAN, 0.0, _NAN
    variance = float(residual @ residual) / freedom
    error = float(np.sqrt(variance * np.linalg.pinv(design.T @ design)[1, 1]))
    return float(fitted[1]), error, float(freedom), float(np.sqrt(variance))


def _slope(values: Floats, at_start: Floats) -> float:
    centred = at_start - at_start.mean()
    square = float(centred @ centred)
    return float(centred @ values) / square if square else 0.0
