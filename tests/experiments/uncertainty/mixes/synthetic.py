"""A town in which what every mix costs and does is known, and a search that can be killed.

Run as a program it searches with a journal, and dies by SIGKILL once so many mixes are lived:
``python synthetic.py JOURNAL DEATHS_AFTER``.
"""

from __future__ import annotations

import itertools
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from math import sqrt
from pathlib import Path

import pandas as pd

from experiments.uncertainty.mixes.journal import Journal, MixResult
from experiments.uncertainty.mixes.search import search_mixes
from experiments.uncertainty.mixes.space import Mix, MixSpace, amounts_of, places_of

SPACE = MixSpace(
    (
        amounts_of("befriending", 4),
        amounts_of("therapy", 4),
        amounts_of("events", 4),
        places_of("therapy", "therapy", 10, 30, 2),
    )
)
BUDGET = 500.0
IDENTITY = {"seeds": 3, "town": "synthetic"}


def lived(mix: Mix) -> MixResult:
    """Return what a mix costs and does: lower is better, luck is common to all mixes."""
    a, b, c = (mix[name] for name in ("befriending", "therapy", "events"))
    served = b * (mix["places[therapy]"] / 30) ** 0.8  # no two mixes cost the same by accident
    cost = 100 * a + 600 * served + 250 * c
    gain = 2 * sqrt(a) + 6 * served + 2.5 * c - 1.5 * a * c
    lucks = (-1.0, 0.0, 1.0)
    return MixResult(
        tuple(cost * (1 + 0.1 * luck) for luck in lucks),
        tuple(-gain * (1 + 0.1 * luck) for luck in lucks),
    )


class Town:
    """Lives mixes, the last of a batch first, and can die in the middle of it."""

    def __init__(self, dies_after: int | None = None) -> None:
        self.asked: list[Mix] = []
        self.dies_after = dies_after

    def __call__(self, mixes: Sequence[Mix]) -> Iterator[tuple[int, MixResult]]:
        for place in reversed(range(len(mixes))):
            if len(self.asked) == self.dies_after:
                os.kill(os.getpid(), signal.SIGKILL)
            self.asked.append(mixes[place])
            yield place, lived(mixes[place])


def search(
    town: Town, journal: Journal | None = None, *, trials: int = 36, budget: float = BUDGET
) -> pd.DataFrame:
    """Return the table of a search in the town."""
    return search_mixes(
        SPACE, town, budget=budget, better="lower", trials=trials, seed=1, journal=journal
    )


def every_mix() -> list[dict[str, float]]:
    """Return all mixes there are."""
    return [
        dict(zip(SPACE.names, values, strict=True))
        for values in itertools.product(*(one.values for one in SPACE.choices))
    ]


if __name__ == "__main__":
    search(Town(dies_after=int(sys.argv[2])), Journal(Path(sys.argv[1]), IDENTITY))
