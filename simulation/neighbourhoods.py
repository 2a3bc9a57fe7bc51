"""Neighbourhoods: how a town's neighbourhoods differ in culture, cohesion and deprivation.

collectivism = mean of the town + .2 normal, from -.5 to .5
deprivation  = mean of the town + spread of the town x normal
cohesion     = mean of the town + .5 normal - .4 deprivation
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from simulation.compilation import Record
from simulation.doubt import Doubt
from simulation.draws import normals
from simulation.parameters import Parameter
from simulation.population import PopulationSettings
from simulation.purposes import number

__all__ = ["COHESION", "COLLECTIVISM", "DEPRIVATION", "PARAMETERS", "draw_neighbourhoods"]

PARAMETERS = (
    Parameter("cohesion_deprivation", 0.4, "z per SD", 0, 2, "fitted",
              "Community Life Survey: fewer feel they belong in the most deprived areas, and 2.2 "
              "times as many are often lonely, which is fitted", "deprivation -> less cohesion",
              doubt=Doubt("lognormal", 0.27, 0.56,
                          "ratio of often lonely 1.7 to 3.0 about 2.2 (Community Life Survey, "
                          "recalled), logs in proportion")),
)  # fmt: skip

#: Columns of a world's ``neighbourhood_culture``.
COLLECTIVISM, COHESION, DEPRIVATION = range(3)

_CULTURE = number("neighbourhood culture")
_COHESION = number("neighbourhood cohesion")
_DEPRIVATION = number("neighbourhood deprivation")


def draw_neighbourhoods(
    settings: PopulationSettings, count: int, p: Record, keys: npt.NDArray[np.uint64]
) -> npt.NDArray[np.float32]:
    """Return collectivism, cohesion and deprivation of each neighbourhood.

    Parameters
    ----------
    settings
        The population.
    count
        Number of neighbourhoods.
    p
        The parameters.
    keys
        Keys of the week.

    Returns
    -------
    ndarray of float32, shape (count, 3)
    """
    places = np.arange(count)
    drawn = np.zeros((count, 3), np.float32)
    drawn[:, COLLECTIVISM] = np.clip(
        settings.collectivism + 0.2 * normals(int(keys[_CULTURE]), places), -0.5, 0.5
    )
    deprivation = settings.deprivation + settings.deprivation_spread * normals(
        int(keys[_DEPRIVATION]), places
    )
    drawn[:, DEPRIVATION] = np.clip(deprivation, -5.0, 5.0)
    drawn[:, COHESION] = (
        settings.cohesion
        + 0.5 * normals(int(keys[_COHESION]), places)
        - p["cohesion_deprivation"] * drawn[:, DEPRIVATION]
    )
    return drawn
