"""From Python's grammar to expressions over columns: a few kinds of nodes, and no others.

Nothing is executed. Every operation is bounded: how deep they nest, and how large results can grow,
so that a quantity is always a finite number.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Sequence
from functools import reduce
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from simulation.conditions.census import YES_OR_NO
from simulation.conditions.condition_tokens import LARGEST_NUMBER, ConditionError, shortened
from simulation.expressions import ColumnExpression, Expression

__all__ = ["Constant", "Part", "Read", "Reader", "Values"]

Values: TypeAlias = npt.NDArray[Any]
Read: TypeAlias = Callable[[str], Values]

#: Most operations inside one another.
_DEEPEST = 100
#: More than any column or score can hold.
_LARGEST_VALUE = 1e19
#: Where results could leave what a number can hold.
_LARGEST_RESULT = 1e300

_ARITHMETIC: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_COMPARISONS: dict[type[ast.cmpop], Callable[[Any, Any], Any]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}


class Constant(Expression):
    """A number, or true or false, the same for everybody."""

    def __init__(self, value: float | bool) -> None:
        self._value = value

    @property
    def names(self) -> tuple[str, ...]:
        """None."""
        return ()

    @property
    def is_condition(self) -> bool:
        """Whether it is true or false."""
        return isinstance(self._value, bool)

    def compute(self, read: Read) -> Values:
        """Return the one value, shape ()."""
        return np.asarray(self._value)

    def __repr__(self) -> str:
        return repr(self._value)


class _Known(ColumnExpression):
    """What is read by a name, in double precision, or as true or false."""

    @property
    def is_condition(self) -> bool:
        return self._name in YES_OR_NO

    def compute(self, read: Read) -> Values:
        values = read(self._name)
        return values != 0 if self.is_condition else values.astype(np.float64)


class _Chain(Expression):
    """Comparisons of neighbours, all of them true; each operand is computed once."""

    def __init__(
        self, operands: Sequence[Expression], signs: Sequence[Callable[[Any, Any], Any]]
    ) -> None:
        self._operands, self._signs = operands, signs

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for one in self._operands for name in one.names))

    @property
    def is_condition(self) -> bool:
        return True

    def compute(self, read: Read) -> Values:
        values = [one.compute(read) for one in self._operands]
        pairs = zip(self._signs, values[:-1], values[1:], strict=True)
        return reduce(operator.and_, [sign(left, right) for sign, left, right in pairs])

    def __repr__(self) -> str:
        return f"comparison of {', '.join(map(repr, self._operands))}"


class Part(NamedTuple):
    """An expression, and a bound of how large its values can be."""

    expression: Expression
    largest: float


class Reader:
    """Reads the nodes of one text.

    Parameters
    ----------
    line
        The text, put in brackets before it was parsed: so a node's offset counts from 1.
    """

    def __init__(self, line: str) -> None:
        self._line = line

    def condition(self, node: ast.expr, depth: int = 1) -> Expression:
        """Return a condition; ConditionError if it is a quantity or not allowed."""
        expression = self.part(node, depth).expression
        if not expression.is_condition:
            advice = "expected a condition; compare it, as in age >= 60"
            raise self._refused(node, advice, "the quantity ")
        return expression

    def quantity(self, node: ast.expr) -> Expression:
        """Return a quantity; ConditionError if it is a condition or not allowed."""
        expression = self.part(node).expression
        if expression.is_condition:
            advice = "expected a quantity such as age / 10; write 1 * (...) to count true as 1"
            raise self._refused(node, advice, "the condition ")
        return expression

    def part(self, node: ast.expr, depth: int = 1) -> Part:
        """Return what a node says; ConditionError if it is not allowed."""
        if depth > _DEEPEST:
            raise self._refused(node, f"more than {_DEEPEST} operations inside one another")
        below = depth + 1
        match node:
            case ast.Name(id="true"):
                return Part(Constant(True), 1.0)
            case ast.Name(id="false"):
                return Part(Constant(False), 1.0)
            case ast.Name(id=name):
                return Part(_Known(name), _LARGEST_VALUE)
            case ast.Constant(value=int() | float() as value) if (
                not isinstance(value, bool) and value <= LARGEST_NUMBER
            ):
                return Part(Constant(float(value)), float(value))
            case ast.UnaryOp(op=ast.USub(), operand=inner):
                expression, largest = self.part(inner, below)
                return Part(-expression, largest)
            case ast.UnaryOp(op=ast.Not(), operand=inner):
                return Part(~self.condition(inner, below), 1.0)
            case ast.BoolOp(op=joiner, values=values):
                join = operator.and_ if isinstance(joiner, ast.And) else operator.or_
                return Part(reduce(join, [self.condition(one, below) for one in values]), 1.0)
            case ast.BinOp(op=sign) if type(sign) in _ARITHMETIC:
                return self._arithmetic(node, below)
            case ast.Compare(ops=[ast.In() | ast.NotIn() as sign]):
                within = self.part(node.left, below).expression.isin(self._numbers(node))
                return Part(within if isinstance(sign, ast.In) else ~within, 1.0)
            case ast.Compare(ops=signs) if all(type(sign) in _COMPARISONS for sign in signs):
                operands = [self.part(one, below) for one in (node.left, *node.comparators)]
                wanted = [_COMPARISONS[type(sign)] for sign in signs]
                return Part(_Chain([one.expression for one in operands], wanted), 1.0)
            case ast.Compare():
                raise self._refused(node, "write each comparison by itself and join them by 'and'")
        raise self._refused(node, "which is neither a condition nor a quantity")

    def _arithmetic(self, node: ast.BinOp, depth: int) -> Part:
        left, right = self.part(node.left, depth), self.part(node.right, depth)
        if isinstance(node.op, ast.Div):
            largest = left.largest / self._divisor(node.right, right.expression)
        elif isinstance(node.op, ast.Mult):
            largest = left.largest * right.largest
        else:
            largest = left.largest + right.largest
        if largest > _LARGEST_RESULT:
            raise self._refused(node, f"which can grow beyond {_LARGEST_RESULT:g}")
        return Part(_ARITHMETIC[type(node.op)](left.expression, right.expression), largest)

    def _divisor(self, node: ast.expr, expression: Expression) -> float:
        size = 0.0 if expression.names else abs(_alone(expression))
        if size == 0.0:
            raise self._refused(node, "expected a number other than 0", "a division by ")
        return size

    def _numbers(self, node: ast.Compare) -> list[float]:
        wanted = node.comparators[0]
        items = [self.part(one) for one in wanted.elts] if isinstance(wanted, ast.List) else []
        if not items or any(one.expression.names for one in items):
            raise self._refused(wanted, "expected a list of numbers such as [1, 2]")
        return [_alone(one.expression) for one in items]

    def _refused(self, node: ast.expr, advice: str, kind: str = "") -> ConditionError:
        column = node.col_offset
        what = shortened(self._line[column - 1 : (node.end_col_offset or column) - 1])
        return ConditionError(f"found {kind}{what} at character {column}, {advice}", column)


def _alone(expression: Expression) -> float:
    """Return the value of an expression that reads nothing."""
    nothing: dict[str, Values] = {}
    return float(expression.compute(nothing.__getitem__))
