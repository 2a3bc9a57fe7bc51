"""What a survey of people says about each measure, with the interval that sampling leaves.

    mean            mean +- t s / sqrt(n)
    SD              sqrt((n - 1) s^2 / chi^2 quantiles)
    share           Wilson's interval (Wilson 1927, J. Am. Stat. Assoc. 22)
    correlation     tanh(artanh r +- 1.96 / sqrt(n - 3)) (Fisher 1915, Biometrika 10)
    difference      of two means: t with Welch's degrees of freedom (Welch 1947, Biometrika 34)

All are 95 % intervals for a simple random sample: weights and clusters of a survey are not known
here, and with them the true intervals are wider.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

__all__ = [
    "FEWEST_ANSWERS",
    "STATISTICS",
    "Interval",
    "Statistic",
    "interval_of_correlation",
    "interval_of_difference",
    "interval_of_mean",
    "interval_of_sd",
    "interval_of_share",
]

Floats = npt.NDArray[np.float64]

#: With fewer answers to its questions a measure is left out.
FEWEST_ANSWERS = 10
_Z = 1.959964


class Interval(NamedTuple):
    """A figure with its 95 % interval."""

    value: float
    low: float
    high: float

    def times(self, factor: float) -> Interval:
        """Return the interval of the figure times a factor."""
        ends = sorted((self.low * factor, self.high * factor))
        return Interval(self.value * factor, *ends)


def interval_of_mean(values: Floats) -> Interval:
    """Return the mean with its t interval.

    Examples
    --------
    >>> one = interval_of_mean(np.array([1.0, 2.0, 3.0]))
    >>> round(one.low, 2), round(one.high, 2)
    (-0.48, 4.48)
    """
    from scipy.stats import t

    mean, n = float(values.mean()), len(values)
    half = float(t.ppf(0.975, n - 1)) * float(values.std(ddof=1)) / math.sqrt(n)
    return Interval(mean, mean - half, mean + half)


def interval_of_sd(values: Floats) -> Interval:
    """Return the standard deviation with the interval that holds for normal values."""
    from scipy.stats import chi2

    n, sd = len(values), float(values.std(ddof=1))
    low, high = (float(chi2.ppf(one, n - 1)) for one in (0.975, 0.025))
    return Interval(sd, sd * math.sqrt((n - 1) / low), sd * math.sqrt((n - 1) / high))


def interval_of_share(who: npt.NDArray[np.bool_]) -> Interval:
    """Return a share with Wilson's interval.

    Examples
    --------
    >>> one = interval_of_share(np.repeat([True, False], [20, 80]))
    >>> round(one.low, 3), round(one.high, 3)
    (0.133, 0.289)
    """
    n, share = len(who), float(who.mean())
    centre = (share + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
    half = _Z * math.sqrt(share * (1 - share) / n + _Z**2 / (4 * n * n)) / (1 + _Z**2 / n)
    return Interval(share, max(0.0, centre - half), min(1.0, centre + half))


def interval_of_correlation(one: Floats, other: Floats) -> Interval:
    """Return Pearson's r with Fisher's interval; not a number when either does not vary."""
    if not one.std() or not other.std():
        return Interval(math.nan, math.nan, math.nan)
    r = float(np.corrcoef(one, other)[0, 1])
    z = math.atanh(min(max(r, -0.999999), 0.999999))
    half = _Z / math.sqrt(len(one) - 3)
    return Interval(r, math.tanh(z - half), math.tanh(z + half))


def interval_of_difference(one: Floats, other: Floats) -> Interval:
    """Return the difference of two means with Welch's interval, for at least two values each."""
    from scipy.stats import t

    parts = [float(values.var(ddof=1)) / len(values) for values in (one, other)]
    gap, error = float(one.mean() - other.mean()), math.sqrt(sum(parts))
    if not error:
        return Interval(gap, gap, gap)
    freedom = sum(parts) ** 2 / sum(
        part**2 / (len(values) - 1) for part, values in zip(parts, (one, other), strict=True)
    )
    half = float(t.ppf(0.975, freedom)) * error
    return Interval(gap, gap - half, gap + half)


