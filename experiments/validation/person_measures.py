"""Measures of people: survey levels, what goes with what, and groups that differ."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from experiments.validation.snapshot import Flags, Snapshot
from simulation.indicators.subgroups import ANXIOUS_ABOVE, AVOIDANT_ABOVE

__all__ = ["attachment_styles", "correlation", "measure_people"]

_OLD = 65.0
_MANY_ADVERSITIES = 4


def correlation(one: npt.ArrayLike, other: npt.ArrayLike) -> float:
    """Return Pearson's r; not a number when either does not vary.

    Examples
    --------
    >>> round(correlation([1, 2, 3], [2, 4, 7]), 2)
    0.99
    """
    x, y = np.asarray(one, np.float64), np.asarray(other, np.float64)
    if len(x) < 3 or x.std() == 0 or y.std() == 0:
        return float("nan")
    return float(np.corrcoef(x, y)[0, 1])


def _mean(values: npt.NDArray[np.float64], who: Flags | None = None) -> float:
    chosen = values if who is None else values[who]
    return float(chosen.mean()) if len(chosen) else float("nan")


def _percent(who: Flags, among: Flags | None = None) -> float:
    return 100.0 * _mean(who.astype(np.float64), among)


def attachment_styles(now: Snapshot) -> dict[str, Flags]:
    """Return who is of which attachment style, shape (people,) each; everybody is of one."""
    anxious = now.columns["attachment_anxiety"] > ANXIOUS_ABOVE
    avoidant = now.columns["attachment_avoidance"] > AVOIDANT_ABOVE
    return {
        "secure": ~anxious & ~avoidant,
        "dismissing": ~anxious & avoidant,
        "preoccupied": anxious & ~avoidant,
        "fearful": anxious & avoidant,
    }


def lives_alone(now: Snapshot) -> Flags:
    """Return who shares the home with no other adult, shape (people,)."""
    home = now.columns["household"].astype(np.int64)
    alone: Flags = np.bincount(home)[home] == 1
    return alone


def measure_people(now: Snapshot) -> dict[str, float]:
    """Return levels, correlations and contrasts at one date, by name; shares in per cent."""
    scores, columns = now.scores, now.columns
    ucla, lsns, phq = scores["ucla3"], scores["lsns6"], scores["phq9"]
    lonely = ucla >= 6
    adversities = columns["adverse_childhood"]
    old = columns["age"] >= _OLD
    alone = lives_alone(now)
    chronic = columns["chronic_loneliness"]
    divergent = columns["neurodivergent"] > 0
    styles = {name: _mean(ucla, who) for name, who in attachment_styles(now).items()}
    steps = np.diff([styles[name] for name in ("secure", "dismissing", "preoccupied", "fearful")])
    spared = _percent(lonely, adversities == 0)
    return {
        "ucla3_mean": _mean(ucla),
        "lonely_share": _percent(lonely),
        "lsns6_mean": _mean(lsns),
        "isolated_share": _percent(lsns < 12),
        "pss10_mean": _mean(scores["pss10"]),
        "pss10_sd": float(scores["pss10"].std()),
        "phq9_mean": _mean(phq),
        "depressed_share": _percent(phq >= 10),
        "gad7_mean": _mean(scores["gad7"]),
        "anxious_share": _percent(scores["gad7"] >= 10),
        "life_satisfaction_mean": _mean(scores["life_satisfaction"]),
        "life_satisfaction_sd": float(scores["life_satisfaction"].std()),
        "r_phq9_ucla3": correlation(phq, ucla),
        "r_isolation_ucla3": -correlation(lsns, ucla),
        "r_pss10_ucla3": correlation(scores["pss10"], ucla),
        "r_gad7_phq9": correlation(scores["gad7"], phq),
        "r_satisfaction_ucla3": correlation(scores["life_satisfaction"], ucla),
        "r_adversity_ucla3": correlation(adversities, ucla),
        "adversity_ratio": _percent(lonely, adversities >= _MANY_ADVERSITIES) / spared
        if spared
        else float("nan"),
        "attachment_step": float(steps.min()),
        **{f"ucla3_{name}": value for name, value in styles.items()},
        "alone_contrast": _mean(ucla, alone) - _mean(ucla, ~alone),
        "neurodivergent_contrast": _mean(ucla, divergent) - _mean(ucla, ~divergent),
        "group_contrast": _mean(ucla, columns["group"] >= 0) - _mean(ucla, columns["group"] < 0),
        "alone_share": _percent(alone),
        "alone_share_65": _percent(alone, old),
        "women_share": _percent(columns["sex"] == 0),
        "age_mean": _mean(columns["age"].astype(np.float64)),
        "r_inflammation_loneliness": correlation(columns["inflammation"], chronic),
        "r_health_loneliness_65": correlation(columns["health"][old], chronic[old]),
        "r_cognition_loneliness_65": correlation(columns["cognition"][old], chronic[old]),
        "r_allostatic_stress": correlation(columns["allostatic_load"], scores["pss10"]),
    }
