"""Conditions and quantities as they are written in files: what they say, and what is refused."""

from __future__ import annotations

import pickle

import numpy as np
import pytest
from pydantic import BaseModel, ValidationError

from simulation.conditions.conditions import (
    ConditionError,
    ConditionText,
    QuantityText,
    parse_condition,
    parse_quantity,
)

PEOPLE = {
    "unique_id": np.array([40, 41, 42, 43]),
    "age": np.array([18, 40, 65, 90], np.float32),
    "adverse_childhood": np.array([0, 3, 8, 1], np.uint8),
    "loneliness_ucla3": np.array([3, 6, 7, 9], np.uint8),
    "lives_alone": np.array([True, False, False, True]),
    "neurodivergent": np.array([0, 0, 1, 1], np.uint8),
}


def who(text):
    found = parse_condition(text).compute(PEOPLE.__getitem__)
    assert (found.dtype, found.shape) == (np.bool_, (4,))
    return np.flatnonzero(found).tolist()


def amounts(text):
    found = parse_quantity(text).compute(PEOPLE.__getitem__)
    assert (found.dtype, found.shape) == (np.float64, (4,))
    return found.tolist()


def refusal(text, parse=parse_condition):
    with pytest.raises(ConditionError) as caught:
        parse(text)
    return caught.value.column, str(caught.value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [0, 1, 2, 3]),
        ("  \n ", [0, 1, 2, 3]),
        ("true", [0, 1, 2, 3]),
        ("not true", []),
        ("2 > 1", [0, 1, 2, 3]),
        ("false or lives_alone", [0, 3]),
        ("age >= 40", [1, 2, 3]),
        ("loneliness_ucla3 >= 6 and not lives_alone", [1, 2]),
        ("18 < age <= 65", [1, 2]),
        ("90 >= age > adverse_childhood > 1 > 0", [1, 2]),
        ("adverse_childhood in [0, 8]", [0, 2]),
        ("adverse_childhood not in [0, 8.0, -1]", [1, 3]),
        ("lives_alone in [1]", [0, 3]),
        ("not lives_alone or age > 80", [1, 2, 3]),
        ("lives_alone or neurodivergent and age > 80", [0, 3]),
        ("(lives_alone or neurodivergent) and age > 80", [3]),
        ("neurodivergent", [2, 3]),
        ("neurodivergent == 1", [2, 3]),
        ("neurodivergent == lives_alone", [1, 3]),
        ("lives_alone + neurodivergent == 2", [3]),
        ("(age > 60) + lives_alone >= 1", [0, 2, 3]),
        ("adverse_childhood - 3 < 0", [0, 3]),
        ("adverse_childhood * 100 >= 300", [1, 2]),
        ("age / 2 * 2 == age", [0, 1, 2, 3]),
        ("age / (2 - 1) - -2 > 60", [2, 3]),
        ("\tage\n>=\r\n65 ", [2, 3]),
        (" age>=4e1and age<.65e2", [1]),
        ("age>=40 and(age<65)", [1]),
    ],
)
def test_conditions_say_what_they_say_in_python(text, expected):
    if text == " age>=4e1and age<.65e2":
        assert refusal(text) == (
            7,
            "found '4e1and' at character 7, expected a number such as 1000 or 0.5",
        )
    else:
        assert who(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [0, 0, 0, 0]),
        ("age", [18, 40, 65, 90]),
        ("7", [7, 7, 7, 7]),
        ("-adverse_childhood", [0, -3, -8, -1]),
        ("loneliness_ucla3 + 2 * lives_alone", [5, 6, 7, 11]),
        ("1 * (age >= 65)", [0, 0, 1, 1]),
        ("(age - 18) / 4 / 2", [0, 2.75, 5.875, 9]),
    ],
)
def test_quantities_say_what_they_say_in_python(text, expected):
    assert amounts(text) == expected


SIGNS = "a comparison such as >=, one of + - * /, 'and', 'or' or 'in'"
KINDS = (
    "there are scores such as loneliness_ucla3, facts such as lives_alone, and columns such as age"
)
NUMBER = "expected a number such as 1000 or 0.5"
OPERAND = "expected a name, a number or '('"
STATEMENT = "expected a name, a number, 'not' or '('"
QUOTES = "write numbers and names without quotes"
POWERS = "there are no powers, multiply instead"
LIST = "expected a list of numbers such as [1, 2]"
COMPARE = "expected a condition; compare it, as in age >= 60"

