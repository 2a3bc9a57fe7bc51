"""What the answer rests on: parameters by status, what this study changes, and uncertain inputs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from experiments.report.findings import Findings
from experiments.report.parts import (
    Part,
    RowGroup,
    Section,
    Table,
    TableRow,
    Text,
    cells,
)
from experiments.report.sure_section import parameter_counts, parameters_line
from experiments.report.varied_wording import input_words
from experiments.uncertainty.draws import UncertainInput, uncertain_inputs
from scenarios.study_parts.uncertainty import UncertaintySettings

__all__ = ["assumptions_section"]

_MEANING = {
    "measured": "read off published data",
    "fitted": "chosen so that the model meets published figures",
    "assumed": "a judgement",
}


def assumptions_section(findings: Findings, drawn: Mapping[str, str]) -> Section:
    """Return the section, which every page has."""
    counts = parameter_counts()
    lines = [
        TableRow(status.capitalize(), cells(str(number), _MEANING[status]))
        for status, number in counts.items()
    ]
    parts: list[Part] = [
        Text(f"{parameters_line()} `kith list parameters` shows each with its source."),
        Table("Parameters of the model by status", ["Status", "Parameters", "What it means"],
              [RowGroup(lines)]),
        *_changed(findings),
        *_uncertain(findings),
    ]  # fmt: skip
    return Section("assumptions", "What the answer assumes", parts)


def _changed(findings: Findings) -> list[Part]:
    """Return the parameters that differ from their defaults in the worlds of the study."""
    from simulation.registry import PARAMETERS  # pulls in every process: only when asked

    by_name: dict[str, dict[str, Any]] = {}
    for arm in findings.resolved.get("arms", ()):
        for name, value in arm.get("parameters", {}).items():
            if name in PARAMETERS and value != PARAMETERS[name].default:
                by_name.setdefault(name, {})[arm["title"]] = value
    if not by_name:
        return [Text("All parameters have their defaults in the worlds of this study.")]
    lines = []
    for name, worlds in by_name.items():
        one = PARAMETERS[name]
        where = "; ".join(f"{title}: {value:g}" for title, value in worlds.items())
        lines.append(
            TableRow(
                name.replace("_", " "),
                cells(f"{one.default:g} {one.unit}", where, one.status, one.source),
                one.meaning,
            )
        )
    columns = ["Parameter", "Default", "In this study", "Status of the default", "Its source"]
    caption = "Parameters that differ from their defaults in this study"
    return [Table(caption, columns, [RowGroup(lines)])]


def _uncertain(findings: Findings) -> list[Part]:
    section = findings.plan.sections.get("uncertainty")
    if section is None:
        return []
    inputs = uncertain_inputs(UncertaintySettings.model_validate(section))
    lines = [
        TableRow(
            input_words(one.path),
            cells(
                one.shape.replace("_", "-"),
                *(f"{value:.3g}" for value in one.distribution.quantile([0.5, 0.025, 0.975])),
                _status(one),
                one.source or "not stated",
            ),
        )
        for one in inputs
    ]
    columns = ["Input", "Distribution", "Middle", "2.5 % point", "97.5 % point", "Status", "Source"]
    caption = "Uncertain inputs and their distributions"
    return [Table(caption, columns, [RowGroup(lines)])]


def _status(one: UncertainInput) -> str:
    from simulation.registry import PARAMETERS  # pulls in every process: only when asked

    name = one.path.removeprefix("parameters.")
    return PARAMETERS[name].status if name in PARAMETERS else "stated by the study"
