"""Ties from GraphML (Brandes et al. 2002), as networkx, igraph and Gephi write it.

The nodes' ids name people, attributes of edges are those of ties. In a directed graph the edge from
a to b says how close a is to b; the one from b to a, if there is one, how close b is to a.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from scenarios.own_data.findings import Findings
from scenarios.own_data.ties import TIE_COLUMNS, TieRow
from scenarios.problems import suggestion

__all__ = ["rows_of_graphml"]

_BACK = {"closeness": "closeness_back", "trust": "trust_back"}


@dataclass
class _Edge:
    line: int
    source: str
    target: str
    directed: bool
    data: dict[str, str] = field(default_factory=dict)


class _Reader:
    """Gathers edges as the parser meets them, with their lines."""

    def __init__(self, parser: Any, findings: Findings) -> None:
        self.parser, self.findings = parser, findings
        self.names: dict[str, str] = {}
        self.edges: list[_Edge] = []
        self.edge: _Edge | None = None
        self.key: str | None = None
        self.directed = False
        self.is_graph = False
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.text

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = tag.rpartition(":")[2]
        line = self.parser.CurrentLineNumber
        if tag == "graph":
            self.is_graph = True
            self.directed = attributes.get("edgedefault") == "directed"
        elif tag == "key" and attributes.get("for") in ("edge", "all"):
            self.key_of_edges(line, attributes)
        elif tag == "edge":
            way = attributes.get("directed")
            directed = self.directed if way is None else way == "true"
            ends = (attributes.get("source", ""), attributes.get("target", ""))
            self.edge = _Edge(line, *ends, directed)
            self.edges.append(self.edge)
        elif tag == "data" and self.edge is not None:
            self.key = self.names.get(attributes.get("key", ""))
            if self.key is not None:
                self.edge.data[self.key] = ""

    def key_of_edges(self, line: int, attributes: dict[str, str]) -> None:
        name = attributes.get("attr.name", attributes.get("id", ""))
        if name in TIE_COLUMNS[2:]:
            self.names[attributes.get("id", "")] = name
        else:
            hint = suggestion(name, TIE_COLUMNS[2:])
            self.findings.add(line, 0, name, f"unknown attribute of edges{hint}")

    def end(self, tag: str) -> None:
        tag = tag.rpartition(":")[2]
        if tag == "data":
            self.key = None
        elif tag == "edge":
            self.edge = None

    def text(self, text: str) -> None:
        if self.edge is not None and self.key is not None:
            self.edge.data[self.key] += text


def rows_of_graphml(raw: bytes, findings: Findings) -> list[TieRow]:
    """Return the ties of a GraphML file; what is wrong with the file goes to ``findings``.

    Parameters
    ----------
    raw
        The file's bytes.
    findings
        Gets what is wrong.
    """
    parser = expat.ParserCreate()
    reader = _Reader(parser, findings)
    try:
        parser.Parse(raw, True)
    except expat.ExpatError as error:
        message = f"not valid GraphML: {expat.ErrorString(error.code)}"
        findings.add(error.lineno, 0, "", message)
        return []
    except ValueError as error:  # an encoding that the parser does not know
        findings.add(1, 0, "", f"not valid GraphML: {error}")
        return []
    if not reader.is_graph:
        findings.add(0, 0, "", "not valid GraphML: holds no graph")
        return []
    return _joined(reader.edges)


def _joined(edges: list[_Edge]) -> list[TieRow]:
    """Return one row a tie: two directed edges between two people that face each other are one."""
    rows: list[TieRow] = []
    facing: dict[tuple[str, str], TieRow] = {}
    for edge in edges:
        data = {name: text.strip() for name, text in edge.data.items()}
        first = facing.pop((edge.target, edge.source), None) if edge.directed else None
        if first is not None and not set(_BACK.values()) & {*data, *first.cells}:
            for name, text in data.items():
                first.cells.setdefault(_BACK.get(name, name), (text, 1))
            continue
        cells = {"person_a": edge.source, "person_b": edge.target} | data
        row = TieRow(edge.line, {name: (text, 1) for name, text in cells.items()})
        rows.append(row)
        if edge.directed:
            facing[edge.source, edge.target] = row
    return rows
