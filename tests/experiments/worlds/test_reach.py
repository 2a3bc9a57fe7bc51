from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

from experiments.worlds.reach import CLOSE, DISTANCES, reach_groups
from simulation.tie_arrays import empty_ties


def town(people, links):
    """Return half-ties and counts; a link is (a, b, closeness of a, closeness of b)."""
    ties, counts = empty_ties(people), np.zeros(people, np.int32)
    for a, b, by_a, by_b in links:
        for own, other, felt, returned in ((a, b, by_a, by_b), (b, a, by_b, by_a)):
            slot = counts[own]
            ties.neighbour[own, slot] = other
            ties.closeness[own, slot], ties.their_closeness[own, slot] = felt, returned
            counts[own] += 1
    return ties, counts


def members(groups):
    return {name: np.flatnonzero(flags).tolist() for name, flags in groups.items()}


def test_people_are_told_apart_by_steps_over_close_ties():
    ties, counts = town(6, [(0, 1, 0.8, 0.8), (1, 2, 0.6, 0.6), (2, 3, 0.7, 0.7), (0, 4, 0.3, 0.4)])
    groups = members(reach_groups(ties, counts, np.array([0])))
    assert groups == dict(zip(DISTANCES, ([0], [1], [2], [3, 4, 5]), strict=True))


@pytest.mark.parametrize(("by_a", "by_b"), [(0.5, 0.1), (0.1, 0.5)])
def test_closeness_felt_by_either_side_is_enough(by_a, by_b):
    ties, counts = town(2, [(0, 1, by_a, by_b)])
    assert members(reach_groups(ties, counts, np.array([0])))["close friends and kin"] == [1]


def test_participants_who_are_friends_stay_participants():
    ties, counts = town(3, [(0, 1, 0.9, 0.9), (1, 2, 0.9, 0.9)])
    groups = members(reach_groups(ties, counts, np.array([1, 0])))
    assert groups["participants"] == [0, 1]
    assert groups["close friends and kin"] == [2]


def test_what_lies_in_free_slots_is_no_tie():
    ties, counts = town(3, [(0, 1, 0.9, 0.9)])
    ties.neighbour[0, 1], ties.closeness[0, 1] = 2, 0.9
    assert members(reach_groups(ties, counts, np.array([0])))["others"] == [2]


def test_nobody_takes_part():
    ties, counts = town(3, [(0, 1, 0.9, 0.9)])
    assert members(reach_groups(ties, counts, np.array([], np.int64)))["others"] == [0, 1, 2]


def test_distances_of_a_town_are_those_of_its_graph(village):
    rows = np.arange(0, 500, 50)
    groups = reach_groups(village.ties.arrays, village.people.records["tie_count"], rows)
    table, ids = village.ties.table(), village.people.ids
    close = table[table[["closeness_a", "closeness_b"]].max(axis=1) >= CLOSE]
    graph = nx.Graph()
    graph.add_nodes_from(ids.tolist())
    graph.add_edges_from(zip(close["person_a"], close["person_b"], strict=True))
    steps = nx.multi_source_dijkstra_path_length(graph, set(ids[rows].tolist()))
    expected = np.array([min(steps.get(one, 3), 3) for one in ids.tolist()])
    found = np.argmax(list(groups.values()), axis=0)
    np.testing.assert_array_equal(found, expected)
    assert all(flags.any() for flags in groups.values())
