"""Ties as tables and graphs: every view tells the same."""

from __future__ import annotations

import networkx
import pytest

from simulation import ConnectivityModel, DepartedPersonError
from simulation.tie_arrays import ORIGINS, SLOTS, empty_ties
from tests.properties.twins import half_ties, pairs, world_of


@pytest.fixture(scope="module")
def model(village):
    model = village.fork()
    model.run_weeks(1)
    return model


def test_a_table_has_one_row_a_tie(model):
    table = model.ties.table()
    assert len(table) == len(model.ties) == len(pairs(model))
    assert repr(model.ties) == f"<Ties: {len(table)}>"
    assert (table["person_a"] < table["person_b"]).all()
    assert set(zip(table["person_a"], table["person_b"], strict=True)) == pairs(model)
    assert table[["person_a", "person_b"]].apply(tuple, axis=1).is_monotonic_increasing
    assert list(table.columns) == [
        "person_a",
        "person_b",
        "closeness_a",
        "closeness_b",
        "trust_a",
        "trust_b",
        "contact_rate",
        "kin",
        "online",
        "weeks",
        "origin",
    ]
    assert table["kin"].dtype == bool
    assert list(table["origin"].cat.categories) == list(ORIGINS)
    for name in ("closeness_a", "closeness_b", "trust_a", "trust_b", "contact_rate"):
        assert table[name].between(0, 1).all()
    assert (table["kin"] | ~table["origin"].isin(["family"])).all()


def test_one_persons_ties_are_seen_from_their_side(model):
    table = model.ties.table()
    for one in model.people.ids[[3, 250, 499]].tolist():
        mine = model.ties.of(one)
        assert (mine["person_a"] == one).all()
        assert len(mine) == ((table["person_a"] == one) | (table["person_b"] == one)).sum()
        for row in mine.itertuples():
            low, high = sorted((one, row.person_b))
            same = table[(table["person_a"] == low) & (table["person_b"] == high)].iloc[0]
            near, far = ("a", "b") if one == low else ("b", "a")
            assert row.closeness_a == same[f"closeness_{near}"]
            assert row.closeness_b == same[f"closeness_{far}"]
            assert row.trust_a == same[f"trust_{near}"]


def test_ties_of_the_departed_are_refused(model):
    with pytest.raises(DepartedPersonError, match="person 10000000 is no longer here"):
        model.ties.of(10_000_000)


@pytest.mark.parametrize("weight", ["closeness", "trust", "contact_rate"])
def test_the_matrix_holds_every_half(model, weight):
    matrix = model.ties.sparse(weight)
    table = half_ties(model)
    n = len(model.people)
    assert matrix.shape == (n, n)
    assert matrix.nnz == len(table)
    dense = matrix.toarray()
    assert (dense[table["me"] % n, table["other"] % n] == table[weight]).all()
    assert not dense.diagonal().any()
    if weight == "contact_rate":
        assert (dense == dense.T).all()


def test_the_graph_has_all_people_and_the_tables_columns(model):
    graph = model.ties.networkx()
    assert isinstance(graph, networkx.Graph)
    assert set(graph.nodes) == set(model.people.ids.tolist())
    assert {tuple(sorted(edge)) for edge in graph.edges} == pairs(model)
    first = model.ties.table().iloc[0]
    data = graph.edges[first["person_a"], first["person_b"]]
    assert data["closeness_a"] == first["closeness_a"]
    assert data["origin"] == first["origin"]


def test_a_town_at_its_founding_has_no_ties():
    model = ConnectivityModel(people=20, rng=1)
    assert len(model.ties) == 0
    assert model.ties.table().empty
    assert model.ties.of(3).empty
    assert model.ties.sparse().nnz == 0
    assert len(model.ties.networkx()) == 20


def test_views_change_nothing(model):
    before = world_of(model).ties.closeness.tobytes()
    table = model.ties.table()
    table["closeness_a"] = 0.0
    model.ties.sparse().data[:] = 0.0
    assert world_of(model).ties.closeness.tobytes() == before


def test_empty_ties_are_empty():
    ties = empty_ties(3)
    for name, array in ties._asdict().items():
        assert array.shape == (3, SLOTS)
        assert (array == (-1 if name == "neighbour" else 0)).all()
