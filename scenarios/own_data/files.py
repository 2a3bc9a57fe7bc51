"""People and ties from files that a scenario names: found, read, checked and identified.

In a scenario, ``population.people`` is a number or a CSV file, ``population.ties`` a CSV or GraphML
file, ``population.columns`` and ``population.tie_columns`` say which of the user's columns is which
of ours, and ``population.other_columns: ignore`` leaves columns alone that nobody asks for.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ConfigDict, Field

from scenarios.base import Settings
from scenarios.own_data.findings import Findings
from scenarios.own_data.graphml import rows_of_graphml
from scenarios.own_data.mapping import Source, columns_of, read_columns
from scenarios.own_data.people import FEWEST, PEOPLE_COLUMNS, People, read_people
from scenarios.own_data.table import read_bytes, read_table, sha256_of
from scenarios.own_data.ties import TIE_COLUMNS, read_ties, rows_of_table
from scenarios.problems import Problem, nearest, shown
from scenarios.source import Node, plain
from simulation.own_data import OwnData, OwnTies

if TYPE_CHECKING:
    from scenarios.scenario import Scenario

__all__ = ["KEYS", "OwnDataFiles", "OwnFile", "own_data_files", "resolve_own_data"]

#: Keys of ``population`` that go with people from a file.
KEYS = ("ties", "columns", "tie_columns", "other_columns")
_KINDS = {".csv": "CSV", ".graphml": "GraphML"}


class OwnFile(Settings):
    """A file of data: what it is called, what is in it, and where it lies on this machine."""

    name: str
    """Name of the file, without its folder."""
    sha256: str
    """Hash of its bytes (hexadecimal)."""
    rows: int
    """People or ties in it (number)."""
    path: Path = Field(exclude=True, repr=False)
    """Where it lies; told to nobody."""


class OwnDataFiles(Settings):
    """Files of people and ties, what a scenario says about their columns, and what they hold."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    people: OwnFile
    """The people."""
    ties: OwnFile | None = None
    """Their ties."""
    columns: dict[str, Any] = Field(default_factory=dict)
    """What the scenario says about the columns of both files."""
    content: OwnData = Field(exclude=True, repr=False)
    """What is known of people and ties; told to nobody."""

    def identity(self) -> dict[str, Any]:
        """Return what worlds of these files depend on, as data for JSON: no name and no place."""
        return {
            "people": self.people.sha256,
            "ties": None if self.ties is None else self.ties.sha256,
            "columns": self.columns,
        }


@dataclass(frozen=True)
class Resolved:
    """A scenario's data without files of people, those files, and what is wrong with them."""

    node: Node
    own_data: OwnDataFiles | None
    problems: list[Problem]


def own_data_files(scenario: Scenario) -> list[Path]:
    """Return the files of people and ties that a scenario reads, none for most.

    Examples
    --------
    >>> from scenarios import load_scenario
    >>> own_data_files(load_scenario("baseline"))
    []
    """
    own = scenario.own_data
    if own is None:
        return []
    return [own.people.path, *([] if own.ties is None else [own.ties.path])]


def resolve_own_data(root: Node) -> Resolved:
    """Read the files of people and ties that a scenario names.

    Parameters
    ----------
    root
        The scenario's data, merged.

    Returns
    -------
    Resolved
        In its node ``population.people`` is a number, and no file is named any more.
    """
    population = root.value.get("population")
    if population is None or not isinstance(population.value, dict):
        return Resolved(root, None, [])
    said: dict[str, Node] = population.value
    people = said.get("people")
    problems: list[Problem] = []
    own: OwnDataFiles | None = None
    if people is None or not isinstance(people.value, str):
        problems = [
            Problem.at(said[key].key_at or said[key].at, f"population.{key}",
                       "goes with people from a file, as people: my_people.csv")
            for key in KEYS if key in said
        ]  # fmt: skip
    elif people.value.lower().endswith(".csv"):
        own, problems = _read(said, people)
        newcomers = said.get("newcomers_share")
        if newcomers is not None and newcomers.value:
            message = "must be 0 where people come from a file: all in it are here to stay"
            problems.append(Problem.at(newcomers.at, "population.newcomers_share", message))
        people = replace(people, value=own.people.rows if own is not None else FEWEST)
    elif Path(people.value).suffix[1:].isalpha():
        message = f"must be a whole number or a CSV file, got {shown(people.value)}"
        problems = [Problem.at(people.at, "population.people", message)]
        people = replace(people, value=FEWEST)
    rest = {key: child for key, child in said.items() if key not in KEYS}
    if people is not None:
        rest["people"] = people
    node = replace(root, value=root.value | {"population": replace(population, value=rest)})
    return Resolved(node, own, problems)


