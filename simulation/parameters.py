"""What a parameter is, and the checked set of values a world runs with.

Every process file declares its own parameters beside its equation; ``simulation.registry`` gathers
them. Inside kernels the values travel as one record: ``p.contagion``.
"""

from __future__ import annotations

import difflib
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from simulation.doubt import Distribution, Doubt, doubt_by_status

Status = Literal["measured", "fitted", "assumed"]


class ParameterError(ValueError):
    """A parameter that does not exist, or a value outside its range.

    Attributes
    ----------
    name
        The parameter as it was given.
    message
        What is wrong and what was expected.
    """

    def __init__(self, name: str, message: str) -> None:
        super().__init__(f"{name}: {message}")
        self.name = name
        self.message = message

    def __reduce__(self) -> tuple[type[ParameterError], tuple[str, str]]:
        """Pickle by its two parts, so that it crosses process borders whole."""
        return type(self), (self.name, self.message)


@dataclass(frozen=True, slots=True)
class Parameter:
    """One constant of the model, with everything needed to defend it.

    ``doubt`` is a 95 % interval that has a source of its own; without one, the rule of
    :mod:`simulation.doubt` gives an interval by status.
    """

    name: str
    default: float
    unit: str
    low: float
    high: float
    status: Status
    source: str
    meaning: str
    doubt: Doubt | None = None

    def __post_init__(self) -> None:
        """Refuse a declaration that contradicts itself."""
        if not self.low <= self.default <= self.high:
            raise ParameterError(
                self.name, f"default {self.default} is outside {self.low} to {self.high}"
            )
        doubt = self.doubt
        if doubt is not None and not (
            self.low <= doubt.low95 <= self.default <= doubt.high95 <= self.high
        ):
            raise ParameterError(
                self.name,
                f"its doubt, {doubt.low95:g} to {doubt.high95:g}, must hold the default "
                f"{self.default:g} and lie within {self.low:g} to {self.high:g}",
            )

    @property
    def distribution(self) -> Distribution:
        """The declared doubt, or that of the status, cut off at the range."""
        doubt = self.doubt or doubt_by_status(self.default, self.low, self.high, self.status)
        return Distribution(doubt, self.low, self.high, declared=self.doubt is not None)

    def checked(self, value: Any) -> float:
        """Return ``value`` as a float within the range.

        Raises
        ------
        ParameterError
            When it is no finite number or lies outside ``low`` to ``high``.
        """
        if isinstance(value, bool) or not isinstance(value, int | float | np.number):
            raise ParameterError(self.name, f"must be a number, got {value!r}")
        number = float(value)
        if not math.isfinite(number) or not self.low <= number <= self.high:
            raise ParameterError(
                self.name, f"must be from {self.low:g} to {self.high:g} ({self.unit}), got {value}"
            )
        return number


class ParameterSet(Mapping[str, float]):
    """The values one world runs with: the defaults, and what was changed.

    Parameters
    ----------
    overrides
        New values by parameter name.
    known
        The parameters there are; by default all of the model's.

    Raises
    ------
    ParameterError
        For an unknown name (the nearest one is suggested) or a value out of range.

    Examples
    --------
    >>> ParameterSet({"contagion": 0.0})["contagion"]
    0.0
    """

    def __init__(
        self,
        overrides: Mapping[str, float] | None = None,
        known: Mapping[str, Parameter] | None = None,
    ) -> None:
        if known is None:
            from simulation.registry import PARAMETERS  # processes declare, the registry gathers

            known = PARAMETERS
        self.overrides: dict[str, float] = {}
        for name, value in (overrides or {}).items():
            if name not in known:
                near = difflib.get_close_matches(name, known, n=1)
                hint = f", did you mean {near[0]}?" if near else ""
                raise ParameterError(name, f"unknown parameter{hint}")
            self.overrides[name] = known[name].checked(value)
        self._values = {name: one.default for name, one in known.items()} | self.overrides
        self._record: npt.NDArray[np.void] | None = None

    def __getitem__(self, name: str) -> float:
        """Return the value of one parameter."""
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        """Iterate over all names."""
        return iter(self._values)

    def __len__(self) -> int:
        """Return how many parameters there are."""
        return len(self._values)

    def __repr__(self) -> str:
        """Show only what differs from the defaults."""
        return f"ParameterSet({self.overrides!r})"

    def record(self) -> npt.NDArray[np.void]:
        """Return the values as an array of one record, the form kernels read.

        Returns
        -------
        ndarray, shape (1,)
            Fields are the parameter names in alphabetical order, float64.
        """
        if self._record is None:  # under policies it is asked for every week
            names = sorted(self._values)
            self._record = np.zeros(1, np.dtype([(name, np.float64) for name in names]))
            for name in names:
                self._record[name] = self._values[name]
        return self._record.copy()
