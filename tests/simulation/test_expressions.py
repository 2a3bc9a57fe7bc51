"""Expressions give what Python gives person by person."""

from __future__ import annotations

import operator
import pickle

import numpy as np
import pytest

from simulation.agents import Person
from simulation.expressions import ColumnExpression, Expression
from tests.simulation.small_world import SmallWorld


@pytest.fixture(scope="module")
def world():
    return SmallWorld(40)


EXPRESSIONS = {
    "less": (Person.loneliness < 0.5, lambda p: p.loneliness < 0.5),
    "at most": (Person.age <= 40, lambda p: p.age <= 40),
    "more, reflected": (operator.gt(0.5, Person.loneliness), lambda p: p.loneliness < 0.5),
    "numpy on the left": (np.float64(0.5) > Person.loneliness, lambda p: p.loneliness < 0.5),
    "equal": (Person.adverse_childhood == 2, lambda p: p.adverse_childhood == 2),
    "unequal": (Person.adverse_childhood != 2, lambda p: p.adverse_childhood != 2),
    "and": (
        (Person.loneliness > 0.2) & (Person.age > 30),
        lambda p: p.loneliness > 0.2 and p.age > 30,
    ),
    "or, not": (
        ~(Person.loneliness > 0.2) | (Person.age > 90),
        lambda p: not p.loneliness > 0.2 or p.age > 90,
    ),
    "below zero in an unsigned column": (
        Person.adverse_childhood - 3,
        lambda p: p.adverse_childhood - 3,
    ),
    "above 255 in an unsigned column": (
        Person.adverse_childhood * 100,
        lambda p: p.adverse_childhood * 100,
    ),
    "negative of unsigned": (-Person.adverse_childhood, lambda p: -p.adverse_childhood),
    "abs": (abs(Person.stress), lambda p: abs(p.stress)),
    "division": (Person.stress / Person.age, lambda p: p.stress / p.age),
    "reflected": (1 - 2 / Person.age + 3, lambda p: 1 - 2 / p.age + 3),
    "two columns": (Person.stress > Person.loneliness, lambda p: p.stress > p.loneliness),
    "count of conditions": (
        (Person.age > 50) + (Person.stress > 0),
        lambda p: (p.age > 50) + (p.stress > 0),
    ),
    "one of": (Person.adverse_childhood.isin([1, 4]), lambda p: p.adverse_childhood in (1, 4)),
    "one of none": (Person.age.isin([]), lambda p: False),
    "identity": (Person.unique_id > 110, lambda p: p.unique_id > 110),
}


@pytest.mark.parametrize("name", EXPRESSIONS)
def test_same_as_python_person_by_person(world, name):
    expression, function = EXPRESSIONS[name]
    expected = [function(person) for person in world.agents]
    values = expression.evaluate(world.people)
    assert values.tolist() == expected
    assert [expression(person) for person in world.agents] == expected
    rows = np.array([7, 3, 3])
    assert expression.evaluate(world.people, rows).tolist() == [expected[row] for row in rows]


def test_fractions_are_compared_in_double_precision(world):
    single = float(np.float32(0.1))
    world.agents[:1][0].stress = 0.1
    assert single > 0.1
    assert (Person.stress > 0.1).evaluate(world.people, np.array([0])).tolist() == [True]


def test_conditions_know_that_they_are():
    assert (Person.age > 3).is_condition
    assert Person.age.isin([3]).is_condition
    assert (~(Person.age > 3)).is_condition
    assert not (Person.age + 3).is_condition
    assert not Person.age.is_condition


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        (Person.loneliness > 0.5, "Person.loneliness > 0.5"),
        ((Person.age < 30) & ~(Person.stress >= 1), "(Person.age < 30) & ~(Person.stress >= 1)"),
        (abs(1 - Person.age) / 2, "abs(1 - Person.age) / 2"),
        (-(Person.age + 1), "-(Person.age + 1)"),
        (Person.age.isin(np.arange(3)), "Person.age.isin([0, 1, 2])"),
        (Person.age.isin(range(9)), "Person.age.isin([0, 1, 2, 3, 4, 5, ... 3 more])"),
        (ColumnExpression("age") == np.float64(2.5), "age == 2.5"),
    ],
)
def test_reads_as_written(expression, text):
    assert repr(expression) == text


def test_names_in_order_of_mention_once():
    expression = (Person.age > Person.stress) | (Person.age < 3)
    assert expression.names == ("age", "stress")
    assert (~Person.age.isin([1])).names == ("age",)


@pytest.mark.parametrize(
    "misuse",
    [
        lambda: bool(Person.age > 3),
        lambda: Person.age > 3 and Person.stress > 0,
        lambda: not Person.age > 3,
        lambda: 3 < Person.age < 5,
        lambda: Person.age in [3, 4],
    ],
)
def test_truth_of_an_expression_is_refused(misuse):
    with pytest.raises(TypeError, match=r"one answer for each person.*Join conditions with & \| ~"):
        misuse()


@pytest.mark.parametrize(
    "misuse",
    [
        lambda: Person.age > 3 & Person.stress,
        lambda: Person.age & (Person.stress > 0),
        lambda: (Person.age > 3) | 1,
        lambda: ~Person.age,
    ],
)
def test_joining_what_is_no_condition_is_refused(misuse):
    with pytest.raises(TypeError, match=r"joins conditions, and .* is none\. Compare it first"):
        misuse()


@pytest.mark.parametrize("other", ["40", None, [40], np.array([1, 2])])
def test_comparing_with_what_is_no_number_is_refused(other):
    for compare in (operator.eq, operator.gt, operator.add):
        with pytest.raises(TypeError, match="needs a number or an expression over columns, got"):
            compare(Person.age, other)


def test_isin_refuses_texts():
    with pytest.raises(TypeError, match="isin needs a number or an expression over columns"):
        Person.age.isin(["a"])


def test_division_by_zero_says_where(world):
    with pytest.raises(ZeroDivisionError, match=r"Person.adverse_childhood is 0 for 8 of 40"):
        (1 / Person.adverse_childhood).evaluate(world.people)


def test_is_no_key_of_a_dict():
    with pytest.raises(TypeError, match="unhashable"):
        hash(Person.age)


def test_pickles(world):
    expression = ~(abs(Person.stress - 1) > 0.5) & Person.age.isin([20, 30])
    again = pickle.loads(pickle.dumps(expression))
    assert repr(again) == repr(expression)
    assert again.evaluate(world.people).tolist() == expression.evaluate(world.people).tolist()


def test_a_new_kind_of_leaf_joins_in(world):
    class Doubled(Expression):
        names = ("age",)

        def compute(self, read):
            return 2.0 * read("age")

        def __repr__(self):
            return "doubled"

    condition = (Doubled() > 100) & (Person.stress > 0)
    expected = [2 * person.age > 100 and person.stress > 0 for person in world.agents]
    assert condition.evaluate(world.people).tolist() == expected
    assert repr(condition) == "(doubled > 100) & (Person.stress > 0)"
