"""The page: findings poured into one HTML file that needs nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from experiments.designs.plan import ArmPlan
from experiments.outcomes import OUTCOMES
from experiments.report.delivery_figure import delivery_figure, delivery_figure_element
from experiments.report.delivery_section import delivery_section
from experiments.report.figures import (
    course_figure,
    forest_figure,
    png,
    svg_text,
)
from experiments.report.findings import Comparison, Findings
from experiments.report.healing import healing_figure, healing_section
from experiments.report.outcome_figures import outcome_figure_elements
from experiments.report.wording import (
    NOT_IN_THE_MODEL,
    STANDING_NOTICE,
    answer,
    gain_text,
    interval,
    own_change,
    population_title,
    signed,
)
from experiments.storage.manifest import QUICK_NOTICE
from experiments.storage.store import ResultsFolder

__all__ = ["render_page", "write_report"]


def write_report(
    folder: ResultsFolder,
    findings: Findings,
    manifest: Mapping[str, Any],
    incomplete: Sequence[str] = (),
) -> None:
    """Write ``report.html`` and the figures.

    Parameters
    ----------
    folder : ResultsFolder
        Where to.
    findings : Findings
        What was found.
    manifest : mapping
        As in ``manifest.json``.
    incomplete : sequence of str
        Warnings to print at the top: missing seeds, a model that has changed since.
    """
    figures = {
        "course": course_figure(findings),
        "forest": forest_figure(findings, findings.plan.weeks),
    }
    if not findings.indicators.empty:
        figures["healing"] = healing_figure(findings)
    delivery = delivery_figure(findings)
    if delivery is not None:
        figures["delivery"] = delivery
    drawn = {name: svg_text(figure) for name, figure in figures.items()}
    for name, figure in figures.items():
        folder.write(f"figures/{name}.svg", drawn[name])
        folder.write(f"figures/{name}.png", png(figure))
    folder.write("report.html", render_page(findings, manifest, drawn, incomplete))


def render_page(
    findings: Findings,
    manifest: Mapping[str, Any],
    drawn: Mapping[str, str],
    incomplete: Sequence[str] = (),
) -> str:
    """Return the page as text; the same findings give the same text, byte for byte.

    Parameters
    ----------
    findings : Findings
        What was found.
    manifest : mapping
        As in ``manifest.json``.
    drawn : mapping of str to str
        The figures ``course`` and ``forest`` as SVG; ``healing`` if there are indicators, and
        ``delivery`` if there are programmes.
    incomplete : sequence of str
        Warnings to print at the top.
    """
    environment = Environment(
        loader=PackageLoader("experiments.report", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        keep_trailing_newline=True,
    )
    plan = findings.plan
    return environment.get_template("page.html.j2").render(
        plan=plan,
        manifest=manifest,
        quick_notice=QUICK_NOTICE,
        incomplete=incomplete,
        standing_notice=STANDING_NOTICE,
        seeds=findings.seeds,
        blocks=[_block(findings, arm) for arm in plan.compared],
        smallest_text=_smallest_text(findings),
        figures=outcome_figure_elements(findings, drawn),
        healing=healing_section(findings, drawn["healing"]) if "healing" in drawn else None,
        delivery=delivery_section(findings),
        delivery_figure=(
            delivery_figure_element(findings, drawn["delivery"]) if "delivery" in drawn else None
        ),
        how_sure=_how_sure(findings, manifest),
        not_in_the_model=NOT_IN_THE_MODEL,
        details=_details(manifest),
    )


def _block(findings: Findings, arm: ArmPlan) -> dict[str, Any]:
    moments = []
    programme_end = findings.programme_end(arm)
    if programme_end is not None:
        moments.append((f"when the programme ends (week {programme_end})", programme_end))
    last = findings.plan.weeks
    moments.append((f"at the end of the run (week {last})", last))
    named = bool(findings.plan.smallest_difference)
    return {
        "title": arm.title,
        "moments": [
            {
                "when": when,
                "sentences": answer(findings.table(arm, week), named),
                "populations": _populations(findings.table(arm, week)),
            }
            for when, week in moments
        ],
    }


def _populations(rows: Sequence[Comparison]) -> list[dict[str, Any]]:
    names = dict.fromkeys(row.population for row in rows)
    return [
        {
            "title": population_title(name),
            "rows": [
                {
                    "outcome": row.outcome.title,
                    "unit": row.outcome.unit,
                    "difference": signed(row.difference, row.outcome),
                    "interval": interval(row),
                    "verdict": row.verdict,
                    "decided": row.verdict in ("lower", "higher"),
                    "own": own_change(row),
                    "gain": gain_text(row),
                }
                for row in rows
                if row.population == name
            ],
        }
        for name in names
    ]


def _smallest_text(findings: Findings) -> str:
    named = findings.plan.smallest_difference
    if not named:
        return (
            "The study names no smallest difference that matters: “lower” and “higher” only mean "
            "that the interval leaves out zero."
        )
    listed = "; ".join(f"{OUTCOMES[name].title} {value:g}" for name, value in named.items())
    return (
        "A verdict is given only if the whole interval lies beyond the smallest difference that "
        f"matters ({listed}; zero for the others)."
    )


def _how_sure(findings: Findings, manifest: Mapping[str, Any]) -> list[str]:
    plan, counts = findings.plan, manifest["counts"]
    lines = [
        f"{findings.seeds} seed{'' if findings.seeds == 1 else 's'} for each world, the same for "
        "all: the same people with the same luck.",
    ]
    if findings.seeds == 1:
        lines.append("One seed gives no interval: run more seeds before drawing a conclusion.")
    for arm in plan.compared:
        for population in findings.populations(arm):
            found = findings.compare(arm, population, plan.outcomes[0], plan.weeks)
            if found is not None and found.has_interval:
                half = (found.high - found.low) / 2
                lines.append(
                    f"{arm.title}, {population}: {found.outcome.title.lower()} is known to ± "
                    f"{half:.{found.outcome.digits}f} {found.outcome.unit}."
                )
    total = sum(counts.values())
    lines.append(
        f"{counts['failed'] + counts['crashed']} of {total} runs did not get to their end."
    )
    return lines


def _details(manifest: Mapping[str, Any]) -> list[tuple[str, str]]:
    git = manifest["git"]
    packages = ", ".join(f"{name} {version}" for name, version in manifest["packages"].items())
    seeds = manifest["seeds"]
    return [
        ("Command", " ".join(manifest["command"])),
        ("Seeds", ", ".join(str(seed) for seed in seeds)),
        ("Started, ended", f"{manifest['started']}, {manifest['ended'] or 'not ended'}"),
        ("Hash of all runs", manifest["runs_hash"]),
        ("Model fingerprint", manifest["model_fingerprint"]),
        ("Commit", git.get("commit", "unknown") if git else "unknown"),
        ("Python, platform", f"{manifest['python']}, {manifest['platform']}"),
        ("Packages", packages),
    ]