@dataclass(frozen=True, slots=True)
class Statistic:
    """How one measure follows from answers.

    Attributes
    ----------
    measure, meaning
        As the tables of validation call it, and in words.
    questions
        Columns that it needs.
    of
        Its interval from those columns, of people who answered all of them.
    """

    measure: str
    meaning: str
    questions: tuple[str, ...]
    of: Callable[..., Interval]


def _percent(rule: Callable[[Floats], npt.NDArray[np.bool_]]) -> Callable[[Floats], Interval]:
    return lambda values: interval_of_share(rule(values)).times(100.0)


def _contrast(values: Floats, group: Floats) -> Interval:
    inside = group > 0
    if min(inside.sum(), (~inside).sum()) < FEWEST_ANSWERS // 2:
        return Interval(math.nan, math.nan, math.nan)
    return interval_of_difference(values[inside], values[~inside])


def _isolation(lsns: Floats, ucla: Floats) -> Interval:
    return interval_of_correlation(lsns, ucla).times(-1.0)


# fmt: off
STATISTICS: tuple[Statistic, ...] = (
    Statistic("ucla3_mean", "mean UCLA-3, 3-9", ("ucla3",), interval_of_mean),
    Statistic("lonely_share", "UCLA-3 of 6 or more, %", ("ucla3",), _percent(lambda v: v >= 6)),
    Statistic("lsns6_mean", "mean LSNS-6, 0-30", ("lsns6",), interval_of_mean),
    Statistic("isolated_share", "LSNS-6 under 12, %", ("lsns6",), _percent(lambda v: v < 12)),
    Statistic("pss10_mean", "mean PSS-10", ("pss10",), interval_of_mean),
    Statistic("pss10_sd", "SD of PSS-10", ("pss10",), interval_of_sd),
    Statistic("phq9_mean", "mean PHQ-9", ("phq9",), interval_of_mean),
    Statistic("depressed_share", "PHQ-9 of 10 or more, %", ("phq9",),
              _percent(lambda v: v >= 10)),
    Statistic("gad7_mean", "mean GAD-7", ("gad7",), interval_of_mean),
    Statistic("anxious_share", "GAD-7 of 10 or more, %", ("gad7",), _percent(lambda v: v >= 10)),
    Statistic("life_satisfaction_mean", "mean life satisfaction, 0-10", ("life_satisfaction",),
              interval_of_mean),
    Statistic("life_satisfaction_sd", "SD of life satisfaction", ("life_satisfaction",),
              interval_of_sd),
    Statistic("r_phq9_ucla3", "r(PHQ-9, UCLA-3)", ("phq9", "ucla3"), interval_of_correlation),
    Statistic("r_isolation_ucla3", "r(isolation by LSNS-6, UCLA-3)", ("lsns6", "ucla3"),
              _isolation),
    Statistic("r_pss10_ucla3", "r(PSS-10, UCLA-3)", ("pss10", "ucla3"), interval_of_correlation),
    Statistic("r_gad7_phq9", "r(GAD-7, PHQ-9)", ("gad7", "phq9"), interval_of_correlation),
    Statistic("r_satisfaction_ucla3", "r(life satisfaction, UCLA-3)",
              ("life_satisfaction", "ucla3"), interval_of_correlation),
    Statistic("r_adversity_ucla3", "r(adverse childhood, UCLA-3)",
              ("adverse_childhood", "ucla3"), interval_of_correlation),
    Statistic("alone_contrast", "UCLA-3, living alone minus not, points", ("ucla3", "lives_alone"),
              _contrast),
    Statistic("neurodivergent_contrast", "UCLA-3, neurodivergent minus not, points",
              ("ucla3", "neurodivergent"), _contrast),
    Statistic("group_contrast", "UCLA-3, in a group minus not, points", ("ucla3", "in_group"),
              _contrast),
    Statistic("alone_share", "living alone, %", ("lives_alone",), _percent(lambda v: v > 0)),
    Statistic("age_mean", "mean age, years", ("age",), interval_of_mean),
    Statistic("women_share", "women, %", ("sex",), _percent(lambda v: v == 0)),
)
# fmt: on
