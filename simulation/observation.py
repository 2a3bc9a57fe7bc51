"""What a world looks like from outside each week: outcomes of everybody, from surveys."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from simulation.surveys import INSTRUMENTS

__all__ = ["OUTCOMES", "each_ones_part", "population_outcomes"]

Scores = dict[str, npt.NDArray[np.uint8]]

#: Outcomes of a population: mean scores, and people per thousand beyond a cut.
OUTCOMES: dict[str, str] = {
    "isolated_per_1000": "people with LSNS-6 under 12, per 1,000",
    "lonely_per_1000": "people with UCLA-3 of 6 or more, per 1,000",
    **{name: f"mean {one.title}" for name, one in INSTRUMENTS.items()},
}


def each_ones_part(scores: Scores) -> npt.NDArray[np.uint16]:
    """Return what each of these people adds to the outcomes of a group: these are means of it.

    Parameters
    ----------
    scores
        By instrument, shape (n,) each.

    Returns
    -------
    array of uint16, shape (outcomes, n)
        In the order of ``OUTCOMES``: 1,000 for somebody beyond a cut, or the score itself.

    Examples
    --------
    >>> scores = {name: np.array([6, 12], np.uint8) for name in INSTRUMENTS}
    >>> each_ones_part(scores)[0].tolist()
    [1000, 0]
    """
    beyond = [1000 * INSTRUMENTS[name].troubled(scores[name]) for name in ("lsns6", "ucla3")]
    return np.array([*beyond, *(scores[name] for name in INSTRUMENTS)], np.uint16)


def population_outcomes(scores: Scores) -> dict[str, float]:
    """Return the outcomes of the people these scores belong to.

    Parameters
    ----------
    scores
        By instrument, shape (n,) each, n at least 1.

    Returns
    -------
    dict
        One value for each of ``OUTCOMES``.

    Examples
    --------
    >>> scores = {name: np.array([6, 12], np.uint8) for name in INSTRUMENTS}
    >>> population_outcomes(scores)["isolated_per_1000"]
    500.0
    """
    parts = each_ones_part(scores)
    means = parts.sum(axis=1, dtype=np.int64) / parts.shape[1]
    return dict(zip(OUTCOMES, means.tolist(), strict=True))
