"""The points of a study: as written, and what its sweep varies."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from experiments.designs.points import Kind

if TYPE_CHECKING:
    from scenarios import Study
    from scenarios.study_parts.sweep import SampleSettings

__all__ = ["Varied", "varied_points"]


class Varied(NamedTuple):
    """What one point varies, and the seeds it is lived with (None: all)."""

    kind: Kind
    values: dict[str, Any]
    seeds: tuple[int, ...] | None = None


def varied_points(study: Study) -> Iterator[Varied]:
    """Yield every point of a study, the study as written first.

    Parameters
    ----------
    study : scenarios.Study
        With its sweep checked.

    Examples
    --------
    >>> from scenarios import load_study
    >>> [one.kind for one in varied_points(load_study("quickstart"))]
    ['as written']
    """
    yield Varied("as written", {})
    sweep = study.sweep
    if sweep is None:
        return
    for values in sweep.points():
        yield Varied("sweep", values)
    if sweep.sample is not None and sweep.sample.method == "latin":
        yield from _latin(study, sweep.sample)


def _latin(study: Study, sample: SampleSettings) -> Iterator[Varied]:
    from scipy.stats import qmc

    paths = list(sample.ranges)
    lows, highs = np.array(list(sample.ranges.values())).T
    unit = qmc.LatinHypercube(len(paths), rng=np.random.default_rng(sample.seed)).random(sample.n)
    whole = {path: is_whole(study, path) for path in paths}
    for row in lows + unit * (highs - lows):
        yield Varied(
            "sweep",
            {
                path: round(float(value)) if whole[path] else float(value)
                for path, value in zip(paths, row, strict=True)
            },
        )


def is_whole(study: Study, path: str) -> bool:
    """Return whether a setting takes whole numbers only.

    Examples
    --------
    >>> from scenarios import load_study
    >>> is_whole(load_study("quickstart"), "programmes[group_therapy].weeks")
    True
    """
    from pydantic import ValidationError

    from scenarios.setting_paths import changed

    def refused(value: float) -> bool:
        try:
            for arm in study.arms:
                changed(arm, {path: value})
        except ValidationError as error:
            return any(one["type"] == "int_from_float" for one in error.errors())
        return False

    return refused(1.5)
