from __future__ import annotations

import math
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.problems import Position, ScenarioError
from scenarios.source import LARGEST_FILE, plain, read_source


def read(write, text):
    return plain(read_source(write("x.yaml", text)))


def message(path: Path) -> str:
    with pytest.raises(ScenarioError) as caught:
        read_source(path)
    assert len(caught.value.problems) == 1
    return str(caught.value)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("no", "no"),
        ("on", "on"),
        ("yes", "yes"),
        ("true", True),
        ("False", False),
        ("010", 10),
        ("0o10", 8),
        ("0x1F", 31),
        ("1:30", "1:30"),
        ("1_000", "1_000"),
        ("1e-3", 0.001),
        ("+.5", 0.5),
        ("5.", 5.0),
        ("-7", -7),
        ("2026-01-01", "2026-01-01"),
        ("~", None),
        ("", None),
        ("null", None),
        ("'5'", "5"),
        ("-.inf", -math.inf),
        ("40%", "40%"),
        ("<<", "<<"),
    ],
)
def test_values_are_read_as_yaml_1_2_says(write, written, value):
    read_value = read(write, f"key: {written}\n")["key"]
    assert read_value == value
    assert type(read_value) is type(value)


def test_nan_is_a_number(write):
    assert math.isnan(read(write, "key: .nan\n")["key"])


@given(st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(10**15), 10**15))
def test_every_number_that_python_writes_is_read_back(tmp_path_factory, number):
    path = tmp_path_factory.getbasetemp() / "number.yaml"
    path.write_text(f"key: {number!r}\n", encoding="utf-8")
    assert plain(read_source(path)) == {"key": number}


def test_values_and_keys_keep_their_places(write):
    path = write("x.yaml", "kith: 1\nrun:\n  weeks:   52\nlist: [a, {b: c}]\n")
    root = read_source(path)
    weeks = root.value["run"].value["weeks"]
    assert (weeks.key_at, weeks.at) == (Position(path, 3, 3), Position(path, 3, 12))
    assert root.value["list"].value[1].value["b"].at == Position(path, 4, 15)


def test_texts_in_one_line_are_kept_as_written(write):
    path = write("x.yaml", "a: 'it''s'\nb: plain # not this\nc: 5\nd: [\"q\\n\", e]\nf: |\n  g\n")
    values = read_source(path).value
    assert values["a"].written == "'it''s'"
    assert values["b"].written == "plain"
    assert [one.written for one in values["d"].value] == ['"q\\n"', "e"]
    assert (values["c"].written, values["f"].written) == ("", "")


def test_aliases_repeat_a_value_with_its_first_place(write):
    path = write("x.yaml", "a: &share 0.5\nb: *share\n")
    root = read_source(path)
    assert plain(root) == {"a": 0.5, "b": 0.5}
    assert root.value["b"].at == root.value["a"].at


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "x.yaml:1:1: the file is empty; its first line is kith: 1"),
        ("# only a comment\n", "x.yaml:1:1: the file is empty; its first line is kith: 1"),
        (
            "- a\n",
            "x.yaml:1:1: must be a mapping of key: value lines, the first of them kith: 1",
        ),
        (
            "run:\n\tweeks: 3\n",
            "x.yaml:2:1: not valid YAML: found character '\\t' that cannot start any token "
            "(tabs cannot indent YAML; use spaces)",
        ),
        ("a: 1\nb:\n  c: 2\n  c: 3\n", "x.yaml:4:3 b.c: given twice (first at line 3)"),
        (
            "a: !!python/object/apply:os.system [ls]\n",
            "x.yaml:1:4: tags such as tag:yaml.org,2002:python/object/apply:os.system "
            "are not allowed",
        ),
        ("a: !!str 5\n", "x.yaml:1:4: tags such as tag:yaml.org,2002:str are not allowed"),
        ("5: a\n", "x.yaml:1:1: a key must be a word, got '5'"),
        ("? [a]\n: b\n", "x.yaml:1:3: a key must be a word, got a list or mapping"),
        ("a: b: c\n", "x.yaml:1:5: not valid YAML: mapping values are not allowed here"),
        ("a: [b\nc: 5\n", "x.yaml:2:2: not valid YAML: expected ',' or ']', but got ':'"),
        ("a: *b\n", "x.yaml:1:4: not valid YAML: found undefined alias 'b'"),
        (
            "a: 1\n---\nb: 2\n",
            "x.yaml:2:1: not valid YAML: expected a single document in the stream, "
            "but found another document",
        ),
        ("a: 1\nb: \x01\n", "x.yaml:2:4: not valid YAML: character U+0001 is not allowed"),
        ("a: &x [*x]\n", "x.yaml:1:4: nested more than 30 levels deep (an alias inside itself?)"),
        ("a: " + "[" * 3000 + "\n", "x.yaml:1:33: nested more than 30 levels deep"),
        ("a: " + "9" * 5000 + "\n", "x.yaml:1:4 a: number too long"),
    ],
)
def test_what_is_no_settings_file_is_refused(write, text, expected):
    assert message(write("x.yaml", text)) == expected


def test_alias_bomb_is_refused_at_once(write):
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 9)]
    path = write("x.yaml", "\n".join(lines) + "\n")
    start = time.perf_counter()
    assert message(path) == "x.yaml:1:1: the file expands to more than 20,000 values (alias bomb?)"
    assert time.perf_counter() - start < 5


def test_text_in_another_encoding_is_refused(folder):
    path = folder / "x.yaml"
    path.write_bytes("kith: 1\ntitle: café\n".encode("latin-1"))
    assert message(path) == "x.yaml:2:11: not text in UTF-8; save it as UTF-8"


def test_byte_order_mark_is_no_part_of_the_first_key(folder):
    path = folder / "x.yaml"
    path.write_bytes(b"\xef\xbb\xbfkith: 1\n")
    assert plain(read_source(path)) == {"kith": 1}


def test_large_file_is_not_read(folder):
    path = folder / "x.yaml"
    path.write_bytes(b"#" * (LARGEST_FILE + 1))
    assert message(path) == "x.yaml: larger than 1,000,000 bytes: no settings file"


def test_file_that_cannot_be_read_says_why(folder):
    assert message(folder / "gone.yaml") == "gone.yaml: cannot be read: No such file or directory"
