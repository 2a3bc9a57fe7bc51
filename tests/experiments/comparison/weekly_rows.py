"""Rows of weekly tables for tests of comparisons."""

from __future__ import annotations

import numpy as np
import pandas as pd


def weekly(values, *, arm="baseline", of="", population="everybody", name="pss10", first_seed=1):
    """Return a row for each seed and week of ``values``, shape (seeds, weeks) or (seeds,)."""
    curves = np.asarray(values, float)
    curves = curves[:, np.newaxis] if curves.ndim == 1 else curves
    seeds, weeks = curves.shape
    return pd.DataFrame(
        {
            "arm": arm,
            "participants_of": of,
            "population": population,
            "seed": np.repeat(np.arange(seeds) + first_seed, weeks),
            "week": np.tile(np.arange(weeks), seeds),
            "people": 100,
            name: curves.ravel(),
        }
    )


def panel(values, *, dimension, group, arm="baseline", of="", people=100, name="pss10"):
    """Return a row for each seed of one group in week 9."""
    return pd.DataFrame(
        {
            "arm": arm,
            "participants_of": of,
            "dimension": dimension,
            "group": group,
            "seed": np.arange(len(values)) + 1,
            "week": 9,
            "people": people,
            name: np.asarray(values, float),
        }
    )
