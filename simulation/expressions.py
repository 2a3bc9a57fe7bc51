"""Arithmetic and comparison over columns: ``Person.loneliness > 0.5``.

An expression is written once and computed for everybody at once. It gives what the same Python
expression gives for one person after the other: whole numbers do not wrap around, fractions are
compared in double precision, and division by zero is an error.
"""

from __future__ import annotations

import operator
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NoReturn, Protocol, TypeAlias

import numpy as np
import numpy.typing as npt

__all__ = ["ColumnExpression", "ColumnSource", "Expression"]

Values: TypeAlias = npt.NDArray[Any]
Number: TypeAlias = "int | float | np.number[Any] | np.bool_"


class ColumnSource(Protocol):
    """What an expression reads from: columns by name, for everybody or for some rows."""

    def array(self, name: str, /) -> Values:
        """Return one value a person, in row order."""

    def values(self, name: str, rows: npt.NDArray[np.int64], /) -> Values:
        """Return the values of some rows."""


class Expression(ABC):
    """A quantity or a condition computed from columns.

    ``+ - * /``, ``abs`` and ``isin`` make quantities and conditions of other expressions and
    numbers; comparisons make conditions, which ``& | ~`` join. New kinds of leaves (a survey score,
    say) need only the three abstract members.

    Examples
    --------
    >>> loneliness, age = ColumnExpression("loneliness"), ColumnExpression("age")
    >>> lonely_and_young = (loneliness > 0.5) & (age < 30)
    >>> lonely_and_young
    (loneliness > 0.5) & (age < 30)
    >>> lonely_and_young.names
    ('loneliness', 'age')
    """

    # NumPy scalars on the left (np.float64(0.5) < expression) must leave the operation to us.
    __array_ufunc__ = None
    # Comparison builds an expression, so an expression can be no key of a dict.
    __hash__ = None  # type: ignore[assignment]

    @property
    @abstractmethod
    def names(self) -> tuple[str, ...]:
        """Columns it reads, in the order of their first mention."""

    @abstractmethod
    def compute(self, read: Callable[[str], Values]) -> Values:
        """Return its values; ``read`` gives the values of a column by name."""

    @abstractmethod
    def __repr__(self) -> str: ...

    @property
    def is_condition(self) -> bool:
        """Whether its values are true or false by what it is, whatever the columns hold."""
        return False

    def evaluate(self, people: ColumnSource, rows: npt.NDArray[np.int64] | None = None) -> Values:
        """Return one value a person.

        Parameters
        ----------
        people
            The people to compute it for.
        rows
            Their rows, in the order wanted; None is everybody in row order.

        Returns
        -------
        ndarray, shape (len(rows),)
            bool for a condition, else int64 or float64.
        """
        if rows is None:
            return self.compute(people.array)
        return self.compute(lambda name: people.values(name, rows))

    def __call__(self, agent: Any) -> Any:
        """Return its value for one agent that has the columns as attributes."""
        return self.compute(lambda name: np.asarray([getattr(agent, name)]))[0].item()

    def __bool__(self) -> NoReturn:
        raise TypeError(
            f"({self!r}) has one answer for each person, not one true or false. Join conditions "
            "with & | ~ instead of and, or, not; write (a < x) & (x < b) instead of a < x < b; "
            "and where Mesa takes a function, give lambda person: ..."
        )

    def isin(self, values: Iterable[Number]) -> Expression:
        """Return the condition that the value is one of ``values``."""
        return _Membership(self, tuple(values))

    def __lt__(self, other: Expression | Number) -> Expression:
        return _join("<", self, other)

    def __le__(self, other: Expression | Number) -> Expression:
        return _join("<=", self, other)

    def __gt__(self, other: Expression | Number) -> Expression:
        return _join(">", self, other)

    def __ge__(self, other: Expression | Number) -> Expression:
        return _join(">=", self, other)

    def __eq__(self, other: Expression | Number) -> Expression:  # type: ignore[override]
        return _join("==", self, other)

    def __ne__(self, other: Expression | Number) -> Expression:  # type: ignore[override]
        return _join("!=", self, other)

    def __add__(self, other: Expression | Number) -> Expression:
        return _join("+", self, other)

    def __radd__(self, other: Number) -> Expression:
        return _join("+", other, self)

    def __sub__(self, other: Expression | Number) -> Expression:
        return _join("-", self, other)

    def __rsub__(self, other: Number) -> Expression:
        return _join("-", other, self)

    def __mul__(self, other: Expression | Number) -> Expression:
        return _join("*", self, other)

    def __rmul__(self, other: Number) -> Expression:
        return _join("*", other, self)

    def __truediv__(self, other: Expression | Number) -> Expression:
        return _join("/", self, other)

    def __rtruediv__(self, other: Number) -> Expression:
        return _join("/", other, self)

    def __and__(self, other: Expression) -> Expression:
        return _join("&", self, other)

    __rand__ = __and__

    def __or__(self, other: Expression) -> Expression:
        return _join("|", self, other)

    __ror__ = __or__

    def __neg__(self) -> Expression:
        return _Transformed("-{}", operator.neg, self)

    def __abs__(self) -> Expression:
        return _Transformed("abs({})", operator.abs, self)

    def __invert__(self) -> Expression:
        return _Transformed("~{}", operator.invert, _condition(self, "~"), is_condition=True)


