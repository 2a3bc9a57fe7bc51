"""Weekly rows of two worlds at several points."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pandas as pd


def weekly_rows(
    points: Iterable[int],
    seeds: Iterable[int],
    difference: Callable[[int, int], float],
    *,
    level: Callable[[int, int], float] = lambda point, seed: 10.0 * seed,
) -> pd.DataFrame:
    """Return weeks 0 to 2 of two worlds, and rows of participants that must not count."""
    rows = []
    for point in points:
        for seed in seeds:
            for week in range(3):
                base = level(point, seed) + week
                moved = base + (difference(point, seed) * week if week else 0.0)
                for arm, value in (("baseline", base), ("therapy", moved)):
                    row = {"point": point, "arm": arm, "seed": seed, "week": week, "people": 100}
                    rows.append(row | {"participants_of": "", "population": "everybody",
                                       "pss10": value})  # fmt: skip
                    rows.append(row | {"participants_of": "therapy", "population": "participants",
                                       "pss10": value + 99.0 * (arm == "therapy")})  # fmt: skip
    return pd.DataFrame(rows)
