"""Writing the results of a folder with two workers: tables, each figure, and at last the page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial
from importlib import import_module
from operator import call
from pathlib import Path
from typing import Any

from experiments.errors import KithError
from experiments.report.figure_names import OF_ROWS, OF_TABLES
from experiments.report.findings import Findings
from experiments.running.pool import Crash, Crew
from experiments.running.results import open_results, read_findings
from experiments.storage.store import ResultsFolder

__all__ = ["WRITERS", "import_writing", "write_apart"]

#: Each of them reads all rows, which may take several times the memory of a world.
WRITERS = 2


def write_apart(path: Path, manifest: Mapping[str, Any], crew: Crew) -> bool:
    """Let two workers write tables, figures and the report of a folder.

    A large study takes several times the memory of the process that hands out its work, and figures
    take as long as everything else.

    Parameters
    ----------
    path : Path
        The folder.
    manifest : mapping
        As in ``manifest.json``.
    crew : Crew
        Workers of this machine; no more than two of them are left.

    Returns
    -------
    bool
        False, and nothing written, when there are no rows.

    Raises
    ------
    KithError
        When one of them dies twice of the same piece.
    """
    crew.shrink_to(WRITERS)
    tables = partial(_write_tables, path, manifest)
    figures = [partial(_draw, path, [name]) for name in OF_ROWS]
    done = _done(crew, [tables, *figures], path)
    if done[tables] is None:
        return False
    drawn = {name: svg for some in done.values() for name, svg in some.items()}
    _done(crew, [partial(_write_page, path, manifest, drawn)], path)
    return True


def _done(crew: Crew, pieces: Sequence[Callable[[], Any]], path: Path) -> dict[Any, Any]:
    """Return what came of each piece of work."""
    done = dict(crew.run(call, pieces))
    for outcome in done.values():
        if isinstance(outcome, Crash):
            raise KithError(
                f"the report is not written, for {outcome.message}; every run is kept: "
                f"kith report {path}"
            )
    return done


def import_writing() -> None:
    """Import what writing needs, which takes as long as a figure or two."""
    for name in ("experiments.report.page", "experiments.report.tables"):
        import_module(name)


@lru_cache(maxsize=1)
def _opened(path: Path) -> tuple[ResultsFolder, Findings | None]:
    # Read once in each process, whatever it then writes.
    folder, plan, _ = open_results(path)
    return folder, read_findings(folder, plan)


def _draw(path: Path, names: Sequence[str]) -> dict[str, str]:
    """Write figures, and return by name, as SVG, those that there are numbers for."""
    from experiments.report.drawing import figure_of
    from experiments.report.page import write_figure

    folder, findings = _opened(path)
    if findings is None:
        return {}
    figures = {name: figure_of(findings, name) for name in names}
    return {
        name: write_figure(folder, name, figure)
        for name, figure in figures.items()
        if figure is not None
    }


def _write_tables(path: Path, manifest: Mapping[str, Any]) -> dict[str, str] | None:
    """Write tables and what is drawn from them; return the figures, None when there are no rows."""
    from experiments.report.tables import write_tables

    folder, findings = _opened(path)
    if findings is None:
        return None
    write_tables(folder, findings, findings.tables, manifest)
    return _draw(path, OF_TABLES)


def _write_page(path: Path, manifest: Mapping[str, Any], drawn: Mapping[str, str]) -> None:
    from experiments.report.page import write_page

    folder, findings = _opened(path)
    assert findings is not None
    write_page(folder, findings, manifest, drawn)
