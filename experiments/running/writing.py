"""Writing the results of a folder with two processes: tables, each figure, and at last the page."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import BrokenExecutor
from functools import lru_cache
from pathlib import Path
from typing import Any

from experiments.errors import KithError
from experiments.report.findings import Findings
from experiments.running.pool import process_pool
from experiments.running.results import open_results, read_findings
from experiments.storage.store import ResultsFolder

__all__ = ["write_apart"]


def write_apart(path: Path, manifest: Mapping[str, Any]) -> bool:
    """Write tables, figures and the report of a folder in two processes that end with it.

    A large study takes several times the memory of the process that hands out its work, and figures
    take as long as everything else.

    Parameters
    ----------
    path : Path
        The folder.
    manifest : mapping
        As in ``manifest.json``.

    Returns
    -------
    bool
        False, and nothing written, when there are no rows.

    Raises
    ------
    KithError
        When one of them dies.
    """
    from experiments.report.drawing import figure_names

    with process_pool(2) as pool:
        try:
            written = pool.submit(_write_tables, path, manifest)
            drawing = {name: pool.submit(_draw, path, name) for name in figure_names()}
            drawn = {name: svg for name, one in drawing.items() if (svg := one.result())}
            if not written.result():
                return False
            pool.submit(_write_page, path, manifest, drawn).result()
        except BrokenExecutor as error:
            raise KithError(
                f"the process that writes the report died ({error}); every run is kept: "
                f"kith report {path}"
            ) from None
    return True


@lru_cache(maxsize=1)
def _opened(path: Path) -> tuple[ResultsFolder, Findings | None]:
    # Read once in each process, whatever it then writes.
    folder, plan, _ = open_results(path)
    return folder, read_findings(folder, plan)


def _draw(path: Path, name: str) -> str | None:
    from experiments.report.drawing import figure_of
    from experiments.report.page import write_figure

    folder, findings = _opened(path)
    figure = None if findings is None else figure_of(findings, name)
    return None if figure is None else write_figure(folder, name, figure)


def _write_tables(path: Path, manifest: Mapping[str, Any]) -> bool:
    from experiments.report.tables import write_tables

    folder, findings = _opened(path)
    if findings is None:
        return False
    write_tables(folder, findings, findings.tables, manifest)
    return True


def _write_page(path: Path, manifest: Mapping[str, Any], drawn: Mapping[str, str]) -> None:
    from experiments.report.page import write_page

    folder, findings = _opened(path)
    assert findings is not None
    write_page(folder, findings, manifest, drawn)
