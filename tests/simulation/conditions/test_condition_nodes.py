"""Only the allowed kinds of nodes become expressions, whatever text they came from."""

from __future__ import annotations

import ast
import contextlib

import pytest

from simulation.conditions import conditions
from simulation.conditions.conditions import ConditionError, parse_condition

HOSTILE = [
    "__import__('os').system('true')", "age.__class__", "age()", "lambda: age", "[age]", "(age, 3)",
    "{age}", "{age: 3}", "[x for x in age]", "(x for x in age)", "{x for x in age}", "[*age]",
    "{x: 3 for x in age}", "f'{age}'", "'age'", "b'age'", "(age := 3)", "age ** 3", "9**9**9",
    "age // 3", "age % 3", "age @ age", "age << 3", "age | 3", "+age", "~age", "age is age",
    "age if age else age", "None", "True", "...", "3j", "1e999", "10**400", str(10**20),
    "age in age", "age in [age]", "age in (3,)", "age in []", "age in [age > 3]", "age[0]",
    "age[3:4]", "await age", "yield", "yield from age", "(age", "age; age", "\0", "import os",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_hostile_is_refused_even_if_the_text_were_not_checked(monkeypatch, text):
    with pytest.raises(ConditionError):
        parse_condition(text)
    monkeypatch.setattr(conditions, "checked_names", lambda line: ())
    with pytest.raises(ConditionError, match=r"^found .* at character \d+, "):
        parse_condition.__wrapped__(f"3 < 4 and ({text})")


def test_all_kinds_of_nodes_but_the_allowed_are_tried_above():
    tried = set()
    for text in HOSTILE:
        with contextlib.suppress(SyntaxError, ValueError):
            tried |= {type(node) for node in ast.walk(ast.parse(f"({text})", mode="eval"))}
    assert set(ast.expr.__subclasses__()) - tried == {ast.BoolOp}
