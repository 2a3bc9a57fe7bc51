"""Groups of people by a value they share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

from simulation.expressions import widened

try:
    from mesa.agentset import GroupBy
except ImportError:  # before Mesa 3.5
    from mesa.agent import GroupBy

__all__ = ["PersonGroups", "places_by_value"]


class PersonGroups(GroupBy):
    """Mesa's GroupBy, with ``agg`` computed on columns where the groups are sets of people."""

    def agg(self, attr_name: str, func: Callable[..., Any]) -> dict[Any, Any]:
        """Return the function of the attribute's values for each group, by the group's value."""
        return {
            value: group.agg(attr_name, func)
            if hasattr(group, "agg")
            else func([getattr(person, attr_name) for person in group])
            for value, group in self.groups.items()
        }


def places_by_value(values: npt.NDArray[Any]) -> dict[Any, npt.NDArray[np.int64]]:
    """Return for each value the places where it stands, values in the order of first mention.

    Examples
    --------
    >>> places_by_value(np.array([2, 1, 2]))
    {2: array([0, 2]), 1: array([1])}
    """
    wide = widened(values)
    distinct, first, which = np.unique(wide, return_index=True, return_inverse=True)
    starts = np.searchsorted(np.sort(which), np.arange(len(distinct)))
    members = np.split(np.argsort(which, kind="stable"), starts[1:])
    return {distinct[one].item(): members[one] for one in np.argsort(first).tolist()}
