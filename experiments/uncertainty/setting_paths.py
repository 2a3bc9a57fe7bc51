"""From the path of a setting to its value, and to what numbers it can hold.

A path is written as in ``programmes[group_therapy].uptake`` or ``parameters.contagion``. Programmes
and policies are found by their label. A world without one stays as it is: an uptake of group
therapy concerns the arms that offer it. At least one world must have it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, get_args

from pydantic import AfterValidator, BaseModel

from experiments.errors import KithError
from scenarios.problems import suggestion
from scenarios.study_parts.uncertainty import INPUT_PATH

if TYPE_CHECKING:
    from scenarios import Scenario

__all__ = ["current_values", "setting_digits"]


def current_values(scenarios: Sequence[Scenario], path: str) -> list[Any]:
    """Return the value of a setting in each world that has it, doubles left out.

    Raises
    ------
    KithError
        If no world has a setting of this path; what there is, is named.

    Examples
    --------
    >>> from scenarios import load_scenario
    >>> current_values([load_scenario("group-therapy")], "programmes[group_therapy].group_size")
    [8]
    """
    found = _parsed(path)
    if found["part"] == "parameters":
        from simulation import ParameterSet

        values = [ParameterSet(one.parameters)[found["name"]] for one in scenarios]
    else:
        owners, setting = _owners(scenarios, path)
        values = [_read(one, setting, path) for one in owners]
    return [value for place, value in enumerate(values) if value not in values[:place]]


def setting_digits(scenarios: Sequence[Scenario], path: str) -> int | None:
    """Return the digits after the point that a setting can hold.

    Returns
    -------
    int or None
        0 for whole numbers, 2 for money, None for any number.

    Raises
    ------
    KithError
        As :func:`current_values`, and if the setting holds no number.

    Examples
    --------
    >>> from scenarios import load_scenario
    >>> setting_digits([load_scenario("group-therapy")], "programmes[group_therapy].cost_fixed")
    2
    """
    values = current_values(scenarios, path)
    if any(isinstance(one, bool | str | Mapping | tuple) for one in values):
        raise KithError(f"{path}: holds {values[0]!r}, which is no number")
    if _parsed(path)["part"] == "parameters":
        return None
    owners, setting = _owners(scenarios, path)
    field = type(owners[0]).model_fields.get(setting)
    if field is None:
        return 0 if any(isinstance(one, int) for one in values) else None
    checks = (one.func for one in field.metadata if isinstance(one, AfterValidator))
    if any(check.__module__ == "simulation.money.money" for check in checks):
        return 2
    kinds = _kinds(field.annotation)
    return 0 if int in kinds and float not in kinds else None


def _owners(scenarios: Sequence[Scenario], path: str) -> tuple[list[BaseModel], str]:
    """Return all that has the setting of a path, and the setting's name within it."""
    found = _parsed(path)
    if found["part"] == "population":
        return [one.population for one in scenarios], found["name"]
    everything = [one for scenario in scenarios for one in getattr(scenario, found["list"])]
    owners = [one for one in everything if one.label == found["label"]]
    if not owners:
        labels = dict.fromkeys(one.label for one in everything)
        raise KithError(
            f"{path}: no world of the study has {found['label']} among its {found['list']}"
            f"{suggestion(found['label'], labels) if labels else ''}"
        )
    return owners, found["setting"]


def _kinds(annotation: Any) -> set[Any]:
    return {annotation}.union(*(_kinds(one) for one in get_args(annotation)))


def _parsed(path: str) -> re.Match[str]:
    found = INPUT_PATH.fullmatch(path)
    if found is None:
        raise KithError(f"{path}: is no path of a setting")
    return found


def _read(owner: BaseModel, setting: str, path: str) -> Any:
    value: Any = owner
    for part in setting.split("."):
        known = list(value) if isinstance(value, Mapping) else list(type(value).model_fields)
        if part not in known:
            raise KithError(f"{path}: no setting {part}{suggestion(part, known) if known else ''}")
        value = value[part] if isinstance(value, Mapping) else getattr(value, part)
    return value
