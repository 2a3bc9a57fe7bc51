"""Sets of people with every method of Mesa's AgentSet, computed on columns where that is asked for.

Column names, boolean arrays and expressions such as ``Person.loneliness > 0.5`` are computed for
everybody at once. Functions are called person by person, as Mesa does: what a function means is
never guessed.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any, Literal, Self

import numpy as np
import numpy.typing as npt

from simulation.column_summaries import summarise
from simulation.expressions import Expression
from simulation.person import Person
from simulation.person_groups import PersonGroups, places_by_value
from simulation.person_roll import PersonRoll
from simulation.roll import Ids

__all__ = ["PersonSet"]


class PersonSet(PersonRoll):
    """People of one world, in an order: what ``model.agents`` is and what its methods return.

    It does all that Mesa's AgentSet does, in the same order and with the same results. Where Mesa
    takes an attribute name, a column name is computed at once and an expression may stand instead;
    ``select`` also takes a boolean array. People who died or moved away leave every set.

    Examples
    --------
    >>> from simulation import ConnectivityModel, Person
    >>> model = ConnectivityModel(people=200, rng=1)
    >>> old = model.agents.select(Person.age >= 65).sort("loneliness")
    >>> len(old.get("loneliness")) == len(old)
    True
    """

    def select(
        self,
        filter_func: Callable[[Person], bool] | Expression | npt.NDArray[np.bool_] | None = None,
        at_most: int | float = float("inf"),
        inplace: bool = False,
        agent_type: type[Any] | None = None,
    ) -> Self:
        """Return those for whom a condition holds, in the same order.

        Parameters
        ----------
        filter_func
            A condition over columns, a boolean array with a value for each person of the set in
            its order, or a function of a person.
        at_most
            The first so many of them; a float up to 1.0 is a share of the set, rounded down.
        inplace
            Change this set instead of making another.
        agent_type
            People are of type Person and mesa.Agent; any other type selects nobody.

        Returns
        -------
        PersonSet

        Raises
        ------
        TypeError, ValueError
            If the condition is none, or an array of another length.
        """
        if filter_func is None and agent_type is None and at_most == float("inf"):
            return self if inplace else self.copy()
        roll = self._kith_settle()
        count = len(roll[0])
        if isinstance(at_most, float) and at_most <= 1.0:
            at_most = int(count * at_most)
        limit = count if at_most >= count else max(0, math.ceil(at_most))
        if agent_type is not None and not issubclass(Person, agent_type):
            limit = 0
        if filter_func is None:
            return self._kith_take(roll, np.arange(limit), inplace)
        if isinstance(filter_func, Expression) or not callable(filter_func):
            holds = self._kith_condition(filter_func, count)
            return self._kith_take(roll, np.flatnonzero(holds)[:limit], inplace)
        wanted = (place for place, person in self._kith_views_of(roll) if filter_func(person))
        return self._kith_take(roll, np.fromiter(islice(wanted, limit), np.int64), inplace)

    def shuffle(self, inplace: bool = False) -> Self:
        """Return the same people in an order drawn from ``self.random``."""
        roll = self._kith_settle()
        order = list(range(len(roll[0])))
        self.random.shuffle(order)
        return self._kith_take(roll, np.array(order, np.int64), inplace)

    def sort(
        self,
        key: Callable[[Person], Any] | str | Expression,
        ascending: bool = False,
        inplace: bool = False,
    ) -> Self:
        """Return the same people sorted, largest first by default; equals keep their order."""
        roll = self._kith_settle()
        values = self.column(key)
        if values is None:
            read = operator.attrgetter(key) if isinstance(key, str) else key
            keys = [read(person) for _, person in self._kith_views_of(roll)]
            order = sorted(range(len(keys)), key=keys.__getitem__, reverse=not ascending)
            return self._kith_take(roll, np.array(order, np.int64), inplace)
        if ascending:
            return self._kith_take(roll, np.argsort(values, kind="stable"), inplace)
        # Sorting the mirrored column and mirroring the order puts the largest first and still
        # leaves equals in their order.
        places = len(values) - 1 - np.argsort(values[::-1], kind="stable")[::-1]
        return self._kith_take(roll, places, inplace)

    def do(self, method: str | Callable[..., Any], *args: Any, **kwargs: Any) -> Self:
        """Call a function, or each person's method of that name, person by person."""
        for person in self:
            _called(person, method, args, kwargs)
        return self

    def shuffle_do(self, method: str | Callable[..., Any], *args: Any, **kwargs: Any) -> Self:
        """Do the same in an order drawn from ``self.random``; the set keeps its own order."""
        for person in self.shuffle():
            _called(person, method, args, kwargs)
        return self

    def map(self, method: str | Callable[..., Any], *args: Any, **kwargs: Any) -> list[Any]:
        """Return what a function, or each person's method of that name, returns for each."""
        return [_called(person, method, args, kwargs) for person in self]

    def agg(
        self,
        attribute: str | Expression,
        func: Callable[..., Any] | Iterable[Callable[..., Any]],
    ) -> Any:
        """Return a function of all values of a column, or a list of several functions' values.

        NumPy functions get an array in double precision (or int64), any other function a list of
        Python numbers, as in Mesa.
        """
        values = self.column(attribute)
        if values is not None:
            return summarise(values, func)
        own = self.get(attribute)
        return func(own) if callable(func) else [function(own) for function in func]

    def get(
        self,
        attr_names: str | Expression | list[str],
        handle_missing: Literal["error", "default"] = "error",
        default_value: Any = None,
    ) -> list[Any]:
        """Return a list with each person's value, or with each person's list of values.

        Parameters
        ----------
        attr_names
            A column, an expression or another attribute; or several of them.
        handle_missing
            ``"error"`` raises AttributeError for an attribute that is missing, ``"default"`` puts
            ``default_value`` instead.
        default_value
            Stands for what is missing.
        """
        if handle_missing not in ("error", "default"):
            raise ValueError(
                f"Unknown handle_missing option: {handle_missing}, "
                "should be one of 'error' or 'default'"
            )
        missing = (default_value,) if handle_missing == "default" else ()
        if isinstance(attr_names, str | Expression):
            return self._kith_list(attr_names, missing)
        columns = [self._kith_list(name, missing) for name in attr_names]
        if not columns:
            return [[] for _ in range(len(self))]
        return list(map(list, zip(*columns, strict=True)))

    def set(self, attr_name: str, value: Any) -> Self:
        """Set an attribute of everybody in the set to one value.

        A column also takes an array with a value for each person in the order of the set.

        Raises
        ------
        ValueError
            For a value outside the range of the column, a fraction in a column of whole numbers,
            or an array of another length.
        """
        if not self._kith_is_column(attr_name):
            for person in self:
                setattr(person, attr_name, value)
            return self
        if attr_name == "unique_id":
            raise AttributeError("a unique_id is given once and for all")
        ids, rows = self._kith_settle()
        given = np.asarray(value)
        if given.ndim and given.shape != ids.shape:
            raise ValueError(
                f"{attr_name}: {len(ids)} people need one value, or an array of {len(ids)}; "
                f"got an array of shape {given.shape}"
            )
        self._kith_model.people.assign(attr_name, rows, np.broadcast_to(given, ids.shape))
        return self

    def groupby(
        self,
        by: Callable[[Person], Any] | str | Expression,
        result_type: Literal["agentset", "list"] = "agentset",
    ) -> PersonGroups:
        """Group the people by a column, an expression, or what a function of a person returns.

        Parameters
        ----------
        by
            What those of a group share.
        result_type
            ``"agentset"`` makes each group a PersonSet, ``"list"`` a list of people.
        """
        roll = self._kith_settle()
        values = self.column(by)
        if values is not None:
            places = places_by_value(values)
        else:
            read = operator.attrgetter(by) if isinstance(by, str) else by
            gathered: dict[Any, list[int]] = {}
            for place, person in self._kith_views_of(roll):
                gathered.setdefault(read(person), []).append(place)
            places = {value: np.array(some, np.int64) for value, some in gathered.items()}
        groups = {value: self._kith_take(roll, some, False) for value, some in places.items()}
        if result_type == "agentset":
            return PersonGroups(groups)
        return PersonGroups({value: group.to_list() for value, group in groups.items()})

    def _kith_take(
        self, roll: tuple[Ids, Ids], places: npt.NDArray[np.int64], inplace: bool
    ) -> Self:
        taken = roll[0][places], roll[1][places]
        return self._kith_replace(*taken) if inplace else self._kith_some(*taken)

    def _kith_views_of(self, roll: tuple[Ids, Ids]) -> Iterator[tuple[int, Person]]:
        return enumerate(map(self._kith_view, roll[0].tolist()))

    def _kith_condition(self, condition: Any, count: int) -> npt.NDArray[np.bool_]:
        if isinstance(condition, Expression):
            holds = self.column(condition)
            if not len(self):
                return np.zeros(0, np.bool_)
        else:
            holds = np.asarray(condition)
        if holds is None or holds.dtype != np.bool_ or not holds.ndim:
            raise TypeError(
                "select needs a condition such as Person.loneliness > 0.5, a boolean array or a "
                f"function of a person; got {condition!r}"
            )
        if holds.shape != (count,):
            raise ValueError(
                f"select needs one true or false for each of the {count} people of the set, "
                f"got an array of shape {holds.shape}"
            )
        return holds

    def _kith_is_column(self, name: str) -> bool:
        return self._kith_model is not None and name in self._kith_model.people.column_names

    def column(self, what: str | Expression | Any) -> npt.NDArray[Any] | None:
        """Return a column or an expression as an array in the order of the set.

        Returns
        -------
        ndarray or None
            None if it is neither.
        """
        if isinstance(what, str):
            if not self._kith_is_column(what):
                return None
        elif not isinstance(what, Expression):
            return None
        if self._kith_model is None:
            return np.empty(0)
        people = self._kith_model.people
        rows = None if self._kith_ids is None else self._kith_settle()[1]
        if isinstance(what, Expression):
            return what.evaluate(people, rows)
        values: npt.NDArray[Any] = people.array(what) if rows is None else people.values(what, rows)
        return values

    def _kith_list(self, what: str | Expression, missing: tuple[Any, ...]) -> list[Any]:
        values = self.column(what)
        if values is not None:
            return list(values.tolist())
        return [getattr(person, what, *missing) for person in self]  # type: ignore[arg-type]


def _called(person: Person, method: str | Callable[..., Any], given: Any, named: Any) -> Any:
    if isinstance(method, str):
        return getattr(person, method)(*given, **named)
    return method(person, *given, **named)
