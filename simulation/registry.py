"""Every parameter of the model, gathered from the files that declare them."""

from __future__ import annotations

from importlib import import_module

from simulation.parameters import Parameter, ParameterError

__all__ = ["DECLARED_IN", "PARAMETERS"]

#: Files that declare parameters, in the order of the week.
_FILES = (
    "neighbourhoods",
    "work_and_groups",
    "week.traits",
    "demography.life_course",
    "week.intent",
    "week.contact",
    "week.tie_week",
    "week.meeting",
    "week.commit",
    "week.company",
    "week.recent_past",
    "week.attachment",
    "week.beliefs",
    "week.vigilance",
    "week.confidence",
    "week.emotion",
    "week.belonging",
    "week.standards",
    "week.loneliness",
    "week.stress",
    "week.mood",
    "week.body",
    "week.health",
    "week.meaning",
    "surveys",
)


def _gathered() -> tuple[dict[str, Parameter], dict[str, str]]:
    known: dict[str, Parameter] = {}
    where: dict[str, str] = {}
    for file in _FILES:
        declared: tuple[Parameter, ...] = import_module(f"simulation.{file}").PARAMETERS
        for one in declared:
            if one.name in known:
                raise ParameterError(one.name, f"declared in {where[one.name]} and again in {file}")
            known[one.name] = one
            where[one.name] = file
    return known, where


#: All parameters by name, and the file each one stands in.
PARAMETERS, DECLARED_IN = _gathered()
