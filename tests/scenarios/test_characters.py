from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from scenarios.characters import character_position
from scenarios.source import read_source


def columns(path, text):
    """Return the column of every character of the value of ``key``, and that of its end."""
    path.write_text(text, encoding="utf-8")
    node = read_source(path).value["key"]
    return node, [character_position(node, i).column for i in range(1, len(node.value) + 2)]


@pytest.fixture
def path(folder):
    return folder / "x.yaml"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("key: abc\n", [6, 7, 8, 9]),
        ("key:   abc  # d\n", [8, 9, 10, 11]),
        ("key: 'abc'\n", [7, 8, 9, 10]),
        ("key: 'a''c'\n", [7, 8, 10, 11]),
        ("key: ''\n", [7]),
        ('key: "a\\tc"\n', [7, 8, 10, 11]),
        ('key: "\\x61\\u0062\\U00000063\\"d"\n', [7, 11, 17, 27, 29, 30]),
        ("key: a'c\n", [6, 7, 8, 9]),
    ],
)
def test_each_character_of_a_text_in_one_line_has_its_column(path, text, expected):
    assert columns(path, text)[1] == expected


@pytest.mark.parametrize(
    "text",
    ["key: a\n  b\n", "key: >\n  ab\n", "key: |\n  ab\n", "key: 'a\n  b'\n", "key: &x abc\n"],
)
def test_any_other_text_stands_where_it_begins(path, text):
    assert set(columns(path, text)[1]) == {6}


def test_a_place_behind_the_end_is_the_end(path):
    node, places = columns(path, "key: abc\n")
    assert character_position(node, 99).column == places[-1]


@given(st.text(st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp")), max_size=30))
def test_columns_behind_escapes_are_those_of_the_characters(tmp_path_factory, value):
    written = yaml.dump(value, default_style='"', width=10_000).strip()
    node, places = columns(tmp_path_factory.getbasetemp() / "c.yaml", f"key: {written}\n")
    assert node.value == value
    for character, start, end in zip(value, places, places[1:], strict=False):
        assert yaml.safe_load(f'"{written[start - 6 : end - 6]}"') == character
