"""Statements of authors, as they stand in a study file."""

from __future__ import annotations

import pytest

from scenarios import ScenarioError, load_study
from scenarios.study_parts.reporting import ReportingSettings

STUDY = "kith: 1\ntitle: x\narms: [baseline, group-therapy]\n"


def test_a_study_says_nothing_unless_asked(write):
    assert load_study(write("x.yaml", STUDY)).reporting.said() == {}


def test_statements_are_read_and_kept_without_blanks(write):
    text = STUDY + "reporting:\n  funding: >\n    Nobody paid.\n  conflicts: ''\n"
    assert load_study(write("x.yaml", text)).reporting.said() == {"funding": "Nobody paid."}


def test_an_item_that_there_is_not_is_a_fault_with_its_place(write):
    with pytest.raises(ScenarioError, match=r"fundign.*funding"):
        load_study(write("x.yaml", STUDY + "reporting: {fundign: x}\n"))


def test_every_statement_has_a_help_text():
    for name, one in ReportingSettings.model_fields.items():
        assert (one.description or "").endswith("(text)."), name
