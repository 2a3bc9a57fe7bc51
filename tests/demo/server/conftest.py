from __future__ import annotations

import pytest

from tests.demo.server.fakes import FakeParts
from tests.demo.server.pages import Served


@pytest.fixture
def fake():
    return FakeParts()


@pytest.fixture
def served(fake):
    """A server with worlds that cost nothing."""
    with Served(fake.parts()) as server:
        yield server


@pytest.fixture
def page(served):
    """A page with worlds open."""
    with served.page() as one:
        one.open()
        yield one
