from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demo.json_source import read_json
from demo.lesson_files import LESSONS, load_lessons
from demo.lesson_model import Choice, DoItem, Lesson, Predict
from demo.main_settings import LEVERS
from demo.settings import ClassSetting, HelpItem
from scenarios.problems import ScenarioError
from scenarios.source import plain
from tests.demo.lessons.examples import WHOLE, changed, written

DOCS = Path(__file__).parents[3] / "docs" / "lessons.md"


def problems_of(file):
    with pytest.raises(ScenarioError) as caught:
        load_lessons(file)
    return caught.value.problems


def only_problem(file):
    (problem,) = problems_of(file)
    return problem


def test_seven_lessons_come_with_kith_and_no_file_is_left_out():
    lessons = load_lessons()
    ids = [one["id"] for one in lessons]
    assert len(ids) == len(set(ids)) == 7
    assert {path.stem for path in LESSONS.glob("*.json")} == set(ids)


def test_every_lesson_fits_a_lesson_hour_and_says_little_at_a_time():
    for lesson in load_lessons():
        assert 10 <= lesson["minutes"] <= 20, lesson["id"]
        assert 2 <= len(lesson["say"]) <= 4, lesson["id"]
        for part in ("say", "look", "worksheet"):
            assert all(len(text) <= 260 for text in lesson[part]), (lesson["id"], part)
        assert all(item["play_to"] / item["speed"] <= 30 for item in lesson["do"]), lesson["id"]


@pytest.mark.parametrize(
    "word",
    ["suicid", "self-harm", "disorder", "diagnos", "patient", "depress", "helpline", "help line",
     "help-line", "call a", "you should", "samaritans", "ptsd", "symptom", "ideation"],
)  # fmt: skip
def test_no_lesson_has_words_that_have_no_place_in_a_class(word):
    assert word not in json.dumps(load_lessons(), ensure_ascii=False).lower()


def test_a_file_may_hold_one_lesson_or_a_list(tmp_path):
    (alone,) = load_lessons(written(tmp_path, WHOLE))
    assert alone["predict"] == WHOLE["predict"]
    assert alone["do"][0]["set"] == WHOLE["do"][0]["set"]  # what was left out stays left out
    assert alone["do"][0]["speed"] == 10.0
    both = load_lessons(written(tmp_path, [WHOLE, changed(("id",), "another")]))
    assert [one["id"] for one in both] == ["my-lesson", "another"]


def test_what_is_loaded_can_be_loaded_again(tmp_path):
    lessons = load_lessons()
    assert load_lessons(written(tmp_path, lessons)) == lessons


