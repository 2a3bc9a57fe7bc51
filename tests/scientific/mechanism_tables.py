"""The tables in which programmes say what moves what, and worlds that show whether it does."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from itertools import product
from typing import Any, ClassVar, Literal, NamedTuple, get_args, get_origin

import numpy as np

from simulation import ConnectivityModel
from simulation.delivery.inputs import PRESENCE, checked_inputs
from simulation.programmes import Programme
from simulation.programmes.view import ENROLMENT, PeopleView
from tests.simulation.programmes import everybody

Inputs = frozenset[tuple[str, float]]

_HEAD = r"Mechanisms moved by a (?:session|week)[^:]*:\n\n"
_RULE = r"={16}  =====  ={20}  ====\n"
_TITLES = r"mechanism         dose   moves                 sign\n"
_TABLE = re.compile(f"^{_HEAD}{_RULE}{_TITLES}{_RULE}(.+?){_RULE}", re.MULTILINE | re.DOTALL)
_ROW = re.compile(r"(\w+) +(\d\.\d\d)   (\w+) +([-+])")


class Row(NamedTuple):
    """One line of a table: a dose of a mechanism moves a column up or down."""

    mechanism: str
    dose: float
    column: str
    sign: int


def tables(kind: type[Programme]) -> list[list[Row]]:
    """Return the tables in the docstring of the kind's module."""
    found = []
    for text in _TABLE.findall(inspect.getdoc(inspect.getmodule(kind)) + "\n"):
        rows = []
        for line in text.splitlines():
            match = _ROW.fullmatch(line)
            assert match, f"{kind.__name__}: no row of a table of mechanisms: {line!r}"
            mechanism, dose, column, sign = match.groups()
            rows.append(Row(mechanism, float(dose), column, 1 if sign == "+" else -1))
        found.append(rows)
    return found


def variants(kind: type[Programme]) -> Iterator[dict[str, Any]]:
    """Return settings of every choice by which a kind of programme differs from others."""
    choices = {
        name: get_args(field.annotation)
        for name, field in kind.model_fields.items()
        if name not in Programme.model_fields and get_origin(field.annotation) is Literal
    }
    for values in product(*choices.values()):
        yield dict(zip(choices, values, strict=True))


def all_inputs(kind: type[Programme]) -> set[Inputs]:
    """Return every set of inputs a person can get, over choices, sessions and weeks."""
    found: set[Inputs] = set()
    for settings in variants(kind):
        one = kind(**settings)
        enrolment = np.zeros((one.course_sessions + 1) * one.weeks, ENROLMENT)
        grid = np.meshgrid(np.arange(one.course_sessions + 1), np.arange(one.weeks))
        enrolment["sessions_attended"], enrolment["weeks_enrolled"] = (x.ravel() for x in grid)
        people = PeopleView(np.zeros(1), np.zeros(len(enrolment), np.int64))
        for method in ("weekly_inputs", "inputs_between_sessions"):
            inputs = checked_inputs(one, method, people, enrolment, 0)
            for i in range(len(enrolment)):
                doses = {name: round(float(given[i]), 6) for name, given in inputs.items()}
                found.add(frozenset((name, dose) for name, dose in doses.items() if dose > 0))
    return found - {frozenset()}


def only(kind: type[Programme], mechanism: str, dose: float | None = None) -> type[Programme]:
    """Return the same programme with one mechanism left, for everybody, without luck.

    Nobody is brought together, except where being together is the mechanism.
    """

    class Only(kind):
        format: ClassVar[str] = kind.format if mechanism in PRESENCE else "one_to_one"

        def weekly_inputs(self, people, enrolment, week):
            inputs = super().weekly_inputs(people, enrolment, week)
            left = {name: given for name, given in inputs.items() if name == mechanism}
            return left if dose is None else dict.fromkeys(left, dose)

        def inputs_between_sessions(self, people, enrolment, week):
            inputs = super().inputs_between_sessions(people, enrolment, week)
            return {name: given for name, given in inputs.items() if name == mechanism}

        def attendance_chances(self, people, enrolment, chances):
            return np.ones(len(chances))

    Only.__name__ = f"{kind.__name__} with {mechanism} only"
    return Only


#: Everybody takes part, also in a town that does not fill its last group.
EVERYBODY: dict[str, Any] = {**everybody.EVERYBODY, "minimum_to_start": 1}


class Differences:
    """Mean differences of participants from their twins, by column.

    Parameters
    ----------
    twin, treated
        Worlds of one past and one luck, the second with a programme.
    label
        The programme.
    """

    def __init__(self, twin: ConnectivityModel, treated: ConnectivityModel, label: str) -> None:
        people = len(treated.people)
        ids = treated.participants(label)
        rows = ids % people
        here = (treated.people.ids[rows] == ids) & (twin.people.ids[rows] == ids)
        self.twin, self.treated, self.rows = twin, treated, rows[here]
        assert len(self.rows) > 0.9 * people

    def of(self, column: str) -> tuple[float, float]:
        """Return the mean difference of a column and its standard error."""
        after, without = (
            model.people.array(column)[self.rows].astype(np.float64)
            for model in (self.treated, self.twin)
        )
        change = after - without
        return float(change.mean()), float(change.std() / np.sqrt(len(change)))


class Laboratory:
    """A burnt-in world, and what becomes of it with and without programmes.

    Parameters
    ----------
    start
        The world; it is forked, never stepped.
    """

    def __init__(self, start: ConnectivityModel) -> None:
        self._start = start
        self._twins: dict[int, ConnectivityModel] = {}

    def after(self, weeks: int, *programmes: Programme) -> ConnectivityModel:
        """Return the world after some weeks with programmes."""
        model = self._start.fork(programmes=list(programmes))
        model.run_weeks(weeks, observe=False)
        return model

    def differences(self, programme: Programme) -> Differences:
        """Return what a programme has changed in its participants in its last week."""
        weeks = programme.weeks
        if weeks not in self._twins:
            self._twins[weeks] = self.after(weeks)
        return Differences(self._twins[weeks], self.after(weeks, programme), programme.label)
