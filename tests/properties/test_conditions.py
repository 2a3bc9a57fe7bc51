"""Conditions give what Python gives person by person, and no text does anything else than that."""

from __future__ import annotations

import gc
import random
import sys
import time

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from simulation.conditions.census import KNOWN_NAMES, YES_OR_NO
from simulation.conditions.conditions import ConditionError, parse_condition, parse_quantity

PEOPLE = 37
LUCK = np.random.default_rng(5)
COLUMNS = {
    "age": LUCK.uniform(18, 90, PEOPLE).astype(np.float32),
    "stress": LUCK.normal(size=PEOPLE).astype(np.float32),
    "tie_count": LUCK.integers(0, 9, PEOPLE).astype(np.int32),
    "ucla3": LUCK.integers(3, 10, PEOPLE).astype(np.uint8),
    "lives_alone": LUCK.random(PEOPLE) < 0.3,
    "neurodivergent": LUCK.integers(0, 2, PEOPLE).astype(np.uint8),
}
# Of all other names it matters only that there is something to read.
COLUMNS |= {
    name: LUCK.random(PEOPLE) < 0.5 if name in YES_OR_NO else LUCK.normal(size=PEOPLE)
    for name in KNOWN_NAMES
    if name not in COLUMNS
}
PERSONS = [
    {
        name: bool(values[row]) if name in YES_OR_NO else float(values[row])
        for name, values in COLUMNS.items()
    }
    | {"true": True, "false": False}
    for row in range(PEOPLE)
]

numbers = st.integers(0, 100).map(str) | st.floats(0.001, 1e6).map(repr)
quantity_names = st.sampled_from(["age", "stress", "tie_count", "ucla3"])
facts = st.sampled_from(["lives_alone", "neurodivergent", "true", "false"])
comparisons = st.sampled_from(["<", "<=", ">", ">=", "==", "!="])
items = st.lists(st.integers(-9, 9).map(str), min_size=1, max_size=4).map(", ".join)


def quantities(depth):
    """Return texts of quantities; conditions within them stand in brackets."""
    plain = quantity_names | numbers
    if not depth:
        return plain
    inner = quantities(depth - 1)
    truths = st.builds("({})".format, conditions(depth - 1))
    operand = inner | inner.map("({})".format) | truths | facts
    return (
        plain
        | st.builds("{} {} {}".format, operand, st.sampled_from("+-*"), operand)
        | st.builds("{} / {}".format, operand, st.floats(0.01, 100).map(repr))
        | operand.map("-{}".format)
    )


def conditions(depth):
    """Return texts of conditions, with and without brackets around their parts."""
    operand = quantities(max(depth - 1, 0))
    compared = st.builds("{} {} {}".format, operand, comparisons, operand)
    plain = (
        facts
        | compared
        | st.builds("{} {} {}".format, compared, comparisons, operand)
        | st.builds("{} {} [{}]".format, operand, st.sampled_from(["in", "not in"]), items)
    )
    if not depth:
        return plain
    inner = conditions(depth - 1)
    either = inner | inner.map("({})".format)
    return (
        plain
        | st.builds("{} {} {}".format, either, st.sampled_from(["and", "or"]), either)
        | either.map("not {}".format)
    )


def in_python(text):
    """Return what Python makes of a text for one person after the other."""
    code = compile(text, "condition", "eval")
    return [eval(code, {}, person) for person in PERSONS]


@settings(max_examples=400)
@given(conditions(3))
def test_conditions_give_what_python_gives_person_by_person(text):
    assume(len(text) <= 500)
    assert parse_condition(text).compute(COLUMNS.__getitem__).tolist() == in_python(text)


@settings(max_examples=400)
@given(quantities(3))
def test_quantities_give_what_python_gives_person_by_person(text):
    assume(len(text) <= 500)
    amounts = [float(one) for one in in_python(f"0.0 + ({text})")]
    assert parse_quantity(f"0.0 + ({text})").compute(COLUMNS.__getitem__).tolist() == amounts


# whatever is written

NAMES = [*COLUMNS][:20]
NUMBERS = ["0", "1", "3", "6.5", ".5", "2e3", "1e-9", "60", "007", "1_0", "1e999", "9" * 40]
SIGNS = ["<", "<=", ">", ">=", "==", "!=", "+", "-", "*", "/", "and", "or", "not", "in", "not in"]
BRACKETS = ["(", ")", "[", "]", ",", "(", ")"]
HOSTILE = [
    "__import__('os').system('touch hacked')",
    "().__class__.__bases__[0].__subclasses__()",
    "open('hacked', 'w')",
    "exec('import os')",
    "eval('1')",
    "lambda: age",
    "[x for x in (1, 2)]",
    "{x: 1 for x in 'a'}",
    "f'{age!r:>{10**9}}'",
    "(age := 3)",
    "9**9**9",
    "10**10**10",
    "'a' * 10**10",
    "1 << 10**9",
    "age.__class__",
    "breakpoint()",
    "print(age)",
    "yield age",
    "await age",
    "*age",
    "age if age else age",
    "\0",
    "\ud800",
    "# age",
    "\\\n",
    "((((((((",
    "[[[[[[[[",
    "{{{{{{{{",
    "not not not not",
    "- - - - - -",
    "1<(2<(3<(",
    '"""',
    "0x1F",
    "1j",
    "...",
    "\uff41ge",
    "None",
    "import os",
]


