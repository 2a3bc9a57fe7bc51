"""Lessons for tests: a whole one, and the same with something changed."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

WHOLE: dict[str, Any] = {
    "id": "my-lesson",
    "title": "My lesson",
    "minutes": 10,
    "say": ["Look at the town."],
    "predict": {
        "question": "What will happen?",
        "choices": [{"text": "Much", "why": "It does."}, {"text": "Little", "why": "No."}],
        "best": 0,
    },
    "do": [{"set": {"scenario": "group-therapy", "people": 300}, "play_to": 20}],
    "look": ["What moves?"],
    "explain": ["Help moved it."],
    "worksheet": ["What did you see?"],
}


def changed(path: tuple[str | int, ...], value: Any) -> dict[str, Any]:
    """Return the whole lesson with one value put in another's place."""
    lesson = copy.deepcopy(WHOLE)
    part: Any = lesson
    for step in path[:-1]:
        part = part[step]
    part[path[-1]] = value
    return lesson


def written(folder: Path, lesson: Any, **options: Any) -> Path:
    """Write a lesson or a list of them into a file."""
    file = folder / "mine.json"
    file.write_text(json.dumps(lesson, **options), encoding="utf-8")
    return file
