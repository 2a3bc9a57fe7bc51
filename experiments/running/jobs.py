"""From a plan to jobs: which worlds are lived together, and which of them are missing.

Worlds of one seed that are compared with the same baseline are lived in one job, so that the
baseline is lived once for several points; not too many of them, so that little is lost with a job.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from experiments.designs.making import worlds_at
from experiments.designs.plan import StudyPlan
from experiments.designs.points import PointPlan
from experiments.designs.registry import Run
from experiments.worlds.cache import canonical_hash
from experiments.worlds.job import Job, JobPoint
from experiments.worlds.pasts import past_key

if TYPE_CHECKING:
    from scenarios import Scenario, Study

__all__ = ["MOST_WORLDS", "Block", "blocks_of", "job_of", "missing_worlds"]

#: Worlds beside the baseline that one job lives at most, unless one point has more.
MOST_WORLDS = 8


@dataclass(frozen=True)
class Block:
    """Points whose worlds are lived together with one seed."""

    seed: int
    points: tuple[PointPlan, ...]


def blocks_of(study: Study, plan: StudyPlan) -> list[Block]:
    """Return every block of a plan, always the same: the study as written first, then by seed.

    Parameters
    ----------
    study : scenarios.Study
        Tells which settings the baseline has.
    plan : StudyPlan
        What is asked for.
    """
    baseline = next(arm for arm in study.arms if arm.name == study.baseline)
    written, *varied = plan.points
    blocks = [Block(seed, (written,)) for seed in written.seed_numbers(plan.seed_numbers)]
    pairs = [
        (seed, _applying(baseline, point.values), point)
        for point in varied
        for seed in point.seed_numbers(plan.seed_numbers)
    ]
    pairs.sort(key=lambda pair: (pair[0], pair[1]))
    together = max(1, MOST_WORLDS // max(len(plan.compared), 1))
    for (seed, _), some in groupby(pairs, key=lambda pair: (pair[0], pair[1])):
        points = [point for _, _, point in some]
        blocks += [
            Block(seed, tuple(points[first : first + together]))
            for first in range(0, len(points), together)
        ]
    return blocks


def missing_worlds(plan: StudyPlan, block: Block, finished: set[str]) -> dict[int, list[str]]:
    """Return the arms of a block that are not finished, by point; none where all are.

    A point whose baseline is missing is lived whole: its worlds are compared with that baseline.

    Parameters
    ----------
    plan : StudyPlan
        What is asked for.
    block : Block
        One of its blocks.
    finished : set of str
        Names of the runs that got to their end.
    """
    compared = [arm.name for arm in plan.compared]

    def is_missing(point: PointPlan, arm: str) -> bool:
        return plan.register.name_of(Run(point.number, arm, block.seed)) not in finished

    missing: dict[int, list[str]] = {}
    for point in block.points:
        if is_missing(point, plan.baseline):
            missing[point.number] = compared
        elif arms := [arm for arm in compared if is_missing(point, arm)]:
            missing[point.number] = arms
    return missing


def job_of(
    study: Study,
    plan: StudyPlan,
    block: Block,
    missing: Mapping[int, Sequence[str]],
    cache_folder: Path,
) -> Job:
    """Return the job that lives what is missing of a block.

    Parameters
    ----------
    study, plan
        The worlds, and what is asked for.
    block : Block
        One of its blocks.
    missing : mapping of int to sequence of str
        From :func:`missing_worlds`, not empty.
    cache_folder : Path
        For pasts that several runs share; those of varied settings are used once and not kept.
    """
    points = []
    worlds: tuple[Scenario, ...] = ()
    for point in block.points:
        if point.number in missing:
            worlds = worlds_at(study, point)
            arms = tuple(arm for arm in worlds if arm.name in missing[point.number])
            points.append(JobPoint(point.number, arms, point.detail, _moments(plan)))
    baseline = next(arm for arm in worlds if arm.name == study.baseline)
    every = [baseline, *(arm for point in points for arm in point.arms)]
    return Job(
        block.seed,
        baseline,
        tuple(points),
        plan.weeks,
        study.people,
        cache_folder if _are_shared(study, every) else None,
        people_costs=plan.people_costs,
        trial=study.trial,
    )


def _moments(plan: StudyPlan) -> dict[str, tuple[int, ...]]:
    """Return the week in which each arm's programmes end, if that is before the run's end."""
    return {arm.name: (end,) for arm in plan.compared if (end := plan.programme_end(arm))}


def _are_shared(study: Study, worlds: Iterable[Scenario]) -> bool:
    usual = {past_key(arm) for arm in study.arms}
    return all(past_key(world) in usual for world in worlds)


def _applying(baseline: Scenario, values: Mapping[str, Any]) -> str:
    """Return what a point changes in the baseline, as a key: equal where the baseline is."""
    from scenarios.setting_paths import applies, parse_path

    return canonical_hash(
        {path: value for path, value in values.items() if applies(baseline, parse_path(path))}
    )