def soup(luck):
    """Return words and signs in any order."""
    words = luck.choice([NAMES + NUMBERS + SIGNS + BRACKETS, [*NAMES, *SIGNS, *HOSTILE], SIGNS])
    return luck.choice(["", " ", "  "]).join(luck.choices(words, k=luck.randint(1, 40)))


def nearly_right(luck):
    """Return a condition or a quantity as it should be, with a few characters changed."""
    signs, joiners = luck.choice([(SIGNS[:6], ["and", "or", "and not"]), ("+-*/", "+-*")])
    parts = [
        f"{luck.choice(NAMES)} {luck.choice(signs)} {luck.choice(NUMBERS[:8])}"
        for _ in range(luck.randint(1, 6))
    ]
    text = list(f" {luck.choice(joiners)} ".join(parts))
    for _ in range(luck.choice([0, 0, 1, 2])):
        place = luck.randrange(len(text))
        text[place : place + luck.randint(0, 2)] = luck.choice([*"()=&|!,.'\"_ 0ex", "", "\n"])
    return "".join(text)


def any_characters(luck):
    """Return characters of all scripts, controls and halves of pairs among them."""
    top = luck.choice([0x7F, 0x2FF, 0xFFFF, 0x10FFFF])
    return "".join(chr(luck.randint(0, top)) for _ in range(luck.randint(0, 60)))


def much_of_the_same(luck):
    """Return something that is repeated, up to and beyond the longest text."""
    piece = luck.choice([*HOSTILE, *SIGNS, *BRACKETS, *NUMBERS, *NAMES, "1+", "-", "x", "(age)<"])
    return luck.choice(["", "age > "]) + piece * luck.randint(1, 520 // len(piece))


def hostile(luck):
    """Return what would do harm if it were executed, alone or inside a condition."""
    return luck.choice(["{}", "lonely and {}", "{} > 3", "age in [{}]"]).format(
        luck.choice(HOSTILE)
    )


WRITERS = [soup, nearly_right, any_characters, much_of_the_same, hostile]

#: What the interpreter is seen to do, while somebody looks.
SEEN: list[set[str]] = []


@pytest.fixture(scope="module")
def watch():
    def note(event, arguments):
        if SEEN:
            SEEN[-1].add(event)

    sys.addaudithook(note)  # for good: a hook cannot be taken away


@pytest.fixture
def uncollected():
    """Leave what other tests left behind: collecting it is no part of the time of a text."""
    gc.disable()
    yield
    gc.enable()


@pytest.fixture
def events(watch):
    """Kinds of what the interpreter does in a test: imports, files, compiling, executing."""
    SEEN.append(set())
    yield SEEN[-1]
    SEEN.pop()


def is_condition(text):
    """Return whether a text is read as a condition; it must be that, or a ConditionError."""
    try:
        found = parse_condition(text).compute(COLUMNS.__getitem__)
    except ConditionError as error:
        refused = error
    else:
        assert (found.dtype, found.shape) == (np.bool_, (PEOPLE,))
        return True
    assert 1 <= refused.column <= len(text) + 1
    assert refused.message.isprintable()
    return False


def is_quantity(text):
    """Return whether a text is read as a quantity: finite for everybody."""
    try:
        amounts = parse_quantity(text).compute(COLUMNS.__getitem__)
    except ConditionError:
        return False
    assert (amounts.dtype, amounts.shape) == (np.float64, (PEOPLE,))
    assert np.isfinite(amounts).all()
    return True


@pytest.mark.usefixtures("uncollected")
def test_whatever_is_written_is_a_condition_or_an_error(events):
    """Ten thousand texts: nothing is executed, and none takes long."""
    luck = random.Random(17)
    conditions = quantities = 0
    slowest, begun = (0.0, ""), time.thread_time()
    is_condition("age > 3 and zzz")
    events.clear()
    for turn in range(10_000):
        text = WRITERS[turn % len(WRITERS)](luck)
        start = time.thread_time()
        conditions += is_condition(text)
        quantities += is_quantity(text)
        slowest = max(slowest, (time.thread_time() - start, text))
    # Python's parser is asked what belongs together ("compile"), and that is all.
    assert events == {"compile"}
    assert slowest[0] < 0.05, slowest[1]
    assert time.thread_time() - begun < 15
    assert conditions > 400
    assert quantities > 400


def test_executing_would_have_been_seen(events, tmp_path):
    eval("1 + 1")
    (tmp_path / "seen").write_text("seen")
    assert {"compile", "exec", "open"} <= events


@given(st.text(max_size=520))
def test_any_text_at_all_is_a_condition_or_an_error(text):
    is_condition(text)
    is_quantity(text)
