"""The past that both lives share: lived bit by bit, so that a page hears how far it is.

It is the same past as that of a study, and lies in the same cache.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from experiments.worlds.cache import WorldCache

if TYPE_CHECKING:
    from scenarios import Scenario
    from simulation import ConnectivityModel

__all__ = ["Tell", "lived_past"]

#: Told which share of the past has been lived, from 0 to 1. What it raises ends the past.
Tell = Callable[[float], None]

_WEEKS_AT_A_TIME = 13


def lived_past(
    world: Scenario,
    luck: int,
    people: int,
    cache_folder: Path | None = None,
    tell: Tell | None = None,
) -> ConnectivityModel:
    """Return a world after its burn-in: the same as ``experiments.worlds.pasts.burnt_in``.

    Parameters
    ----------
    world
        A scenario without programmes and policies.
    luck, people
        Seed, and number of people.
    cache_folder
        Where burnt-in worlds are kept; None keeps none.
    tell
        Told how far it is.
    """
    from simulation import ConnectivityModel
    from simulation.fingerprint import source_fingerprint

    say = tell or (lambda share: None)

    def build() -> ConnectivityModel:
        say(0.0)
        model = world.build(rng=luck, people=people)
        weeks = world.run.burn_in_weeks
        for first in range(0, weeks, _WEEKS_AT_A_TIME):
            model.run_weeks(min(_WEEKS_AT_A_TIME, weeks - first), observe=False)
            say(min(first + _WEEKS_AT_A_TIME, weeks) / weeks)
        return model

    if cache_folder is None:
        return build()
    cache = WorldCache(cache_folder)
    path = cache.path(world.burn_in_identity(), people, luck, source_fingerprint())
    return cache.fetch(path, load=ConnectivityModel.load, build=build)[0]
