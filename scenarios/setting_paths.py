"""Name one setting of a world, as in ``programmes[group_therapy].uptake``, and change it.

Studies vary settings by such paths. Programmes and policies are named by their label, never by
their place in a list, so that reordering a file changes nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from pydantic import BaseModel

from scenarios.problems import suggestion
from scenarios.scenario import Scenario
from simulation import ParameterSet, PopulationSettings

__all__ = ["PathError", "SettingPath", "Value", "applies", "changed", "parse_path"]

#: What a setting can be given.
Value = int | float | bool | str

_LISTED = re.compile(r"(programmes|policies)\[([^\]]+)\]\.([a-z][a-z0-9_]*)")
_PLAIN = re.compile(r"(parameters|population)\.([A-Za-z][A-Za-z0-9_]*)")
_SAYS_WHICH = frozenset({"type", "name"})

Settings = TypeVar("Settings", bound=BaseModel)


class PathError(ValueError):
    """A path that names no setting; the message says what was expected."""


@dataclass(frozen=True, order=True)
class SettingPath:
    """Where a setting stands: its part of the file, whose it is if it is one of a list, its name.

    Examples
    --------
    >>> print(SettingPath("programmes", "choir", "uptake"))
    programmes[choir].uptake
    """

    part: Literal["parameters", "population", "programmes", "policies"]
    label: str
    name: str

    def __str__(self) -> str:
        """Return the path as it is written in a file."""
        whose = f"[{self.label}]" if self.label else ""
        return f"{self.part}{whose}.{self.name}"


def parse_path(text: str) -> SettingPath:
    """Return the setting that a path names.

    Raises
    ------
    PathError
        When it is no path.

    Examples
    --------
    >>> parse_path("parameters.contagion").name
    'contagion'
    """
    listed, plain = _LISTED.fullmatch(text), _PLAIN.fullmatch(text)
    part: Any
    if listed:
        part, label, name = listed.groups()
        return SettingPath(part, label, name)
    if plain:
        part, name = plain.groups()
        return SettingPath(part, "", name)
    raise PathError(
        "is no path of a setting; write parameters.NAME, population.NAME, "
        "programmes[LABEL].SETTING or policies[LABEL].SETTING"
    )


def applies(scenario: Scenario, path: SettingPath) -> bool:
    """Return whether a world has the setting: every world has parameters and a population."""
    if not path.label:
        return True
    return any(one.label == path.label for one in getattr(scenario, path.part))


def changed(scenario: Scenario, values: Mapping[str, Any]) -> Scenario:
    """Return a world with some settings changed; paths of what it does not have are passed over.

    Parameters
    ----------
    scenario
        The world.
    values
        New values by path.

    Raises
    ------
    PathError
        For a path that names nothing.
    ValidationError or ParameterError
        For a value that is not allowed.

    Examples
    --------
    >>> from scenarios import load_scenario
    >>> world = changed(load_scenario("group-therapy"), {"programmes[group_therapy].uptake": 0.2})
    >>> world.programmes[0].uptake
    0.2
    """
    news: dict[str, Any] = {}
    parameters = dict(scenario.parameters)
    population: dict[str, Any] = {}
    listed: dict[tuple[str, str], dict[str, Any]] = {}
    for text, value in values.items():
        path = parse_path(text)
        if path.part == "parameters":
            parameters[path.name] = value
        elif path.part == "population":
            population[path.name] = value
        elif applies(scenario, path):
            listed.setdefault((path.part, path.label), {})[path.name] = value
    if parameters != scenario.parameters:
        news["parameters"] = dict(ParameterSet(parameters).overrides)
    if population:
        _check_names(PopulationSettings, population, "population")
        news["population"] = _with(scenario.population, population)
    for part in ("programmes", "policies"):
        if any(where == part for where, _ in listed):
            news[part] = tuple(
                _with_setting(one, part, listed.get((part, one.label), {}))
                for one in getattr(scenario, part)
            )
    return scenario.model_copy(update=news) if news else scenario


def labels_of(scenarios: Iterable[Scenario], part: str) -> list[str]:
    """Return the labels of all programmes, or of all policies, of some worlds."""
    return sorted({one.label for scenario in scenarios for one in getattr(scenario, part)})


def _with_setting(one: Any, part: str, news: dict[str, Any]) -> Any:
    if not news:
        return one
    _check_names(type(one), news, f"{part}[{one.label}]")
    return _with(one, news)


def _check_names(model: type[BaseModel], news: Iterable[str], whose: str) -> None:
    known = [name for name in model.model_fields if name not in _SAYS_WHICH]
    for name in news:
        if name not in known:
            raise PathError(f"{whose} has no setting {name}{suggestion(name, known)}")


def _with(one: Settings, news: Mapping[str, Any]) -> Settings:
    # By way of JSON, as files are read: no text is taken for a number, and no true for 1.
    settings = one.model_dump(mode="json") | dict(news)
    return type(one).model_validate_json(json.dumps(settings), strict=True)
