"""A results folder: parts of rows that appear whole, and what is derived from them.

A part is a folder of tables, so that rows of runs, of weeks, of indicators and of deliveries can
never disagree. It is built in ``.tmp/``, flushed to the disk and renamed. Several processes may
add parts to one folder, each under a writer's name of its own; killing one costs the rows of the
last few seconds.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import time
import uuid
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from experiments.delivery.records import DeliveryRecords
from experiments.delivery.store import DELIVERY_PARTS, delivery_records
from experiments.designs.registry import Register
from experiments.errors import StoreError
from experiments.storage.atomic import sync_folder, write_bytes, write_text
from experiments.storage.failures import FailureFiles
from experiments.storage.part_files import read_part, tables_of, write_part
from experiments.storage.part_tables import SERIES_KEYS, part_tables
from experiments.worlds.detail import Detail
from experiments.worlds.results import JobResult

__all__ = ["PART_RUNS", "PART_SECONDS", "ResultsFolder"]

#: A part is written when this many runs wait, or when the oldest has waited so many seconds.
PART_RUNS = 128
PART_SECONDS = 20.0

_SUBFOLDERS = ("parts", "failures", "tables", "figures", "sources", "manifests", ".tmp")
_SORTED_BY = ("dimension", "group", "week", "year")


class ResultsFolder:
    """The folder of one study.

    Parameters
    ----------
    path : Path
        Made by :meth:`prepare`.
    register : Register
        The runs that belong to the study. Rows of others (of an older model, of another study) are
        not read.
    details : mapping of int to Detail, optional
        How much is kept at each point; all of it if left out.
    writer : str
        Name of the process that writes, told apart from others that write here at the same time.
    """

    def __init__(
        self,
        path: Path,
        register: Register,
        details: Mapping[int, Detail] | None = None,
        writer: str = "run",
    ) -> None:
        self.path = path
        self.register = register
        every: dict[int, Detail] = {point.number: "all" for point in register.points}
        self._details = every | dict(details or {})
        self._writer = writer
        self._waiting: list[JobResult] = []
        self._since = 0.0
        self._stale: list[Path] = []
        self._failures = FailureFiles(path / "failures", register)

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
            probe = self.path / ".tmp" / f"probe-{uuid.uuid4().hex[:8]}"
            write_text(probe, "")
            probe.unlink()
        except OSError as error:
            raise StoreError(
                f"{self.path}: cannot write results here ({_reason(error)}); "
                "choose another folder with --out"
            ) from error

    @property
    def _aside(self) -> Path:
        return self.path / ".tmp" / self._writer

    def clear_unfinished(self, *, of_everybody: bool) -> None:
        """Remove what was half written by a process that was killed; the folder must be held.

        Parameters
        ----------
        of_everybody : bool
            Whether no other process can be writing here, so that all of it is left over.
        """
        shutil.rmtree(self._aside, ignore_errors=True)
        if of_everybody:
            shutil.rmtree(self.path / ".tmp", ignore_errors=True)
            for name in ("", *_SUBFOLDERS):
                for path in (self.path / name).glob(".*.tmp"):
                    path.unlink(missing_ok=True)

    def set_damaged_parts_aside(self, note: Callable[[str], None]) -> None:
        """Move parts that cannot be read to ``damaged/``, so that their runs are lived again.

        Parameters
        ----------
        note : callable
            Told about each.
        """
        for part in self._parts():
            try:
                for name in tables_of(part):
                    read_part(part, name)
            except StoreError as error:
                (self.path / "damaged").mkdir(exist_ok=True)
                with contextlib.suppress(FileNotFoundError):  # another shard has seen it too
                    os.replace(part, self.path / "damaged" / part.name)
                note(f"{error.what}; moved to {self.path / 'damaged'}, its runs are lived again")

    def table(self, name: str, point: int | None = None) -> pd.DataFrame:
        """Return the rows of this study in one table of all parts.

        A run found in several parts is taken from the newest. Parts that are of another study are
        remembered and removed by :meth:`drop_stale`.

        Parameters
        ----------
        name : str
            Such as ``runs``, ``weekly`` or ``yearly``.
        point : int, optional
            Only rows of this point.

        Returns
        -------
        DataFrame
            Empty, without columns, where no part has any.
        """
        found = []
        for part, fresh in self._own_parts():
            if name in tables_of(part):
                rows = read_part(part, name)
                rows = rows[rows["run_id"].isin(fresh)]
                if "point" in rows:
                    # Where a study has got other points since, rows find theirs by their run.
                    rows = rows.assign(point=rows["run_id"].map(fresh))
                    rows = rows if point is None else rows[rows["point"] == point]
                found.append(rows)
        if not found:
            return pd.DataFrame()
        table = pd.concat(found, ignore_index=True)
        if name == "runs":
            return _sorted(table, "point", "arm", "seed")
        keys = [key for key in (*SERIES_KEYS, *_SORTED_BY) if key in table]
        return _sorted(table.drop(columns="run_id"), *keys)

    def delivery(self) -> DeliveryRecords:
        """Return what programmes delivered and cost in the study as written."""
        return delivery_records({name: self.table(name) for name in DELIVERY_PARTS})

    def finished(self) -> set[str]:
        """Return the names of the runs that got to their end."""
        return {name for _, fresh in self._own_parts() for name in fresh}

    def _parts(self) -> list[Path]:
        return sorted((self.path / "parts").glob("*/"), reverse=True)

    def _own_parts(self) -> list[tuple[Path, dict[str, int]]]:
        """Return the parts of this study, newest first: runs no newer part has, and their point."""
        self._stale = []
        own: list[tuple[Path, dict[str, int]]] = []
        known: set[str] = set()
        wanted = self.register.runs
        for part in self._parts():
            runs = read_part(part, "runs", ["run_id", "world_hash"])
            if not runs["world_hash"].isin(self.register.world_hashes).any():
                self._stale.append(part)
                continue
            names = [name for name in runs["run_id"] if name in wanted and name not in known]
            known.update(names)
            own.append((part, {name: wanted[name].point for name in names}))
        return own

    @property
    def stale_parts(self) -> int:
        """Parts of another study or an older model, found by the last reading."""
        return len(self._stale)

    def drop_stale(self) -> None:
        """Remove the parts of another study."""
        for part in self._stale:
            shutil.rmtree(part, ignore_errors=True)
        self._stale = []

    def add(self, result: JobResult) -> None:
        """Keep a finished job; written with the next part."""
        if not self._waiting:
            self._since = time.monotonic()
        self._waiting.append(result)
        runs = sum(len(point.runs) for waiting in self._waiting for point in waiting.points)
        if runs >= PART_RUNS or time.monotonic() - self._since >= PART_SECONDS:
            self.flush()

    @property
    def waiting_jobs(self) -> int:
        """Finished jobs that are not on the disk yet."""
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
        aside = self._aside / token
        try:
            tables = part_tables(self.register, self._details, self._waiting)
            if tables:
                aside.mkdir(parents=True)
                write_part(aside, tables)
                sync_folder(aside)
                os.replace(aside, self.path / "parts" / token)
            self._failures.note(self._waiting)
        except OSError as error:
            shutil.rmtree(aside, ignore_errors=True)
            raise StoreError(
                f"{self.path}: cannot write results ({_reason(error)}); "
                "what was written before is whole: make room and run the same command again"
            ) from error
        self._waiting = []

    def failures(self) -> list[dict[str, Any]]:
        """Return what went wrong and has not been mended by a later run."""
        return self._failures.read()

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


def _sorted(table: pd.DataFrame, *keys: str) -> pd.DataFrame:
    return table.sort_values(list(keys), kind="stable").reset_index(drop=True) if keys else table


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
