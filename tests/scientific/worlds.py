"""Ways to change a world in the middle of its life that the public face has no need of."""

from __future__ import annotations

from simulation import ConnectivityModel, ParameterSet
from simulation.demography.departures import end_tie, find_tie


def fork_with(model: ConnectivityModel, **changes: float) -> ConnectivityModel:
    """Return a twin that lives on with other parameters."""
    twin = model.fork()
    world = twin._kith_world
    world.parameters = ParameterSet({**world.parameters.overrides, **changes})
    world.p = world.parameters.record()[0]
    return twin


def end_every_tie(model: ConnectivityModel, rows) -> None:
    """Let these people lose everybody they know, without grief or anybody's fault."""
    records, arrays = model.people.records, model.ties.arrays
    for i in map(int, rows):
        while records["tie_count"][i]:
            j = int(arrays.neighbour[i, 0])
            end_tie(records, arrays, j, find_tie(arrays, int(records["tie_count"][j]), j, i))
            end_tie(records, arrays, i, 0)


def mean_of(model: ConnectivityModel, name: str, rows=None) -> float:
    """Return the mean of a column, of everybody or of some rows."""
    values = model.people.array(name)
    return float((values if rows is None else values[rows]).mean())
