"""What can be known of everybody in a week by name: columns, survey scores, and plain facts.

Eligibility, need and matching are written with these names (``simulation.conditions.conditions``).
Everything is worked out when first read and kept, and each question is asked once at most.

    lives_alone    nobody else has the same household
    has_partner, employed, group_member    the partner, the workplace, the group is not -1
    lonely         UCLA-3 of 6 or more
    isolated       LSNS-6 under 12
    woman          sex is 0
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
import numpy.typing as npt

from simulation.instruments import INSTRUMENTS
from simulation.people import DERIVED
from simulation.person_columns import COLUMNS

if TYPE_CHECKING:
    from simulation.team import Team
    from simulation.world import World

__all__ = ["KNOWN_NAMES", "SPEAKING_NAMES", "YES_OR_NO", "Census"]

Values: TypeAlias = npt.NDArray[Any]
Scores: TypeAlias = dict[str, npt.NDArray[np.uint8]]
Rows: TypeAlias = npt.NDArray[np.int64] | None


class Census:
    """What is known of everybody in one week.

    Make a new one each week: what has been read stays as it was.

    Parameters
    ----------
    world
        Read only.
    team
        Threads that ask the survey; by default one.

    Examples
    --------
    >>> from simulation import ConnectivityModel
    >>> model = ConnectivityModel(people=100, rng=1)
    >>> Census(model._kith_world).read("lives_alone").shape
    (100,)
    """

    def __init__(self, world: World, team: Team | None = None) -> None:
        self._people = world.people
        self._ask: Callable[[str, Rows], Scores] = lambda *what: _answers(world, team, *what)
        self._scores: Scores = {}
        self._whole: Census | None = None
        self._rows: Rows = None
        self._known: dict[str, Values] = {}

    @classmethod
    def of(cls, people: npt.NDArray[np.void], scores: Scores) -> Census:
        """Return the census of people whose answers are there already.

        Parameters
        ----------
        people
            Records, shape (n,); only the columns that will be read need be there.
        scores
            Survey scores by instrument, shape (n,) each.

        Examples
        --------
        >>> people = np.zeros(2, [("age", np.float32)])
        >>> Census.of(people, {"ucla3": np.array([3, 6], np.uint8)}).read("lonely").tolist()
        [False, True]
        """
        census = cls.__new__(cls)
        census._people = people
        census._scores = dict(scores)
        census._whole = census._rows = None
        census._known = {}
        return census

    def among(self, rows: npt.NDArray[np.int64]) -> Census:
        """Return what is known of some people only, at less work for few of them.

        Parameters
        ----------
        rows
            Who, shape (n,).

        Examples
        --------
        >>> people = np.zeros(2, [("age", np.float32)])
        >>> people["age"] = [30, 40]
        >>> Census.of(people, {}).among(np.array([1])).read("age").tolist()
        [40.0]
        """
        some = Census.of(self._people, {})
        some._whole, some._rows = self, rows
        return some

    @property
    def people(self) -> int:
        """How many people there are."""
        return len(self._people) if self._rows is None else len(self._rows)

    def read(self, name: str) -> Values:
        """Return what is known by a name.

        Parameters
        ----------
        name
            One of ``KNOWN_NAMES``.

        Returns
        -------
        ndarray, shape (people,)
            In the order of rows, and not to be written to: bool for facts, uint8 for scores, the
            column's own type for columns.

        Raises
        ------
        KeyError
            For another name.
        """
        if name not in self._known:
            values = self._worked_out(name)
            values.flags.writeable = False
            self._known[name] = values
        return self._known[name]

    def _worked_out(self, name: str) -> Values:
        if self._whole is not None and self._rows is not None:
            return _of_some(self, self._whole, self._rows, name)
        if name in _FACTS:
            return _FACTS[name][1](self)
        if name in SPEAKING_NAMES:
            return self.read(SPEAKING_NAMES[name]).view()
        if name in INSTRUMENTS:
            if name not in self._scores:
                self._scores |= self._ask(name, None)
            return self._scores[name].view()
        if name in DERIVED:
            return DERIVED[name][1](self._people)
        if name in COLUMNS:
            return self._people[name].copy()
        raise KeyError(f"nothing is known of people as {name!r}; see KNOWN_NAMES")


def _of_some(some: Census, whole: Census, rows: npt.NDArray[np.int64], name: str) -> Values:
    """Return what is known of these rows, asking only them where that is less work."""
    if name in whole._known or name == "lives_alone" or name in DERIVED:
        return whole.read(name)[rows]
    if name in _FACTS:
        return _FACTS[name][1](some)
    if name in SPEAKING_NAMES:
        return some.read(SPEAKING_NAMES[name]).view()
    if name in INSTRUMENTS:
        if name in whole._scores or 2 * len(rows) > whole.people:
            return whole.read(name)[rows]
        return whole._ask(name, rows)[name]
    return whole._people[name][rows] if name in COLUMNS else whole.read(name)


def _answers(world: World, team: Team | None, instrument: str, rows: Rows) -> Scores:
    from simulation.asking import ask  # pulls in the survey's compiled code: only when asked

    return ask(world, team, [instrument], rows)


def _lives_alone(census: Census) -> Values:
    home = census.read("household")
    housed = home >= 0
    alone = np.zeros(len(home), np.bool_)
    alone[housed] = np.bincount(home[housed])[home[housed]] == 1
    return alone


def _beyond_the_cut(instrument: str) -> Callable[[Census], Values]:
    return lambda census: INSTRUMENTS[instrument].troubled(census.read(instrument))


def _has(column: str) -> Callable[[Census], Values]:
    return lambda census: census.read(column) >= 0


_FACTS: dict[str, tuple[str, Callable[[Census], Values]]] = {
    "lives_alone": ("shares the home with no other adult", _lives_alone),
    "has_partner": ("lives with a partner", _has("partner")),
    "employed": ("works in a workplace", _has("workplace")),
    "group_member": ("belongs to a voluntary group", _has("group")),
    "lonely": ("UCLA-3 of 6 or more", _beyond_the_cut("ucla3")),
    "isolated": ("LSNS-6 under 12", _beyond_the_cut("lsns6")),
    "woman": ("is a woman", lambda census: census.read("sex") == 0),
}

#: Survey scores by a name that says what they measure; `life_satisfaction` does so already.
SPEAKING_NAMES: dict[str, str] = {
    "loneliness_ucla3": "ucla3",
    "isolation_lsns6": "lsns6",
    "stress_pss10": "pss10",
    "depression_phq9": "phq9",
    "anxiety_gad7": "gad7",
}


def _known_names() -> dict[str, str]:
    scores = {
        name: f"{one.meaning}: {one.title} (score, {one.low} to {one.high})"
        for name, one in INSTRUMENTS.items()
    }
    speaking = {name: scores[short] for name, short in SPEAKING_NAMES.items()}
    facts = {name: f"{meaning} (true or false)" for name, (meaning, _) in _FACTS.items()}
    columns = [*COLUMNS.values(), *(column for column, _ in DERIVED.values())]
    return {
        **speaking,
        **scores,
        **facts,
        **{one.name: f"{one.meaning} ({one.unit})" for one in columns},
    }


#: Every name that can be read, with its meaning and unit.
KNOWN_NAMES: dict[str, str] = _known_names()

#: Names that say yes or no, and so are conditions by themselves.
YES_OR_NO: frozenset[str] = frozenset(_FACTS) | {
    name for name, column in COLUMNS.items() if column.unit == "0 no, 1 yes"
}
