"""From the rows in a results folder to its tables, figures, report and manifest."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from experiments.designs.plan import StudyPlan
from experiments.designs.sources import source_files
from experiments.errors import StoreError
from experiments.report.findings import Findings
from experiments.report.study_tables import StudyTables
from experiments.running.shards import Shard
from experiments.storage.manifest import Counts, make_manifest
from experiments.storage.readme import readme_text
from experiments.storage.store import ResultsFolder
from experiments.worlds.detail import AS_WRITTEN

if TYPE_CHECKING:
    from scenarios import Study

__all__ = [
    "count_runs",
    "finished_manifest",
    "open_results",
    "open_study",
    "read_findings",
    "record_manifest",
    "record_sources",
    "write_results",
]

#: Says from which scenario files people of one's own were read; it leaves this machine with nobody.
_HOMES = ".own-data.json"


def record_sources(folder: ResultsFolder, study: Study, plan: StudyPlan) -> None:
    """Keep the study's files as given and as understood.

    Files of a study that was made again from this folder are there already.
    """
    if study.source.exists():
        for name, content in source_files(study).items():
            folder.write(name, content)
        homes = {arm.name: str(arm.source.resolve()) for arm in study.arms if arm.own_data}
        if homes:
            folder.write_json(_HOMES, homes)
    folder.write_json("resolved.json", {"plan": plan.as_dict(), "study": study.resolved()})
    folder.write("README.txt", readme_text(plan))


def record_manifest(
    folder: ResultsFolder,
    plan: StudyPlan,
    *,
    state: str,
    started: str,
    ended: str | None,
    command: Sequence[str],
    workers: int,
    shard: Shard | None = None,
) -> dict[str, Any]:
    """Write ``manifest.json`` from what is in the folder now, and return it.

    A shard writes ``manifests/shard-1-of-3.json`` instead, and ``manifest.json`` only where there
    is none yet.
    """
    from simulation.fingerprint import source_fingerprint

    runs = folder.table("runs")
    seeds = [] if runs.empty else sorted({int(seed) for seed in runs["seed"]})
    manifest = make_manifest(
        plan,
        state=state,
        counts=count_runs(folder),
        started=started,
        ended=ended,
        command=command,
        workers=workers,
        seeds=seeds,
        fingerprint=source_fingerprint(),
    )
    if shard is None:
        folder.write_json("manifest.json", manifest)
    else:
        folder.write_json(f"manifests/{shard.name}.json", manifest)
        if not (folder.path / "manifest.json").exists():
            folder.write_json("manifest.json", manifest | {"state": "running", "ended": None})
    return manifest


def finished_manifest(folder: ResultsFolder, plan: StudyPlan) -> dict[str, Any] | None:
    """Return the manifest of an earlier run of the same plan that got to its end, if any."""
    path = folder.path / "manifest.json"
    if not path.exists():
        return None
    manifest: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    same = manifest["runs_hash"] == plan.runs_hash and manifest["state"] == "finished"
    return manifest if same else None


def count_runs(folder: ResultsFolder) -> Counts:
    """Count the worlds of a folder by how they ended."""
    kinds = [failure["kind"] for failure in folder.failures()]
    return Counts(
        ok=len(folder.finished()), failed=kinds.count("failed"), crashed=kinds.count("crashed")
    )


def open_results(path: Path) -> tuple[ResultsFolder, StudyPlan, dict[str, Any]]:
    """Open a folder that an earlier run has written.

    Returns
    -------
    ResultsFolder, StudyPlan, dict
        The folder, its plan, and its manifest.

    Raises
    ------
    StoreError
        If it is no results folder.
    """
    resolved = _read_json(path, "resolved.json")
    manifest = _read_json(path, "manifest.json")
    try:
        plan = StudyPlan.from_dict(resolved["plan"])
    except (KeyError, TypeError) as error:
        raise StoreError(
            f"{path}: written by another version of Kith ({error}); run the study again"
        ) from error
    details = {point.number: point.detail for point in plan.points}
    return ResultsFolder(path, plan.register, details), plan, manifest


def open_study(path: Path, *, allow_code: bool = False) -> tuple[Study, StudyPlan]:
    """Return the study of a results folder, as it was run, and its plan.

    Parameters
    ----------
    path : Path
        The folder.
    allow_code : bool
        Whether Python files that were kept with it may be run.

    Raises
    ------
    StoreError
        If it is no results folder.
    ScenarioError
        If a programme of one's own is not there any more, or may not be run.
    """
    from scenarios.restoring import restored_study

    _, plan, _ = open_results(path)
    content = _read_json(path, "resolved.json")["study"]
    homes = _read_json(path, _HOMES) if (path / _HOMES).exists() else {}
    sources = path / "sources"
    return restored_study(content, sources, allow_code=allow_code, own_data_from=homes), plan


def _read_json(path: Path, name: str) -> dict[str, Any]:
    try:
        content: dict[str, Any] = json.loads((path / name).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise StoreError(f"{path}: not a results folder of Kith ({error})") from error
    return content


def read_findings(
    folder: ResultsFolder, plan: StudyPlan, *, indicators: bool = True
) -> Findings | None:
    """Return what the rows in a folder say, None when there are no rows.

    Parameters
    ----------
    folder, plan
        Of the study.
    indicators : bool
        Whether to read those of every subgroup, which are most of the rows.
    """
    weekly = folder.table("weekly", AS_WRITTEN)
    if weekly.empty:
        return None
    resolved = folder.path / "resolved.json"
    return Findings(
        plan,
        weekly,
        folder.failures(),
        folder.table("indicators", AS_WRITTEN) if indicators else pd.DataFrame(),
        folder.delivery(),
        StudyTables(folder, plan, weekly),
        _read_json(folder.path, resolved.name)["study"] if resolved.exists() else {},
    )


def write_results(
    folder: ResultsFolder,
    plan: StudyPlan,
    manifest: Mapping[str, Any],
    incomplete: Sequence[str] = (),
) -> bool:
    """Write tables, figures and the report from the rows in the folder.

    Returns
    -------
    bool
        False, and nothing written, when there are no rows.
    """
    from experiments.report.page import write_report
    from experiments.report.tables import write_tables

    findings = read_findings(folder, plan)
    if findings is None:
        return False
    write_tables(folder, findings, findings.tables, manifest)
    write_report(folder, findings, manifest, incomplete)
    return True