# fmt: off
MISTAKES = [
    # what other languages and word processors write
    ("age = 3", 5, "'='", "write == to compare"),
    ("age === 3", 5, "'==='", "write == to compare"),
    ("age is 3", 5, "'is'", "write == to compare"),
    ("age => 3", 5, "'=>'", "write >="),
    ("age =< 3", 5, "'=<'", "write <="),
    ("age \u2265 3", 5, "'\u2265'", "write >="),
    ("age \u2264 3", 5, "'\u2264'", "write <="),
    ("age <> 3", 5, "'<>'", "write !="),
    ("age \u2260 3", 5, "'\u2260'", "write !="),
    ("lonely && woman", 8, "'&&'", "write 'and'"),
    ("lonely & woman", 8, "'&'", "write 'and'"),
    ("lonely || woman", 8, "'||'", "write 'or'"),
    ("lonely | woman", 8, "'|'", "write 'or'"),
    ("!lonely", 1, "'!'", "write 'not'"),
    ("~lonely", 1, "'~'", "write 'not'"),
    ("lonely AND woman", 8, "'AND'", "write 'and'"),
    ("NOT lonely", 1, "'NOT'", "write 'not'"),
    ("True", 1, "'True'", "write 'true'"),
    ("age ** 2 > 3", 5, "'**'", POWERS),
    ("age ^ 2 > 3", 5, "'^'", POWERS),
    ("age // 2 > 3", 5, "'//'", "write /"),
    ("age \u00d7 2 > 3", 5, "'\u00d7'", "write *"),
    ("age \u2212 2 > 3", 5, "'\u2212'", "write -"),
    ("age \u2013 2 > 3", 5, "'\u2013'", "write -"),
    ("age\u00a0> 3", 4, "U+00A0", "write a plain space"),
    ("age > 'old'", 7, "'''", QUOTES),
    ('age > "old"', 7, "'\"'", QUOTES),
    ("age > \u201cold", 7, "'\u201c'", QUOTES),
    # numbers
    ("support > 40%", 13, "'%'", "write 0.4 for 40 %"),
    ("age > 1,000", 8, "','", "write numbers without commas, such as 1000 or 0.5"),
    ("age > 1_000", 7, "'1_000'", NUMBER),
    ("age > 010", 7, "'010'", NUMBER),
    ("age > 0x1F", 7, "'0x1F'", NUMBER),
    ("age > 2j", 7, "'2j'", NUMBER),
    ("age > 4e1and", 7, "'4e1and'", NUMBER),
    ("age > 1.2.3", 7, "'1.2.3'", NUMBER),
    ("age > 1e999", 7, "'1e999'", "expected a number of at most 1e+15"),
    (f"age > {'9' * 99}", 7, f"'{'9' * 37}...'", "expected a number of at most 1e+15"),
    # order
    ("age >", 6, "the end", OPERAND),
    ("and lonely", 1, "'and'", STATEMENT),
    ("age > not lonely", 7, "'not'", OPERAND),
    ("age > +3", 7, "'+'", OPERAND),
    ("lonely woman", 8, "'woman'", f"expected {SIGNS}"),
    ("(lonely woman)", 9, "'woman'", f"expected {SIGNS}, or ')'"),
    ("lonely # yes", 8, "'#'", f"expected {SIGNS}"),
    ("age.real > 3", 4, "'.'", f"expected {SIGNS}"),
    ("lonely if woman", 8, "'if'", f"expected {SIGNS}"),
    ("age := 3", 5, "':'", f"expected {SIGNS}"),
    ("age(3)", 4, "'('", "there are no functions, only names, numbers and signs"),
    ("lonely\0", 7, "U+0000", f"expected {SIGNS}"),
    ("\uff41ge > 3", 1, "'\uff41'", STATEMENT),
    ("\ud800", 1, "U+D800", STATEMENT),
    ("()", 2, "')'", STATEMENT),
    ("lonely)", 7, "')'", "no '(' is open"),
    ("((lonely)", 10, "the end", "expected ')' for the '(' at character 1"),
    ("(" * 51 + "lonely", 51, "'('", "more than 50 brackets inside one another"),
    ("-" * 200 + "age > 3", 100, f"'{'-' * 37}...'",
     "more than 100 operations inside one another"),
    # lists
    ("age in 3", 8, "'3'", LIST),
    ("age in (1, 2)", 8, "'('", LIST),
    ("age in []", 9, "']'", "expected a number"),
    ("age in [1 2]", 11, "'2'", "expected ',' or ']'"),
    ("age in [1, sex]", 12, "'sex'", "expected a number"),
    ("age in [-, 2]", 10, "','", "expected a number"),
    ("age not 3", 9, "'3'", "expected 'in'"),
    ("woman and 3 < age in [4]", 11, "'3 < age in [4]'",
     "write each comparison by itself and join them by 'and'"),
    # kinds
    ("lonely and age", 12, "the quantity 'age'", COMPARE),
    ("not (age + 3)", 6, "the quantity 'age + 3'", COMPARE),
    (" 1", 2, "the quantity '1'", COMPARE),
    # size
    ("1 / age > 3", 5, "a division by 'age'", "expected a number other than 0"),
    ("age / (1 - 1) > 3", 8, "a division by '1 - 1'", "expected a number other than 0"),
    ("age / 1e-999 > 3", 7, "a division by '1e-999'", "expected a number other than 0"),
    ("age / 1e-300 > 3", 1, "'age / 1e-300'", "which can grow beyond 1e+300"),
    ("woman or " + "age*" * 16 + "1 > 3", 10, f"'{('age*' * 16)[:37]}...'",
     "which can grow beyond 1e+300"),
]
# fmt: on


