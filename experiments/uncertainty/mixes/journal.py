"""What was already lived in a search: one line of JSON for each mix, written as soon as it is done.

The journal holds what mixes cost and did, not what the search made of it. A search that goes on is
begun anew with the same seed, asks for the same mixes, and finds their results here; so it ends in
the same table as one that was never interrupted, and a search of more trials or for another budget
uses what is there. Optuna's own journal would keep the trials but not the state of its random
numbers.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from experiments.errors import StoreError

__all__ = ["Journal", "MixResult"]

_FORMAT = 1


@dataclass(frozen=True)
class MixResult:
    """What one mix cost and did, seed by seed.

    Attributes
    ----------
    costs : tuple of float
        Beyond the baseline (currency a year per 1,000 people).
    differences : tuple of float
        Outcome of the mix minus that of the baseline (unit of the outcome).
    """

    costs: tuple[float, ...]
    differences: tuple[float, ...]


class Journal:
    """The results of a search on disk; one process writes it.

    Parameters
    ----------
    path : Path or None
        The file, made if it is not there; None keeps results in memory only.
    identity : mapping
        All that results depend on, as data for JSON.

    Raises
    ------
    StoreError
        If the file is no journal, or one of mixes of something else.

    Examples
    --------
    >>> journal = Journal(None, {})
    >>> journal.add("{}", MixResult((0.0,), (0.0,)))
    >>> journal.results["{}"].costs
    (0.0,)
    """

    def __init__(self, path: Path | None, identity: Mapping[str, Any]) -> None:
        self.path = path
        self.results: dict[str, MixResult] = {}
        head = {"format": _FORMAT, "identity": json.loads(json.dumps(identity))}
        if path is None:
            return
        if path.exists():
            self._read(path, head)
        if not path.exists() or not path.stat().st_size:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._append(head)

    def add(self, key: str, result: MixResult) -> None:
        """Keep the result of a mix; it is on the disk when this returns."""
        self.results[key] = result
        if self.path is not None:
            line = {"mix": key, "costs": result.costs, "differences": result.differences}
            self._append(line)

    def _append(self, content: Mapping[str, Any]) -> None:
        assert self.path is not None
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(content, allow_nan=False, sort_keys=True) + "\n")
            file.flush()
            os.fsync(file.fileno())

    def _read(self, path: Path, head: Mapping[str, Any]) -> None:
        content = path.read_bytes()
        whole = content[: content.rfind(b"\n") + 1]
        if len(whole) < len(content):  # the writer was killed in the middle of a line
            os.truncate(path, len(whole))
        lines = whole.splitlines()
        if not lines:
            return
        try:
            first, *rest = (json.loads(line) for line in lines)
            results = {
                one["mix"]: MixResult(tuple(one["costs"]), tuple(one["differences"]))
                for one in rest
            }
            found = first["identity"]
        except (ValueError, KeyError, TypeError) as error:
            raise StoreError(f"{path}: not a journal of mixes ({error})") from error
        if first != head:
            wanted = head["identity"]
            differing = sorted(
                name for name in {*found, *wanted} if found.get(name) != wanted.get(name)
            )
            raise StoreError(
                f"{path}: holds mixes of another search (differs in: "
                f"{', '.join(differing) or 'format'}); give another folder with --out"
            )
        self.results = results
