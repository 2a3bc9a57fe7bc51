"""Which inputs matter at all, alone or together: Morris screening and Sobol indices.

What is analysed is a paired difference (arm minus baseline, same seed) at every point of a design.
One more input stands for luck: which seed is lived. An input that matters no more than luck cannot
be told from noise.

Morris: along a trajectory one input after the other is moved by a large step; the elementary effect
of an input is the change of the result per range of the input. mu is their mean, mu_star the mean
of their sizes, sigma their standard deviation: large where an effect depends on other inputs or is
no straight line. Sobol: the share of the variance of the result that goes when an input is known
(first), and the share that stays when all others are known (total).

Morris 1991, Technometrics 33:161-174; Campolongo, Cariboni & Saltelli 2007, Environmental Modelling
& Software 22:1509-1518; Saltelli et al. 2010, Computer Physics Communications 181:259-270.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from experiments.errors import KithError
from experiments.uncertainty.distributions import Quantiles
from experiments.uncertainty.extras import extra_module

__all__ = [
    "LUCK",
    "MORRIS_COLUMNS",
    "SOBOL_COLUMNS",
    "ScreeningDesign",
    "analyse_morris",
    "analyse_sobol",
    "morris_design",
    "sobol_design",
]

#: The input that stands for which seed is lived.
LUCK = "luck"

#: The columns of :func:`analyse_morris`, and what they hold.
MORRIS_COLUMNS: dict[str, str] = {
    "input": "Path of the setting, or luck.",
    "mu": "Mean elementary effect (unit of the outcome, over the range of the input).",
    "mu_star": "Mean size of the elementary effects.",
    "mu_star_half_width": "Half the 95 % bootstrap interval of mu_star.",
    "sigma": "Standard deviation of the elementary effects.",
    "beyond_luck": "Whether mu_star, less its half width, exceeds that of luck and its half width.",
}

#: The columns of :func:`analyse_sobol`, and what they hold.
SOBOL_COLUMNS: dict[str, str] = {
    "input": "Path of the setting, or luck.",
    "first": "Share of variance that goes when the input is known.",
    "first_half_width": "Half its 95 % bootstrap interval.",
    "total": "Share of variance that stays when all others are known.",
    "total_half_width": "Half its 95 % bootstrap interval.",
    "beyond_luck": "Whether total, less its half width, exceeds that of luck and its half width.",
}

_LEVELS = 4
_EXTRA = "sensitivity"


@dataclass(frozen=True)
class ScreeningDesign:
    """The points of a screening.

    Attributes
    ----------
    method : {"morris", "sobol"}
        How they were placed.
    names : tuple of str
        The inputs; luck is the last, unless there is none.
    unit : ndarray, shape (points, inputs)
        The points in the unit cube.
    points : DataFrame
        ``point``, a column for each input, and ``luck``: the seed to live, counted from 0.
    seed : int
        What the design was drawn from.
    """

    method: Literal["morris", "sobol"]
    names: tuple[str, ...]
    unit: npt.NDArray[np.float64]
    points: pd.DataFrame
    seed: int

    @property
    def problem(self) -> dict[str, Any]:
        """The inputs as SALib describes them, in the unit cube."""
        ends = [[0.0, 1.0] for _ in self.names]
        return {"num_vars": len(self.names), "names": list(self.names), "bounds": ends}


def morris_design(
    ranges: Mapping[str, tuple[float, float] | Quantiles],
    trajectories: int,
    seed: int,
    *,
    lucks: int = _LEVELS,
    first_point: int = 1,
) -> ScreeningDesign:
    """Return the points of a Morris screening.

    Parameters
    ----------
    ranges : mapping
        Lowest and highest value of each input, or a distribution, of which the central 95 % are
        covered.
    trajectories : int
        Each costs one point more than there are inputs; 10 or more.
    seed : int
        The same seed, the same design.
    lucks : int
        How many seeds luck is drawn from: 4, the levels of the other inputs, or less; 0 leaves luck
        out, for functions that have none.
    first_point : int
        Number of the first point.

    Raises
    ------
    KithError
        If SALib is not installed.

    Examples
    --------
    >>> design = morris_design({"a": (0.0, 2.0), "b": (5.0, 6.0)}, trajectories=10, seed=1)
    >>> len(design.points), design.names
    (40, ('a', 'b', 'luck'))
    """
    sample = extra_module("SALib.sample.morris", _EXTRA).sample
    return _design(
        "morris",
        ranges,
        lucks,
        seed,
        first_point,
        lambda problem: sample(problem, trajectories, num_levels=_LEVELS, seed=seed),
    )


def sobol_design(
    ranges: Mapping[str, tuple[float, float] | Quantiles],
    draws: int,
    seed: int,
    *,
    lucks: int = 256,
    first_point: int = 1,
) -> ScreeningDesign:
    """Return the points for Sobol indices, after Saltelli.

    Parameters
    ----------
    ranges : mapping
        Lowest and highest value of each input, uniform between them, or a distribution.
    draws : int
        A power of two; the points are this times the number of inputs, luck included, plus two.
    seed : int
        The same seed, the same design.
    lucks : int
        How many seeds luck is drawn from; 0 leaves luck out, for functions that have none.
    first_point : int
        Number of the first point.

    Raises
    ------
    KithError
        If ``draws`` is no power of two, or SALib is not installed.

    Examples
    --------
    >>> len(sobol_design({"a": (0.0, 2.0), "b": (5.0, 6.0)}, draws=8, seed=1).points)
    40
    """
    if draws < 2 or draws & (draws - 1):
        raise KithError(f"a Sobol design needs a power of two of draws, got {draws}")
    sample = extra_module("SALib.sample.sobol", _EXTRA).sample
    return _design(
        "sobol",
        ranges,
        lucks,
        seed,
        first_point,
        lambda problem: sample(problem, draws, calc_second_order=False, seed=seed),
    )


def analyse_morris(
    design: ScreeningDesign, values: Sequence[float] | npt.NDArray[np.float64]
) -> pd.DataFrame:
    """Return the elementary effects of each input, the largest first.

    Parameters
    ----------
    design : ScreeningDesign
        From :func:`morris_design`.
    values : array_like, shape (points,)
        The paired difference at each point, in their order.

    Returns
    -------
    DataFrame
        The columns of :data:`MORRIS_COLUMNS`.

    Raises
    ------
    KithError
        If there is not one finite value a point.
    """
    results = _checked(design, values)
    found = extra_module("SALib.analyze.morris", _EXTRA).analyze(
        design.problem, design.unit, results, num_levels=_LEVELS, seed=design.seed
    )
    table = pd.DataFrame(
        {
            "input": list(design.names),
            "mu": np.asarray(found["mu"], dtype=np.float64),
            "mu_star": np.asarray(found["mu_star"], dtype=np.float64),
            "mu_star_half_width": np.asarray(found["mu_star_conf"], dtype=np.float64),
            "sigma": np.asarray(found["sigma"], dtype=np.float64),
        }
    )
    return _ranked(table, "mu_star", MORRIS_COLUMNS)


def analyse_sobol(
    design: ScreeningDesign, values: Sequence[float] | npt.NDArray[np.float64]
) -> pd.DataFrame:
    """Return the Sobol indices of each input, the largest total first.

    Parameters
    ----------
    design : ScreeningDesign
        From :func:`sobol_design`.
    values : array_like, shape (points,)
        The paired difference at each point, in their order.

    Returns
    -------
    DataFrame
        The columns of :data:`SOBOL_COLUMNS`; indices are NaN if all values are equal.

    Raises
    ------
    KithError
        If there is not one finite value a point.
    """
    results = _checked(design, values)
    nothing = np.full(len(design.names), np.nan)
    found: Mapping[str, Any] = dict.fromkeys(("S1", "S1_conf", "ST", "ST_conf"), nothing)
    if np.ptp(results) > 0:
        found = extra_module("SALib.analyze.sobol", _EXTRA).analyze(
            design.problem, results, calc_second_order=False, seed=design.seed
        )
    table = pd.DataFrame(
        {
            "input": list(design.names),
            "first": found["S1"],
            "first_half_width": found["S1_conf"],
            "total": found["ST"],
            "total_half_width": found["ST_conf"],
        }
    )
    return _ranked(table, "total", SOBOL_COLUMNS)


def _design(
    method: Literal["morris", "sobol"],
    ranges: Mapping[str, tuple[float, float] | Quantiles],
    lucks: int,
    seed: int,
    first_point: int,
    sample: Any,
) -> ScreeningDesign:
    if not ranges:
        raise KithError("nothing to screen: no inputs")
    names = (*ranges, *([LUCK] if lucks else []))
    empty = pd.DataFrame()
    unit = sample(ScreeningDesign(method, names, np.empty((0, 0)), empty, seed).problem)
    columns: dict[str, Any] = {"point": np.arange(first_point, first_point + len(unit))}
    for place, (name, one) in enumerate(ranges.items()):
        u = unit[:, place]
        if isinstance(one, tuple):
            columns[name] = one[0] + u * (one[1] - one[0])
        else:
            columns[name] = one.quantile(0.025 + 0.95 * u if method == "morris" else u)
    if lucks:
        columns[LUCK] = np.minimum((unit[:, -1] * lucks).astype(np.int64), lucks - 1)
    return ScreeningDesign(method, names, unit, pd.DataFrame(columns), seed)


def _checked(
    design: ScreeningDesign, values: Sequence[float] | npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    results = np.asarray(values, dtype=np.float64)
    if results.shape != (len(design.unit),):
        raise KithError(
            f"a screening of {len(design.unit)} points needs as many values, got {results.size}"
        )
    missing = int((~np.isfinite(results)).sum())
    if missing:
        raise KithError(f"{missing} of {len(results)} points of the screening have no value")
    return results


def _ranked(table: pd.DataFrame, by: str, columns: Mapping[str, str]) -> pd.DataFrame:
    half = table[f"{by}_half_width"]
    luck = table["input"] == LUCK
    noise = float((table[by] + half)[luck].iloc[0]) if luck.any() else 0.0
    table["beyond_luck"] = (table[by] - half > noise) & ~luck
    ranked = table.sort_values([by, "input"], ascending=[False, True], ignore_index=True)
    return ranked[list(columns)]
