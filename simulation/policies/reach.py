"""Whom a policy reaches: some neighbourhoods, by lot or those that hold together least."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import numpy.typing as npt

from simulation.draws import uniforms
from simulation.foci import NEIGHBOURHOOD
from simulation.policies.policy import Policy, Share
from simulation.purposes import purpose_key

if TYPE_CHECKING:
    from simulation.world import World

__all__ = ["NeighbourhoodPolicy", "add_dose"]

Who = npt.NDArray[np.bool_] | npt.NDArray[np.int64]


def add_dose(world: World, column: str, who: Who, amount: npt.ArrayLike) -> None:
    """Add a dose to what people have of a circumstance, as independent chances add up.

    Parameters
    ----------
    world
        Its ``scratch.doses`` is written.
    column
        A circumstance with a range of 0 to 1.
    who
        Rows or a mask.
    amount
        0 to 1, for everybody or one for each row.
    """
    doses = world.scratch.doses[column]
    doses[who] = 1.0 - (1.0 - doses[who]) * (1.0 - np.asarray(amount, np.float64))


class NeighbourhoodPolicy(Policy):
    """A policy for some neighbourhoods; which ones is settled by its label, for all its weeks."""

    neighbourhood_share: Share = 1.0
    """Share of the neighbourhoods that it reaches, at least one of them unless 0 (share)."""

    first: Literal["random", "least_cohesion"] = "random"
    """Which neighbourhoods come first: by lot, or those with the least cohesion."""

    def neighbourhoods(self, world: World) -> npt.NDArray[np.bool_]:
        """Return which neighbourhoods the policy reaches, shape (neighbourhoods,)."""
        count = world.foci.counts[NEIGHBOURHOOD]
        places = np.arange(count)
        if self.first == "random":
            order: npt.NDArray[Any] = uniforms(
                purpose_key(world.seed, f"{self.label}/neighbourhoods"), places
            )
        else:
            order = world.neighbourhood_culture[:, 1]
        # A product such as .07 x 100 may lie a hair above the whole number that is meant.
        reached = math.ceil(self.neighbourhood_share * count - 1e-9)
        chosen = np.zeros(count, np.bool_)
        chosen[np.argsort(order, kind="stable")[:reached]] = True
        return chosen

    def residents(self, world: World) -> npt.NDArray[np.bool_]:
        """Return who lives in a neighbourhood that the policy reaches, shape (people,)."""
        lives = world.people["neighbourhood"]
        reached: npt.NDArray[np.bool_] = (lives >= 0) & self.neighbourhoods(world)[lives]
        return reached
