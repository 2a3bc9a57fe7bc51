"""Checklists of reporting, filled in from a study: CHEERS 2022 and STRESS-ABS.

Nothing is made up: an item tells what the study file and the results say, or "not stated".
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import pandas as pd

from experiments.report.checklist_facts import known_facts
from experiments.report.checklist_items import CHECKLISTS, Item
from experiments.report.findings import Findings
from scenarios.study_parts.reporting import ReportingSettings

__all__ = ["NOT_STATED", "checklists_section", "checklists_table"]

NOT_STATED = "not stated"
_COLUMNS = ["checklist", "item", "topic", "stated", "told"]


def checklists_table(
    findings: Findings, manifest: Mapping[str, Any], tables: Collection[str] = ()
) -> pd.DataFrame:
    """Return both checklists as a table.

    Parameters
    ----------
    findings : Findings
        What was found; statements are those of its plan's section ``reporting``.
    manifest : mapping
        As in ``manifest.json``.
    tables : collection of str
        Names of the tables that the results have beside the differences.

    Returns
    -------
    DataFrame
        ``checklist``, ``item``, ``topic``, ``stated`` (yes or no) and ``told``.
    """
    facts = known_facts(findings, manifest, tables)
    said = _statements(findings)
    rows = []
    for checklist in CHECKLISTS:
        for item in checklist.items:
            told = _told(item, facts, said)
            stated = "yes" if told else "no"
            rows.append((checklist.name, item.number, item.topic, stated, told or NOT_STATED))
    return pd.DataFrame(rows, columns=_COLUMNS)


def checklists_section(
    findings: Findings, manifest: Mapping[str, Any], tables: Collection[str] = ()
) -> dict[str, Any]:
    """Return what ``checklists.html.j2`` shows as ``checklists``.

    Parameters
    ----------
    findings, manifest, tables
        As for :func:`checklists_table`.

    Returns
    -------
    dict
        ``lists``: ``name``, ``about``, ``source``, ``stated`` (how many items are), and ``rows``
        (``item``, ``topic``, ``told``, ``missing``) of each checklist.
    """
    table = checklists_table(findings, manifest, tables)
    lists = []
    for checklist in CHECKLISTS:
        rows = [
            {
                "item": row["item"],
                "topic": row["topic"],
                "told": row["told"],
                "missing": row["stated"] == "no",
            }
            for row in table[table["checklist"] == checklist.name].to_dict("records")
        ]
        lists.append(
            {
                "name": checklist.name,
                "about": checklist.about,
                "source": checklist.source,
                "stated": sum(not row["missing"] for row in rows),
                "rows": rows,
            }
        )
    return {"lists": lists}


def _statements(findings: Findings) -> dict[str, str]:
    section = findings.plan.sections.get("reporting") or {}
    return ReportingSettings.model_validate(section).said()


def _told(item: Item, facts: Mapping[str, str], said: Mapping[str, str]) -> str:
    known = [facts[name] for name in item.facts]
    stated = [said.get(name, "") for name in item.statements]
    return " ".join(text for text in (*known, *stated) if text)
