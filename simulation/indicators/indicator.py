"""What an indicator is: a yes or no about a person, with its rule in words and in code."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

__all__ = ["PER_1000", "Cut", "Flags", "Indicator", "Records"]

Flags = npt.NDArray[np.bool_]
#: People as records of ``simulation.person_columns.PERSON``, shape (people,).
Records = npt.NDArray[np.void]

#: Unit of every prevalence.
PER_1000 = "per 1,000 people"


@dataclass(frozen=True, slots=True)
class Cut:
    """Where a rule draws the line.

    Attributes
    ----------
    value, unit
        The line, in units of what it is laid on.
    source
        Why it lies there; begins with "assumed" where no published figure says so.
    """

    value: float
    unit: str
    source: str


@dataclass(frozen=True)
class Indicator:
    """One sign of impaired connection, or of healing, that a person shows or does not show.

    Attributes
    ----------
    name, title
        Its name in tables and its name for people.
    kind
        ``sign`` of impaired connection, or of ``healing``.
    wording
        The rule in words; ``{name}`` stands for a cut.
    cuts
        The lines that the rule draws, by name.
    rule
        Who shows it: a function of records of people and, by name, the values of the cuts.
    """

    name: str
    title: str
    kind: Literal["sign", "healing"]
    wording: str
    cuts: Mapping[str, Cut]
    rule: Callable[..., Any]
    unit: str = PER_1000

    @property
    def better(self) -> Literal["lower", "higher"]:
        """Which way is good: fewer people with a sign, more people who heal."""
        return "lower" if self.kind == "sign" else "higher"

    @property
    def definition(self) -> str:
        """The exact rule in words, with its cuts.

        Examples
        --------
        >>> from simulation.indicators import INDICATORS
        >>> INDICATORS["rooted"].definition
        'Rooted where one lives: rootedness is at least 0.5.'
        """
        return self.wording.format(**{name: f"{cut.value:g}" for name, cut in self.cuts.items()})

    @property
    def sources(self) -> str:
        """Where each cut comes from, in one line."""
        named = (f"{cut.value:g} {cut.unit}: {cut.source}" for cut in self.cuts.values())
        return "; ".join(named) or "no cut: people are measured against their own standard"

    def shown_by(self, people: Records) -> Flags:
        """Return who shows it.

        Parameters
        ----------
        people
            Records of PERSON, shape (people,).

        Returns
        -------
        ndarray of bool, shape (people,)
        """
        values = {name: cut.value for name, cut in self.cuts.items()}
        return np.asarray(self.rule(people, **values), np.bool_)
