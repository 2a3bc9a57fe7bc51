"""Towns with a past, made once and forked by every test that wants one."""

from __future__ import annotations

import pytest

from simulation import ConnectivityModel


@pytest.fixture(scope="session")
def town() -> ConnectivityModel:
    """Two thousand people after two years; fork it, never step it."""
    model = ConnectivityModel(people=2000, rng=11)
    model.run_weeks(104, observe=False)
    return model


@pytest.fixture(scope="session")
def village() -> ConnectivityModel:
    """Five hundred people after a year; fork it, never step it."""
    model = ConnectivityModel(people=500, rng=12)
    model.run_weeks(52, observe=False)
    return model
