"""One job is one seed of a trial: a burnt-in past, the world without, and a trial of each size."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from experiments.errors import KithError
from experiments.worlds.cache import WorldCache
from scenarios import Scenario
from scenarios.study_parts.trial import TrialSettings

if TYPE_CHECKING:
    from simulation import ConnectivityModel

__all__ = ["TrialJob", "TrialOutcome", "run_trial_job"]


@dataclass(frozen=True)
class TrialJob:
    """What a worker needs to emulate the trials of one seed.

    ``sizes`` stand in place of the settings' number of people; ``people`` replaces the number who
    live in the scenarios' world if given.
    """

    seed: int
    baseline: Scenario
    arm: Scenario
    settings: TrialSettings
    sizes: tuple[int, ...]
    people: int | None
    cache_folder: Path


@dataclass(frozen=True)
class TrialOutcome:
    """The rows of every trial of one seed, with their ``size``, or why there are none."""

    seed: int
    rows: pd.DataFrame
    error: str = ""


def run_trial_job(job: TrialJob) -> TrialOutcome:
    """Emulate a trial of each size in one past; a fault is told and spares other seeds.

    Parameters
    ----------
    job
        The seed and what is tried.
    """
    from experiments.trials.emulation import emulate, observe_without

    try:
        past = _past(job)
        without = observe_without(past, job.baseline, job.settings)
        tables = []
        for size in job.sizes:
            settings = job.settings.model_copy(update={"people": size})
            result = emulate(past, job.baseline, job.arm, settings, job.seed, without)
            tables.append(result.rows().assign(size=size))
    except KithError as error:
        return TrialOutcome(job.seed, pd.DataFrame(), str(error))
    except Exception as error:  # told with its seed; the other seeds go on
        return TrialOutcome(job.seed, pd.DataFrame(), repr(error))
    return TrialOutcome(job.seed, pd.concat(tables, ignore_index=True))


def _past(job: TrialJob) -> ConnectivityModel:
    from simulation import ConnectivityModel
    from simulation.fingerprint import source_fingerprint

    identity = job.baseline.world().burn_in_identity()
    if job.arm.world().burn_in_identity() != identity:
        raise KithError(
            f"{job.arm.name} and {job.baseline.name} do not share a past: a trial needs the same "
            f"people, parameters and burn-in in both"
        )

    def build() -> ConnectivityModel:
        world = job.baseline.world().build(rng=job.seed, people=job.people)
        world.run_weeks(job.baseline.run.burn_in_weeks, observe=False)
        return world

    cache = WorldCache(job.cache_folder)
    people = job.people if job.people is not None else job.baseline.population.people
    path = cache.path(identity, people, job.seed, source_fingerprint())
    return cache.fetch(path, load=ConnectivityModel.load, build=build)[0]
