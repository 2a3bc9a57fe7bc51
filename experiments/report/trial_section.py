"""What a trial would have reported, beside what is true, and where the two part."""

from __future__ import annotations

from collections.abc import Mapping

from experiments.report.cited import Piece, Row, interval_of, sentence
from experiments.report.findings import Findings
from experiments.report.parts import (
    Part,
    RowGroup,
    Section,
    Table,
    TableRow,
    Text,
    cells,
    drawing,
)
from experiments.trials.results import QUANTITIES
from experiments.trials.summary import MEASURES
from scenarios.study_parts.trial import TrialSettings

__all__ = ["trial_section"]

_ACCOUNT = ("published", "true_effect", "luck", "contamination", "attrition", "adjustment")
_TRUTHS = ("effect_on_attenders", "effect_on_controls", "effect_on_others", "before_after",
           "before_after_without")  # fmt: skip
_SHARES = ("coverage", "power", "wrong_sign")
_TITLES = {
    "published": "Published estimate",
    "true_effect": "True effect on those allocated",
    "luck": "plus luck of allocation",
    "contamination": "less what reached the controls",
    "attrition": "plus loss of people",
    "adjustment": "plus adjustment",
    "effect_on_attenders": "True effect on those who came",
    "effect_on_controls": "True effect on controls",
    "effect_on_others": "True effect on everybody else",
    "before_after": "Change of those allocated since the first survey",
    "before_after_without": "Change of the same people without the trial",
    "bias": "Bias: published minus true",
    "coverage": "Intervals that hold the true effect",
    "power": "Trials whose interval leaves out 0",
    "exaggeration": "Size of significant estimates over the truth, times",
    "wrong_sign": "Significant estimates with the wrong sign",
}


def trial_section(findings: Findings, drawn: Mapping[str, str]) -> Section | None:
    """Return the section; None in a study without a trial."""
    rows = findings.rows("trial_summary")
    if not rows:
        return None
    found = {(int(row["week"]), str(row["measure"])): row for row in rows}
    weeks = [week for week in dict.fromkeys(week for week, _ in found)
             if (week, "published") in found]  # fmt: skip
    parts: list[Part] = [Text(_intro(findings, found))]
    if weeks:
        parts.append(Text(_told(found, weeks[-1])))
    if "trial" in drawn and weeks:
        parts.append(_figure(found, weeks[-1], drawn["trial"]))
    account = "Where the estimate comes from: the parts add up to it exactly, points"
    parts.append(_table(account, _ACCOUNT, found, weeks))
    parts.append(_table("Other truths, points", _TRUTHS, found, weeks))
    parts.append(_table("Over many such trials", tuple(MEASURES), found, weeks))
    return Section("trial", "What a trial would have reported", parts)


def _intro(findings: Findings, found: Mapping[tuple[int, str], Row]) -> Piece:
    section = findings.plan.sections.get("trial")
    design = "A trial"
    if section is not None:
        settings = TrialSettings.model_validate(section)
        kinds = {"individual": "individually randomised", "cluster": "cluster randomised",
                 "stepped_wedge": "stepped-wedge", "waiting_list": "waiting-list"}  # fmt: skip
        design = (
            f"A {kinds[settings.design]} trial of {findings.plan.arm(settings.arm).title.lower()}, "
            f"analysed by {settings.analysis.replace('ancova', 'ANCOVA')} of {settings.outcome}, "
        )
    people = found.get((0, "recruited"))
    many: Piece = "" if people is None else sentence(
        "with {} people, ", people.cite("value", 0))  # fmt: skip
    return sentence(
        "{}{}was run inside the simulated world, once in each seed. The same people with the same "
        "luck were also followed in the world without it, so the truth is known.", design, many,
    )  # fmt: skip


def _told(found: Mapping[tuple[int, str], Row], week: int) -> Piece:
    published, truth = found[week, "published"], found[week, "true_effect"]
    text: Piece = sentence(
        "At week {} it would on average have published {}; the true effect on those allocated is "
        "{}.", str(week), published.cite("value", 2, signed=True),
        truth.cite("value", 2, signed=True),
    )  # fmt: skip
    power = found.get((week, "power"))
    if power is not None and power.has("value"):
        text = sentence("{} {} of such trials would have found an effect clear of zero.", text,
                        power.cite("value", 0, percent=True))  # fmt: skip
    return text


def _figure(found: Mapping[tuple[int, str], Row], week: int, svg: str) -> Part:
    published, truth = found[week, "published"], found[week, "true_effect"]
    label = (
        f"Published estimates and true effects of each seed at week {week}: on average "
        f"{published.cite('value', 2, signed=True)} published and "
        f"{truth.cite('value', 2, signed=True)} true. The numbers are in tables/trial.csv."
    )
    caption = (
        "Each line is a trial: what it would publish with its 95 % interval, and the true effect "
        "on those allocated in its world. At most 40 are drawn."
    )
    return drawing(svg, "trial", "published and true effects", label, caption)


def _table(
    caption: str, names: tuple[str, ...], found: Mapping[tuple[int, str], Row], weeks: list[int]
) -> Part:
    meanings = {**QUANTITIES, **MEASURES}
    lines = [
        TableRow(_TITLES.get(name, name), cells(*(_value(found.get((week, name)), name)
                                                  for week in weeks)), meanings.get(name, ""))
        for name in names
        if any((week, name) in found for week in weeks)
    ]  # fmt: skip
    columns = ["Measure", *(f"Week {week} after randomisation" for week in weeks)]
    return Table(caption, columns, [RowGroup(lines)])


def _value(row: Row | None, name: str) -> Piece:
    if row is None or not row.has("value"):
        return "none"
    percent = name in _SHARES
    digits, signed = (0, False) if percent else (2, name != "exaggeration")
    text = row.cite("value", digits, percent=percent, signed=signed)
    if not row.spread():
        return text
    return sentence("{} ({})", text, interval_of(row, digits, percent=percent, signed=signed))
