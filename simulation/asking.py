"""Asking everybody in a world the survey questions of the week."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import numpy.typing as npt

from simulation.surveys import INSTRUMENTS, survey
from simulation.team import Team
from simulation.world import World

__all__ = ["ask"]


def ask(
    world: World,
    team: Team | None = None,
    instruments: Collection[str] = tuple(INSTRUMENTS),
    rows: npt.NDArray[np.int64] | None = None,
) -> dict[str, npt.NDArray[np.uint8]]:
    """Return scores now, by instrument.

    Parameters
    ----------
    world
        Read only. Asked twice in one week, people answer the same.
    team
        Threads to use; by default one.
    instruments
        Which to ask; all by default.
    rows
        Whom to ask, shape (n,); everybody by default. No answer depends on who and what else is
        asked.

    Returns
    -------
    dict of ndarray of uint8, shape (n,)
        In the order of ``rows``.
    """
    if rows is None:
        rows = np.arange(len(world.people))
    n = len(rows)
    scores = np.zeros((len(INSTRUMENTS), n), np.uint8)
    asked = np.array([name in instruments for name in INSTRUMENTS])
    (team or Team(1)).run(
        survey, n, world.people, world.ties, world.p, world.keys, asked, rows, scores
    )
    answers = zip(INSTRUMENTS, scores, strict=True)
    return {name: score for name, score in answers if name in instruments}
