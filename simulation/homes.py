"""Who lives together: ages and roles in a home, and who arrives in a town at what age."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from simulation.ages.mix import (
    OLDEST_CHILD,
    PARENT_FROM,
    PARENT_GAP,
    PARTNER_AGE_SPREAD,
    SINGLE_PARENT_SHARE,
)
from simulation.ages.years import age_quantiles, survivors, yearly_death_rate
from simulation.draws import normals, uniforms
from simulation.population import PopulationSettings
from simulation.purposes import number

__all__ = [
    "draw_families",
    "draw_head_ages",
    "draw_home_sizes",
    "draw_roles",
    "home_sizes",
    "stationary_ages",
    "yearly_death_rate",
]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Keys = npt.NDArray[np.uint64]

_SIZE = number("household size")
_AGE = number("age")
_PARTNER_AGE = number("partner age")
_ADULT_CHILD = number("adult child")
_FAMILY_OF_HOME = number("family of household")
_FAMILY_SIZE = number("family size")

#: Share of families with one to seven homes (assumed; mean 4.1).
_FAMILY_HOMES = (0.06, 0.12, 0.18, 0.22, 0.20, 0.14, 0.08)


def stationary_ages(luck: Floats) -> Floats:
    """Return ages with the distribution that these death rates keep, one for each uniform draw.

    Parameters
    ----------
    luck
        Uniform draws in (0, 1), shape (n,).

    Returns
    -------
    ndarray of float64, shape (n,)
        Years, 18 to 100.

    Examples
    --------
    >>> import numpy as np
    >>> bool(18 <= stationary_ages(np.array([0.01]))[0] < 20)
    True
    """
    return age_quantiles(luck, np.array(survivors()))


def draw_home_sizes(settings: PopulationSettings, keys: Keys) -> Ints:
    """Return the adults in each home of residents; the sizes add up to ``settings.residents``."""
    return home_sizes(settings, uniforms(int(keys[_SIZE]), np.arange(settings.residents)))


def home_sizes(settings: PopulationSettings, luck: Floats) -> Ints:
    """Return the adults in each home of as many people as there are uniform draws, at least one."""
    limits = np.cumsum(
        [settings.one_adult_homes, settings.two_adult_homes, settings.three_adult_homes]
    )
    sizes = 1 + np.searchsorted(limits, luck, side="right")
    ends = np.cumsum(sizes)
    homes = int(np.searchsorted(ends, len(luck))) + 1
    sizes = sizes[:homes]
    sizes[-1] -= ends[homes - 1] - len(luck)
    return sizes.astype(np.int64)


def draw_families(homes: int, keys: Keys) -> tuple[Ints, int]:
    """Return the family of each home, and how many families there are."""
    luck = uniforms(int(keys[_FAMILY_SIZE]), np.arange(homes))
    sizes = 1 + np.searchsorted(np.cumsum(_FAMILY_HOMES[:-1]), luck, side="right")
    labels = np.repeat(np.arange(homes), sizes)[:homes]
    order = np.argsort(uniforms(int(keys[_FAMILY_OF_HOME]), np.arange(homes)), kind="stable")
    family = np.empty(homes, np.int64)
    family[order] = labels
    return family, int(labels[-1]) + 1


def draw_head_ages(settings: PopulationSettings, size: Ints, luck: Floats) -> Floats:
    """Return the age of the head of each home.

    Parameters
    ----------
    settings
        With ``age_shares`` or ``older_alone_share``, ages follow them; without, the ages that the
        death rates keep.
    size
        Adults in each home, shape (n,).
    luck
        Uniform draws in (0, 1), shape (n,).

    Returns
    -------
    ndarray of float64, shape (n,)
        Years, 18 to 99.9.

    Examples
    --------
    >>> from simulation import PopulationSettings
    >>> young = PopulationSettings(age_shares={"18-29": 0.8, "30-44": 0.2})
    >>> bool(draw_head_ages(young, np.array([1]), np.array([0.5]))[0] < 30)
    True
    """
    mix = settings.age_mix()
    if mix is None:
        return stationary_ages(luck)
    alone, together = (age_quantiles(luck, heads) for heads in mix.heads)
    return np.where(size == 1, alone, together)


def draw_roles(
    ids: Ints, place: Ints, head_age: Floats, size: Ints, keys: Keys
) -> tuple[Floats, npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Return age, whether partner of the head, and whether adult child, for each member of a home.

    Parameters
    ----------
    ids, place, head_age, size
        For each person: unique id, place in the home (0 is the head), the head's age and the
        number of adults in the home; shape (n,) each.
    keys
        Keys of the week.

    Returns
    -------
    age, partner, child
        Shape (n,) each. In a home of two the other adult is the partner, or the adult child of a
        single parent; further adults are children of parents over 40, housemates of the young.
    """
    luck = uniforms(int(keys[_ADULT_CHILD]), ids)
    parents = head_age >= PARENT_FROM
    single = parents & (size == 2) & (luck < SINGLE_PARENT_SHARE)
    partner = (place == 1) & ~single & ((size == 2) | parents)
    child = parents & (((place == 1) & single) | (place >= 2))
    near = head_age + PARTNER_AGE_SPREAD * normals(int(keys[_PARTNER_AGE]), ids)
    oldest_child = np.minimum(head_age - PARENT_GAP, OLDEST_CHILD)
    young = 18.0 + uniforms(int(keys[_AGE]), ids) * np.maximum(oldest_child - 18.0, 0.5)
    age = np.where(place == 0, head_age, np.where(child, young, near))
    return np.clip(age, 18.0, 98.0), partner, child
