"""Who is in a set of people: ids in order, membership, indexing, and the algebra of sets.

A roll keeps unique ids, and nobody who died or moved away stays on it: they are dropped when it is
next used, as Mesa's weak references drop removed agents. The roll of everybody keeps nothing and so
always means those living now; changing it in place turns it into a roll of its own.
"""

from __future__ import annotations

import operator
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np
from mesa.agent import AgentSet

from simulation.person import Person
from simulation.roll import Ids, first_mentions, rows_of_living

if TYPE_CHECKING:
    from random import Random
    from typing import Self

__all__ = ["PersonRoll"]

_NOBODY = np.empty(0, np.int64)


class PersonRoll(AgentSet):
    """An ordered set of people of one world, without the verbs of `PersonSet`.

    Parameters
    ----------
    agents
        People of one world.
    random
        Source of shuffles; by default the world's ``model.random``.

    Raises
    ------
    TypeError
        For agents that are not people of one world.
    """

    def __init__(self, agents: Iterable[Person], random: Random | None = None) -> None:
        people = list(agents)
        self._kith_start(None, _NOBODY, random)
        if random is None:
            # With nobody to take it from, Mesa warns and makes one.
            self.random = people[0].model.random if people else AgentSet([]).random
        if people:
            self._kith_replace(first_mentions(self._kith_ids_of(people)))

    def _kith_start(self, model: Any, ids: Ids | None, random: Any) -> None:
        self._kith_model = model
        self.random = random
        self._kith_replace(ids)

    @classmethod
    def _kith_of(cls, model: Any, ids: Ids | None, random: Any, rows: Ids | None = None) -> Self:
        made = cls.__new__(cls)
        made._kith_start(model, ids, random)
        if rows is not None:
            made._kith_rows = rows
        return made

    def _kith_some(self, ids: Ids, rows: Ids | None = None) -> Self:
        return self._kith_of(self._kith_model, ids, self.random, rows)

    def _kith_replace(self, ids: Ids | None, rows: Ids | None = None) -> Self:
        """Make this the roll of these ids; None is everybody living, now and later."""
        self._kith_ids = ids
        self._kith_rows = (
            np.zeros(0 if ids is None else len(ids), np.int64) if rows is None else rows
        )
        self._kith_members: set[int] | None = None
        self._kith_added: list[int] = []
        self._kith_removed: list[int] = []
        return self

    def _kith_settle(self) -> tuple[Ids, Ids]:
        """Return ids and rows of those who are here now, having let the departed go."""
        if self._kith_model is None:
            return _NOBODY, _NOBODY
        present = self._kith_model.people.records["unique_id"]
        ids = self._kith_ids
        if ids is None:
            return present.copy(), np.arange(len(present))
        rows = self._kith_rows
        if self._kith_added:
            new = np.array(self._kith_added, np.int64)
            ids, rows = np.append(ids, new), np.append(rows, np.zeros(len(new), np.int64))
            self._kith_added = []
        if self._kith_removed:
            stay = np.isin(ids, self._kith_removed, invert=True)
            ids, rows = ids[stay], rows[stay]
            self._kith_removed = []
        self._kith_ids, self._kith_rows = rows_of_living(ids, rows, present)
        return self._kith_ids, self._kith_rows

    def _kith_known(self) -> set[int]:
        if self._kith_members is None:
            self._kith_members = set(self._kith_settle()[0].tolist())
        return self._kith_members

    def _kith_own_roll(self) -> None:
        if self._kith_ids is None:
            self._kith_replace(*self._kith_settle())

    def _kith_ids_of(self, agents: Iterable[Any]) -> Ids:
        return np.fromiter((self._kith_id(agent) for agent in agents), np.int64)

    def _kith_id(self, agent: Any) -> int:
        if self._kith_model is None and isinstance(agent, Person):
            self._kith_model = agent.model
        if not self._kith_mine(agent):
            raise TypeError(
                f"a PersonSet holds people of one world, not {agent!r}: "
                "put other agents in a mesa.agent.AgentSet"
            )
        unique_id: int = agent.unique_id
        return unique_id

    def _kith_mine(self, agent: object) -> bool:
        return isinstance(agent, Person) and agent.model is self._kith_model

    def _kith_view(self, unique_id: int) -> Person:
        view: Person = self._kith_model._kith_views.of(unique_id)
        return view

    @property
    def _agents(self) -> dict[Person, None]:
        # What Mesa's own methods read: one that a later Mesa adds works without being known here.
        return dict.fromkeys(self)

    def __len__(self) -> int:
        if self._kith_ids is None:
            return len(self._kith_model.people.records)
        return len(self._kith_settle()[0])

    def __iter__(self) -> Iterator[Person]:
        ids, rows = self._kith_settle()
        if not len(ids):
            return
        people, view_of = self._kith_model.people, self._kith_model._kith_views.of
        id_in_row = people.records["unique_id"].item
        for unique_id, row in zip(ids.tolist(), rows.tolist(), strict=True):
            # The world may go on while somebody iterates.
            if id_in_row(row) == unique_id or people.is_present(unique_id):
                yield view_of(unique_id)

    def __reversed__(self) -> Iterator[Person]:
        return reversed(self.to_list())

    def __contains__(self, agent: object) -> bool:
        if not isinstance(agent, Person) or agent.model is not self._kith_model:
            return False
        if not agent.is_present:
            return False
        return self._kith_ids is None or agent.unique_id in self._kith_known()

    def __getitem__(self, item: int | slice) -> Any:
        ids = self._kith_settle()[0]
        if isinstance(item, slice):
            return [self._kith_view(unique_id) for unique_id in ids[item].tolist()]
        return self._kith_view(int(ids[operator.index(item)]))

    def index(self, value: Any, start: int = 0, stop: int | None = None) -> int:
        """Return the place of a person in the order; ValueError if not in the set."""
        ids = self._kith_settle()[0]
        places = np.arange(len(ids))[start:stop]
        if self._kith_mine(value):
            places = places[ids[places] == value.unique_id]
            if len(places):
                return int(places[0])
        raise ValueError(f"{value!r} is not in the set")

    def count(self, value: Any) -> int:
        """Return 1 for a person of the set, else 0."""
        return int(value in self)

    def to_list(self) -> list[Person]:
        """Return the people as a list of views."""
        return list(self)

    def copy(self) -> Self:
        """Return a set of the same people that can be changed by itself."""
        return self._kith_of(self._kith_model, self._kith_settle()[0], self.random)

    __copy__ = copy

    def add(self, agent: Person) -> None:
        """Add a person of the same world at the end; nothing happens if already in the set."""
        unique_id = self._kith_id(agent)
        self._kith_model.people.row_of(unique_id)
        if agent in self:
            return
        if self._kith_removed:
            self._kith_settle()
        self._kith_known().add(unique_id)
        self._kith_added.append(unique_id)

    def discard(self, agent: Person) -> None:
        """Take a person out; nothing happens if not in the set."""
        if agent not in self:
            return
        self._kith_own_roll()
        if self._kith_added:
            self._kith_settle()
        self._kith_known().discard(agent.unique_id)
        self._kith_removed.append(agent.unique_id)

    def remove(self, agent: Person) -> None:
        """Take a person out; KeyError if not in the set."""
        if agent not in self:
            raise KeyError(agent)
        self.discard(agent)

    def pop(self) -> Person:
        """Take the first person out and return them; KeyError if the set is empty."""
        ids = self._kith_settle()[0]
        if not len(ids):
            raise KeyError("the set is empty")
        first = self._kith_view(int(ids[0]))
        self.discard(first)
        return first

    def clear(self) -> None:
        """Take everybody out."""
        self._kith_replace(_NOBODY)

    def _update(self, agents: Iterable[Person]) -> Self:
        return self._kith_replace(first_mentions(self._kith_ids_of(agents)))

    def __and__(self, other: Any) -> Any:
        if isinstance(other, PersonRoll) and other._kith_model is self._kith_model:
            ids, rows = other._kith_settle()
            both = np.isin(ids, self._kith_settle()[0])
            return self._kith_some(ids[both], rows[both])
        if not isinstance(other, Iterable):
            return NotImplemented
        return self._kith_some(
            first_mentions(self._kith_ids_of(agent for agent in other if agent in self))
        )

    def __sub__(self, other: Any) -> Any:
        if not isinstance(other, Iterable):
            return NotImplemented
        theirs = (self & other)._kith_settle()[0]
        ids, rows = self._kith_settle()
        stay = np.isin(ids, theirs, invert=True)
        return self._kith_some(ids[stay], rows[stay])

    def __rsub__(self, other: Any) -> Any:
        if not isinstance(other, Iterable):
            return NotImplemented
        return self._kith_union([agent for agent in other if agent not in self])

    def __or__(self, other: Any) -> Any:
        if not isinstance(other, Iterable):
            return NotImplemented
        if isinstance(other, PersonRoll) and other._kith_model is self._kith_model:
            ids = np.append(self._kith_settle()[0], other._kith_settle()[0])
            return self._kith_some(first_mentions(ids))
        return self._kith_union(chain(self, other))

    def __xor__(self, other: Any) -> Any:
        if not isinstance(other, Iterable):
            return NotImplemented
        theirs = other if isinstance(other, AgentSet) else list(other)
        return (self - theirs) | [agent for agent in theirs if agent not in self]

    __rand__, __ror__, __rxor__ = __and__, __or__, __xor__

    def _kith_union(self, agents: Iterable[Any]) -> Any:
        """Return a set of people, or Mesa's own kind of set if there are other agents in it."""
        agents = list(agents)
        if not all(self._kith_mine(agent) for agent in agents):
            return AgentSet(agents, self.random)
        return self._kith_some(first_mentions(self._kith_ids_of(agents)))

    def __getstate__(self) -> dict[str, Any]:
        ids = None if self._kith_ids is None else self._kith_settle()[0]
        return {"model": self._kith_model, "ids": ids, "random": self.random}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self._kith_start(state["model"], state["ids"], state["random"])

    def __repr__(self) -> str:
        return f"{type(self).__name__}({len(self)} people)"
