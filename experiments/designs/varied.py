"""The points of a study: as written, what its sweep varies, and draws of what is uncertain."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from experiments.designs.points import Kind

if TYPE_CHECKING:
    from experiments.uncertainty.screening import ScreeningDesign
    from scenarios import Study
    from scenarios.study_parts.sweep import SampleSettings
    from scenarios.study_parts.uncertainty import UncertaintySettings

__all__ = ["Varied", "screening_design", "varied_points"]


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
    if study.sweep is not None:
        for values in study.sweep.points():
            yield Varied("sweep", values)
        if study.sweep.sample is not None:
            yield from _sampled(study, study.sweep.sample)
    if study.uncertainty is not None:
        yield from _uncertain(study, study.uncertainty)


def screening_design(sample: SampleSettings, seeds: int) -> ScreeningDesign | None:
    """Return the design of a sample, if it is one of Morris or of Sobol.

    Parameters
    ----------
    sample : SampleSettings
        What is varied and how.
    seeds : int
        Seeds of the study: luck is one of the inputs.

    Raises
    ------
    KithError
        If the library that places the points is not installed.
    """
    from experiments.uncertainty.screening import morris_design, sobol_design

    if sample.method == "latin":
        return None
    design = morris_design if sample.method == "morris" else sobol_design
    return design(sample.ranges, sample.n, sample.seed, lucks=seeds)


def _sampled(study: Study, sample: SampleSettings) -> Iterator[Varied]:
    design = screening_design(sample, study.seeds)
    if design is None:
        for row in _latin(sample):
            yield Varied("sweep", _rounded(study, row))
        return
    for record in design.points.to_dict("records"):
        values = {path: float(record[path]) for path in sample.ranges}
        seed = study.first_seed + int(record["luck"])
        yield Varied(design.method, _rounded(study, values), (seed,))


def _latin(sample: SampleSettings) -> Iterator[dict[str, float]]:
    from scipy.stats import qmc

    lows, highs = np.array(list(sample.ranges.values())).T
    cube = qmc.LatinHypercube(len(lows), rng=np.random.default_rng(sample.seed))
    for row in lows + cube.random(sample.n) * (highs - lows):
        yield dict(zip(sample.ranges, row.tolist(), strict=True))


def _rounded(study: Study, values: dict[str, float]) -> dict[str, Any]:
    """Return values as the settings can hold them: whole numbers, money, or any number."""
    from experiments.uncertainty.setting_paths import setting_digits

    held: dict[str, Any] = {}
    for path, value in values.items():
        digits = setting_digits(study.arms, path)
        held[path] = value if digits is None else round(value, digits) if digits else round(value)
    return held


def _uncertain(study: Study, settings: UncertaintySettings) -> Iterator[Varied]:
    from experiments.uncertainty.draws import draw_points, uncertain_inputs, values_of
    from experiments.uncertainty.tornado import tornado_points

    inputs = uncertain_inputs(settings, study.arms)
    every = range(study.first_seed, study.first_seed + study.seeds)
    seeds = tuple(every[: settings.seeds_per_draw])
    draws = draw_points(inputs, settings.draws, method=settings.method, seed=settings.seed)
    for point in draws["point"]:
        yield Varied("draw", values_of(draws, point), seeds)
    if settings.tornado:
        ends = tornado_points(inputs)
        for row in ends.to_dict("records"):
            yield Varied(
                "tornado", {row["input"]: values_of(ends, row["point"])[row["input"]]}, tuple(every)
            )
