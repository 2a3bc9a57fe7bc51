"""``kith list``: what there is to name in a file."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from experiments.commands.options import AllowCode, With
from experiments.errors import KithError

if TYPE_CHECKING:
    from simulation.doubt import Distribution
    from simulation.programmes import Programme

__all__ = ["Kind", "list_things"]


class Kind(StrEnum):
    """What can be listed."""

    SCENARIOS = "scenarios"
    PROGRAMMES = "programmes"
    PROGRAMME = "programme"
    MECHANISMS = "mechanisms"
    POLICIES = "policies"
    PARAMETERS = "parameters"
    OUTCOMES = "outcomes"
    INDICATORS = "indicators"


def list_things(
    kind: Annotated[Kind, typer.Argument(help="What to list.")],
    name: Annotated[
        str | None,
        typer.Argument(help="For programme: which kind, as in kith list programme group_therapy."),
    ] = None,
    json_output: Annotated[bool, typer.Option("--json", help="Print as JSON.")] = False,
    own: With = None,
    allow_code: AllowCode = False,
) -> None:
    """List what files can name, and what is measured; or the settings of a programme.

    Example: kith list programme group_therapy
    """
    rows = _rows(kind, name, own or [], allow_code)
    if json_output:
        import json

        typer.echo(json.dumps(rows, indent=2, ensure_ascii=False))
        return
    from rich import box
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    shown = [_for_people(row) for row in rows]
    title = f"{kind.value} {name}" if name else kind.value
    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    for position, column in enumerate(shown[0]):
        table.add_column(column, no_wrap=position == 0)
    for place, row in enumerate(shown):
        group = rows[place].get("group")
        if group and (not place or group != rows[place - 1]["group"]):
            table.add_section()
            table.add_row(f"[bold]{group}[/bold]")
        table.add_row(*(escape(cell) for cell in row.values()))
    Console().print(table)
    if kind is Kind.PROGRAMMES:
        typer.echo("kith list programme KIND shows the settings of a kind.")


def _rows(kind: Kind, name: str | None, own: list[str], allow_code: bool) -> list[dict[str, Any]]:
    if kind not in (Kind.PROGRAMME, Kind.PROGRAMMES):
        if own:
            raise KithError("--with: names programmes, so it goes with `kith list programmes`")
        if name is not None:
            raise KithError(
                f"kith list {kind.value}: takes no name, got {name!r}; "
                "kith list programme KIND shows one kind of programme"
            )
        return _ROWS[kind]()
    from experiments.commands.settings_of_programme import programme_kinds, programme_settings

    kinds = _programmes(own, allow_code)
    if name is not None:
        return programme_settings(name, kinds)
    if kind is Kind.PROGRAMME:
        raise KithError(f"kith list programme: say which, one of: {', '.join(kinds)}")
    return programme_kinds(kinds)


def _for_people(row: dict[str, Any]) -> dict[str, str]:
    """Return a row as a terminal has room for it; ``--json`` has all of it."""
    if "values" in row:
        return {
            "setting": row["name"],
            "default (values)": f"{_shown(row['default'])} ({row['values']})",
            "meaning": row["meaning"],
        }
    if "sources" in row:
        return {key: row[key] for key in ("name", "kind", "definition")}
    if "default" not in row:
        return {key: str(value) for key, value in row.items() if not isinstance(value, list)}
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


def _shown(default: Any) -> str:
    if default is None:
        return "none"
    if isinstance(default, dict | list | str) and not default:
        return "empty"
    return f"{default:g}" if isinstance(default, float) else str(default)


def _programmes(own: list[str], allow_code: bool) -> dict[str, type[Programme]]:
    from experiments.designs.own_programmes import installed_kinds, named_kinds
    from simulation.programmes import PROGRAMMES

    named = named_kinds(own, allow_code=allow_code)
    installed = installed_kinds(lambda text: typer.echo(text, err=True), named)
    others = {str(one.model_fields["type"].default): one for one in (*installed, *named)}
    return PROGRAMMES | others


def _mechanisms() -> list[dict[str, Any]]:
    from simulation.mechanisms import MECHANISM_COLUMNS
    from simulation.programmes import PROGRAMMES

    return [
        {
            "name": one.name,
            "meaning": one.meaning,
            "doses": ", ".join(
                f"{name} {programme.content[one.name]:g}"
                for name, programme in PROGRAMMES.items()
                if one.name in programme.content
            ),
        }
        for one in MECHANISM_COLUMNS
    ]


def _policies() -> list[dict[str, Any]]:
    import inspect

    from simulation.policies import POLICIES

    return [
        {
            "type": name,
            "about": inspect.cleandoc(one.__doc__ or "").split("\n\n")[0].replace("\n", " "),
            "settings": ", ".join(field for field in one.model_fields if field != "type"),
        }
        for name, one in POLICIES.items()
    ]


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
            "distribution": _distribution(one.distribution),
        }
        for one in PARAMETERS.values()
    ]


def _distribution(one: Distribution) -> dict[str, Any]:
    low, high = one.interval()
    return {
        "kind": one.doubt.kind,
        "low95": low,
        "high95": high,
        "declared": one.declared,
        "source": one.doubt.source,
    }


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
    Kind.MECHANISMS: _mechanisms,
    Kind.POLICIES: _policies,
    Kind.PARAMETERS: _parameters,
    Kind.OUTCOMES: _outcomes,
    Kind.INDICATORS: _indicators,
}
