"""The sections of the page after page one, in their order."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from experiments.report.assumptions_section import assumptions_section
from experiments.report.equity_section import equity_section
from experiments.report.findings import Findings
from experiments.report.lasting_section import lasting_section
from experiments.report.money_section import money_section
from experiments.report.parts import Section
from experiments.report.spillover_section import spillover_section
from experiments.report.trial_section import trial_section
from experiments.report.varied_section import varied_section

__all__ = ["sections"]

_BUILDERS: tuple[Callable[[Findings, Mapping[str, str]], Section | None], ...] = (
    equity_section,
    spillover_section,
    lasting_section,
    money_section,
    varied_section,
    trial_section,
    assumptions_section,
)


def sections(findings: Findings, drawn: Mapping[str, str]) -> dict[str, Section]:
    """Return the sections that there are tables for, by name.

    Parameters
    ----------
    findings : Findings
        What was found.
    drawn : mapping of str to str
        Figures as SVG, by the name of their file.
    """
    made = [build(findings, drawn) for build in _BUILDERS]
    return {one.name: one for one in made if one is not None}
