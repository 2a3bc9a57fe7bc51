"""What all tests share: no screen, no deadlines on slow machines, and towns with a past."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from simulation import ConnectivityModel

os.environ.setdefault("MPLBACKEND", "Agg")
settings.register_profile("kith", deadline=None)
settings.load_profile("kith")


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
