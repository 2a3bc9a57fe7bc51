"""Studies without figures and page, which have tests of their own and take most of a small run."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

#: What starts the command in a process of its own.
WITHOUT_PAGE = ("-m", "tests.experiments.without_page")


def _write_tables_here(path: Path, manifest: Any, crew: Any) -> bool:
    """Write the tables of a folder in this process, where workers would draw its figures."""
    from experiments.running.results import open_results, write_results

    folder, plan, _ = open_results(path)
    return write_results(folder, plan, manifest)


def leave_out_the_page(patch: Callable[[str, object], None]) -> None:
    """Let studies end with their tables.

    Parameters
    ----------
    patch : callable
        Puts a value where a dotted name leads, as ``monkeypatch.setattr``.
    """
    patch("experiments.report.page.write_report", lambda *_: None)
    patch("experiments.running.finishing.write_apart", _write_tables_here)
    patch("experiments.running.runner.import_writing", None)


if __name__ == "__main__":
    import pytest

    from experiments import cli

    leave_out_the_page(pytest.MonkeyPatch().setattr)
    sys.argv[0] = "kith"
    cli.main()
