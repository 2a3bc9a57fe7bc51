"""Which figures a study has."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from matplotlib.figure import Figure

from experiments.report.delivery_figure import delivery_figure
from experiments.report.equity_figure import equity_figure
from experiments.report.figure_names import OF_ROWS, OF_TABLES
from experiments.report.figures import course_figure, forest_figure
from experiments.report.findings import Findings
from experiments.report.healing import healing_figure
from experiments.report.lasting_figure import lasting_figure
from experiments.report.money_figures import acceptability_figure, budget_figure, plane_figure
from experiments.report.spillover_figure import spillover_figure
from experiments.report.trial_figure import trial_figure
from experiments.report.varied_figures import screening_figure, sweep_figure, tornado_figure

__all__ = ["all_figures", "figure_of"]

_FIGURES: Mapping[str, Callable[[Findings], Figure | None]] = {
    "course": course_figure,
    "forest": lambda findings: forest_figure(findings, findings.plan.weeks),
    "healing": lambda findings: None if findings.indicators.empty else healing_figure(findings),
    "delivery": delivery_figure,
    "equity": equity_figure,
    "spillover": spillover_figure,
    "lasting": lasting_figure,
    "plane": plane_figure,
    "acceptability": acceptability_figure,
    "budget": budget_figure,
    "sweep": sweep_figure,
    "tornado": tornado_figure,
    "screening": screening_figure,
    "trial": trial_figure,
}


def figure_of(findings: Findings, name: str) -> Figure | None:
    """Return one figure, None where there are no numbers for it."""
    return _FIGURES[name](findings)


def all_figures(findings: Findings) -> dict[str, Figure]:
    """Return every figure that there are numbers for, by the name of its file."""
    drawn = {name: figure_of(findings, name) for name in (*OF_ROWS, *OF_TABLES)}
    return {name: figure for name, figure in drawn.items() if figure is not None}