def _read(said: dict[str, Node], people: Node) -> tuple[OwnDataFiles | None, list[Problem]]:
    columns, problems = read_columns(said.get("columns"), PEOPLE_COLUMNS, "population.columns")
    tie_columns, more = read_columns(said.get("tie_columns"), TIE_COLUMNS, "population.tie_columns")
    problems += more
    other = said.get("other_columns")
    if other is not None and other.value not in ("ignore", "refuse"):
        message = f"must be ignore or refuse, got {shown(other.value)}"
        problems.append(Problem.at(other.at, "population.other_columns", message))
    ignore = other is not None and other.value == "ignore"
    of_people, known, wrong = _people(people, columns, ignore)
    problems += wrong
    of_ties: OwnFile | None = None
    ties: OwnTies | None = None
    if "ties" in said:
        of_ties, ties, wrong = _ties(said["ties"], known, tie_columns, ignore)
        problems += wrong
    if problems or of_people is None or known is None:
        return None, problems
    mapped: dict[str, Any] = {
        key: plain(said[key]) for key in ("columns", "tie_columns", "other_columns") if key in said
    }
    content = OwnData(known.known, ties)
    own = OwnDataFiles(people=of_people, ties=of_ties, columns=mapped, content=content)
    return own, problems


def _people(
    node: Node, columns: dict[str, Source], ignore: bool
) -> tuple[OwnFile | None, People | None, list[Problem]]:
    path, problems = _beside(node, "population.people", (".csv",))
    if path is None:
        return None, None, problems
    findings = Findings(path)
    raw = read_bytes(path, findings)
    table = None if raw is None else read_table(raw, findings)
    if raw is None or table is None:
        return None, None, findings.problems()
    found, problems = columns_of(
        table, columns, PEOPLE_COLUMNS, "population.columns", findings, others_may_stand=ignore
    )
    known = read_people(table, found, findings)
    file = OwnFile(name=path.name, sha256=sha256_of(raw), rows=known.known.people, path=path)
    return file, known, problems + findings.problems()


def _ties(
    node: Node, known: People | None, columns: dict[str, Source], ignore: bool
) -> tuple[OwnFile | None, OwnTies | None, list[Problem]]:
    path, problems = _beside(node, "population.ties", (".csv", ".graphml"))
    if path is None:
        return None, None, problems
    if known is None:
        return None, None, []  # the file of people says why
    if not known.rows:
        message = "ties name people by their ids, and the file of people has no column id"
        return None, None, [Problem.at(node.at, "population.ties", message)]
    findings = Findings(path)
    raw = read_bytes(path, findings)
    if raw is None:
        return None, None, findings.problems()
    if path.suffix.lower() == ".graphml":
        rows = rows_of_graphml(raw, findings)
    else:
        table = read_table(raw, findings)
        if table is None:
            return None, None, findings.problems()
        found, problems = columns_of(
            table, columns, TIE_COLUMNS, "population.tie_columns", findings, others_may_stand=ignore
        )
        missing = [name for name in TIE_COLUMNS[:2] if name not in found]
        for name in missing:
            findings.add(1, 0, name, "missing; ties are between person_a and person_b")
        rows = [] if missing else rows_of_table(table, found)
    ties = read_ties(rows, known.rows, findings)
    file = OwnFile(name=path.name, sha256=sha256_of(raw), rows=len(ties.person), path=path)
    return file, ties, problems + findings.problems()


def _beside(node: Node, key: str, endings: tuple[str, ...]) -> tuple[Path | None, list[Problem]]:
    """Return the file that is named, from the folder of the file that names it."""
    text = node.value
    if not isinstance(text, str) or not text.lower().endswith(endings):
        kinds = " or ".join(_KINDS[ending] for ending in endings)
        return None, [Problem.at(node.at, key, f"must name a {kinds} file, got {shown(text)}")]
    path = node.at.path.parent / text
    if path.is_file():
        return path, []
    beside = path.parent.glob("*") if path.parent.is_dir() else []
    files = sorted(one.name for one in beside if one.name.lower().endswith(endings))
    near = nearest(path.name, files)
    hint = f", did you mean {near}?" if near else ""
    return None, [Problem.at(node.at, key, f"no file {text}{hint}")]
