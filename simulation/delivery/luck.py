"""Luck of a programme: every draw is keyed by its label, what it is for, the week and the person.

Two programmes therefore never disturb each other, and their order in a file does not matter.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from simulation.draws import normals, uniforms
from simulation.purposes import purpose_key

__all__ = ["Luck"]

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Luck:
    """The draws of one programme in one world.

    Examples
    --------
    >>> import numpy as np
    >>> luck = Luck(seed=1, label="choir")
    >>> bool((luck.uniforms("uptake", 3, np.array([7])) < 1).all())
    True
    """

    seed: int
    label: str

    def uniforms(self, purpose: str, week: int, ids: npt.NDArray[np.int64]) -> Floats:
        """Return a uniform draw in (0, 1) for each id, shape (n,)."""
        return uniforms(purpose_key(self.seed, f"{self.label}/{purpose}", week), ids)

    def normals(self, purpose: str, week: int, ids: npt.NDArray[np.int64]) -> Floats:
        """Return a standard normal draw for each id, shape (n,)."""
        return normals(purpose_key(self.seed, f"{self.label}/{purpose}", week), ids)