@pytest.mark.parametrize(
    ("path", "value", "key", "message"),
    [
        (("minutes",), "ten", "minutes", "must be a whole number, got 'ten'"),
        (("id",), "My Lesson!", "id", "small letters, digits and hyphens, such as my-lesson"),
        (("predict", "best"), 2, "predict.best", "must be one of the choices, 0 to 1, got 2"),
        (("do", 0, "play_to"), 5, "do[0].play_to", "must be at least 10, got 5"),
        (("do", 0, "colour"), "lonelyness", "do[0].colour", "did you mean loneliness?"),
        (("do", 0, "set", "scenario"), "group-theraphy", "do[0].set.scenario",
         "did you mean group-therapy?"),
        (("do", 0, "set", "poeple"), 300, "do[0].set.poeple", "did you mean people?"),
        (("do", 0, "set", "people"), 20, "do[0].set.people", "must be at least 100, got 20"),
        (("do", 0, "set", "levers"), {"mobility": 0.8}, "do[0].set.levers.mobility",
         "must be 0 to 0.3 (share of homes a year), got 0.8"),
        (("do", 0, "set", "help"), [{"type": "group_terapy"}], "do[0].set.help[0].type",
         "did you mean group_therapy?"),
        (("do", 0, "set", "help"), [{"type": "group_therapy", "settings": {"uptaek": 0.5}}],
         "do[0].set.help[0].settings.uptaek", "did you mean uptake?"),
        (("do", 0, "set", "help"), [{"type": "group_therapy", "settings": {"uptake": 7}}],
         "do[0].set.help[0].settings.uptake", "must be 0 to 1 (share), got 7"),
        (("do", 0, "set", "help"), [{"type": "group_therapy", "settings": {"uptake": "x"}}],
         "do[0].set.help[0].settings.uptake", "must be a number, got 'x'"),
        (("do", 0, "lucks"), [1, 2, 3, 2], "do[0].lucks[3]", "luck 2 stands here twice"),
        (("do", 0, "lucks"), [1], "do[0].lucks", "must hold at least 2, got 1"),
        (("do", 0, "lucks"), list(range(21)), "do[0].lucks",
         "must hold at most 20, got 21; leave some out"),
        (("title",), "x" * 90, "title", "must have at most 80 letters; make it shorter"),
        (("look",), [], "look", "must hold at least 1, got 0"),
        (("say",), "Look!", "say", "must be a list in brackets, got 'Look!'"),
        (("say",), ["  "], "say[0]", "must not be empty; write what the class is to read"),
        (("predict",), [], "predict", "must be an object in braces"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_place_and_what_to_write(
    tmp_path, path, value, key, message
):
    file = written(tmp_path, changed(path, value), indent=1)
    found = problems_of(file)
    assert key in {one.key for one in found}
    problem = next(one for one in found if one.key == key)
    assert message in problem.message
    lines = file.read_text(encoding="utf-8").splitlines()
    name = next(step for step in reversed(key.replace("[", ".").split(".")) if step[-1:] != "]")
    before = "\n".join(lines[: problem.line])
    assert f'"{name}"' in before, "the place is before the key"
    assert problem.path == file


def test_lucks_need_help_to_compare(tmp_path):
    item = {"set": {"scenario": "baseline"}, "play_to": 20, "lucks": [1, 2]}
    problem = only_problem(written(tmp_path, changed(("do",), [item])))
    assert problem.key == "do[0].set"
    assert "here is no help" in problem.message


def test_a_missing_key_is_named_and_a_misspelt_one_is_told_once(tmp_path):
    lesson = {**WHOLE, "wroksheet": WHOLE["worksheet"]}
    del lesson["worksheet"]
    problem = only_problem(written(tmp_path, lesson, indent=2))
    assert (problem.key, problem.message) == (
        "wroksheet", "unknown key, did you mean worksheet?",
    )  # fmt: skip
    del lesson["wroksheet"]
    assert str(only_problem(written(tmp_path, lesson))).endswith("mine.json:1:1 worksheet: missing")


def test_all_problems_of_all_lessons_are_told_at_once_with_their_lines(tmp_path):
    second = changed(("minutes",), 0)
    third = changed(("title",), 3)
    found = problems_of(written(tmp_path, [WHOLE, second, third], indent=1))
    text = json.dumps([WHOLE, second, third], indent=1).splitlines()
    assert [one.key for one in found] == ["[1].minutes", "[2].title"]
    for problem, snippet in zip(found, ('"minutes": 0', '"title": 3'), strict=True):
        line = text[problem.line - 1]
        assert snippet in line
        assert line[problem.column - 1 :].startswith(snippet.split(": ")[1])


def test_two_lessons_of_one_id_are_refused(tmp_path):
    problem = only_problem(written(tmp_path, [WHOLE, WHOLE], indent=1))
    assert problem.key == "[1].id"
    assert "my-lesson is also the id of the lesson at line 2" in problem.message


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("", (1, 1), "the file is empty"),
        ('{"id": "a",}', (1, 11), "no comma may stand behind the last item"),
        ('{\n\t"id": "a"\n\t"title": "b"\n}', (3, 2), "a comma is missing before this"),
        ('{"id": “a”}', (1, 8), "curly quotes “ are no quotes here"),
        ("{“id”: 1}", (1, 2), "curly quotes “ are no quotes here"),
        ("{'id': 1}", (1, 2), "a key in double quotes is expected"),
        ("{\"id\": 'a'}", (1, 8), "texts stand in double quotes"),
        ('{"id": "a\nb"}', (1, 10), "a text may not go over several lines"),
        ('{"id": "a', (1, 8), "has no closing quotes"),
        ('{"id": "a"', (1, 11), "the file ends before its closing }"),
        ('{"id": 1, "id": 2}', (1, 11), "given twice (first at line 1)"),
        ('{"id" "a"}', (1, 7), 'a colon must follow the key "id"'),
        ('{"id": NaN}', (1, 8), "NaN is no number"),
        ('{"id": tru}', (1, 8), "a value is expected"),
        ('{"id": "\\q"}', (1, 9), "a backslash stands for itself only when written twice"),
        ('{"id": "\\ud800"}', (1, 8), "half a character"),
        ("{}{}", (1, 3), "several lessons are written in brackets"),
        ("[" * 40, (1, 32), "nested more than 30 levels deep"),
        ("[]", (1, 1), "no lesson in the list"),
        ("3", (1, 1), "must be a lesson in braces"),
    ],
)
def test_what_is_no_json_is_said_in_plain_words_at_its_place(tmp_path, text, place, message):
    file = tmp_path / "mine.json"
    file.write_text(text, encoding="utf-8")
    problem = only_problem(file)
    assert message in problem.message
    assert (problem.line, problem.column) == place


def test_a_file_that_is_not_there_or_no_text_is_said(tmp_path):
    assert "cannot be read: No such file" in str(only_problem(tmp_path / "none.json"))
    file = tmp_path / "latin.json"
    file.write_bytes('{"id":\n "é"}'.encode("latin-1"))
    problem = only_problem(file)
    assert (problem.line, problem.message) == (2, "not text in UTF-8; save it as UTF-8")


_keys = st.text(st.characters(exclude_categories=["Cs"]), max_size=5)
_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_keys, inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


@given(_values, st.sampled_from([None, 1, "\t"]), st.booleans())
def test_everything_that_json_writes_is_read_as_it_was(tmp_path_factory, value, indent, ascii_only):
    file = tmp_path_factory.mktemp("json") / "x.json"
    file.write_text(
        json.dumps(value, indent=indent, ensure_ascii=ascii_only), encoding="utf-8", newline=""
    )
    assert plain(read_json(file)) == value


def test_the_lesson_on_the_page_of_documentation_can_be_used(tmp_path):
    (block,) = re.findall(r"```json\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    file = tmp_path / "mine.json"
    file.write_text(block, encoding="utf-8")
    (lesson,) = load_lessons(file)
    assert lesson["id"] == "more-street-life"


def test_the_page_of_documentation_explains_every_key_and_no_other():
    text = DOCS.read_text(encoding="utf-8")
    told = set(re.findall(r"^\| `([^`]+)` \|", text, re.MULTILINE))
    each = "[...]"
    keys = set(Lesson.model_fields)
    keys |= {f"predict.{key}" for key in Predict.model_fields}
    keys |= {f"predict.choices{each}.{key}" for key in Choice.model_fields}
    keys |= {f"do{each}.{key}" for key in DoItem.model_fields}
    keys |= {f"set.{key}" for key in ClassSetting.model_fields}
    keys |= {f"set.help{each}.{key}" for key in HelpItem.model_fields}
    assert told == keys
    for lever in LEVERS:
        assert f"`{lever.key}`" in text
        assert f"{lever.low:g} to {lever.high:g}" in text