@pytest.mark.parametrize(("text", "column", "found", "advice"), MISTAKES)
def test_what_is_no_condition_is_refused_with_its_place(text, column, found, advice):
    assert refusal(text) == (column, f"found {found} at character {column}, {advice}")


@pytest.mark.parametrize(
    ("text", "column", "name", "hint"),
    [
        ("lonliness_ucla3 >= 6", 1, "lonliness_ucla3", ", did you mean loneliness_ucla3?"),
        ("UCLA3 >= 6", 1, "UCLA3", ", did you mean ucla3?"),
        ("age > 3 and zzz", 13, "zzz", f"; {KINDS}"),
        ("w" * 60, 1, f"{'w' * 37}...", f"; {KINDS}"),
        ("None", 1, "None", f"; {KINDS}"),
    ],
)
def test_an_unknown_name_is_refused_with_the_nearest_known(text, column, name, hint):
    assert refusal(text) == (column, f"unknown name '{name}' at character {column}{hint}")


def test_a_long_text_is_refused():
    assert refusal("a" * 501) == (501, "longer than 500 characters")


@pytest.mark.parametrize("text", ["lonely", "age > 3", "true", "not lonely", "age in [3]"])
def test_a_condition_is_no_quantity(text):
    assert refusal(text, parse_quantity) == (
        1,
        f"found the condition '{text}' at character 1, expected a quantity such as age / 10; "
        "write 1 * (...) to count true as 1",
    )


def test_the_largest_texts_are_read():
    assert parse_condition("lonely" + " " * 494).names == ("lonely",)
    assert parse_condition("(" * 50 + "lonely" + ")" * 50).names == ("lonely",)
    assert amounts("-" * 98 + "age") == [18, 40, 65, 90]
    # Each operand of a chain is computed once: otherwise this would take for ever.
    assert who("1<(" * 40 + "age" + ">2)<9" * 40) == []


def test_names_in_the_order_of_their_first_mention():
    assert parse_condition("age > 3 and lonely or true and age < 80").names == ("age", "lonely")
    assert parse_quantity("ucla3 + age * ucla3").names == ("ucla3", "age")
    assert parse_condition("").names == parse_condition("1 < 2").names == ()


def test_texts_are_read_once_and_equal_by_what_is_written():
    assert parse_condition("age > 3") is parse_condition("age > 3")
    assert parse_condition("age > 3") != parse_condition("age >3")
    assert str(parse_quantity("age / 2")) == "Quantity(text='age / 2', names=('age',))"


def test_conditions_and_their_errors_pickle():
    again = pickle.loads(pickle.dumps(parse_condition("20 < age < 70 and not lives_alone")))
    assert again.compute(PEOPLE.__getitem__).tolist() == [False, True, True, False]
    error = pickle.loads(pickle.dumps(ConditionError("wrong", 3)))
    assert (str(error), error.message, error.column) == ("wrong", "wrong", 3)


def test_computing_leaves_what_is_read_alone():
    columns = {name: values.copy() for name, values in PEOPLE.items()}
    for values in columns.values():
        values.flags.writeable = False
    found = parse_condition("lives_alone").compute(columns.__getitem__)
    found[:] = False
    amount = parse_quantity("age").compute(columns.__getitem__)
    amount[:] = 0
    assert columns["age"].tolist() == PEOPLE["age"].tolist()
    assert columns["lives_alone"].tolist() == PEOPLE["lives_alone"].tolist()


class Offer(BaseModel):
    eligibility: ConditionText = ""
    need: QuantityText = ""


def test_settings_keep_the_text_and_refuse_what_cannot_be_read():
    offer = Offer(eligibility="age > 3", need="-age")
    assert (offer.eligibility, offer.need) == ("age > 3", "-age")
    with pytest.raises(ValidationError) as caught:
        Offer(eligibility="age > 3 and", need="age > 3")
    errors = [one["ctx"]["error"] for one in caught.value.errors()]
    assert [type(one) for one in errors] == [ConditionError, ConditionError]
    assert [one.column for one in errors] == [12, 1]
    assert Offer.model_json_schema()["properties"]["need"]["type"] == "string"
