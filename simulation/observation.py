"""What a world looks like from outside each week: outcomes of everybody, from surveys."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from simulation.surveys import INSTRUMENTS

__all__ = ["OUTCOMES", "population_outcomes"]

Scores = dict[str, npt.NDArray[np.uint8]]

#: Outcomes of a population: mean scores, and people per thousand beyond a cut.
OUTCOMES: dict[str, str] = {
    "isolated_per_1000": "people with LSNS-6 under 12, per 1,000",
    "lonely_per_1000": "people with UCLA-3 of 6 or more, per 1,000",
    **{name: f"mean {one.title}" for name, one in INSTRUMENTS.items()},
}


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
    >>> import numpy as np
    >>> scores = {name: np.array([6, 12], np.uint8) for name in INSTRUMENTS}
    >>> population_outcomes(scores)["isolated_per_1000"]
    500.0
    """
    return {
        "isolated_per_1000": _troubled_per_1000("lsns6", scores),
        "lonely_per_1000": _troubled_per_1000("ucla3", scores),
        **{name: float(scores[name].mean(dtype=np.float64)) for name in INSTRUMENTS},
    }


def _troubled_per_1000(instrument: str, scores: Scores) -> float:
    answers = scores[instrument]
    troubled = np.count_nonzero(INSTRUMENTS[instrument].troubled(answers))
    return 1000.0 * int(troubled) / answers.size
