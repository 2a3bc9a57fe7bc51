from __future__ import annotations

import numpy as np
import pytest

from experiments.validation.snapshot import HalfTies, Snapshot
from simulation.surveys import INSTRUMENTS

COLUMNS = {
    "age": 40.0, "sex": 0, "adverse_childhood": 0, "neurodivergent": 0, "household": 0, "group": -1,
    "partner": -1, "attachment_anxiety": 0.2, "attachment_avoidance": 0.2,
    "chronic_loneliness": 0.3, "inflammation": 0.0, "health": 90.0, "allostatic_load": 1.0,
    "cognition": 0.0, "tie_count": 0,
}  # fmt: skip


def _ties(pairs):
    """Return both halves of (a, b, closeness, contact rate, kin, weeks)."""
    halves = [(a, b, c, r, k, w) for a, b, c, r, k, w in pairs]
    halves += [(b, a, c, r, k, w) for a, b, c, r, k, w in pairs]
    person, other, closeness, rate, kin, weeks = (
        np.array(list(one)) for one in zip(*halves, strict=True)
    )
    return HalfTies(
        person.astype(np.int64), other.astype(np.int64), closeness.astype(float),
        closeness.astype(float), rate.astype(float), kin.astype(bool), weeks.astype(np.int64),
        np.zeros(len(person), np.int64),
    )  # fmt: skip


@pytest.fixture
def snapshot_of():
    """Make a snapshot of a few people out of ties, and of columns and scores that matter."""

    def make(people, pairs, columns=None, scores=None, ids=None):
        filled = {name: np.full(people, value) for name, value in COLUMNS.items()}
        filled |= {name: np.asarray(values) for name, values in (columns or {}).items()}
        answers = {name: np.full(people, float(one.low)) for name, one in INSTRUMENTS.items()}
        answers |= {name: np.asarray(values, float) for name, values in (scores or {}).items()}
        return Snapshot(
            np.arange(people) if ids is None else np.array(ids), answers, filled, _ties(pairs)
        )

    return make
