"""Traits of a user's own people: the known ones are kept, the others drawn given those.

    latent adversity   in the interval in which its count is the known one
    early anxiety      known exactly, but for 0 and 1, beyond which the model cuts
    neurodivergent     chance by Bayes' rule from the share of contact online, if that is known
    online share       drawn again where neurodivergence is known and differs from the draw

All other traits are independent of each other in the model, so knowing one changes no other. What
is known of relatives changes nothing either.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from simulation.compilation import Record, kernel
from simulation.draws import normals, uniforms
from simulation.own_data.data import OWN_TRAITS, OwnPeople
from simulation.own_data.linear import (
    SCORES,
    Known,
    complete,
    covariance,
    drawn_scores,
    mean_scores,
)
from simulation.purposes import number, purpose_key
from simulation.week.traits import ADVERSITY_CUTS, begin_life
from simulation.world import World

__all__ = ["chance_of_neurodivergence", "give_traits", "known_scores"]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

_NEURODIVERGENCE = number("neurodivergence")
_ONLINE = number("online share")
_ADVERSITY, _NEUROTICISM, _EXTRAVERSION, _ANXIETY, _AVOIDANCE = range(len(SCORES))
_SCALED = ((_ANXIETY, "anxiety"), (_AVOIDANCE, "avoidance"))
_LEAST_ONLINE, _MOST_ONLINE = 0.02, 0.9


@kernel
def _begin(people: Record, rows: Any, p: Record, keys: Any) -> None:
    for row in rows:
        begin_life(people[row], p, keys)


def known_scores(own: OwnPeople, p: Record) -> Known:
    """Return what the known traits say about the five scores of each person."""
    low = np.full((own.people, len(SCORES)), -np.inf)
    high = -low
    cuts = np.array([-np.inf, *ADVERSITY_CUTS, np.inf])
    count = own.trait("adverse_childhood")
    rows = np.flatnonzero(np.isfinite(count))
    low[rows, _ADVERSITY] = cuts[count[rows].astype(np.int64)]
    high[rows, _ADVERSITY] = cuts[count[rows].astype(np.int64) + 1]
    for score, name in ((_NEUROTICISM, "neuroticism"), (_EXTRAVERSION, "extraversion")):
        known = own.trait(name)
        rows = np.flatnonzero(np.isfinite(known))
        low[rows, score] = high[rows, score] = known[rows]
    for score, name in _SCALED:
        spread = p[f"{name}_spread"]
        known = own.trait(f"early_{name}")
        rows = np.flatnonzero(np.isfinite(known))
        if spread > 0.0:  # without spread, all are alike, and a value tells nothing
            latent = (known[rows] - p[f"{name}_mean"]) / spread
            low[rows, score] = np.where(known[rows] <= 0.0, -np.inf, latent)
            high[rows, score] = np.where(known[rows] >= 1.0, np.inf, latent)
    return Known(low, high)


def chance_of_neurodivergence(online: Floats, age: Floats, share: float, p: Record) -> Floats:
    """Return the chance that somebody with that share of contact online is neurodivergent.

    Parameters
    ----------
    online
        Share of contact online, shape (n,).
    age
        Years, shape (n,).
    share
        Of neurodivergent people among all.
    p
        The parameters.

    Returns
    -------
    ndarray of float64, shape (n,)

    Examples
    --------
    >>> from simulation import ParameterSet
    >>> chance = chance_of_neurodivergence(np.array([0.3, 0.6]), np.array([45.0, 45.0]), 0.1,
    ...                                    ParameterSet())
    >>> chance.round(2).tolist()
    [0.05, 0.31]
    """
    from scipy.stats import norm

    spread = p["online_spread"]
    if spread <= 0.0 or not 0.0 < share < 1.0:
        return np.full(len(online), share)
    usual = p["online_mean"] - p["online_age"] * (age - 45.0)
    logs = []
    for mean in (usual, usual + p["online_neurodivergent"]):
        z = (np.clip(online, _LEAST_ONLINE, _MOST_ONLINE) - mean) / spread
        inside = norm.logpdf(z)
        at_least = np.where(online <= _LEAST_ONLINE, norm.logcdf(z), inside)
        logs.append(np.where(online >= _MOST_ONLINE, norm.logsf(z), at_least))
    ratio = np.exp(np.clip(logs[1] - logs[0], -700.0, 700.0))
    odds = share / (1.0 - share) * ratio
    return np.asarray(odds / (1.0 + odds))


def _give_neurodivergence(world: World, own: OwnPeople) -> None:
    """Settle who is neurodivergent, and how much contact is online with that."""
    people, p, ids = world.people, world.p, world.people["unique_id"]
    share = world.settings.neurodivergent_share
    divergent, online = own.trait("neurodivergent"), own.trait("online_share")
    before = people["neurodivergent"].copy()
    told = np.flatnonzero(np.isfinite(online))
    chance = chance_of_neurodivergence(online[told], people["age"][told].astype(float), share, p)
    luck = uniforms(int(world.keys[_NEURODIVERGENCE]), ids[told])
    people["neurodivergent"][told] = luck < chance
    given = np.flatnonzero(np.isfinite(divergent))
    people["neurodivergent"][given] = divergent[given]
    again = np.flatnonzero(people["neurodivergent"] != before)
    youth = p["online_age"] * (people["age"][again].astype(float) - 45.0)
    people["online_share"][again] = np.clip(
        p["online_mean"]
        + p["online_spread"] * normals(int(world.keys[_ONLINE]), ids[again])
        - youth
        + p["online_neurodivergent"] * people["neurodivergent"][again],
        _LEAST_ONLINE,
        _MOST_ONLINE,
    )


def give_traits(world: World, own: OwnPeople) -> None:
    """Give people their known traits, and draw the others given those; their lives begin with them.

    Parameters
    ----------
    world
        Changed in place. Everybody is born: all traits are drawn as if nothing were known.
    own
        What is known of everybody, in row order. Who is known in nothing stays as drawn.
    """
    people, p = world.people, world.p
    known = known_scores(own, p)
    rows = np.flatnonzero(np.isfinite(known.low).any(axis=1) | np.isfinite(known.high).any(axis=1))
    ids = people["unique_id"][rows]
    mean = mean_scores(people["deprivation"][rows].astype(np.float64), p)
    drawn = drawn_scores(ids, people["family"][rows].astype(np.int64), mean, p, world.keys)

    def luck(score: int, turn: int, of: Ints) -> Floats:
        return uniforms(purpose_key(world.seed, f"own data {SCORES[score]} {turn}"), ids[of])

    of_them = Known(known.low[rows], known.high[rows])
    scores = complete(drawn, mean, covariance(p), of_them, luck)
    cuts = np.array(ADVERSITY_CUTS)
    people["adverse_childhood"][rows] = np.searchsorted(cuts, scores[:, _ADVERSITY], side="left")
    people["neuroticism"][rows] = scores[:, _NEUROTICISM]
    people["extraversion"][rows] = scores[:, _EXTRAVERSION]
    for score, name in _SCALED:
        latent = p[f"{name}_mean"] + p[f"{name}_spread"] * scores[:, score]
        people[f"early_{name}"][rows] = np.clip(latent, 0.0, 1.0)
    _give_neurodivergence(world, own)
    anything = np.zeros(own.people, np.bool_)
    for name in OWN_TRAITS:
        value = own.trait(name)
        given = np.isfinite(value)
        people[name][given] = value[given]
        anything |= given
    _begin(people, np.flatnonzero(anything), p, world.keys)
