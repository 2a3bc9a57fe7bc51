"""Traits as a linear Gaussian model: what some of them say about the others.

The equations of :mod:`simulation.week.traits` make five scores of a person linear in eight
independent normal draws z: latent adversity, neuroticism, extraversion, and attachment anxiety and
avoidance before they are scaled to 0 to 1,

    x = mean + L z        covariance S = L L'

with the family's draws among z, so S is that of a person of whose relatives nothing is known. Given
some scores g, a draw x* of the whole is corrected into a draw of the rest m (Matheron's rule;
Journel & Huijbregts 1978, Mining Geostatistics):

    x_m = x*_m + S_mg S_gg^-1 (g - x*_g)

A score known to lie in an interval is drawn in it first: its conditional normal, cut to the
interval, at the quantile that the person's own draw has. With several such scores each is drawn
anew given the others, over and over (Gibbs sampling; Geman & Geman 1984).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from simulation.compilation import Record
from simulation.draws import normals
from simulation.purposes import number

__all__ = ["SCORES", "Known", "complete", "covariance", "drawn_scores", "loadings", "mean_scores"]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Keys = npt.NDArray[np.uint64]
#: Uniform draws for the people of some positions, from score, round and positions.
Luck = Callable[[int, int, Ints], Floats]

#: The five scores, in the order of rows and columns.
SCORES = ("adversity", "neuroticism", "extraversion", "early_anxiety", "early_avoidance")

_DRAWS = (
    "family score",
    "adversity",
    "family neuroticism",
    "neuroticism",
    "extraversion",
    "insecurity",
    "early anxiety",
    "early avoidance",
)
_OF_FAMILY = (0, 2)
#: Rounds of drawing several scores in intervals; their correlations are weak, so few would do.
_ROUNDS = 25


class Known(NamedTuple):
    """What is known of the scores of n people; shape (n, 5) each.

    ``low`` and ``high`` are equal where a score is known, and both infinite where nothing is.
    """

    low: Floats
    high: Floats


def loadings(p: Record) -> Floats:
    """Return what each independent draw adds to each score, shape (5, 8).

    Examples
    --------
    >>> from simulation import ParameterSet
    >>> float(covariance(ParameterSet())[1, 1].round(6))
    1.0
    """
    adversity, neuroticism, extraversion, anxious, avoidant = np.zeros((5, 8))
    adversity[[0, 1]] = 0.5, math.sqrt(0.75)
    by_adversity, by_family = p["adversity_in_neuroticism"], p["family_in_neuroticism"]
    neuroticism += by_adversity * adversity
    neuroticism[2] = by_family
    neuroticism[3] = math.sqrt(max(0.0, 1.0 - by_adversity**2 - by_family**2))
    extraversion -= p["neuroticism_in_extraversion"] * neuroticism
    extraversion[4] = 1.0
    anxious += p["anxiety_from_adversity"] * adversity
    anxious += p["anxiety_from_neuroticism"] * neuroticism
    anxious[[5, 6]] = p["common_insecurity"], 0.85
    avoidant += p["avoidance_from_adversity"] * adversity
    avoidant += p["avoidance_from_neuroticism"] * neuroticism
    avoidant -= p["avoidance_from_introversion"] * extraversion
    avoidant[[5, 7]] = p["common_insecurity"], 0.88
    return np.stack([adversity, neuroticism, extraversion, anxious, avoidant])


def covariance(p: Record) -> Floats:
    """Return the covariance of the scores between people of different families, shape (5, 5)."""
    one = loadings(p)
    return np.asarray(one @ one.T)


def mean_scores(deprivation: Floats, p: Record) -> Floats:
    """Return the mean of each score where people live, from deprivations of shape (n,): (n, 5)."""
    neuroticism = p["adversity_in_neuroticism"]
    extraversion = -p["neuroticism_in_extraversion"] * neuroticism
    anxious = p["anxiety_from_adversity"] + p["anxiety_from_neuroticism"] * neuroticism
    avoidant = (
        p["avoidance_from_adversity"]
        + p["avoidance_from_neuroticism"] * neuroticism
        - p["avoidance_from_introversion"] * extraversion
    )
    of_adversity = np.array([1.0, neuroticism, extraversion, anxious, avoidant])
    return np.outer(p["deprivation_in_adversity"] * deprivation, of_adversity)


def drawn_scores(ids: Ints, families: Ints, mean: Floats, p: Record, keys: Keys) -> Floats:
    """Return the scores that the model draws for these people, shape (n, 5)."""
    z = [
        normals(int(keys[number(draw)]), families if n in _OF_FAMILY else ids)
        for n, draw in enumerate(_DRAWS)
    ]
    return np.asarray(mean + np.stack(z, axis=1) @ loadings(p).T)


def complete(drawn: Floats, mean: Floats, spread: Floats, known: Known, luck: Luck) -> Floats:
    """Return scores that agree with what is known, drawn from the model given that.

    Parameters
    ----------
    drawn
        The model's own draw for each person, shape (n, 5).
    mean
        Of each person's scores, shape (n, 5).
    spread
        Covariance of the scores, shape (5, 5).
    known
        What is known.
    luck
        Further uniform draws, for people with several scores in intervals.

    Returns
    -------
    ndarray of float64, shape (n, 5)
        Rows of whom nothing is known are those of ``drawn``.
    """
    scores = drawn.copy()
    point = known.low == known.high
    within = ~point & (np.isfinite(known.low) | np.isfinite(known.high))
    kinds = point * 2 + within
    patterns, which = np.unique(kinds, axis=0, return_inverse=True)
    for n, pattern in enumerate(patterns):
        if pattern.any():
            people = np.flatnonzero(which.ravel() == n)
            of_them = Known(known.low[people], known.high[people])
            scores[people] = _completed(
                drawn[people], mean[people], spread, of_them, pattern, people, luck
            )
    return scores


def _completed(
    drawn: Floats,
    mean: Floats,
    spread: Floats,
    known: Known,
    pattern: Ints,
    people: Ints,
    luck: Luck,
) -> Floats:
    """Return completed scores of people of whom the same scores are known."""
    scores = drawn.copy()
    given = np.flatnonzero(pattern == 2).tolist()
    intervals = np.flatnonzero(pattern == 1).tolist()
    scores[:, given] = known.low[:, given]
    so_far = list(given)
    for score in intervals:
        weights, sd = _regression(spread, score, so_far)
        expected = mean[:, score] + (scores[:, so_far] - mean[:, so_far]) @ weights
        own = drawn[:, score] - mean[:, score] - (drawn[:, so_far] - mean[:, so_far]) @ weights
        scores[:, score] = _within(known, score, expected, sd, _probability(own / sd))
        so_far.append(score)
    for turn in range(_ROUNDS if len(intervals) > 1 else 0):
        for score in intervals:
            others = [one for one in so_far if one != score]
            weights, sd = _regression(spread, score, others)
            expected = mean[:, score] + (scores[:, others] - mean[:, others]) @ weights
            scores[:, score] = _within(known, score, expected, sd, luck(score, turn, people))
    missing = np.flatnonzero(pattern == 0)
    known_part = spread[so_far][:, so_far]
    weights = np.linalg.inv(known_part) @ spread[so_far][:, missing]
    scores[:, missing] += (scores[:, so_far] - drawn[:, so_far]) @ weights
    return scores


def _regression(spread: Floats, score: int, on: list[int]) -> tuple[Floats, float]:
    """Return the weights of other scores in a score's conditional mean, and its conditional SD."""
    weights: Floats = np.linalg.inv(spread[on][:, on]) @ spread[on, score]
    return weights, math.sqrt(spread[score, score] - spread[score, on] @ weights)


def _probability(z: Floats) -> Floats:
    from scipy.special import ndtr  # only who brings people needs SciPy here

    return np.asarray(ndtr(z))


def _within(known: Known, score: int, mean: Floats, sd: float, luck: Floats) -> Floats:
    """Return normal draws cut to each person's interval."""
    from scipy.special import ndtri

    low, high = (known.low[:, score] - mean) / sd, (known.high[:, score] - mean) / sd
    # Probabilities near 0 are exact and near 1 are not, so the upper half is turned over.
    over = low > 0.0
    start, end = np.where(over, -high, low), np.where(over, -low, high)
    part = np.where(over, 1.0 - luck, luck)
    below = _probability(start)
    z = np.asarray(ndtri(below + part * (_probability(end) - below)))
    z = np.clip(np.where(over, -z, z), low, high)
    # An interval beyond every probability leaves its nearer end.
    z = np.where(np.isfinite(z), z, np.where(over, low, high))
    return np.asarray(mean + sd * z)
