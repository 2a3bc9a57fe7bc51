"""Towns that several tests look at: lived once, forked by whoever changes something."""

from __future__ import annotations

import pytest

from experiments.validation import run_validation
from simulation import ConnectivityModel

BURN_IN = 260


@pytest.fixture(scope="session")
def town():
    """Two thousand people after five years; fork it before living on."""
    model = ConnectivityModel(people=2000, rng=7)
    model.run_weeks(BURN_IN, observe=False)
    return model


@pytest.fixture(scope="session")
def quick_report():
    """The quick table with the default parameters."""
    return run_validation(quick=True)
