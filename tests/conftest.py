"""What all tests share: no screen, no deadlines on slow machines, and towns with a past."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from simulation import ConnectivityModel

os.environ.setdefault("MPLBACKEND", "Agg")
if sys.dont_write_bytecode:
    # Commands under test are processes of their own, and without bytecode each of them would
    # compile pandas, SciPy and Matplotlib anew. The tree is kept clean all the same.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    bytecode = Path(__file__).parents[1] / ".pytest_cache" / "bytecode"
    os.environ["PYTHONPYCACHEPREFIX"] = sys.pycache_prefix = str(bytecode)
    sys.dont_write_bytecode = False
settings.register_profile("kith", deadline=None)
settings.load_profile("kith")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Share ``--dist loadfile`` out by files, yet slow tests one by one."""
    if config.getvalue("dist") != "loadfile":
        return None
    from tests.side_by_side import SideBySide

    return SideBySide(config, log)


def pytest_collection_modifyitems(items):
    """Put the slow tests first where there are several workers."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        from tests.side_by_side import turn

        items.sort(key=lambda item: turn(item.nodeid))


@pytest.fixture(scope="session")
def town() -> ConnectivityModel:
    """Two thousand people after two years; fork it, never step it."""
    from simulation import ConnectivityModel  # tests of files and set-up do without

    model = ConnectivityModel(people=2000, rng=11)
    model.run_weeks(104, observe=False)
    return model


@pytest.fixture(scope="session")
def village() -> ConnectivityModel:
    """Five hundred people after a year; fork it, never step it."""
    from simulation import ConnectivityModel  # tests of files and set-up do without

    model = ConnectivityModel(people=500, rng=12)
    model.run_weeks(52, observe=False)
    return model
