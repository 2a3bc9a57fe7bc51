"""Work and groups of a town: how many places there are, and who has a place in one.

Fewer people work where neighbourhoods are deprived. With odds(x) = x / (1 - x):

    odds(works)     = odds(employed share) e^(-.25 deprivation)
    odds(job found) = odds(.78) odds(works) / odds(.74)
    joining groups  x odds(group member share) / odds(.35)

so that work and groups stay as common as a town's settings say: .74 and .35 are their defaults.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from simulation.ages.mix import fit_age_mix
from simulation.ages.years import AGES
from simulation.compilation import Record
from simulation.parameters import Parameter
from simulation.population import PEOPLE_PER_WORKPLACE, PopulationSettings

__all__ = [
    "PARAMETERS",
    "RETIREMENT",
    "chance_of_finding_work",
    "draw_groups",
    "draw_work",
    "joining_ratio",
    "number_of_groups",
    "number_of_workplaces",
    "share_at_work",
]

PARAMETERS = (
    Parameter("work_deprivation", 0.25, "log odds per SD", 0, 2, "assumed",
              "fewer work in deprived areas; size assumed: odds halved from the least to the most "
              "deprived fifth", "deprivation -> less work"),
)  # fmt: skip

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

RETIREMENT = 66.0
_USUALLY_EMPLOYED = PopulationSettings.model_fields["employed_share"].default
_USUALLY_MEMBER = PopulationSettings.model_fields["group_member_share"].default


def _odds(share: npt.ArrayLike) -> Floats:
    inside = np.clip(np.asarray(share, np.float64), 1e-9, 1.0 - 1e-9)
    return np.asarray(inside / (1.0 - inside))


def _of_odds(odds: Floats) -> Floats:
    return np.asarray(odds / (1.0 + odds))


def share_at_work(settings: PopulationSettings, p: Record, deprivation: npt.ArrayLike) -> Floats:
    """Return the share of people under 66 who work, for each deprivation.

    Parameters
    ----------
    settings
        The population.
    p
        The parameters.
    deprivation
        Of the neighbourhoods people live in, in SD; any shape.

    Returns
    -------
    ndarray of float64, the same shape

    Examples
    --------
    >>> from simulation import ParameterSet, PopulationSettings
    >>> shares = share_at_work(PopulationSettings(), ParameterSet(), [-1.4, 0.0, 1.4])
    >>> shares.round(2).tolist()
    [0.8, 0.74, 0.67]
    """
    given = np.asarray(deprivation, np.float64)
    shifted = _of_odds(_odds(settings.employed_share) * np.exp(-p["work_deprivation"] * given))
    return np.where(given == 0.0, settings.employed_share, shifted)


def chance_of_finding_work(
    settings: PopulationSettings, p: Record, deprivation: npt.ArrayLike
) -> Floats:
    """Return the chance that a change of work ends in a job; arguments as `share_at_work`."""
    works = share_at_work(settings, p, deprivation)
    found = _of_odds(_odds(p["job_found"]) * _odds(works) / _odds(_USUALLY_EMPLOYED))
    return np.where(works == _USUALLY_EMPLOYED, p["job_found"], found)


def joining_ratio(settings: PopulationSettings) -> float:
    """Return how readily people join a group, relative to the usual town.

    Examples
    --------
    >>> from simulation import PopulationSettings
    >>> joining_ratio(PopulationSettings())
    1.0
    """
    return float(_odds(settings.group_member_share) / _odds(_USUALLY_MEMBER))


def number_of_groups(settings: PopulationSettings) -> int:
    """Return how many voluntary groups the town has."""
    return max(1, settings.people // settings.people_per_group)


def number_of_workplaces(settings: PopulationSettings, p: Record) -> int:
    """Return how many workplaces the town has: as many as fill with those who work there.

    Courses of newcomers are not counted.
    """
    hands = float(settings.residents)
    mix = settings.age_mix()
    if mix is not None:
        usual = fit_age_mix(None, None, (0.30, 0.52, 0.13, 0.05)).persons
        young = AGES < RETIREMENT
        hands *= float(mix.persons[young].sum() / usual[young].sum())
    hands += settings.newcomers * (1.0 - settings.newcomers_in_courses)
    works = float(share_at_work(settings, p, settings.deprivation))
    return max(1, int(hands * (works / _USUALLY_EMPLOYED)) // PEOPLE_PER_WORKPLACE)


def draw_work(
    settings: PopulationSettings, workplaces: int, people: npt.NDArray[Any], luck: Floats, p: Record
) -> npt.NDArray[np.int32]:
    """Return where each of these people works or studies, -1 for nowhere.

    Parameters
    ----------
    settings
        The population.
    workplaces
        How many there are; the courses of newcomers are numbered after them.
    people
        Records with ``age``, ``deprivation`` and ``unique_id``, shape (n,).
    luck
        Uniform draws in (0, 1), shape (n,).
    p
        The parameters.

    Returns
    -------
    ndarray of int32, shape (n,)
    """
    places = np.full(len(people), -1, np.int32)
    studying = settings.newcomers_in_courses
    newcomer = settings.is_newcomer(people["unique_id"])
    studies = newcomer & (luck < studying)
    course = luck[studies] / max(studying, 1e-9) * settings.courses
    places[studies] = workplaces + course.astype(np.int32)
    # The rest of the luck of newcomers decides on work.
    luck = np.where(newcomer & ~studies, (luck - studying) / max(1.0 - studying, 1e-9), luck)
    share = share_at_work(settings, p, people["deprivation"])
    works = (luck < share) & (people["age"] < RETIREMENT) & ~studies
    places[works] = (luck[works] / share[works] * workplaces).astype(np.int32)
    return places


def draw_groups(settings: PopulationSettings, groups: int, luck: Floats) -> npt.NDArray[np.int32]:
    """Return which group each person is in, -1 for none; arguments as `draw_work`."""
    share = settings.group_member_share
    member = luck < share
    places = np.full(len(luck), -1, np.int32)
    places[member] = (luck[member] / share * groups).astype(np.int32)
    return places
