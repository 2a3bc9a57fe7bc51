"""Power: how often trials of each size find an effect, and how large a trial must be.

Many trials of several sizes are emulated; the share with an interval that leaves out 0 is their
power. Through these shares goes a curve that can only rise,

    power = Phi(a + b sqrt(people)),   b >= 0,

the power of a test of a mean difference, whose standard error falls with the root of the number
of people. It is fitted by maximum likelihood, with what is known of a trial of nobody (a false
alarm on the side of the effect: .025) counting as much as ten trials. Its interval comes from
drawing the numbers of significant trials anew from the curve. The textbook size (Julious 2010,
Sample Sizes for Clinical Trials) is

    people = (z_.975 + z_power)^2 SD^2 (1 / share + 1 / (1 - share)) / effect^2

over the share that answers; for k neighbourhoods with intracluster correlation r, people grow to
people (1 - r) / (1 - people r / k), without end where people r reaches k (Hemming et al. 2011, BMC
Med Res Methodol 11:102).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.special import log_ndtr, ndtr, ndtri

from experiments.trials.estimates import Floats
from experiments.trials.summary import wilson

__all__ = [
    "POWER_COLUMNS",
    "SampleSize",
    "power_curve",
    "sample_size_for",
    "textbook_for_trials",
    "textbook_size",
]

POWER_COLUMNS: dict[str, str] = {
    "week": "survey (weeks after randomisation)",
    "size": "people the trial set out to recruit",
    "people": "people recruited, mean over trials",
    "trials": "trials of this size with an interval",
    "significant": "of these, trials whose interval leaves out 0",
    "power": "their share",
    "low": "lower end of its 95 % interval (Wilson)",
    "high": "upper end",
}

_FALSE_ALARM = 0.025
_WEIGHT = 10.0
_RESAMPLES = 400
_ROUNDS = 60
#: Keeps the slope finite where every trial succeeds.
_RIDGE = 1e-3


@dataclass(frozen=True)
class SampleSize:
    """How large a trial must be.

    Attributes
    ----------
    power
        Wanted.
    people, low, high
        People to recruit in all, with a 95 % interval; infinite where no size is enough.
    beyond
        Whether it lies outside the sizes that were tried.
    textbook
        What the textbook's formula gives; NaN where it gives nothing.
    """

    power: float
    people: float
    low: float
    high: float
    beyond: bool
    textbook: float = float("nan")


def power_curve(trials: pd.DataFrame) -> pd.DataFrame:
    """Return the power of trials by size and survey.

    Parameters
    ----------
    trials : DataFrame
        Rows of many emulated trials, as
        :meth:`experiments.trials.results.TrialResult.rows` gives, with their ``size``.

    Returns
    -------
    DataFrame
        ``POWER_COLUMNS``, ordered by week and size.
    """
    recruited = trials[trials["quantity"] == "recruited"]
    published = trials[trials["quantity"] == "published"].dropna(subset=["low", "high"])
    rows = []
    for _, some in published.groupby(["week", "size"]):
        week, size = int(some["week"].iloc[0]), int(some["size"].iloc[0])
        n, k = len(some), int(((some["low"] > 0) | (some["high"] < 0)).sum())
        low, high = wilson(k, n)
        people = float(recruited.loc[recruited["size"] == size, "value"].mean())
        rows.append((week, size, people, n, k, k / n, low, high))
    return pd.DataFrame(rows, columns=list(POWER_COLUMNS))


def sample_size_for(
    power: float, curve: pd.DataFrame, *, textbook: float = float("nan")
) -> SampleSize:
    """Return the size at which trials have a wanted power.

    Parameters
    ----------
    power : float
        Wanted, between .05 and 1.
    curve : DataFrame
        From :func:`power_curve`, of one survey.
    textbook : float
        What the formula gives, to stand beside it.

    Raises
    ------
    ValueError
        For a power out of range, or a curve that is empty or of several surveys.

    Examples
    --------
    >>> people = np.array([50.0, 100.0, 200.0, 400.0])
    >>> known = pd.DataFrame({"week": 12, "people": people, "trials": 1000,
    ...                       "significant": 1000 * ndtr(-1.96 + 0.2 * np.sqrt(people))})
    >>> round(sample_size_for(0.8, known).people / 10)
    20
    """
    if not 0.05 < power < 1.0:
        raise ValueError(f"power must lie between 0.05 and 1, got {power}")
    if curve.empty or curve["week"].nunique() != 1:
        raise ValueError("give the power of trials at one survey")
    people = curve["people"].to_numpy(np.float64)
    trials = curve["trials"].to_numpy(np.float64)
    significant = curve["significant"].to_numpy(np.float64)
    root = np.sqrt(people / people.max())
    level, slope = _fitted(root, significant[None, :], trials)
    size = float(_sizes(power, level, slope)[0] * people.max())
    rng = np.random.default_rng(19_270)
    again = rng.binomial(trials.astype(int), ndtr(level + slope * root), (_RESAMPLES, len(trials)))
    sizes = _sizes(power, *_fitted(root, again.astype(np.float64), trials))
    low, high = np.quantile(sizes, [0.025, 0.975], method="inverted_cdf") * people.max()
    beyond = not people.min() <= size <= people.max()
    return SampleSize(power, size, float(low), float(high), beyond, textbook)


def textbook_size(effect: float, spread: float, share: float, power: float) -> float:
    """Return the people that the textbook's formula asks for: two arms, 5 %, two-sided.

    Parameters
    ----------
    effect, spread
        Difference between the arms, and standard deviation within them (points).
    share
        Share of people allocated to treatment.
    power
        Wanted.

    Examples
    --------
    >>> round(textbook_size(effect=0.5, spread=1.0, share=0.5, power=0.8))
    126
    """
    if not effect:
        return float("inf")
    z = float(ndtri(0.975) + ndtri(power))
    return z**2 * (spread / effect) ** 2 * (1.0 / share + 1.0 / (1.0 - share))


def textbook_for_trials(trials: pd.DataFrame, week: int, share: float, power: float) -> float:
    """Return the textbook's size for the effect and the spread that trials had.

    Parameters
    ----------
    trials : DataFrame
        As for :func:`power_curve`.
    week
        Survey.
    share
        Share allocated to treatment.
    power
        Wanted.

    Returns
    -------
    float
        People to recruit.
    """
    rows = trials[trials["week"].isin([0, week])]
    mean = rows.groupby("quantity")["value"].mean()
    published = rows[rows["quantity"] == "published"]
    answered = (published["treated"] + published["controls"]).mean() / mean["recruited"]
    size = textbook_size(mean["true_effect"], mean["spread"], share, power)
    if np.isfinite(mean.get("alike", np.nan)):
        alike, left = mean["alike"], 1.0 - size * mean["alike"] / mean["clusters"]
        size = size * (1.0 - alike) / left if left > 0.0 else float("inf")
    return float(size / answered)


def _sizes(power: float, level: Floats, slope: Floats) -> Floats:
    """Return the share of the largest size at which each curve reaches a power."""
    missing = np.maximum(float(ndtri(power)) - level, 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        root = np.where(missing > 0.0, missing / np.where(slope > 1e-6, slope, 0.0), 0.0)
    return np.asarray(root**2)


def _fitted(root: Floats, significant: Floats, trials: Floats) -> tuple[Floats, Floats]:
    """Return level and slope of the likeliest curve for each row of significant trials.

    Fisher scoring, all rows at once. The likelihood has one peak, so where it lies at a falling
    curve the best that does not fall is flat.
    """
    # A trial of nobody stands first among the sizes.
    at = np.concatenate([[0.0], root])
    nobody = np.full((len(significant), 1), _FALSE_ALARM * _WEIGHT)
    hits = np.hstack([nobody, significant])
    misses = np.concatenate([[_WEIGHT], trials]) - hits
    line = np.tile([-1.96, 1.0], (len(hits), 1))
    for _ in range(_ROUNDS):
        step = _step(line, at, hits, misses)
        line += step / np.maximum(np.abs(step).max(axis=1, keepdims=True), 1.0)
        if np.abs(step).max() < 1e-9:
            break
    level, slope = line[:, 0], line[:, 1]
    flat = ndtri(hits.sum(axis=1) / (hits + misses).sum(axis=1))
    falls = slope <= 0.0
    return np.where(falls, flat, level), np.where(falls, 0.0, slope)


def _step(line: Floats, at: Floats, hits: Floats, misses: Floats) -> Floats:
    score = line[:, :1] + line[:, 1:] * at
    lucky, unlucky = log_ndtr(score), log_ndtr(-score)
    density = -0.5 * score**2 - 0.5 * np.log(2.0 * np.pi)
    pull = hits * np.exp(density - lucky) - misses * np.exp(density - unlucky)
    weight = (hits + misses) * np.exp(2.0 * density - lucky - unlucky)
    up, along = pull.sum(axis=1), pull @ at - _RIDGE * line[:, 1]
    a, b, c = weight.sum(axis=1), weight @ at, weight @ at**2 + _RIDGE
    scale = a * c - b * b
    return np.column_stack([(c * up - b * along) / scale, (a * along - b * up) / scale])
