"""Bad messages are refused in one clear sentence, and never followed in part."""

from __future__ import annotations

import json

import pytest

from demo.server.messages import read_message
from demo.server.problems import MessageError

BAD = {
    "": "This is no JSON: EOF while parsing a value at line 1 column 0.",
    "hello": "This is no JSON: expected value at line 1 column 1.",
    "[]": 'A message is an object with "do".',
    "null": 'A message is an object with "do".',
    "{}": "do: missing.",
    '{"do": 5}': "do: unknown word '5'; there are: open, play, pause, step, speed, reset, drawn, "
    "person, find, lucks, tape.",
    '{"do": "plya"}': "do: unknown word 'plya', did you mean play?.",
    '{"do": "play", "speed": NaN}': "This is no JSON: expected value at line 1 column 25.",
    '{"do": "play", "speed": 1e999}': "speed: must be a finite number, got inf.",
    '{"do": "play", "speed": "5"}': "speed: must be a number, got '5'.",
    '{"do": "play", "speed": true}': "speed: must be a number, got true.",
    '{"do": "play", "sped": 5}': "sped: unknown key.",
    '{"do": "speed"}': "speed: missing.",
    '{"do": "step", "weeks": 1.5}': "weeks: must be a whole number, got 1.5.",
    '{"do": "step", "weeks": 0}': "weeks: must be at least 1, got 0.",
    '{"do": "step", "weeks": 521}': "weeks: must be at most 520, got 521.",
    '{"do": "drawn", "week": -1}': "week: must be at least 0, got -1.",
    '{"do": "person", "world": 2, "id": 1}': "world: must be at most 1, got 2.",
    '{"do": "person", "id": "1"}': "id: must be a whole number, got '1'.",
    '{"do": "person"}': "id: missing.",
    '{"do": "find", "who": "anybody"}': "who: must be 'name', 'lonely', 'connected', 'surprise', "
    "'gained' or 'lost', got 'anybody'.",
    '{"do": "open", "setting": 5}': "setting: must be an object, got 5.",
    '{"do": "open"}': "setting: missing.",
    '{"do": "lucks", "lucks": [], "setting": {}}': "lucks: must hold at least 1, got a list.",
    '{"do": "lucks", "lucks": [1, -1], "setting": {}}': "lucks[1]: must be at least 0, got -1.",
}


@pytest.mark.parametrize("text", BAD)
def test_what_is_wrong_is_said(text):
    with pytest.raises(MessageError) as refused:
        read_message(text)
    assert refused.value.text == BAD[text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"do": "step", "weeks": 1' + "0" * 4000 + "}", "a number far too large"),
        ('{"do": "step", "weeks": 1' + "0" * 9000 + "}", ""),
        ('{"do": "drawn", "week": 9007199254740993}', "must be at most 9,007,199,254,740,992"),
        ("[" * 60_000, "This is no JSON: recursion limit exceeded"),
        ('{"do": "open", "setting": ' + '{"a":' * 5000 + "1" + "}" * 5001, "recursion limit"),
        ('{"do": "find", "who": "name", "text": "\\ud800"}', "This is no JSON"),
        ('{"do": "find", "who": "name", "text": "' + "x" * 201 + '"}', "at most 200 letters"),
        ('{"do": "pause", "' + "<script>" * 50 + '": 1}', "unknown key"),
        (b"\x00\xff", "Messages are text, and this one is binary."),
    ],
)
def test_what_is_too_large_too_deep_or_no_text_is_refused_shortly(text, expected):
    with pytest.raises(MessageError) as refused:
        read_message(text)
    assert expected in refused.value.text
    assert len(refused.value.text) < 300
    assert len(refused.value.where) <= 80


def test_keys_of_settings_are_passed_on_as_they_came():
    setting = {"people": 500, "levers": {"mobility": 0.06}, "help": None, "Σ": ["<b>"]}
    assert read_message(json.dumps({"do": "open", "setting": setting})).setting == setting
