"""How long Mesa's everyday questions take: a PersonSet beside a plain Mesa AgentSet.

Each question is asked of the same people twice: as the model answers it, and as Mesa answers it for
ordinary agents with the same attributes. The answers are compared before the times are.
"""

from __future__ import annotations

from collections.abc import Callable
from statistics import median
from typing import Any, NamedTuple

import mesa
import numpy as np
from mesa.agent import AgentSet
from rich.table import Table

from benchmarks.tables import new_table
from benchmarks.timing import alternate
from simulation import ConnectivityModel, Person

__all__ = ["Timing", "measure", "tables"]

_ATTRIBUTES = ("age", "sex", "loneliness", "household")
_ROUNDS = 5


class Timing(NamedTuple):
    """One question: seconds by columns and by plain Mesa."""

    question: str
    columns: float
    mesa: float


class _Citizen(mesa.Agent):
    age: float
    sex: int
    loneliness: float
    household: int


def measure(people: int = 100_000) -> list[Timing]:
    """Time select, agg, sort, get and their kin.

    Parameters
    ----------
    people
        Number of people.

    Returns
    -------
    list of Timing
        Median seconds of several alternating rounds.
    """
    persons = ConnectivityModel(people=people, rng=1).agents
    citizens = _citizens_like(persons)
    questions: list[tuple[str, Callable[[], Any], Callable[[], Any]]] = [
        (
            "select by a condition",
            lambda: persons.select(Person.loneliness > 0.5),
            lambda: citizens.select(lambda citizen: citizen.loneliness > 0.5),
        ),
        (
            "select by two conditions",
            lambda: persons.select((Person.loneliness > 0.5) & (Person.age < 30)),
            lambda: citizens.select(lambda one: one.loneliness > 0.5 and one.age < 30),
        ),
        (
            "select by a function",
            lambda: persons.select(lambda person: person.age < 30),
            lambda: citizens.select(lambda citizen: citizen.age < 30),
        ),
        (
            "agg, NumPy's mean",
            lambda: persons.agg("age", np.mean),
            lambda: citizens.agg("age", np.mean),
        ),
        ("agg, Python's sum", lambda: persons.agg("age", sum), lambda: citizens.agg("age", sum)),
        ("sort by a column", lambda: persons.sort("age"), lambda: citizens.sort("age")),
        ("get a column", lambda: persons.get("age"), lambda: citizens.get("age")),
        (
            "get three columns",
            lambda: persons.get(["age", "sex", "loneliness"]),
            lambda: citizens.get(["age", "sex", "loneliness"]),
        ),
        (
            "group by a column",
            lambda: persons.groupby("sex").count(),
            lambda: citizens.groupby("sex").count(),
        ),
        ("shuffle", persons.shuffle, citizens.shuffle),
        ("set a column", lambda: persons.set("age", 40), lambda: citizens.set("age", 40)),
    ]
    return [_timed(*question) for question in questions]


def _citizens_like(persons: Any) -> AgentSet:
    model = mesa.Model(rng=1)
    values = persons.get(list(_ATTRIBUTES))
    agents = []
    for unique_id, row in zip(persons.get("unique_id"), values, strict=True):
        agent = _Citizen(model)
        agent.unique_id = unique_id
        for name, value in zip(_ATTRIBUTES, row, strict=True):
            setattr(agent, name, value)
        agents.append(agent)
    return model.agents


def _timed(question: str, columns: Callable[[], Any], plain: Callable[[], Any]) -> Timing:
    _check_equal(question, columns(), plain())
    seconds = alternate({"columns": columns, "mesa": plain}, _ROUNDS)
    return Timing(question, median(seconds["columns"]), median(seconds["mesa"]))


def _check_equal(question: str, ours: Any, theirs: Any) -> None:
    if question != "shuffle":
        if hasattr(ours, "get"):
            ours, theirs = ours.get("unique_id"), theirs.get("unique_id")
        if ours != theirs:
            raise AssertionError(f"{question}: the answers differ")


def tables(timings: list[Timing], people: int) -> list[Table]:
    """Return the time of each question, asked of both."""
    table = new_table(
        f"PersonSet beside Mesa {mesa.__version__}: {people:,} people, medians of {_ROUNDS} rounds",
        "", "PersonSet", "plain Mesa", "times faster",
    )  # fmt: skip
    for timing in timings:
        ours, theirs = (f"{1000 * seconds:.2f} ms" for seconds in timing[1:])
        table.add_row(timing.question, ours, theirs, f"{timing.mesa / timing.columns:.1f}")
    return [table]
