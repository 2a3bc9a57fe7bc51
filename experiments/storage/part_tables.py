"""The tables of a part, made from what workers brought home.

Every row carries the run that brought it: ``run_id``, and ``point``, ``seed`` and the arm in which
people were asked. The participants of a programme are asked in the baseline world too; those rows
belong to the run of the programme.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

import pandas as pd

from experiments.delivery.store import delivery_parts, yearly_costs
from experiments.designs.registry import Register, Run
from experiments.storage.stacking import stacked
from experiments.worlds.detail import Detail
from experiments.worlds.groups import GroupSeries
from experiments.worlds.results import JobResult, PointResult

__all__ = ["SERIES_KEYS", "part_tables"]

#: What tells one row of a table of groups from another.
SERIES_KEYS = ("point", "arm", "participants_of", "population", "seed")


def part_tables(
    register: Register, details: Mapping[int, Detail], results: Iterable[JobResult]
) -> dict[str, pd.DataFrame]:
    """Return every table of a part.

    Parameters
    ----------
    register : Register
        Names of the runs.
    details : mapping of int to Detail
        How much is kept at each point.
    results : iterable of JobResult
        Finished jobs.

    Returns
    -------
    dict of str to DataFrame
        ``runs`` and, where there is anything to tell, ``weekly``, ``yearly``, ``indicators``,
        ``yearly_costs`` and the tables of delivery.
    """
    found = [(job.seed, point) for job in results for point in job.points]
    whole = [(seed, point) for seed, point in found if details[point.point] == "all"]
    tables = {
        "runs": _runs(register, found),
        "weekly": _series(register, _weekly(found, details)),
        "yearly": _yearly(register, found),
        "indicators": _series(register, ((seed, one, one.indicators) for seed, one in whole)),
        "yearly_costs": yearly_costs(register, found),
        **delivery_parts(register, whole),
        **_other_tables(register, found),
    }
    return {name: table for name, table in tables.items() if len(table)}


def _runs(register: Register, found: Iterable[tuple[int, PointResult]]) -> pd.DataFrame:
    rows: list[dict[str, Any]] = []
    for seed, one in found:
        ends = {series.arm: series for series in one.series if not series.participants_of}
        for record in one.runs:
            run = Run(one.point, record.arm, seed)
            end = ends[record.arm].columns()
            rows.append(
                {
                    "run_id": register.name_of(run),
                    "world_hash": register.world_hash(run),
                    "point": one.point,
                    **asdict(record),
                    **{f"end.{name}": values[-1] for name, values in end.items()},
                }
            )
    return pd.DataFrame(rows)


def _weekly(
    found: Iterable[tuple[int, PointResult]], details: Mapping[int, Detail]
) -> Iterator[tuple[int, PointResult, Sequence[GroupSeries]]]:
    for seed, one in found:
        short = details[one.point] == "ends"
        yield seed, one, [series.ends() for series in one.series] if short else one.series


def _series(
    register: Register, found: Iterable[tuple[int, PointResult, Sequence[GroupSeries]]]
) -> pd.DataFrame:
    blocks = [
        (
            _keys(register, seed, one, series),
            {"week": series.weeks, "people": series.people, **series.columns()},
        )
        for seed, one, some in found
        for series in some
        if series.weeks
    ]
    return stacked(blocks)


def _yearly(register: Register, found: Iterable[tuple[int, PointResult]]) -> pd.DataFrame:
    blocks = [
        (_keys(register, seed, one, series), years)
        for seed, one in found
        for series in one.series
        if len((years := series.by_year())["year"])
    ]
    table = stacked(blocks)
    return table.astype({"year": "int64", "weeks": "int64"}) if blocks else table


def _other_tables(
    register: Register, found: Iterable[tuple[int, PointResult]]
) -> dict[str, pd.DataFrame]:
    blocks: dict[str, list[pd.DataFrame]] = {}
    for seed, one in found:
        for arm, name, rows in one.tables:
            if len(rows):
                run = register.name_of(Run(one.point, arm, seed))
                # Rows of a panel say themselves in which world people were asked.
                named = rows if "arm" in rows else rows.assign(arm=arm)
                named = named.assign(run_id=run, point=one.point, seed=seed)
                blocks.setdefault(name, []).append(named)
    return {name: pd.concat(some, ignore_index=True) for name, some in blocks.items()}


def _keys(register: Register, seed: int, one: PointResult, series: GroupSeries) -> dict[str, Any]:
    return {
        "run_id": register.name_of(Run(one.point, series.owner, seed)),
        "point": one.point,
        "arm": series.arm,
        "participants_of": series.participants_of,
        "population": series.population,
        "seed": seed,
    }