class ColumnExpression(Expression):
    """The values of one column.

    Parameters
    ----------
    name
        The column.
    shown_as
        How it is written in a text, such as ``Person.loneliness``; the name by default.
    """

    def __init__(self, name: str, shown_as: str = "") -> None:
        self._name = name
        self._shown_as = shown_as or name

    @property
    def names(self) -> tuple[str, ...]:
        """The one column."""
        return (self._name,)

    def compute(self, read: Callable[[str], Values]) -> Values:
        """Return the column in double precision, or in 64-bit whole numbers."""
        return widened(read(self._name))

    def __repr__(self) -> str:
        return self._shown_as


class _Constant(Expression):
    def __init__(self, value: Number) -> None:
        self._value = value

    @property
    def names(self) -> tuple[str, ...]:
        return ()

    def compute(self, read: Callable[[str], Values]) -> Values:
        return widened(np.asarray(self._value))

    def __repr__(self) -> str:
        return repr(self._value.item() if isinstance(self._value, np.generic) else self._value)


class _Transformed(Expression):
    def __init__(
        self,
        written: str,
        function: Callable[[Values], Values],
        inner: Expression,
        is_condition: bool = False,
    ) -> None:
        self._written, self._function, self._inner = written, function, inner
        self._is_condition = is_condition

    @property
    def names(self) -> tuple[str, ...]:
        return self._inner.names

    @property
    def is_condition(self) -> bool:
        return self._is_condition

    def compute(self, read: Callable[[str], Values]) -> Values:
        return self._function(_numbers_unless(self._is_condition, self._inner.compute(read)))

    def __repr__(self) -> str:
        inner = repr(self._inner) if "(" in self._written else _bracketed(self._inner)
        return self._written.format(inner)


class _Joined(Expression):
    def __init__(self, sign: str, left: Expression, right: Expression) -> None:
        self._sign, self._left, self._right = sign, left, right

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*self._left.names, *self._right.names)))

    @property
    def is_condition(self) -> bool:
        return self._sign not in _ARITHMETIC

    def compute(self, read: Callable[[str], Values]) -> Values:
        keep_truth = self._sign in _LOGIC
        left = _numbers_unless(keep_truth, self._left.compute(read))
        right = _numbers_unless(keep_truth, self._right.compute(read))
        if self._sign == "/" and (zeros := int(np.count_nonzero(right == 0))):
            raise ZeroDivisionError(f"{self!r}: {self._right!r} is 0 for {zeros} of {right.size}")
        result: Values = _SIGNS[self._sign](left, right)
        return result

    def __repr__(self) -> str:
        return f"{_bracketed(self._left)} {self._sign} {_bracketed(self._right)}"


class _Membership(Expression):
    def __init__(self, inner: Expression, wanted: Sequence[Number]) -> None:
        for one in wanted:
            _operand(one, "isin")
        self._inner, self._wanted = inner, wanted

    @property
    def names(self) -> tuple[str, ...]:
        return self._inner.names

    @property
    def is_condition(self) -> bool:
        return True

    def compute(self, read: Callable[[str], Values]) -> Values:
        return np.isin(self._inner.compute(read), np.asarray(self._wanted))

    def __repr__(self) -> str:
        shown = ", ".join(repr(_Constant(one)) for one in self._wanted[:_SHOWN_VALUES])
        rest = len(self._wanted) - _SHOWN_VALUES
        more = f", ... {rest} more" if rest > 0 else ""
        return f"{_bracketed(self._inner)}.isin([{shown}{more}])"


_SHOWN_VALUES = 6
_ARITHMETIC = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv}
_LOGIC = {"&": operator.and_, "|": operator.or_}
_COMPARISON = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
}
_SIGNS: dict[str, Callable[[Any, Any], Any]] = {**_ARITHMETIC, **_LOGIC, **_COMPARISON}


def widened(values: Values) -> Values:
    """Return values as Python would hold them one by one: float64, int64 or bool."""
    if values.dtype.kind == "b":
        return values
    return values.astype(np.float64 if values.dtype.kind == "f" else np.int64)


def _numbers_unless(truth_wanted: bool, values: Values) -> Values:
    return values if truth_wanted or values.dtype.kind != "b" else values.astype(np.int64)


def _bracketed(inner: Expression) -> str:
    return f"({inner!r})" if isinstance(inner, _Joined) else repr(inner)


def _operand(value: Any, sign: str) -> Expression:
    if isinstance(value, Expression):
        return value
    if isinstance(value, int | float | np.number | np.bool_):
        return _Constant(value)
    raise TypeError(f"{sign} needs a number or an expression over columns, got {value!r}")


def _condition(value: Any, sign: str) -> Expression:
    if isinstance(value, Expression) and value.is_condition:
        return value
    raise TypeError(
        f"{sign} joins conditions, and {value!r} is none. Compare it first and put each comparison "
        "in brackets: (Person.loneliness > 0.5) & (Person.age < 30)"
    )


def _join(sign: str, left: Any, right: Any) -> Expression:
    check = _condition if sign in _LOGIC else _operand
    return _Joined(sign, check(left, sign), check(right, sign))
