"""Check every value of a sweep against the worlds it changes; errors stand at the study's line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pydantic import ValidationError

from scenarios.problems import Location, Problem, key_text, suggestion
from scenarios.scenario import Scenario
from scenarios.setting_paths import PathError, SettingPath, applies, changed, labels_of, parse_path
from scenarios.source import Node, plain
from scenarios.translation import place_of, translate
from simulation import ParameterSet, PopulationSettings
from simulation.parameters import ParameterError

__all__ = ["input_problems", "path_problem", "sweep_problems", "value_problems"]

_WAYS = ("grid", "zip", "list")


def sweep_problems(root: Node, arms: Sequence[Scenario]) -> list[Problem]:
    """Return what is wrong with the paths and values of a study's sweep.

    Parameters
    ----------
    root
        The study's file, whose shape has been checked.
    arms
        Its worlds.
    """
    return [problem for found in _listed(root) for problem in value_problems(root, *found, arms)]


def input_problems(root: Node, arms: Sequence[Scenario]) -> list[Problem]:
    """Return what is wrong with the paths of a study's uncertain inputs, and with their ends.

    Parameters
    ----------
    root
        The study's file, whose shape has been checked.
    arms
        Its worlds.
    """
    section = root.value.get("uncertainty")
    inputs = None if section is None else section.value.get("inputs")
    found: list[Problem] = []
    for text, stated in {} if inputs is None else inputs.value.items():
        place: Location = ("uncertainty", "inputs", text)
        if not isinstance(stated.value, dict):
            continue  # the register's own
        wrong = path_problem(text, arms)
        if wrong is not None:
            at = stated.key_at or stated.at
            found.append(Problem.at(at, key_text(place), wrong))
            continue
        for end in ("low", "high"):
            if end in stated.value:
                found += value_problems(root, (*place, end), text, plain(stated.value[end]), arms)
    return found


def value_problems(
    root: Node, location: Location, text: str, value: Any, arms: Sequence[Scenario]
) -> Iterator[Problem]:
    """Yield what is wrong with one value of one path, in whichever worlds it changes.

    Parameters
    ----------
    root
        The study's file.
    location
        Where the value stands in it.
    text, value
        The path and what it is given.
    arms
        The study's worlds.
    """
    wrong = path_problem(text, arms)
    if wrong is not None:
        at = place_of(root, location)
        yield Problem.at(at, key_text(location), wrong)
        return
    path = parse_path(text)
    for arm in arms:
        if not applies(arm, path):
            continue
        try:
            changed(arm, {text: value})
        except (PathError, ParameterError) as error:
            message = error.message if isinstance(error, ParameterError) else str(error)
            yield Problem.at(place_of(root, location), key_text(location), message)
        except ValidationError as error:
            yield from _translated(error, root, location, path)
        else:
            continue
        return  # the other worlds would say the same


def path_problem(text: str, arms: Sequence[Scenario]) -> str | None:
    """Return what is wrong with a path, None if some world has such a setting.

    Examples
    --------
    >>> from scenarios import load_scenario
    >>> path_problem("programmes[choir].uptake", [load_scenario("group-therapy")])
    'no programmes are called choir; there are: group_therapy'
    """
    try:
        path = parse_path(text)
    except PathError as error:
        parts = {"parameters": ParameterSet({}), "population": PopulationSettings.model_fields}
        near = next((part for part, names in parts.items() if text in names), None)
        return f"{error}" if near is None else f"{error}; did you mean {near}.{text}?"
    if not any(applies(arm, path) for arm in arms):
        hint = suggestion(path.label, labels_of(arms, path.part)) or "; no world has any"
        return f"no {path.part} are called {path.label}{hint}"
    return None


def _listed(root: Node) -> Iterator[tuple[Location, str, Any]]:
    """Yield place, path and value of everything that a sweep varies."""
    sweep = root.value.get("sweep")
    if sweep is None:
        return
    for way in _WAYS:
        part = sweep.value.get(way)
        if part is None:
            continue
        if way == "list":
            for row, values in enumerate(part.value):
                for text, node in values.value.items():
                    yield ("sweep", way, row, text), text, plain(node)
        else:
            for text, values in part.value.items():
                for place, node in enumerate(values.value):
                    yield ("sweep", way, text, place), text, plain(node)
    sample = sweep.value.get("sample")
    ranges = sample.value.get("ranges") if sample is not None else None
    if ranges is not None:
        for text, ends in ranges.value.items():
            for place, node in enumerate(ends.value):
                yield ("sweep", "sample", "ranges", text, place), text, plain(node)


def _translated(
    error: ValidationError, root: Node, location: Location, path: SettingPath
) -> Iterator[Problem]:
    """Yield pydantic's complaints about a world's setting at the place of the study's value."""
    at = place_of(root, location)
    for problem in translate(error, Node({path.name: _node(root, location)}, at), {}):
        yield Problem.at(at, key_text(location), problem.message)


def _node(root: Node, location: Location) -> Node:
    node = root
    for part in location:
        node = node.value[part]
    return node
