"""Measures over a year, among people present at both dates: ties lost, scores that stay."""

from __future__ import annotations

import numpy as np

from experiments.validation.person_measures import correlation
from experiments.validation.snapshot import Snapshot

__all__ = ["measure_year"]

#: A friendship younger than this is not yet one that could be lost.
_SETTLED_WEEKS = 8


def _closeness_later(
    before: Snapshot, now: Snapshot
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Return the closeness now of every half-tie of ``before``, 0 where it has ended."""
    n = len(now.ids)
    places = now.ties.person * n + now.ties.other
    order = np.argsort(places)
    wanted = before.ties.person * n + before.ties.other
    found = np.minimum(np.searchsorted(places, wanted, sorter=order), len(places) - 1)
    at = order[found]
    return np.where(places[at] == wanted, now.ties.closeness[at], 0.0)


def _percent_lost(lost: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> float:
    return 100.0 * float(lost.mean()) if len(lost) else float("nan")


def measure_year(before: Snapshot, now: Snapshot) -> dict[str, float]:
    """Return what a year did to friendships and how scores kept their rank.

    Parameters
    ----------
    before, now
        Snapshots of one world, a year apart.

    Returns
    -------
    dict
        ``weak_friend_loss``: of friends with closeness .10 to .5 who met, the per cent gone or
        under .06. ``strong_friend_loss``: of friends with closeness of at least .5, the per cent
        gone or under .25; ``strong_friend_slip``: under .5. ``stability_*``: r with a year before.
    """
    present = before.ids == now.ids
    ties = before.ties
    counted = (
        ~ties.kin & (ties.weeks >= _SETTLED_WEEKS) & present[ties.person] & present[ties.other]
    )
    later = _closeness_later(before, now)
    weak = counted & (ties.closeness > 0.10) & (ties.closeness < 0.5) & (ties.contact_rate > 0.04)
    strong = counted & (ties.closeness >= 0.5)
    return {
        "weak_friend_loss": _percent_lost(later[weak] < 0.06),
        "strong_friend_loss": _percent_lost(later[strong] < 0.25),
        "strong_friend_slip": _percent_lost(later[strong] < 0.5),
        **{
            f"stability_{name}": correlation(
                before.scores[name][present], now.scores[name][present]
            )
            for name in ("ucla3", "phq9", "pss10", "lsns6")
        },
    }
