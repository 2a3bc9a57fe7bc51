"""Draws of all uncertain inputs together, each a point of the study.

A Latin hypercube puts one draw into each of as many equal slices of every input. Independent draws
cover less evenly, but a smaller number of them is the beginning of a larger one; with a Latin
hypercube every number has its own points. By either method the draws of an input depend on its path
and the seed alone, so that adding one input leaves the others as they were.

McKay, Beckman & Conover 1979, Technometrics 21:239-245 (Latin hypercube sampling).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal
from zlib import crc32

import numpy as np
import numpy.typing as npt
import pandas as pd

from experiments.uncertainty.distributions import Quantiles, stated
from experiments.uncertainty.setting_paths import setting_digits

if TYPE_CHECKING:
    from scenarios import Scenario
    from scenarios.study_parts.uncertainty import UncertaintySettings

__all__ = [
    "DRAW_COLUMNS",
    "INPUT_COLUMNS",
    "UncertainInput",
    "draw_points",
    "inputs_table",
    "long_points",
    "uncertain_inputs",
    "values_of",
]

#: The columns of :func:`long_points`, and what they hold.
DRAW_COLUMNS: dict[str, str] = {
    "point": "Number of the point; 0 is the study as written.",
    "input": "Path of the setting.",
    "value": "Its value at this point.",
}

#: The columns of :func:`inputs_table`, and what they hold.
INPUT_COLUMNS: dict[str, str] = {
    "input": "Path of the setting.",
    "distribution": "Shape.",
    "low": "2.5 % point.",
    "median": "Middle.",
    "high": "97.5 % point.",
    "source": "Where the distribution comes from; empty if the study does not say.",
}


@dataclass(frozen=True)
class UncertainInput:
    """One uncertain setting.

    Attributes
    ----------
    path : str
        Of the setting.
    distribution : Quantiles
        Maps uniform draws to values.
    shape, source : str
        For tables.
    digits : int or None
        Digits after the point of what the setting can hold: 0 for whole numbers, 2 for money; None
        for any number.
    """

    path: str
    distribution: Quantiles
    shape: str
    source: str
    digits: int | None = None

    def values(self, u: npt.ArrayLike) -> npt.NDArray[np.float64]:
        """Return the values at uniform draws, rounded to what the setting can hold."""
        values = self.distribution.quantile(u)
        return values if self.digits is None else np.round(values, self.digits)


def uncertain_inputs(
    settings: UncertaintySettings, scenarios: Sequence[Scenario] = ()
) -> tuple[UncertainInput, ...]:
    """Return the uncertain inputs of a study with their distributions.

    Parameters
    ----------
    settings : UncertaintySettings
        As they stand in the study.
    scenarios : sequence of Scenario
        The worlds of the study: every path must exist in one of them, and settings that hold whole
        numbers are drawn rounded. Without any, neither is looked at.

    Raises
    ------
    KithError
        If no world has a setting of some path, or no distribution has a stated interval.

    Examples
    --------
    >>> from scenarios.study_parts.uncertainty import UncertaintySettings
    >>> [one.shape for one in uncertain_inputs(UncertaintySettings(parameters=("contagion",)))]
    ['lognormal']
    """
    from simulation.registry import PARAMETERS

    inputs = []
    for path in settings.paths():
        choice = settings.inputs.get(path, "register")
        digits = None
        if scenarios:
            digits = setting_digits(scenarios, path)
        if choice == "register":
            distribution = PARAMETERS[path.removeprefix("parameters.")].distribution
            doubt = distribution.doubt
            inputs.append(UncertainInput(path, distribution, doubt.kind, doubt.source, digits))
        else:
            one = stated(choice)
            inputs.append(UncertainInput(path, one, one.shape, choice.source, digits))
    return tuple(inputs)


def draw_points(
    inputs: Sequence[UncertainInput],
    draws: int,
    *,
    method: Literal["latin", "random"] = "latin",
    seed: int = 1,
    first_point: int = 1,
) -> pd.DataFrame:
    """Draw all inputs together.

    Parameters
    ----------
    inputs : sequence of UncertainInput
        From :func:`uncertain_inputs`.
    draws : int
        Number of draws.
    method : {"latin", "random"}
        See the module.
    seed : int
        The same seed, the same draws.
    first_point : int
        Number of the first point; the others follow one by one.

    Returns
    -------
    DataFrame
        ``point`` and a column for each input, named by its path: a row for each draw.

    Examples
    --------
    >>> from scenarios.study_parts.uncertainty import UncertaintySettings
    >>> inputs = uncertain_inputs(UncertaintySettings(parameters=("contagion",)))
    >>> draw_points(inputs, 50)["parameters.contagion"].median().round(3)
    np.float64(0.457)
    """
    columns: dict[str, Any] = {"point": np.arange(first_point, first_point + draws)}
    for one in inputs:
        values = one.values(_uniform(draws, method, seed, one.path))
        columns[one.path] = values.astype(np.int64) if one.digits == 0 else values
    return pd.DataFrame(columns)


def long_points(points: pd.DataFrame) -> pd.DataFrame:
    """Return points with a row for each input, as a file keeps them.

    Parameters
    ----------
    points : DataFrame
        ``point`` and a column for each input; NaN where a point leaves the input as written.

    Returns
    -------
    DataFrame
        The columns of :data:`DRAW_COLUMNS`, by point, inputs in their order.
    """
    inputs = [name for name in points.columns if "." in name]
    long = points.melt("point", inputs, var_name="input", value_name="value").dropna()
    return long.sort_values("point", kind="stable", ignore_index=True)[list(DRAW_COLUMNS)]


def values_of(points: pd.DataFrame, point: int) -> dict[str, float | int]:
    """Return the value of each input at one point, by path; inputs left as written are left out.

    Examples
    --------
    >>> values_of(pd.DataFrame({"point": [1], "parameters.contagion": [0.4]}), 1)
    {'parameters.contagion': 0.4}
    """
    place = int(np.flatnonzero(points["point"].to_numpy() == point)[0])
    return {
        name: points[name].iloc[place].item()
        for name in points.columns
        if "." in name and not pd.isna(points[name].iloc[place])
    }


def inputs_table(inputs: Sequence[UncertainInput]) -> pd.DataFrame:
    """Return what is uncertain and how far: the columns of :data:`INPUT_COLUMNS`."""
    rows: list[Mapping[str, Any]] = []
    for one in inputs:
        low, median, high = one.values([0.025, 0.5, 0.975]).tolist()
        rows.append(
            {
                "input": one.path, "distribution": one.shape, "low": low, "median": median,
                "high": high, "source": one.source,
            }
        )  # fmt: skip
    return pd.DataFrame(rows, columns=list(INPUT_COLUMNS))


def _uniform(draws: int, method: str, seed: int, path: str) -> npt.NDArray[np.float64]:
    rng = np.random.default_rng([seed, crc32(path.encode())])
    if method == "random":
        return rng.random(draws)
    from scipy.stats import qmc

    # The columns of a Latin hypercube are independent, so each can be made for itself.
    return np.asarray(qmc.LatinHypercube(1, rng=rng).random(draws)[:, 0], dtype=np.float64)
