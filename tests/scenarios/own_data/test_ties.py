"""Files of ties, as CSV and as GraphML."""

from __future__ import annotations

import networkx
import numpy as np
import pytest

from scenarios import check_file, load_scenario
from simulation.tie_arrays import ORIGINS
from tests.scenarios.own_data.conftest import PEOPLE, TIES


def problems(path):
    return [str(one).removeprefix(f"{path.parent}/") for one in check_file(path)]


def test_ties_are_read_as_they_stand(town):
    own = load_scenario(town(ties=TIES)).own_data
    ties = own.content.ties
    assert own.ties.rows == 3
    assert ties.person.tolist() == [0, 0, 2]
    assert ties.other.tolist() == [1, 2, 9]
    assert ties.closeness[:2].tolist() == [0.8, 0.4]
    assert ties.their_closeness[0] == 0.7
    assert ties.trust[0] == 0.9
    assert np.isnan(ties.their_trust).all()
    assert ties.kin.tolist() == [1, -1, -1]
    assert [ORIGINS[code] for code in ties.origin[[0, 2]]] == ["household", "group"]


def test_columns_of_ties_are_mapped_too(town):
    text = TIES.replace("person_a,person_b", "ego,alter")
    path = town(ties=text, population="tie_columns: {person_a: ego, person_b: alter}")
    assert load_scenario(path).own_data.ties.rows == 3


CASES = [
    ("anna,ben", "anna,bne", "2:2 person_b: nobody has the id bne, did you mean ben?"),
    ("anna,ben", "anna,xx", "2:2 person_b: nobody has the id xx"),
    ("anna,ben", "anna,", "2:2 person_b: missing; a tie is between two people"),
    ("anna,ben", "anna,anna", "2:2 person_b: anna has a tie with themselves"),
    ("cora,jo", "cora,anna", "4:2 person_b: a tie of cora and anna is given twice (first in "
                             "line 3)"),
    (",0.8,", ",1.8,", "2:3 closeness: must be a number from 0 to 1 (share), got '1.8'"),
    (",yes,", ",maybe,", "2:6 kin: must be a whole number from 0 to 1 (0 no, 1 yes), got 'maybe'"),
    ("household\n", "houshold\n", "2:7 origin: unknown origin 'houshold', did you mean household?"),
    ("person_b", "person_c", "1:2 person_c: unknown column, did you mean person_b?"),
    ("closeness,", "closenes,", "1:3 closenes: unknown column, did you mean closeness?"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "message"), CASES)
def test_each_mistake_is_one_line_with_its_place(town, old, new, message):
    found = problems(town(ties=TIES.replace(old, new, 1)))
    assert f"my_ties.csv:{message}" in found
    assert len(found) == 1 + (new == "person_c")


def test_nobody_has_more_ties_than_slots(town):
    people = "id\n" + "".join(f"p{n}\n" for n in range(60))
    ties = "person_a,person_b\n" + "".join(f"p0,p{n}\n" for n in range(1, 50))
    assert problems(town(people, ties)) == [
        "my_ties.csv:42:1 person_a: p0 has more than 40 ties, for which there is room"
    ]
    assert problems(town(people, "\n".join(ties.splitlines()[:41]))) == []


def test_ties_need_people_with_ids(town):
    people = "\n".join(line.partition(",")[2] for line in PEOPLE.splitlines())
    assert problems(town(people, TIES)) == [
        "town.yaml:6:9 population.ties: ties name people by their ids, and the file of people has "
        "no column id"
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "my_ties.csv: the file is empty; its first line names the columns"),
        ("person_a,person_b\n", "my_ties.csv: holds no ties"),
    ],
)
def test_files_without_ties_are_refused(town, text, message):
    assert problems(town(ties=text)) == [message]


def graph_town(town, graph):
    path = town(ties=TIES)
    networkx.write_graphml(graph, path.parent / "my_ties.graphml")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("my_ties.csv", "my_ties.graphml"), encoding="utf-8")
    return path


def test_a_graph_of_networkx_is_read(town):
    graph = networkx.Graph()
    graph.add_nodes_from(["anna", "ben", "cora", "jo"])
    graph.add_edge("anna", "ben", closeness=0.8, closeness_back=0.7, kin=True, origin="household")
    graph.add_edge("cora", "jo", trust=0.25)
    ties = load_scenario(graph_town(town, graph)).own_data.content.ties
    assert (ties.person.tolist(), ties.other.tolist()) == ([0, 2], [1, 9])
    assert (ties.closeness[0], ties.their_closeness[0], ties.trust[1]) == (0.8, 0.7, 0.25)
    assert ties.kin.tolist() == [1, -1]
    assert ties.origin.tolist() == [ORIGINS.index("household"), -1]


def test_directed_edges_that_face_each_other_are_one_tie(town):
    graph = networkx.DiGraph()
    graph.add_edge("anna", "ben", closeness=0.8)
    graph.add_edge("ben", "anna", closeness=0.3, trust=0.6)
    graph.add_edge("cora", "jo", closeness=0.2)
    ties = load_scenario(graph_town(town, graph)).own_data.content.ties
    assert ties.closeness.tolist() == [0.8, 0.2]
    assert ties.their_closeness[0] == 0.3
    assert ties.their_trust[0] == 0.6
    assert np.isnan(ties.their_closeness[1])


def test_mistakes_in_a_graph_are_told_with_their_lines(town):
    graph = networkx.Graph()
    graph.add_edge("anna", "nobody", closness=0.8)
    path = graph_town(town, graph)
    told = problems(path)
    line = (path.parent / "my_ties.graphml").read_text().splitlines()
    edge = next(n for n, text in enumerate(line, 1) if "<edge" in text)
    assert any("closness: unknown attribute of edges, did you mean closeness?" in t for t in told)
    assert f"my_ties.graphml:{edge}:1 person_b: nobody has the id nobody" in told


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<graphml", "1:1: not valid GraphML: unclosed token"),
        ("<svg/>", " not valid GraphML: holds no graph"),
    ],
)
def test_other_files_are_no_graphs(town, text, message):
    path = graph_town(town, networkx.Graph())
    (path.parent / "my_ties.graphml").write_text(text)
    assert problems(path)[0] == f"my_ties.graphml:{message}"
