"""A person as a Mesa agent: a view on one row of the columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import mesa
import numpy as np

from simulation.expressions import ColumnExpression
from simulation.people import COLUMNS, DERIVED

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

__all__ = ["Person", "PersonViews"]


class ColumnAttribute:
    """A column as an attribute: a number on a person, an expression on the class."""

    def __init__(self, name: str, meaning: str) -> None:
        self.name = name
        self.is_stored = name in COLUMNS
        self.expression = ColumnExpression(name, f"Person.{name}")
        self.__doc__ = meaning

    def __get__(self, person: Person | None, owner: type[Person]) -> Any:
        if person is None:
            return self.expression
        people = person.model.people
        row = people.row_of(person.__dict__["unique_id"])
        if self.is_stored:
            return people.records[self.name].item(row)
        return people.values(self.name, np.array([row])).item()

    def __set__(self, person: Person, value: Any) -> None:
        person.model.people.assign(self.name, np.array([person.row]), np.array([value]))


class UniqueId(ColumnAttribute):
    """The identity of a person: can be read even of those who have left, never changes."""

    def __get__(self, person: Person | None, owner: type[Person]) -> Any:
        return self.expression if person is None else person.__dict__["unique_id"]

    def __set__(self, person: Person, value: Any) -> None:
        raise AttributeError(f"person {person.unique_id}: a unique_id is given once and for all")


class Person(mesa.Agent):
    """One person of a world, as a Mesa agent.

    A person holds no state: reading ``person.loneliness`` reads the column and assigning writes
    it. On the class, ``Person.loneliness > 0.5`` is a condition for `PersonSet.select`. The model
    makes each view once, when it is first asked for, and keeps it, so attributes of your own stay.
    Reading a person who died or moved away raises `DepartedPersonError`.

    Parameters
    ----------
    model
        The world.
    unique_id
        Who; there is no way to make a new person here: people are born into a world or move in.

    Raises
    ------
    DepartedPersonError
        If nobody with that id lives in the world.

    Examples
    --------
    >>> from simulation import ConnectivityModel
    >>> model = ConnectivityModel(people=100, rng=1)
    >>> person = model.agents[0]
    >>> person.age = 40
    >>> person.age
    40.0
    """

    pos: Any = None

    def __new__(cls, model: Any, unique_id: int | None = None) -> Person:
        """Return the model's one view of this person."""
        if unique_id is None:
            raise TypeError(
                "people are born into a world or move in, they are not made one by one: give the "
                "unique_id of a resident, or set the number in ConnectivityModel(people=...)"
            )
        model.people.row_of(unique_id)
        view: Person = model._kith_views.of(int(unique_id))
        return view

    # mesa.Agent.__init__ would register a new agent, and Mesa 3.3 never frees a model after that.
    def __init__(self, model: Any, unique_id: int | None = None) -> None:
        pass

    def __init_subclass__(cls, **keywords: Any) -> None:
        raise TypeError(
            "Person cannot be subclassed: the model makes its views itself. Write a function that "
            "takes a person and use model.agents.do(function)"
        )

    @property
    def row(self) -> int:
        """Row of the person in the columns now.

        Raises
        ------
        DepartedPersonError
            If the person died or moved away.
        """
        row: int = self.model.people.row_of(self.__dict__["unique_id"])
        return row

    @property
    def is_present(self) -> bool:
        """Whether the person still lives in the world."""
        return bool(self.model.people.is_present(self.unique_id))

    @property
    def ties(self) -> pd.DataFrame:
        """A row for each tie of the person, as the person sees it."""
        ties: pd.DataFrame = self.model.ties.of(self.unique_id)
        return ties

    @property
    def friends(self) -> list[Person]:
        """The people the person has a tie with who are not kin."""
        ties = self.ties
        views: PersonViews = self.model._kith_views
        return views.all_of(ties.loc[~ties["kin"], "person_b"])

    def __repr__(self) -> str:
        gone = "" if self.is_present else ", departed"
        return f"Person({self.unique_id}{gone})"

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if not isinstance(other, Person):
            return NotImplemented
        mine, theirs = self.__dict__.get("model"), other.__dict__.get("model")
        return mine is not None and mine is theirs and self.unique_id == other.unique_id

    # The id alone: while a world is being unpickled its people are hashed before they know it.
    def __hash__(self) -> int:
        return hash(self.__dict__["unique_id"])

    def __reduce__(self) -> tuple[Any, ...]:
        return _blank_person, (self.unique_id,), self.__dict__.copy()


for _name in (*COLUMNS, *DERIVED):
    if _name != "unique_id" and hasattr(Person, _name):
        raise TypeError(f"column {_name!r} would hide an attribute of Person")
    _column = COLUMNS[_name] if _name in COLUMNS else DERIVED[_name][0]
    _kind = UniqueId if _name == "unique_id" else ColumnAttribute
    setattr(Person, _name, _kind(_name, f"{_column.meaning} ({_column.unit})"))


def _blank_person(unique_id: int) -> Person:
    person: Person = object.__new__(Person)
    person.__dict__["unique_id"] = unique_id
    return person


class PersonViews:
    """The views made so far of the people of one world.

    They are held strongly, since a Mesa AgentSet holds its agents weakly and would forget them.
    The model has the departed forgotten, and with them they leave every AgentSet.

    Parameters
    ----------
    model
        The world.
    """

    def __init__(self, model: Any) -> None:
        self._model = model
        self._views: dict[int, Person] = {}

    def __len__(self) -> int:
        return len(self._views)

    def of(self, unique_id: int) -> Person:
        """Return the view of one person."""
        view = self._views.get(unique_id)
        if view is None:
            view = self._views[unique_id] = _blank_person(unique_id)
            view.__dict__["model"] = self._model
        return view

    def all_of(self, unique_ids: Iterable[int]) -> list[Person]:
        """Return the views of several people, in the order given."""
        return [self.of(int(unique_id)) for unique_id in unique_ids]

    def forget(self, unique_ids: Iterable[int]) -> None:
        """Let go of the views of people who died or moved away."""
        for unique_id in unique_ids:
            self._views.pop(int(unique_id), None)
