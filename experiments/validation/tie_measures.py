"""Measures of ties at one date: how many, how close, how clustered, who goes with whom."""

from __future__ import annotations

import numpy as np

from experiments.validation.person_measures import correlation
from experiments.validation.snapshot import Floats, Snapshot

__all__ = ["local_clustering", "measure_ties"]


def local_clustering(now: Snapshot) -> float:
    """Return the mean share of a person's active contacts who are active contacts of each other.

    Parameters
    ----------
    now
        A snapshot; a pair counts as in touch when either side is.

    Returns
    -------
    float
        0 to 1, over people with at least two contacts.
    """
    import scipy.sparse

    n, active = len(now.ids), now.ties.active
    pairs = (now.ties.person[active], now.ties.other[active])
    half = scipy.sparse.csr_array((np.ones(len(pairs[0])), pairs), shape=(n, n))
    graph = ((half + half.T) > 0).astype(np.float64)
    degree: Floats = np.asarray(graph.sum(axis=1)).ravel()
    triangles: Floats = np.asarray((graph @ graph).multiply(graph).sum(axis=1)).ravel()
    several = degree > 1
    if not several.any():
        return 0.0
    return float((triangles[several] / (degree[several] * (degree[several] - 1))).mean())


def measure_ties(now: Snapshot) -> dict[str, float]:
    """Return counts of ties a person, reciprocity, clustering and resemblance, by name."""
    ties, ucla = now.ties, now.scores["ucla3"]
    strong = now.count(ties.strong)
    friends = ~ties.kin & (ties.closeness > 0.25)
    mutual = ties.strong & (ties.their_closeness > 0.5)
    return {
        "degree": float(now.columns["tie_count"].mean()),
        "kin": float(now.count(ties.kin).mean()),
        "strong_ties": float(strong.mean()),
        "strong_friends": float(now.count(ties.strong & ~ties.kin).mean()),
        "no_strong_share": 100.0 * float((strong == 0).mean()),
        "active_ties": float(now.count(ties.active).mean()),
        "clustering": local_clustering(now),
        "reciprocity": float(mutual.sum() / max(ties.strong.sum(), 1)),
        "r_friends_ucla3": correlation(ucla[ties.person[friends]], ucla[ties.other[friends]]),
    }
