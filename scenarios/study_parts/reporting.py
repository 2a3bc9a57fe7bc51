"""What only the authors of a study can say of it, for checklists of reporting."""

from __future__ import annotations

from scenarios.base import Settings

__all__ = ["ReportingSettings"]


class ReportingSettings(Settings):
    """Statements for the checklists CHEERS 2022 and STRESS-ABS at the end of the report.

    Each is free text and may be left out; the report says "not stated" where neither the study nor
    its results answer an item.

    Examples
    --------
    >>> ReportingSettings(funding="None.").said()
    {'funding': 'None.'}
    """

    abstract: str = ""
    """A summary of context, methods, results and alternative analyses (text)."""
    background: str = ""
    """Context of the study, and who is to decide what with it (text)."""
    analysis_plan: str = ""
    """Whether a plan of the analysis was written beforehand, and where it is (text)."""
    study_population: str = ""
    """Whom the simulated people stand for: ages, circumstances, health (text)."""
    setting: str = ""
    """Place, time and services for which the study is meant (text)."""
    comparators_reason: str = ""
    """Why these worlds are compared (text)."""
    perspective_reason: str = ""
    """Why these payers count (text)."""
    horizon_reason: str = ""
    """Why the study is as long as it is (text)."""
    discount_reason: str = ""
    """Why these discount rates were taken (text)."""
    outcomes_reason: str = ""
    """Why these outcomes were taken (text)."""
    resources: str = ""
    """Where quantities and unit costs of the programmes come from (text)."""
    model_reason: str = ""
    """Why a simulation, and why this one (text)."""
    diagram: str = ""
    """Where a diagram of the model is found (text)."""
    data_sources: str = ""
    """Data that the study brings beside those of the model, with their sources (text)."""
    preparation: str = ""
    """What was done to these data before they were used (text)."""
    assumptions: str = ""
    """Assumptions that the study adds to those of the model (text)."""
    analysis: str = ""
    """Analyses beside those of the report (text)."""
    heterogeneity: str = ""
    """How differences between groups of people were looked at (text)."""
    equity: str = ""
    """How it was looked at who gains and who pays, and what was done for those worst off (text)."""
    stakeholder_engagement: str = ""
    """How people affected by the study took part in designing it (text)."""
    engagement_effect: str = ""
    """What their part changed in the study (text)."""
    limitations: str = ""
    """Limits of the study, to whom it applies, and how it fits what is known (text)."""
    funding: str = ""
    """Who paid for the study, and their part in it (text)."""
    conflicts: str = ""
    """Conflicts of interest of the authors (text)."""
    code_access: str = ""
    """Where the files of the study, and programmes of its own, are found (text)."""

    def said(self) -> dict[str, str]:
        """Return what is stated, by key, without blanks at either end."""
        every = {name: str(value).strip() for name, value in self.model_dump().items()}
        return {name: text for name, text in every.items() if text}
