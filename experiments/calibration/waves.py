"""History matching: values are ruled out wave by wave until what is left could be the world's.

Implausibility of a draw, over targets t (Craig et al. 1997; Vernon, Goldstein & Bower 2010,
Bayesian Analysis 5):

    I = max |z_t|,    z_t = (mean over seeds - target) / sqrt(sampling variance of the target
                                                             + seed variance / seeds)

Draws with I up to 3 are kept (Pukelsheim 1994: at least 95 % of any unimodal distribution lies
within three standard deviations), or the best fifth if there are too few. The next wave covers the
box around those kept, a tenth wider to each side. Every draw is lived: there is no emulator, and
no allowance for what the model cannot show whatever its parameters.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from experiments.calibration.ranges import Range, latin_hypercube
from experiments.calibration.worlds import WorldJob, needs_years
from experiments.validation.own_targets import sampling_sd
from experiments.validation.targets import NOISE_PEOPLE, Target

if TYPE_CHECKING:
    from scenarios import Scenario

__all__ = ["MOST_IMPLAUSIBLE", "Draw", "Match", "deviations", "match_history", "next_box"]

Floats = npt.NDArray[np.float64]
Live = Callable[[Sequence[WorldJob]], Iterable[tuple[WorldJob, Mapping[str, float]]]]

#: Draws that are further from some target are ruled out (standard deviations).
MOST_IMPLAUSIBLE = 3.0
_FEWEST_KEPT = 3
_WIDER = 0.1


@dataclass(frozen=True)
class Draw:
    """Values that were tried and what came of them.

    Attributes
    ----------
    wave, draw
        Numbers from 1.
    parameters
        The values.
    means
        Mean over seeds of each target's measure.
    z
        How far each is from its target, in standard deviations.
    """

    wave: int
    draw: int
    parameters: dict[str, float]
    means: dict[str, float]
    z: dict[str, float]

    @property
    def implausibility(self) -> float:
        """The largest distance from any target, in standard deviations."""
        return max(abs(one) if math.isfinite(one) else math.inf for one in self.z.values())


@dataclass(frozen=True)
class Match:
    """A calibration: every draw, and the ranges that are left.

    Attributes
    ----------
    draws
        In the order in which they were lived.
    first, left
        Ranges at the start, and around the draws kept at the end.
    """

    draws: tuple[Draw, ...]
    first: tuple[Range, ...]
    left: tuple[Range, ...]

    @property
    def best(self) -> Draw:
        """The least implausible draw; the first of several."""
        return min(self.draws, key=lambda draw: draw.implausibility)


def deviations(
    by_draw: Mapping[int, Sequence[Mapping[str, float]]], targets: Sequence[Target], people: int
) -> dict[int, dict[str, float]]:
    """Return how far each draw is from each target, in standard deviations.

    Parameters
    ----------
    by_draw
        Measures of each seed's world, by draw.
    targets
        What is asked; a range stands for a 95 % interval.
    people
        People a world: with one seed each, the seed variance is the one measured for a target's
        built-in measure, in proportion to the number of people (0 for others).
    """
    found: dict[int, dict[str, float]] = {draw: {} for draw in by_draw}
    for target in targets:
        values = {
            draw: np.array([one.get(target.name, math.nan) for one in worlds])
            for draw, worlds in by_draw.items()
        }
        seeds = min(len(one) for one in values.values())
        if seeds > 1:
            within = [float(one.var(ddof=1)) for one in values.values()]
            seed_variance = float(np.mean([v for v in within if math.isfinite(v)] or [0.0]))
        else:
            seed_variance = target.noise**2 * NOISE_PEOPLE / people
        middle = (target.low + target.high) / 2.0
        for draw, one in values.items():
            sd = math.sqrt(sampling_sd(target) ** 2 + seed_variance / len(one))
            found[draw][target.name] = (float(one.mean()) - middle) / sd
    return found


def next_box(draws: Sequence[Draw], first: Sequence[Range]) -> tuple[Range, ...]:
    """Return the box around the draws that are kept, within the first ranges.

    Examples
    --------
    >>> draws = [Draw(1, n, {"a": value}, {}, {"x": z})
    ...          for n, (value, z) in enumerate([(2.0, 1.0), (4.0, 2.0), (3.0, 0.5), (9.0, 8.0)])]
    >>> next_box(draws, [Range("a", 1.9, 10.0)])
    (Range(name='a', low=1.9, high=4.2),)
    """
    ranked = sorted(draws, key=lambda draw: draw.implausibility)
    kept = [one for one in ranked if one.implausibility <= MOST_IMPLAUSIBLE]
    if len(kept) < _FEWEST_KEPT:
        kept = ranked[: max(_FEWEST_KEPT, len(ranked) // 5)]
    box = []
    for one in first:
        values = [draw.parameters[one.name] for draw in kept]
        pad = _WIDER * (max(values) - min(values)) or _WIDER * (one.high - one.low) / 2.0
        low, high = max(one.low, min(values) - pad), min(one.high, max(values) + pad)
        box.append(Range(one.name, low, high))
    return tuple(box)


def match_history(
    scenario: Scenario,
    targets: Sequence[Target],
    ranges: Sequence[Range],
    *,
    live: Live,
    draws: int = 24,
    waves: int = 3,
    seeds: Sequence[int] = (1, 2),
    people: int | None = None,
) -> Match:
    """Live worlds of a scenario with many values of some parameters, wave by wave.

    Parameters
    ----------
    scenario
        Whose people live, without programmes and policies.
    targets
        What the worlds should show.
    ranges
        Parameters that vary.
    live
        Lives worlds, in any order, and returns each with its measures.
    draws, waves
        Draws a wave and number of waves.
    seeds
        Luck of the worlds of each draw, the same for all.
    people
        People a world, if another number than the scenario's.

    Returns
    -------
    Match
        The same for the same arguments.
    """
    luck = np.random.default_rng(1)
    years = needs_years(targets)
    count = people if people is not None else scenario.population.people
    box = tuple(ranges)
    tried: dict[int, tuple[int, dict[str, float]]] = {}
    by_draw: dict[int, list[Mapping[str, float]]] = {}
    listed: list[Draw] = []
    for wave in range(1, waves + 1):
        values = latin_hypercube(draws, box, luck)
        jobs = []
        for row in values.tolist():
            number = len(tried) + 1
            parameters = dict(zip([one.name for one in box], row, strict=True))
            tried[number] = (wave, parameters)
            jobs += [WorldJob(number, seed, scenario, parameters, people, years) for seed in seeds]
        worlds = {(job.draw, job.seed): measures for job, measures in live(jobs)}
        for number, seed in sorted(worlds):
            by_draw.setdefault(number, []).append(worlds[number, seed])
        z = deviations(by_draw, targets, count)
        listed = [
            Draw(of, number, parameters, _means(by_draw[number], targets), z[number])
            for number, (of, parameters) in tried.items()
        ]
        box = next_box(listed, ranges)
    return Match(tuple(listed), tuple(ranges), box)


def _means(worlds: Sequence[Mapping[str, float]], targets: Sequence[Target]) -> dict[str, float]:
    return {
        one.name: float(np.mean([world.get(one.name, math.nan) for world in worlds]))
        for one in targets
    }
