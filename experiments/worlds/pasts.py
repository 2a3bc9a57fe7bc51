"""Burnt-in worlds that the worlds of one seed share: lived once, or fetched from the cache."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from experiments.worlds.around import start_of
from experiments.worlds.cache import WorldCache, canonical_hash
from experiments.worlds.individuals import Start

if TYPE_CHECKING:
    from scenarios import Scenario
    from simulation import ConnectivityModel

__all__ = ["Past", "Pasts", "past_key"]


@dataclass
class Past:
    """A burnt-in world, or the reason why there is none.

    Attributes
    ----------
    world
        None if it could not be lived, or is not needed any more.
    error
        Why it could not be lived.
    seconds
        Time to live or to fetch it.
    cached
        Whether it came from the cache.
    start
        Who lived in it at its end; None if it could not be lived.
    """

    world: ConnectivityModel | None
    error: Exception | None
    seconds: float
    cached: bool
    start: Start | None = None


def past_key(scenario: Scenario) -> str:
    """Return what worlds with one past have in common."""
    return canonical_hash(scenario.world().burn_in_identity())


class Pasts:
    """The pasts of the worlds of one seed.

    Parameters
    ----------
    scenarios : iterable of Scenario
        Every world that will ask for its past, one after the other.
    seed : int
        Their seed.
    people : int or None
        Replaces the number in the scenarios if given.
    cache_folder : Path or None
        Where burnt-in worlds are kept; None keeps none.
    """

    def __init__(
        self,
        scenarios: Iterable[Scenario],
        seed: int,
        people: int | None,
        cache_folder: Path | None,
    ) -> None:
        self._needed = Counter(past_key(one) for one in scenarios)
        self._seed, self._people, self._folder = seed, people, cache_folder
        self._known: dict[str, Past] = {}

    def of(self, scenario: Scenario) -> tuple[Past, ConnectivityModel]:
        """Return the past of a world, and the world forked from it.

        Raises
        ------
        Exception
            Whatever ended the burn-in; each world of this past fails with it.
        """
        key = past_key(scenario)
        if key not in self._known:
            self._known[key] = self._live(scenario)
        past = self._known[key]
        self._needed[key] -= 1
        if past.error is not None:
            raise past.error
        assert past.world is not None
        model = past.world.fork(
            programmes=list(scenario.programmes), policies=list(scenario.policies)
        )
        if not self._needed[key]:
            past.world = None  # the last world of this past: its memory is wanted now
        return past, model

    def known(self, scenario: Scenario) -> Past:
        """Return the past of a world that has been asked for before."""
        return self._known[past_key(scenario)]

    def _live(self, scenario: Scenario) -> Past:
        started = time.perf_counter()
        try:
            world, cached = burnt_in(scenario, self._seed, self._people, self._folder)
        except Exception as error:  # kept: each world of this past fails with it, lived once
            return Past(None, error, time.perf_counter() - started, False)
        return Past(world, None, time.perf_counter() - started, cached, start_of(world))


def burnt_in(
    scenario: Scenario, seed: int, people: int | None, cache_folder: Path | None
) -> tuple[ConnectivityModel, bool]:
    """Return a world after its burn-in, without programmes, and whether the cache had it."""
    from simulation import ConnectivityModel
    from simulation.fingerprint import source_fingerprint

    bare = scenario.world()

    def build() -> ConnectivityModel:
        world = bare.build(rng=seed, people=people)
        world.run_weeks(scenario.run.burn_in_weeks, observe=False)
        return world

    if cache_folder is None:
        return build(), False
    number = people if people is not None else scenario.population.people
    cache = WorldCache(cache_folder)
    path = cache.path(bare.burn_in_identity(), number, seed, source_fingerprint())
    return cache.fetch(path, load=ConnectivityModel.load, build=build)
