"""Stepped wedge: neighbourhoods begin one after the other, and each is its own control.

The mean of each cluster at each survey is fitted by least squares on a constant of its cluster, one
of its survey, and whether it has begun (Hussey & Hughes 2007, Contemp Clin Trials 28:182, with
fixed effects of clusters). Errors of a cluster are alike over time, so the interval comes from
leaving out one cluster after the other (jackknife; Bell & McCaffrey 2002, Surv Methodol 28:169),
with t on the clusters less one.

One effect stands for all times since a neighbourhood began. Where effects grow with time, the fit
gives less than their mean, even much less (Kenny et al. 2022, Stat Med 41:4311): trials inside the
world show how much, as the part called adjustment.
"""

from __future__ import annotations

import numpy as np

from experiments.trials.estimates import Estimate, Flags, Floats, Ints, interval

__all__ = ["compare_steps", "stepped_difference"]

_NAN = float("nan")


def stepped_difference(values: Floats, exposed: Flags, cluster: Ints, survey: Ints) -> float:
    """Return the effect of having begun, from the mean of each cluster at each survey.

    Parameters
    ----------
    values
        Outcome, shape (n,): a row for each person and survey.
    exposed
        Whether the cluster has begun before that survey, shape (n,).
    cluster, survey
        Which they are, shape (n,) each.

    Returns
    -------
    float
        NaN where the design does not tell it.

    Examples
    --------
    >>> cluster, survey = np.repeat([0, 1], 3), np.tile([0, 1, 2], 2)
    >>> exposed = survey > cluster
    >>> values = 10.0 * cluster + survey - 2.0 * exposed
    >>> round(stepped_difference(values, exposed, cluster, survey), 6)
    -2.0
    """
    return _fitted(*_cells(values, exposed, cluster, survey))


def compare_steps(values: Floats, exposed: Flags, cluster: Ints, survey: Ints) -> Estimate:
    """Return that effect with its interval; arguments are those of :func:`stepped_difference`.

    Returns
    -------
    Estimate
        People are counted as rows: a person asked at three surveys is three. The spread is that of
        people within a cluster at one survey.
    """
    means, begun, place, time = _cells(values, exposed, cluster, survey)
    value = _fitted(means, begun, place, time)
    clusters = np.unique(place)
    left_out = np.array(
        [_fitted(*(one[place != each] for one in (means, begun, place, time))) for each in clusters]
    )
    k = len(clusters)
    low, high = _NAN, _NAN
    if k > 2 and np.isfinite(left_out).all():
        error = float(np.sqrt((k - 1) / k * ((left_out - left_out.mean()) ** 2).sum()))
        low, high = interval(value, error, k - 1)
    return Estimate(
        value,
        low,
        high,
        int(exposed.sum()),
        int((~exposed).sum()),
        _within(values, cluster, survey),
    )


def _numbered(cluster: Ints, survey: Ints) -> tuple[Ints, Ints, Ints]:
    """Return the cell of each row, and the cluster and survey of each cell."""
    pairs = np.column_stack([cluster, survey]).astype(np.int64)
    cells, number = np.unique(pairs, axis=0, return_inverse=True)
    return np.asarray(number).reshape(-1), cells[:, 0], cells[:, 1]


def _cells(
    values: Floats, exposed: Flags, cluster: Ints, survey: Ints
) -> tuple[Floats, Flags, Ints, Ints]:
    number, place, time = _numbered(cluster, survey)
    size = np.bincount(number)
    means = np.bincount(number, values) / size
    return means, np.bincount(number, exposed) > 0, place, time


def _fitted(means: Floats, begun: Flags, place: Ints, time: Ints) -> float:
    if not len(means):
        return _NAN
    others = np.column_stack(
        [place[:, None] == np.unique(place)[None, :], time[:, None] == np.unique(time)[None, 1:]]
    ).astype(np.float64)
    # What clusters and surveys leave of having begun alone tells its effect (Frisch & Waugh 1933).
    told: Floats = begun - others @ np.linalg.lstsq(others, begun.astype(np.float64), rcond=None)[0]
    square = float(told @ told)
    return float(told @ means) / square if square > 1e-9 else _NAN


def _within(values: Floats, cluster: Ints, survey: Ints) -> float:
    number, place, _ = _numbered(cluster, survey)
    if len(values) <= len(place):
        return _NAN
    means = np.bincount(number, values) / np.bincount(number)
    residual = values - means[number]
    return float(np.sqrt((residual @ residual) / (len(values) - len(place))))
