"""Lessons as files: those that come with Kith, and a teacher's own, checked.

A lesson leads a class through five steps: say, predict, do, look, explain. It is one JSON file,
since the page reads it as it is; ``docs/lessons.md`` says how to write one.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from demo.json_source import read_json
from demo.lesson_model import Lesson
from scenarios.problems import Location, Problem, ScenarioError, key_text, shown
from scenarios.source import Node, plain
from scenarios.translation import translate

__all__ = ["LESSONS", "Lesson", "load_lessons"]

#: The lessons that come with Kith, in the order of the page.
LESSONS = Path(__file__).resolve().parent / "lessons"
ORDER = (
    "who-ends-up-alone",
    "does-help-travel",
    "luck-or-help",
    "what-hurts-and-what-mends",
    "online-bridge-or-bubble",
    "same-money",
    "reading-intervals",
)

#: What pydantic adds to a place where a number may be of two kinds.
_UNION = re.compile(r"\.(float|int)$")

_WORDS = (
    (r"a mapping of key: value lines", 'an object in braces, {"key": value}'),
    (r"a mapping", "an object in braces"),
    (r"a list", "a list in brackets"),
    (
        r"(?:Tuple|List) should have at most (\d+) items after validation, not (\d+).*",
        r"must hold at most \1, got \2; leave some out",
    ),
    (
        r"(?:String|Value) should have at most (\d+) (?:characters|items).*",
        r"must have at most \1 letters; make it shorter",
    ),
)


def load_lessons(path: Path | None = None) -> list[dict[str, Any]]:
    """Return lessons as the page reads them.

    Parameters
    ----------
    path : Path or None
        A JSON file with one lesson, or with a list of lessons. None: those that come with Kith.

    Returns
    -------
    list of dict
        Checked, with every default filled in, as data for JSON.

    Raises
    ------
    ScenarioError
        With every problem found, each with file, line, column, key and what to write.

    Examples
    --------
    >>> len(load_lessons())
    7
    """
    if path is None:
        return [lesson for name in ORDER for lesson in load_lessons(LESSONS / f"{name}.json")]
    root = read_json(path)
    is_list = isinstance(root.value, list)
    nodes: list[Node] = root.value if is_list else [root]
    if not nodes:
        raise ScenarioError([Problem.at(root.at, "", "no lesson in the list; write one: [{...}]")])
    problems: list[Problem] = []
    lessons: list[Lesson] = []
    first_line: dict[str, int] = {}
    for at, node in enumerate(nodes):
        where: Location = (at,) if is_list else ()
        try:
            lesson = _lesson(node)
        except ScenarioError as error:
            problems += [_below(where, one) for one in error.problems]
            continue
        line = first_line.setdefault(lesson.id, node.at.line)
        if line != node.at.line:
            key = key_text((*where, "id"))
            message = f"{lesson.id} is also the id of the lesson at line {line}; give it another"
            problems.append(Problem.at(node.value["id"].at, key, message))
        lessons.append(lesson)
    if problems:
        raise ScenarioError(problems)
    return [_data(lesson) for lesson in lessons]


def _lesson(node: Node) -> Lesson:
    if not isinstance(node.value, dict):
        message = f'must be a lesson in braces, {{"id": ...}}, got {shown(plain(node))}'
        raise ScenarioError([Problem.at(node.at, "", message)])
    try:
        return Lesson.model_validate(plain(node))
    except ValidationError as error:
        problems = translate(error, node, Lesson.model_json_schema())
    raise ScenarioError(
        replace(one, key=_UNION.sub("", one.key), message=_in_json(one.message)) for one in problems
    )


def _data(lesson: Lesson) -> dict[str, Any]:
    """Return a lesson for the page; what was left out of its settings stays left out."""
    data = lesson.model_dump(mode="json")
    for given, item in zip(data["do"], lesson.do, strict=True):
        given["set"] = item.set.model_dump(mode="json", exclude_unset=True)
    return data


def _in_json(message: str) -> str:
    """Say in the words of JSON what the words of YAML and of pydantic say."""
    for pattern, words in _WORDS:
        message = re.sub(pattern, words, message)
    return message


def _below(where: Location, problem: Problem) -> Problem:
    """Return a problem of one lesson as a problem of the list it stands in."""
    above = key_text(where)
    if not above:
        return problem
    return replace(problem, key=f"{above}.{problem.key}" if problem.key else above)
