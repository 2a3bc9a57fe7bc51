"""Where results came from: versions, source, seeds, counts and the exact command."""

from __future__ import annotations

import platform
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from experiments.designs.plan import StudyPlan

__all__ = ["QUICK_NOTICE", "Counts", "git_state", "kith_version", "make_manifest"]

#: Stands wherever results of ``--quick`` are shown.
QUICK_NOTICE = "QUICK: short burn-in, for trying a file out"

_PACKAGES = ("mesa", "numpy", "numba", "scipy", "pandas", "pyarrow", "pydantic", "matplotlib")


@dataclass(frozen=True)
class Counts:
    """How many worlds got to their end, how many failed, and how many lost their worker."""

    ok: int
    failed: int
    crashed: int


def kith_version() -> str:
    """Return the installed version of Kith."""
    try:
        return metadata.version("kith")
    except metadata.PackageNotFoundError:
        return "not installed"


def git_state() -> dict[str, Any]:
    """Return the commit of the source and whether it was changed since; empty outside git."""
    here = Path(__file__).resolve().parent
    try:
        commit = _git(here, "rev-parse", "HEAD")
        changed = bool(_git(here, "status", "--porcelain", "--untracked-files=no"))
    except (OSError, subprocess.SubprocessError):
        return {}
    return {"commit": commit, "changed_since": changed}


def _git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", *arguments], cwd=folder, capture_output=True, text=True, timeout=10, check=True
    )
    return done.stdout.strip()


def make_manifest(
    plan: StudyPlan,
    *,
    state: str,
    counts: Counts,
    started: str,
    ended: str | None,
    command: Sequence[str],
    workers: int,
    seeds: Sequence[int],
    fingerprint: str,
) -> dict[str, Any]:
    """Return the manifest of a results folder.

    Parameters
    ----------
    plan : StudyPlan
        What was asked for.
    state : {"running", "finished", "interrupted"}
        How far it got.
    counts : Counts
        Worlds by how they ended.
    started, ended : str
        Times in ISO 8601; ``ended`` is None while running.
    command : sequence of str
        The command as typed.
    workers : int
        Processes used.
    seeds : sequence of int
        Seeds whose rows are in the folder.
    fingerprint : str
        Hash of the model's source.
    """
    versions = {}
    for package in _PACKAGES:
        try:
            versions[package] = metadata.version(package)
        except metadata.PackageNotFoundError:
            continue
    return {
        "format": 2,
        "state": state,
        "study": plan.name,
        "runs_hash": plan.runs_hash,
        "notice": QUICK_NOTICE if plan.quick else None,
        "kith": kith_version(),
        "git": git_state(),
        "model_fingerprint": fingerprint,
        "own_programmes": list(plan.code),
        "first_seed": plan.first_seed,
        "seeds_asked": plan.seeds,
        "seeds": list(seeds),
        "counts": {"ok": counts.ok, "failed": counts.failed, "crashed": counts.crashed},
        "workers": workers,
        "started": started,
        "ended": ended,
        "command": list(command),
        "python": sys.version.split()[0],
        "platform": f"{platform.system()} {platform.machine()}",
        "packages": versions,
    }
