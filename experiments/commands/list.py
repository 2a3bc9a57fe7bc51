"""``kith list``: what there is to name in a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from pydantic import BaseModel

__all__ = ["Kind", "list_things"]


class Kind(StrEnum):
    """What can be listed."""

    SCENARIOS = "scenarios"
    PROGRAMMES = "programmes"
    POLICIES = "policies"
    PARAMETERS = "parameters"
    OUTCOMES = "outcomes"
    INDICATORS = "indicators"


def list_things(
    kind: Annotated[Kind, typer.Argument(help="What to list.")],
    json_output: Annotated[bool, typer.Option("--json", help="Print as JSON.")] = False,
) -> None:
    """List scenarios and studies, programmes, policies, parameters, outcomes or indicators."""
    rows = _ROWS[kind]()
    if json_output:
        import json

        typer.echo(json.dumps(rows, indent=2, ensure_ascii=False))
        return
    from rich import box
    from rich.console import Console
    from rich.table import Table

    shown = [_for_people(row) for row in rows]
    table = Table(title=kind.value, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    for position, column in enumerate(shown[0]):
        table.add_column(column, no_wrap=position == 0)
    for row in shown:
        table.add_row(*row.values())
    Console().print(table)


def _for_people(row: dict[str, Any]) -> dict[str, str]:
    """Return a row as a terminal has room for it; ``--json`` has all of it."""
    if "sources" in row:
        return {key: row[key] for key in ("name", "kind", "definition")}
    if "default" not in row:
        return {key: str(value) for key, value in row.items()}
    return {
        "name": row["name"],
        "default (range)": f"{row['default']:g} ({row['low']:g} to {row['high']:g})",
        "meaning": f"{row['meaning']} ({row['unit']}; {row['status']})",
    }


def _scenarios() -> list[dict[str, Any]]:
    from scenarios import load_scenario, load_study, scenario_names, study_names

    worlds = [(name, load_scenario(name)) for name in scenario_names()]
    studies = [(name, load_study(name)) for name in study_names()]
    return [
        *(
            {"name": n, "kind": "scenario", "title": s.title, "about": s.description}
            for n, s in worlds
        ),
        *({"name": n, "kind": "study", "title": s.title, "about": s.question} for n, s in studies),
    ]


def _kinds(kinds: Mapping[str, type[BaseModel]]) -> list[dict[str, Any]]:
    import inspect

    return [
        {
            "type": name,
            "about": inspect.cleandoc(one.__doc__ or "").split("\n\n")[0].replace("\n", " "),
            "settings": ", ".join(field for field in one.model_fields if field != "type"),
        }
        for name, one in kinds.items()
    ]


def _programmes() -> list[dict[str, Any]]:
    from simulation.programmes import PROGRAMMES

    return _kinds(PROGRAMMES)


def _policies() -> list[dict[str, Any]]:
    from simulation.policies import POLICIES

    return _kinds(POLICIES)


def _parameters() -> list[dict[str, Any]]:
    from simulation.registry import PARAMETERS

    return [
        {
            "name": one.name,
            "default": one.default,
            "low": one.low,
            "high": one.high,
            "unit": one.unit,
            "status": one.status,
            "source": one.source,
            "meaning": one.meaning,
        }
        for one in PARAMETERS.values()
    ]


def _outcomes() -> list[dict[str, Any]]:
    from experiments.outcomes import OUTCOMES

    return [
        {"name": one.name, "unit": one.unit, "better": one.better, "meaning": one.meaning}
        for one in OUTCOMES.values()
    ]


def _indicators() -> list[dict[str, Any]]:
    from simulation.indicators import INDICATORS

    return [
        {
            "name": one.name,
            "kind": one.kind,
            "title": one.title,
            "unit": one.unit,
            "better": one.better,
            "definition": one.definition,
            "sources": one.sources,
        }
        for one in INDICATORS.values()
    ]


_ROWS: dict[Kind, Callable[[], list[dict[str, Any]]]] = {
    Kind.SCENARIOS: _scenarios,
    Kind.PROGRAMMES: _programmes,
    Kind.POLICIES: _policies,
    Kind.PARAMETERS: _parameters,
    Kind.OUTCOMES: _outcomes,
    Kind.INDICATORS: _indicators,
}
