"""Finished seeds as rows of the tables of a part: worlds, and groups week by week."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict

import pandas as pd

from experiments.worlds.cache import canonical_hash
from experiments.worlds.groups import GroupSeries
from experiments.worlds.job import JobResult

__all__ = ["run_id", "run_rows", "series_rows"]


def run_id(study_hash: str, arm: str, seed: int) -> str:
    """Return the name of one world lived with one seed, the same wherever it is run.

    Examples
    --------
    >>> len(run_id("0" * 64, "baseline", 1))
    16
    """
    return canonical_hash({"study": study_hash, "arm": arm, "seed": seed})[:16]


def run_rows(study_hash: str, results: Iterable[JobResult]) -> pd.DataFrame:
    """Return a row for each world that got to its end, with its outcomes there.

    Examples
    --------
    >>> list(run_rows("0" * 64, []))
    ['run_id', 'study_hash', 'arm', 'seed']
    """
    rows = []
    for result in results:
        ends = {series.arm: series for series in result.series if not series.participants_of}
        for record in result.runs:
            end = ends[record.arm].columns()
            rows.append(
                {
                    "run_id": run_id(study_hash, record.arm, record.seed),
                    "study_hash": study_hash,
                    **asdict(record),
                    **{f"end.{name}": values[-1] for name, values in end.items()},
                }
            )
    columns = ["run_id", "study_hash", "arm", "seed"]
    return pd.DataFrame(rows) if rows else pd.DataFrame(columns=columns)


def series_rows(
    study_hash: str, found: Iterable[tuple[int, Sequence[GroupSeries]]]
) -> pd.DataFrame:
    """Return a row for each seed, series and week.

    Parameters
    ----------
    study_hash : str
        Of the study.
    found : iterable of (int, sequence of GroupSeries)
        Seeds, each with its series; all of the same names.

    Examples
    --------
    >>> list(series_rows("0" * 64, []))
    ['seed']
    """
    blocks = [
        pd.DataFrame(
            {
                "run_id": run_id(study_hash, series.arm, seed),
                "arm": series.arm,
                "participants_of": series.participants_of,
                "population": series.population,
                "seed": seed,
                "week": series.weeks,
                "people": series.people,
                **series.columns(),
            }
        )
        for seed, of_seed in found
        for series in of_seed
    ]
    return pd.concat(blocks) if blocks else pd.DataFrame(columns=["seed"])
