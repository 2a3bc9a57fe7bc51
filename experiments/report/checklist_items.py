"""The items of two checklists of reporting, and what in a study answers each.

CHEERS 2022 for economic evaluations: Husereau and others 2022, BMJ 376:e067975. STRESS-ABS for
agent-based simulations: Monks and others 2019, Journal of Simulation 13(1):55-67. Numbers are
theirs, topics are in our own words.
"""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["CHECKLISTS", "Checklist", "Item"]


class Item(NamedTuple):
    """One item: its number, its topic, facts known of any study, and statements that answer it.

    Facts are keys of :func:`experiments.report.checklist_facts.known_facts`, statements fields of
    :class:`scenarios.study_parts.reporting.ReportingSettings`.
    """

    number: str
    topic: str
    facts: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()


class Checklist(NamedTuple):
    """A checklist: short name, what it is for, where it was published, and its items."""

    name: str
    about: str
    source: str
    items: tuple[Item, ...]


_CHEERS = Checklist(
    "CHEERS 2022",
    "reporting of health economic evaluations",
    "Husereau and others 2022, BMJ 376:e067975",
    (
        Item("1", "Title: what is compared", ("title",)),
        Item("2", "Summary", (), ("abstract",)),
        Item("3", "Context and question", ("question",), ("background",)),
        Item("4", "Plan of the analysis", (), ("analysis_plan",)),
        Item("5", "Population", ("people",), ("study_population",)),
        Item("6", "Setting and place", (), ("setting",)),
        Item("7", "What is compared, and why", ("comparators",), ("comparators_reason",)),
        Item("8", "Whose costs count, and why", ("perspective",), ("perspective_reason",)),
        Item("9", "Time horizon, and why", ("horizon",), ("horizon_reason",)),
        Item("10", "Discount rates, and why", ("discount",), ("discount_reason",)),
        Item("11", "Which benefits and harms", ("outcomes",), ("outcomes_reason",)),
        Item("12", "How they are measured", ("measurement",)),
        Item("13", "How they are valued", ("valuation",)),
        Item("14", "Resources and unit costs", ("costs",), ("resources",)),
        Item("15", "Currency, price year, conversion", ("money",)),
        Item("16", "The model, and why", ("model",), ("model_reason",)),
        Item("17", "Analysis and assumptions", ("analysis",), ("analysis", "assumptions")),
        Item("18", "Differences between groups", ("groups",), ("heterogeneity",)),
        Item("19", "Who gains and who bears costs", ("equity",), ("equity",)),
        Item("20", "How uncertainty is dealt with", ("uncertainty",)),
        Item("21", "Engagement of those affected", (), ("stakeholder_engagement",)),
        Item("22", "Inputs and their distributions", ("inputs",)),
        Item("23", "Main results", ("results",)),
        Item("24", "What uncertainty does to results", ("effect_of_uncertainty",)),
        Item("25", "What engagement changed", (), ("engagement_effect",)),
        Item("26", "Limits and generality", ("limits",), ("limitations",)),
        Item("27", "Funding", (), ("funding",)),
        Item("28", "Conflicts of interest", (), ("conflicts",)),
    ),
)

_STRESS = Checklist(
    "STRESS-ABS",
    "reporting of agent-based simulation studies",
    "Monks and others 2019, Journal of Simulation 13(1):55-67",
    (
        Item("1.1", "Purpose of the model", ("question",), ("background",)),
        Item("1.2", "Outputs", ("outcomes", "measurement")),
        Item("1.3", "Aims of the experiments", ("comparators", "varied")),
        Item("2.1", "Diagram of the model", (), ("diagram",)),
        Item("2.2", "Logic of the base model", ("logic",)),
        Item("2.3", "Logic of the scenarios", ("comparators",)),
        Item("2.4", "Algorithms", ("algorithms",)),
        Item("2.5.1", "Environment", ("environment",)),
        Item("2.5.2", "Agents", ("people", "agents")),
        Item("2.5.3", "Who interacts with whom", ("topology",)),
        Item("2.5.4", "Entry and exit", ("entry",)),
        Item("3.1", "Sources of data", ("data",), ("data_sources",)),
        Item("3.2", "Preparation of data", (), ("preparation",)),
        Item("3.3", "Inputs", ("inputs",)),
        Item("3.4", "Assumptions", ("assumptions",), ("assumptions",)),
        Item("4.1", "Initial conditions", ("start",)),
        Item("4.2", "Length of runs", ("length",)),
        Item("4.3", "Replications and estimates", ("analysis",)),
        Item("5.1", "Software", ("software",)),
        Item("5.2", "Random numbers", ("random",)),
        Item("5.3", "How the model is executed", ("execution",)),
        Item("5.4", "Computer", ("computer",)),
        Item("6.1", "Access to the model", ("access",), ("code_access",)),
    ),
)

#: Both, in the order of the report.
CHECKLISTS: tuple[Checklist, ...] = (_CHEERS, _STRESS)
