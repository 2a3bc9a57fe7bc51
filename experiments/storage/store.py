"""A results folder: parts of rows that appear whole, and what is derived from them.

A part is a folder of tables, so that rows of runs, of weeks, of indicators and of deliveries can
never disagree. It is built in ``.tmp/``, flushed to the disk and renamed. One process writes;
killing it costs the rows of the last few seconds.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import time
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pandas as pd

from experiments.delivery.records import DeliveryRecords
from experiments.delivery.store import (
    delivery_parts,
    joined_delivery_parts,
    read_delivery_part,
    read_people_costs,
    write_delivery_parts,
)
from experiments.errors import StoreError
from experiments.storage.atomic import sync_folder, write_bytes, write_text
from experiments.storage.part_rows import run_id, run_rows, series_rows
from experiments.worlds.job import Failure, JobResult

__all__ = ["PART_RUNS", "PART_SECONDS", "ResultsFolder", "run_id"]

#: A part is written when this many runs wait, or when the oldest has waited so many seconds.
PART_RUNS = 128
PART_SECONDS = 20.0

_SUBFOLDERS = ("parts", "failures", "tables", "figures", "sources", ".tmp")


class ResultsFolder:
    """The folder of one study.

    Parameters
    ----------
    path : Path
        Made by :meth:`prepare`.
    study_hash : str
        Rows with another hash belong to another study (or another version of the model) and are
        not read.
    """

    def __init__(self, path: Path, study_hash: str) -> None:
        self.path = path
        self.study_hash = study_hash
        self._waiting: list[JobResult] = []
        self._since = 0.0
        self._stale: list[Path] = []

    def prepare(self) -> None:
        """Make the folder and prove that it can be written.

        Raises
        ------
        StoreError
            If it cannot, or if it holds files that are not results of Kith.
        """
        try:
            if self.path.is_dir() and any(self.path.iterdir()):
                ours = (self.path / "manifest.json").exists() or (self.path / "parts").is_dir()
                if not ours:
                    raise StoreError(
                        f"{self.path}: holds files that are not results of Kith; "
                        "choose another folder with --out"
                    )
            for name in _SUBFOLDERS:
                (self.path / name).mkdir(parents=True, exist_ok=True)
            for half_written in (self.path / ".tmp").iterdir():
                shutil.rmtree(half_written, ignore_errors=True)
            write_text(self.path / ".tmp" / "probe", "")
            (self.path / ".tmp" / "probe").unlink()
        except OSError as error:
            raise StoreError(
                f"{self.path}: cannot write results here ({_reason(error)}); "
                "choose another folder with --out"
            ) from error

    def read_indicators(self) -> pd.DataFrame:
        """Return the rows of indicators of this study, of the same parts as :meth:`read`.

        Empty where no part has any: in folders that an earlier version wrote.
        """
        found = []
        for part, _, fresh in self._own_parts():
            if (part / "indicators.parquet").exists():
                rows = _read_part(part, "indicators")
                found.append(rows[rows["seed"].isin(fresh)])
        if not found:
            return pd.DataFrame()
        return _sorted(pd.concat(found), "arm", "participants_of", "population", "seed", "week")

    def read(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Return the rows of this study: one table of runs, one of weeks.

        A seed found in several parts is taken from the newest. Parts that are of another study are
        remembered and removed by :meth:`drop_stale`.
        """
        runs: list[pd.DataFrame] = []
        weekly: list[pd.DataFrame] = []
        for part, part_runs, fresh in self._own_parts():
            part_weekly = _read_part(part, "weekly")
            runs.append(part_runs[part_runs["seed"].isin(fresh)])
            weekly.append(part_weekly[part_weekly["seed"].isin(fresh)])
        if not runs:
            return pd.DataFrame(), pd.DataFrame()
        return _sorted(pd.concat(runs), "arm", "seed"), _sorted(
            pd.concat(weekly), "arm", "participants_of", "population", "seed", "week"
        )

    def read_delivery(self) -> DeliveryRecords:
        """Return what programmes delivered and cost in the worlds of this study."""
        tables: list[dict[str, pd.DataFrame]] = []
        for part, _, fresh in self._own_parts():
            with _naming(part):
                tables.append(read_delivery_part(part, fresh))
        return DeliveryRecords(**joined_delivery_parts(tables))

    def read_people_costs(self, seed: int) -> pd.DataFrame:
        """Return what was spent on each person in the worlds of one seed; empty if not kept."""
        found = pd.DataFrame()
        for part, _, fresh in self._own_parts():
            if seed in fresh:
                with _naming(part):
                    found = read_people_costs(part, seed)
        return found

    def _own_parts(self) -> Iterator[tuple[Path, pd.DataFrame, set[int]]]:
        """Yield the parts of this study, newest first, with the seeds no newer part has."""
        self._stale = []
        known: set[int] = set()
        for part in sorted((self.path / "parts").glob("*/"), reverse=True):
            runs = _read_part(part, "runs")
            runs = runs[runs["study_hash"] == self.study_hash]
            if runs.empty:
                self._stale.append(part)
                continue
            fresh = set(runs["seed"]) - known
            known |= fresh
            yield part, runs, fresh

    def finished_seeds(self, arms: Iterable[str]) -> set[int]:
        """Return the seeds in which every arm got to its end."""
        runs, _ = self.read()
        if runs.empty:
            return set()
        wanted = set(arms)
        by_seed = runs.groupby("seed")["arm"].agg(set)
        return {int(str(seed)) for seed, found in by_seed.items() if wanted <= found}

    @property
    def stale_parts(self) -> int:
        """Parts of another study or an older model, found by the last :meth:`read`."""
        return len(self._stale)

    def drop_stale(self) -> None:
        """Remove the parts of another study."""
        for part in self._stale:
            shutil.rmtree(part, ignore_errors=True)
        self._stale = []

    def add(self, result: JobResult) -> None:
        """Keep a finished seed; written with the next part."""
        if not self._waiting:
            self._since = time.monotonic()
        self._waiting.append(result)
        runs = sum(len(waiting.runs) for waiting in self._waiting)
        if runs >= PART_RUNS or time.monotonic() - self._since >= PART_SECONDS:
            self.flush()

    @property
    def waiting_seeds(self) -> int:
        """Finished seeds that are not on the disk yet."""
        return len(self._waiting)

    def flush(self) -> None:
        """Write what waits as one part.

        Raises
        ------
        StoreError
            If the disk is full or the folder is gone. What waits is kept for another attempt.
        """
        if not self._waiting:
            return
        token = f"{time.time_ns():020d}-{uuid.uuid4().hex[:8]}"
        aside = self.path / ".tmp" / token
        try:
            aside.mkdir(parents=True)
            runs = run_rows(self.study_hash, self._waiting)
            runs.to_parquet(aside / "runs.parquet", index=False)
            weekly = [(one.seed, one.series) for one in self._waiting]
            rows = series_rows(self.study_hash, weekly)
            rows.to_parquet(aside / "weekly.parquet", index=False)
            shown = [(one.seed, one.indicators) for one in self._waiting]
            rows = series_rows(self.study_hash, shown)
            rows.to_parquet(aside / "indicators.parquet", index=False)
            write_delivery_parts(aside, delivery_parts(self._waiting))
            sync_folder(aside)
            os.replace(aside, self.path / "parts" / token)
            for result in self._waiting:
                self._note_failures(result.seed, result.failures)
        except OSError as error:
            shutil.rmtree(aside, ignore_errors=True)
            raise StoreError(
                f"{self.path}: cannot write results ({_reason(error)}); "
                "what was written before is whole: make room and run the same command again"
            ) from error
        self._waiting = []

    def _note_failures(self, seed: int, failures: list[Failure]) -> None:
        path = self.path / "failures" / f"{seed}.json"
        if failures:
            rows = [{"study_hash": self.study_hash, **asdict(failure)} for failure in failures]
            write_text(path, json.dumps(rows, indent=2, ensure_ascii=False) + "\n")
        else:
            with contextlib.suppress(FileNotFoundError):
                path.unlink()

    def failures(self) -> list[dict[str, Any]]:
        """Return what went wrong and has not been mended by a later run."""
        found: list[dict[str, Any]] = []
        for path in sorted((self.path / "failures").glob("*.json")):
            found += json.loads(path.read_text(encoding="utf-8"))
        return [failure for failure in found if failure["study_hash"] == self.study_hash]

    def write(self, name: str, content: str | bytes) -> Path:
        """Write one file of the folder, whole or not at all, and return its path."""
        path = self.path / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(content, bytes):
                write_bytes(path, content)
            else:
                write_text(path, content)
        except OSError as error:
            raise StoreError(f"{path}: cannot be written ({_reason(error)})") from error
        return path

    def write_json(self, name: str, content: Any) -> Path:
        """Write one file of the folder as readable JSON and return its path."""
        return self.write(name, json.dumps(content, indent=2, ensure_ascii=False) + "\n")


def _read_part(part: Path, table: str) -> pd.DataFrame:
    with _naming(part):
        return pd.read_parquet(part / f"{table}.parquet")


@contextlib.contextmanager
def _naming(part: Path) -> Iterator[None]:
    """Name the part when something in it cannot be read."""
    try:
        yield
    except (OSError, ValueError) as error:
        raise StoreError(f"{part}: cannot be read ({error}); remove it and run again") from error


def _sorted(table: pd.DataFrame, *keys: str) -> pd.DataFrame:
    return table.sort_values(list(keys), kind="stable").reset_index(drop=True)


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
