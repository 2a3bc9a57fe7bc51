"""Which mixes there are: how much of each arm is offered, and how many places there are.

Every choice is one of a few steps, so that a search meets the same mix again and need not live it
twice.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["Choice", "Mix", "MixSpace", "amounts_of", "places_of"]

#: One mix: the value of every choice by its name.
Mix = Mapping[str, float]


@dataclass(frozen=True)
class Choice:
    """One thing a mix decides.

    Attributes
    ----------
    name : str
        As it stands in tables.
    values : tuple of float
        What can be chosen, from least to most.
    of : str
        Name of the choice without which this one means nothing (places of a programme that is not
        offered); empty for none.
    """

    name: str
    values: tuple[float, ...]
    of: str = ""


def amounts_of(arm: str, steps: int) -> Choice:
    """Return the choice of how much of an arm is offered, from nothing to all of it.

    Examples
    --------
    >>> amounts_of("befriending", 4).values
    (0.0, 0.25, 0.5, 0.75, 1.0)
    """
    return Choice(arm, tuple(step / steps for step in range(steps + 1)))


def places_of(label: str, arm: str, fewest: int, most: int, steps: int) -> Choice:
    """Return the choice of a programme's places, in whole people.

    Examples
    --------
    >>> places_of("befriending", "befriending", 10, 40, 2).values
    (10.0, 25.0, 40.0)
    """
    values = (fewest + round((most - fewest) * step / steps) for step in range(steps + 1))
    return Choice(f"places[{label}]", tuple(map(float, dict.fromkeys(values))), of=arm)


@dataclass(frozen=True)
class MixSpace:
    """All mixes there are.

    Examples
    --------
    >>> space = MixSpace((amounts_of("a", 2), places_of("a", "a", 5, 9, 4)))
    >>> space.key({"a": 0.0, "places[a]": 7.0}) == space.key({"a": 0.0, "places[a]": 9.0})
    True
    """

    choices: tuple[Choice, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The choices in the order of tables."""
        return tuple(choice.name for choice in self.choices)

    def effective(self, mix: Mix) -> dict[str, float]:
        """Return the choices of a mix that mean something: no places of what is not offered."""
        return {
            one.name: float(mix[one.name]) for one in self.choices if not one.of or mix[one.of] > 0
        }

    def key(self, mix: Mix) -> str:
        """Return one text for all mixes that lead to the same world."""
        return json.dumps(self.effective(mix), separators=(",", ":"))

    def nothing(self) -> dict[str, float]:
        """Return the mix that offers least of everything."""
        return {one.name: one.values[0] for one in self.choices}

    def alone(self, name: str) -> dict[str, float]:
        """Return the mix that offers one arm in full, with most places, and nothing else."""
        return {
            one.name: one.values[-1 if name in (one.name, one.of) else 0] for one in self.choices
        }
