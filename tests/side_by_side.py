"""Which tests go to which worker, and when, so that all workers end at about the same time.

The tests of a file stay together, because they share its fixtures. A test that is marked slow goes
by itself, a file that is marked so as a whole stays together, and all of these go first: whoever
has ended fills up with short files. Before them go the reports, which need no compiled model: one
worker writes pages while another compiles. The tests of a report in a browser stay together too,
because they share a study that was lived.
"""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest
from xdist.scheduler import LoadScopeScheduling

_ROOT = Path(__file__).parents[1]
_WITHOUT_A_WORLD = "tests/experiments/report/"
_ONE_STUDY = "tests/browser/"


@cache
def slow_tests(path: str) -> frozenset[str]:
    """Return the names of what is marked slow in a file: functions, or ``pytestmark`` for all."""
    text = (_ROOT / path).read_text(encoding="utf-8")
    if "pytest.mark.slow" not in text:
        return frozenset()
    found = set()
    for one in ast.parse(text).body:
        if isinstance(one, ast.FunctionDef):
            marks = [ast.unparse(mark) for mark in one.decorator_list]
            if "pytest.mark.slow" in marks:
                found.add(one.name)
        elif isinstance(one, ast.Assign) and ast.unparse(one.targets[0]) == "pytestmark":
            marks = [ast.unparse(mark) for mark in _several(one.value)]
            found |= {"pytestmark"} if "pytest.mark.slow" in marks else set()
    return frozenset(found)


def _several(marks: ast.expr) -> list[ast.expr]:
    return marks.elts if isinstance(marks, ast.List) else [marks]


def unit(nodeid: str) -> str:
    """Return what a test belongs to: all tests of one unit go to one worker.

    Examples
    --------
    >>> unit("tests/scientific/test_towns.py::test_a_town_of_students_stays_young")
    'tests/scientific/test_towns.py'
    >>> unit("tests/scientific/test_towns.py::test_any_mix_of_ages_lasts_for_ten_years[shares0]")
    'tests/scientific/test_towns.py::test_any_mix_of_ages_lasts_for_ten_years'
    """
    path, _, rest = nodeid.partition("::")
    for folder in (_WITHOUT_A_WORLD, _ONE_STUDY):
        if path.startswith(folder):
            return folder
    name = rest.partition("[")[0]
    return f"{path}::{name}" if name in slow_tests(path) else path


def turn(nodeid: str) -> int:
    """Return when a test has its turn: the lower, the earlier."""
    of = unit(nodeid)
    if of == _WITHOUT_A_WORLD:
        return 0
    return 1 if of == _ONE_STUDY or "::" in of or "pytestmark" in slow_tests(of) else 2


class SideBySide(LoadScopeScheduling):
    """Hands out units in the order in which the workers have sorted them."""

    def __init__(self, config: pytest.Config, log) -> None:
        super().__init__(config, log)
        config.option.loadscopereorder = False

    def _split_scope(self, nodeid: str) -> str:
        return unit(nodeid)
