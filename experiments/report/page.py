"""The page: findings poured into one HTML file that needs nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from matplotlib.figure import Figure

from experiments.report.checklists import checklists_section
from experiments.report.delivery_figure import delivery_figure_element
from experiments.report.delivery_section import delivery_section
from experiments.report.differences_section import difference_blocks, smallest_text
from experiments.report.drawing import all_figures
from experiments.report.figures import png, svg_text
from experiments.report.findings import Findings
from experiments.report.headline import headline, leading_arm
from experiments.report.healing import healing_section
from experiments.report.outcome_figures import outcome_figure_elements
from experiments.report.parameter_counts import parameters_line
from experiments.report.programmes_section import programmes_notes, programmes_table
from experiments.report.sections import sections
from experiments.report.sure_section import sure_lines
from experiments.report.varied_wording import change_lines
from experiments.report.wording import NOT_IN_THE_MODEL, STANDING_NOTICE
from experiments.storage.manifest import QUICK_NOTICE
from experiments.storage.store import ResultsFolder

__all__ = ["render_page", "write_figure", "write_page", "write_report"]


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
    write_page(folder, findings, manifest, _draw_figures(folder, findings), incomplete)


def _draw_figures(folder: ResultsFolder, findings: Findings) -> dict[str, str]:
    """Write every figure, and return those as SVG by name."""
    return {
        name: write_figure(folder, name, figure) for name, figure in all_figures(findings).items()
    }


def write_figure(folder: ResultsFolder, name: str, figure: Figure) -> str:
    """Write a figure as SVG and PNG, and return the SVG."""
    drawn = svg_text(figure)
    folder.write(f"figures/{name}.svg", drawn)
    folder.write(f"figures/{name}.png", png(figure))
    return drawn


def write_page(
    folder: ResultsFolder,
    findings: Findings,
    manifest: Mapping[str, Any],
    drawn: Mapping[str, str],
    incomplete: Sequence[str] = (),
) -> None:
    """Write ``report.html`` from figures that are drawn already, beside tables that are written."""
    written = [path.stem for path in (folder.path / "tables").glob("*.csv")]
    checklists = checklists_section(findings, manifest, sorted(written))
    page = render_page(findings, manifest, drawn, incomplete, checklists)
    folder.write("report.html", page)


def render_page(
    findings: Findings,
    manifest: Mapping[str, Any],
    drawn: Mapping[str, str],
    incomplete: Sequence[str] = (),
    checklists: Any = None,
) -> str:
    """Return the page as text; the same findings give the same text, byte for byte.

    Parameters
    ----------
    findings : Findings
        What was found.
    manifest : mapping
        As in ``manifest.json``.
    drawn : mapping of str to str
        Figures as SVG: ``course`` and ``forest``, and those of
        :func:`~experiments.report.drawing.all_figures` that the study has.
    incomplete : sequence of str
        Warnings to print at the top.
    checklists
        What ``checklists.html.j2`` shows; left out if None.
    """
    environment = Environment(
        loader=PackageLoader("experiments.report", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("page.html.j2").render(
        plan=findings.plan,
        manifest=manifest,
        quick_notice=QUICK_NOTICE,
        incomplete=incomplete,
        standing_notice=STANDING_NOTICE,
        parameters_line=parameters_line(),
        seeds=findings.seeds,
        headline=headline(findings),
        programmes=programmes_table(findings),
        programmes_notes=programmes_notes(findings),
        change=change_lines(findings, leading_arm(findings)),
        blocks=difference_blocks(findings),
        smallest_text=smallest_text(findings),
        figures=outcome_figure_elements(findings, drawn),
        sections=sections(findings, drawn),
        healing=healing_section(findings, drawn["healing"]) if "healing" in drawn else None,
        delivery=delivery_section(findings),
        delivery_figure=(
            delivery_figure_element(findings, drawn["delivery"]) if "delivery" in drawn else None
        ),
        how_sure=sure_lines(findings, manifest),
        not_in_the_model=NOT_IN_THE_MODEL,
        checklists=checklists,
        details=_details(manifest),
    )


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
