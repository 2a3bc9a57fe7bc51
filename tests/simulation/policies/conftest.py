from __future__ import annotations

import pytest

from tests.simulation.policies.lives import Life


@pytest.fixture(scope="session")
def usual(town):
    """Four weeks of the town as it is."""
    return Life(town)
