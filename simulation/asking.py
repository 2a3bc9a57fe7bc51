"""Asking everybody in a world the survey questions of the week."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from simulation.surveys import INSTRUMENTS, survey
from simulation.team import Team
from simulation.world import World

__all__ = ["ask"]


def ask(world: World, team: Team | None = None) -> dict[str, npt.NDArray[np.uint8]]:
    """Return everybody's scores now, by instrument.

    Parameters
    ----------
    world
        Read only. Asked twice in one week, people answer the same.
    team
        Threads to use; by default one.

    Returns
    -------
    dict of ndarray of uint8, shape (people,)
        In the order of rows.
    """
    n = len(world.people)
    scores = np.zeros((len(INSTRUMENTS), n), np.uint8)
    (team or Team(1)).run(survey, n, world.people, world.ties, world.p, world.keys, scores)
    return dict(zip(INSTRUMENTS, scores, strict=True))
