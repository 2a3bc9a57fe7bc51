from __future__ import annotations

import numpy as np
import pytest

from experiments.validation.snapshot import half_ties
from experiments.validation.tie_measures import local_clustering, measure_ties
from simulation import ConnectivityModel

CLOSE, FAINT = (0.6, 0.5, 0, 60), (0.1, 0.0, 0, 60)


def test_friends_of_a_triangle_all_know_each_other(snapshot_of):
    triangle = snapshot_of(3, [(0, 1, *CLOSE), (1, 2, *CLOSE), (0, 2, *CLOSE)])
    assert local_clustering(triangle) == 1.0


def test_the_middle_of_a_chain_has_no_friends_who_know_each_other(snapshot_of):
    assert local_clustering(snapshot_of(3, [(0, 1, *CLOSE), (1, 2, *CLOSE)])) == 0.0


def test_a_faint_tie_closes_no_triangle(snapshot_of):
    pairs = [(0, 1, *CLOSE), (1, 2, *CLOSE), (0, 2, *FAINT)]
    assert local_clustering(snapshot_of(3, pairs)) == 0.0


def test_clustering_is_that_of_networkx():
    import networkx

    model = ConnectivityModel(people=120, rng=3)
    model.run_weeks(30, observe=False)
    from experiments.validation.snapshot import take_snapshot

    now = take_snapshot(model)
    graph = networkx.Graph()
    active = now.ties.active
    graph.add_edges_from(zip(now.ties.person[active], now.ties.other[active], strict=True))
    several = [one for one, degree in graph.degree() if degree > 1]
    expected = networkx.average_clustering(graph, several)
    assert local_clustering(now) == pytest.approx(expected)


def test_strong_ties_are_counted_a_person_and_kin_apart(snapshot_of):
    measured = measure_ties(
        snapshot_of(4, [(0, 1, *CLOSE), (0, 2, 0.7, 0.9, 1, 60), (1, 2, *FAINT)])
    )
    assert measured["strong_ties"] == 1.0  # four halves, four people
    assert measured["strong_friends"] == 0.5
    assert measured["no_strong_share"] == 25.0
    assert measured["active_ties"] == 1.0


def test_half_ties_hold_every_tie_twice():
    model = ConnectivityModel(people=100, rng=1)
    model.run_weeks(8, observe=False)
    ties = half_ties(model)
    assert len(ties.person) == 2 * len(model.ties)
    assert (
        np.bincount(ties.person, minlength=100).tolist() == model.people.array("tie_count").tolist()
    )
