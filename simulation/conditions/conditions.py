"""Conditions and quantities written in scenario files: ``loneliness_ucla3 >= 6 and age < 40``.

A text is read once, checked against the names there are, and computed for everybody at once. It
gives what the same Python expression gives for one person after the other, in double precision;
true counts as 1 in arithmetic. Nothing is ever executed: Python's grammar only says what belongs
together, and a few kinds of nodes are turned into expressions over columns.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Annotated

import numpy as np
import numpy.typing as npt
from pydantic import AfterValidator

from simulation.conditions.condition_nodes import Constant, Read, Reader, Values
from simulation.conditions.condition_order import checked_names
from simulation.conditions.condition_tokens import ConditionError, shortened
from simulation.expressions import Expression

__all__ = [
    "Condition",
    "ConditionError",
    "ConditionText",
    "Quantity",
    "QuantityText",
    "parse_condition",
    "parse_quantity",
]

_LINE_BREAKS = dict.fromkeys(map(ord, "\t\r\n"), " ")


@dataclass(frozen=True, slots=True)
class _Written:
    """What a text says of each person.

    Attributes
    ----------
    text
        As written.
    names
        What it reads, in the order of the first mention.
    """

    text: str
    names: tuple[str, ...]
    _expression: Expression = field(repr=False, compare=False)


class Condition(_Written):
    """What is true or false of each person; made by :func:`parse_condition`."""

    __slots__ = ()

    def compute(self, read: Read) -> npt.NDArray[np.bool_]:
        """Return of whom it is true.

        Parameters
        ----------
        read
            Gives the values of a name for everybody, shape (n,), such as ``Census.read``. If there
            are no ``names``, it is asked for ``unique_id`` to learn how many people there are.

        Returns
        -------
        ndarray of bool, shape (n,)
        """
        return _one_a_person(self._expression, read).astype(np.bool_)


class Quantity(_Written):
    """A number for each person; made by :func:`parse_quantity`."""

    __slots__ = ()

    def compute(self, read: Read) -> npt.NDArray[np.float64]:
        """Return it for each person; see :meth:`Condition.compute`.

        Returns
        -------
        ndarray of float64, shape (n,)
            Finite wherever what is read is finite and below 1e19.
        """
        return _one_a_person(self._expression, read).astype(np.float64)


@lru_cache(maxsize=1024)
def parse_condition(text: str) -> Condition:
    """Return the condition that a text says.

    Parameters
    ----------
    text
        At most 500 characters, with names of ``census.KNOWN_NAMES``; line breaks are spaces. An
        empty text is true of everybody.

    Raises
    ------
    ConditionError
        If it is no condition: where, what was found, and what was expected.

    Examples
    --------
    >>> over_forty = parse_condition("age > 40 and not lives_alone")
    >>> columns = {"age": np.array([30, 50]), "lives_alone": np.array([False, False])}
    >>> over_forty.compute(columns.__getitem__).tolist()
    [False, True]
    """
    reader, names, root = _parsed(text)
    expression = Constant(True) if root is None else reader.condition(root)
    return Condition(text, names, expression)


@lru_cache(maxsize=1024)
def parse_quantity(text: str) -> Quantity:
    """Return the quantity that a text says; an empty text is 0 for everybody.

    Parameters
    ----------
    text
        As for :func:`parse_condition`.

    Raises
    ------
    ConditionError
        If it is no quantity: where, what was found, and what was expected.

    Examples
    --------
    >>> need = parse_quantity("loneliness_ucla3 + 2 * lives_alone")
    >>> columns = {"loneliness_ucla3": np.array([3, 9]), "lives_alone": np.array([True, False])}
    >>> need.compute(columns.__getitem__).tolist()
    [5.0, 9.0]
    """
    reader, names, root = _parsed(text)
    expression = Constant(0.0) if root is None else reader.quantity(root)
    return Quantity(text, names, expression)


def _checked_condition(text: str) -> str:
    return parse_condition(text).text


def _checked_quantity(text: str) -> str:
    return parse_quantity(text).text


#: A setting that holds a condition, or nothing for everybody.
ConditionText = Annotated[str, AfterValidator(_checked_condition)]
#: A setting that holds a quantity, or nothing.
QuantityText = Annotated[str, AfterValidator(_checked_quantity)]


def _one_a_person(expression: Expression, read: Read) -> Values:
    values = expression.compute(read)
    if np.ndim(values):
        return values
    return np.full(len(read("unique_id")), values)


def _parsed(text: str) -> tuple[Reader, tuple[str, ...], ast.expr | None]:
    line = text.translate(_LINE_BREAKS)
    reader = Reader(line)
    names = checked_names(line)
    if not line.strip(" "):
        return reader, names, None
    try:
        # In brackets, so that leading spaces are allowed and offsets count from 1.
        return reader, names, ast.parse(f"({line})", mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        message = f"found {shortened(line)} at character 1, which cannot be read"
        raise ConditionError(message, 1) from None
