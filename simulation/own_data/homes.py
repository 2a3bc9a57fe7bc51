"""Homes of a user's own people: the known ones as they are, the others as the model makes them.

Those whose home is not known live with others of their neighbourhood of whom that is not known
either, in homes of the model's sizes. Those of known age take the places in these homes that the
model would fill with people of their sex and rank in age, so that couples are of an age and
children younger than parents.

In a known home the eldest is the head. Where ages are known they say who is who: the next in age is
the partner if less than 15 years apart (and housemates if young and three or more, as in the
model's homes), and who is 16 years younger than the head is an adult child.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from simulation.ages.mix import PARENT_FROM
from simulation.draws import uniforms
from simulation.homes import draw_head_ages, draw_roles, home_sizes
from simulation.own_data.data import OwnPeople
from simulation.population import PopulationSettings
from simulation.purposes import number
from simulation.settling import drawn_to_the_same_sex

__all__ = ["Homes", "house", "take_turns"]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

_AGE = number("age")
_SEX = number("sex")
_SIZE = number("household size")

_MEN = 0.49
_GREATEST_AGE_GAP = 15.0
_LEAST_PARENT_GAP = 16.0


@dataclass
class Homes:
    """Who lives where, and as what.

    Attributes
    ----------
    homes
        How many there are; known ones are numbered after those of the model.
    home, head : ndarray of int64, shape (people,)
        Number of the home, and row of its head.
    place, size : ndarray of int64, shape (people,)
        Place in the home, 0 for the head, and the number of people in it.
    age : ndarray of float64, shape (people,)
        Known or drawn.
    partner, child : ndarray of bool, shape (people,)
        Whether partner or adult child of the head.
    """

    homes: int
    home: Ints
    head: Ints
    place: Ints
    size: Ints
    age: Floats
    partner: Flags
    child: Flags

    @classmethod
    def for_people(cls, people: int) -> Homes:
        """Return people of whom nothing is settled."""
        one = np.zeros(people, np.int64)
        no = np.zeros(people, np.bool_)
        return cls(
            0, one.copy(), one.copy(), one.copy(), one.copy(), np.zeros(people), no, no.copy()
        )


def _evenly(taken: int, of: int) -> Ints:
    return np.arange(taken) * of // max(taken, 1)


def take_turns(slot_age: Floats, slot_sex: Ints, age: Floats, sex: Ints) -> Ints:
    """Return which place each person takes: by rank in age within the sex, the surplus by age.

    Parameters
    ----------
    slot_age, slot_sex
        Age and sex that the model has in mind for each place, shape (n,).
    age, sex
        Of each person, shape (n,).

    Returns
    -------
    ndarray of int64, shape (n,)
        A place for each person; no two take the same.

    Examples
    --------
    >>> ages, sexes = np.array([70.0, 30.0, 50.0]), np.array([0, 0, 1])
    >>> take_turns(ages, sexes, np.array([40.0, 60.0, 20.0]), np.array([1, 0, 0])).tolist()
    [2, 0, 1]
    """
    taken = np.full(len(age), -1)
    open_slots: list[Ints] = []
    waiting: list[Ints] = []
    for one in (0, 1):
        slots, people = np.flatnonzero(slot_sex == one), np.flatnonzero(sex == one)
        slots = slots[np.argsort(slot_age[slots], kind="stable")]
        people = people[np.argsort(age[people], kind="stable")]
        both = min(len(slots), len(people))
        chosen, choosing = _evenly(both, len(slots)), _evenly(both, len(people))
        taken[people[choosing]] = slots[chosen]
        open_slots.append(np.delete(slots, chosen))
        waiting.append(np.delete(people, choosing))
    slots, people = np.concatenate(open_slots), np.concatenate(waiting)
    order = np.argsort(age[people], kind="stable")
    taken[people[order]] = slots[np.argsort(slot_age[slots], kind="stable")]
    return taken


def _make_homes(
    homes: Homes, rows: Ints, luck: Floats, own: OwnPeople, settings: PopulationSettings, keys: Any
) -> None:
    """House people of one neighbourhood whose homes are not known."""
    sizes = home_sizes(settings, luck)
    first = np.repeat(np.cumsum(sizes) - sizes, sizes)
    size = np.repeat(sizes, sizes)
    place = np.arange(len(rows)) - first
    head_age = draw_head_ages(settings, size, uniforms(int(keys[_AGE]), rows[first]))
    age, partner, child = draw_roles(rows, place, head_age, size, keys)
    known, sex = own.trait("age")[rows], own.trait("sex")[rows]
    told = np.flatnonzero(np.isfinite(known))
    slot = np.arange(len(rows))
    if len(told):
        slot_sex = (uniforms(int(keys[_SEX]), rows) < _MEN).astype(np.int64)
        heads = first[partner]
        same = drawn_to_the_same_sex(rows[heads], keys)
        slot_sex[partner] = np.where(same, slot_sex[heads], 1 - slot_sex[heads])
        sexes = np.where(np.isfinite(sex), sex, slot_sex).astype(np.int64)[told]
        slot[told] = told[take_turns(age[told], slot_sex[told], known[told], sexes)]
    lives_in = np.empty(len(rows), np.int64)
    lives_in[slot] = rows
    homes.home[rows] = homes.homes + np.repeat(np.arange(len(sizes)), sizes)[slot]
    homes.head[rows] = lives_in[first[slot]]
    homes.place[rows], homes.size[rows] = place[slot], size[slot]
    homes.age[rows] = np.where(np.isfinite(known), known, age[slot])
    homes.partner[rows], homes.child[rows] = partner[slot], child[slot]
    homes.homes += len(sizes)


def _take_homes(
    homes: Homes, rows: Ints, own: OwnPeople, settings: PopulationSettings, keys: Any
) -> None:
    """House people whose homes are known, the eldest as head."""
    label, known = own.place("household")[rows], own.trait("age")[rows]
    order = np.lexsort((rows, -np.nan_to_num(known, nan=-1.0), label))
    rows, label, known = rows[order], label[order], known[order]
    _, first, which, size = np.unique(
        label, return_index=True, return_inverse=True, return_counts=True
    )
    first, size = first[which.ravel()], size[which.ravel()]
    place = np.arange(len(rows)) - first
    drawn = draw_head_ages(settings, size, uniforms(int(keys[_AGE]), rows[first]))
    head_age = np.where(np.isfinite(known[first]), known[first], drawn)
    age, partner, child = draw_roles(rows, place, head_age, size, keys)
    homes.home[rows] = homes.homes + which.ravel()
    homes.head[rows], homes.place[rows], homes.size[rows] = rows[first], place, size
    homes.age[rows] = np.where(np.isfinite(known), known, np.where(place == 0, head_age, age))
    homes.partner[rows], homes.child[rows] = partner, child
    homes.homes += int(which.max()) + 1


def _see_who_is_who(homes: Homes, own: OwnPeople, keys: Any) -> None:
    """Let known ages and sexes say who is a partner or a child of the head."""
    known, sex = np.isfinite(own.trait("age")), own.trait("sex")
    head = homes.head
    told = (homes.place > 0) & (known | known[head])
    gap = homes.age[head] - homes.age
    parents = homes.age[head] >= PARENT_FROM
    couple = (homes.place == 1) & (np.abs(gap) < _GREATEST_AGE_GAP)
    couple &= (homes.size == 2) | parents
    homes.partner = np.where(told, couple, homes.partner)
    homes.child = np.where(told, ~couple & (gap >= _LEAST_PARENT_GAP), homes.child)
    # Unlike the model's own couples, these may be two of whom both sexes are known.
    same = drawn_to_the_same_sex(head, keys)
    unlikely = np.isfinite(sex) & np.isfinite(sex[head]) & ((sex == sex[head]) != same)
    homes.partner &= ~(unlikely & (sex == sex[head]))


def house(own: OwnPeople, settings: PopulationSettings, keys: Any) -> Homes:
    """Return the homes of everybody.

    Parameters
    ----------
    own
        What is known.
    settings
        Sizes of homes, and ages.
    keys
        Keys of the week.

    Returns
    -------
    Homes
        Those that the model would make if nothing is known.
    """
    homes = Homes.for_people(own.people)
    label, neighbourhood = own.place("household"), own.place("neighbourhood")
    unknown = np.flatnonzero(label < 0)
    luck = uniforms(int(keys[_SIZE]), np.arange(len(unknown)))
    for one in np.unique(neighbourhood[unknown]).tolist():
        rows = unknown[neighbourhood[unknown] == one]
        _make_homes(homes, rows, luck[: len(rows)], own, settings, keys)
        luck = luck[len(rows) :]
    if len(unknown) < own.people:
        _take_homes(homes, np.flatnonzero(label >= 0), own, settings, keys)
    _see_who_is_who(homes, own, keys)
    return homes
