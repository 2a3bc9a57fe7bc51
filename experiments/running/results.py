"""From the rows in a results folder to its tables, figures, report and manifest."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from experiments.designs.plan import StudyPlan
from experiments.designs.sources import source_files
from experiments.errors import StoreError
from experiments.report.findings import Findings
from experiments.storage.manifest import Counts, make_manifest
from experiments.storage.readme import readme_text
from experiments.storage.store import ResultsFolder

if TYPE_CHECKING:
    from scenarios import Study

__all__ = [
    "count_runs",
    "finished_manifest",
    "open_results",
    "record_manifest",
    "record_sources",
    "write_results",
]


def record_sources(folder: ResultsFolder, study: Study, plan: StudyPlan) -> None:
    """Keep the study's files as given and as understood."""
    for name, content in source_files(study).items():
        folder.write(name, content)
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
) -> dict[str, Any]:
    """Write ``manifest.json`` from what is in the folder now, and return it."""
    from simulation.fingerprint import source_fingerprint

    runs, _ = folder.read()
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
    folder.write_json("manifest.json", manifest)
    return manifest


def finished_manifest(folder: ResultsFolder) -> dict[str, Any] | None:
    """Return the manifest of an earlier run of the same study that got to its end, if any."""
    path = folder.path / "manifest.json"
    if not path.exists():
        return None
    manifest: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    same = manifest["study_hash"] == folder.study_hash and manifest["state"] == "finished"
    return manifest if same else None


def count_runs(folder: ResultsFolder) -> Counts:
    """Count the worlds of a folder by how they ended."""
    runs, _ = folder.read()
    kinds = [failure["kind"] for failure in folder.failures()]
    return Counts(ok=len(runs), failed=kinds.count("failed"), crashed=kinds.count("crashed"))


def open_results(path: Path) -> tuple[ResultsFolder, StudyPlan, dict[str, Any]]:
    """Open a folder that an earlier run has written.

    Raises
    ------
    StoreError
        If it is no results folder.
    """
    try:
        resolved = json.loads((path / "resolved.json").read_text(encoding="utf-8"))
        manifest = json.loads((path / "manifest.json").read_text(encoding="utf-8"))
        plan = StudyPlan.from_dict(resolved["plan"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(f"{path}: not a results folder of Kith ({error})") from error
    return ResultsFolder(path, plan.study_hash), plan, manifest


def write_results(
    folder: ResultsFolder,
    plan: StudyPlan,
    manifest: Mapping[str, Any],
    incomplete: Sequence[str] = (),
) -> Findings | None:
    """Write tables, figures and the report from the rows in the folder.

    Returns
    -------
    Findings or None
        None, and nothing written, when there are no rows.
    """
    from experiments.report.page import write_report
    from experiments.report.tables import write_tables

    _, weekly = folder.read()
    if weekly.empty:
        return None
    findings = Findings(
        plan, weekly, folder.failures(), folder.read_indicators(), folder.read_delivery()
    )
    write_tables(folder, findings)
    write_report(folder, findings, manifest, incomplete)
    return findings
