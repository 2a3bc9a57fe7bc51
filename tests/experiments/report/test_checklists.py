"""Checklists of reporting: all items, what is known, what is stated, and what is not."""

from __future__ import annotations

import re
from dataclasses import fields, replace

import pandas as pd
import pytest
from jinja2 import Environment, PackageLoader, StrictUndefined

from experiments.designs.points import PointPlan
from experiments.report import Findings
from experiments.report.checklist_facts import known_facts
from experiments.report.checklist_items import CHECKLISTS
from experiments.report.checklists import NOT_STATED, checklists_section, checklists_table
from scenarios.study_parts.economics import EconomicsSettings
from scenarios.study_parts.reporting import ReportingSettings


@pytest.fixture
def found(plan_with, manifest_for):
    """Return findings and manifest of a study with some sections and two seeds."""

    def make(**sections):
        plan = plan_with(sections=sections)
        return Findings(plan, pd.DataFrame({"seed": [1, 2]}), []), manifest_for(plan)

    return make


def told(table, checklist, item):
    rows = table[(table["checklist"] == checklist) & (table["item"] == item)]
    return rows["told"].item()


def test_cheers_has_its_28_items_and_stress_its_20():
    cheers, stress = CHECKLISTS
    assert [item.number for item in cheers.items] == [str(n) for n in range(1, 29)]
    numbers = [item.number for item in stress.items]
    # The fifth item on the logic of an agent-based model has four parts.
    whole = list(dict.fromkeys(".".join(number.split(".")[:2]) for number in numbers))
    assert whole == [
        "1.1", "1.2", "1.3", "2.1", "2.2", "2.3", "2.4", "2.5", "3.1", "3.2", "3.3", "3.4",
        "4.1", "4.2", "4.3", "5.1", "5.2", "5.3", "5.4", "6.1",
    ]  # fmt: skip
    assert len([number for number in numbers if number.startswith("2.5")]) == 4


def test_every_statement_answers_an_item_and_every_item_has_an_answer(found):
    asked = [item for checklist in CHECKLISTS for item in checklist.items]
    statements = {name for item in asked for name in item.statements}
    assert statements == set(ReportingSettings.model_fields)
    facts = known_facts(*found())
    assert {name for item in asked for name in item.facts} == set(facts)
    assert all(item.facts or item.statements for item in asked)


def test_what_nobody_said_is_not_stated(found):
    table = checklists_table(*found())
    silent = set(table[table["told"] == NOT_STATED]["topic"])
    assert {
        "Funding",
        "Conflicts of interest",
        "Setting and place",
        "Diagram of the model",
    } <= silent
    assert (table["stated"] == "no").tolist() == (table["told"] == NOT_STATED).tolist()
    assert table["told"].str.len().min() > 0


def test_every_statement_is_told_where_it_belongs(found):
    said = {name: f" Said <{name}>. " for name in ReportingSettings.model_fields}
    table = checklists_table(*found(reporting=said), ["tornado"])
    assert (table["stated"] == "yes").all()
    for checklist in CHECKLISTS:
        for item in checklist.items:
            text = told(table, checklist.name, item.number)
            assert [name for name in said if f"Said <{name}>." in text] == sorted(
                item.statements, key=list(said).index
            )


def test_blank_statements_are_none():
    assert ReportingSettings(funding="  ").said() == {}


def test_what_the_study_says_is_told(found):
    money = EconomicsSettings.model_validate(
        {"perspective": "public_sector", "horizon_years": 2, "price_year": 2023}
    )
    findings, manifest = found(economics=money.model_dump(mode="json", by_alias=True))
    table = checklists_table(findings, manifest)
    assert told(table, "CHEERS 2022", "1") == "A trial."
    assert "Group therapy (group_therapy, weeks 1 to 4)" in told(table, "CHEERS 2022", "7")
    assert told(table, "CHEERS 2022", "8") == (
        "Perspective: public sector. Payers: health service, local authority."
    )
    assert told(table, "CHEERS 2022", "9") == (
        "6 weeks (0.1 years); costs and effects are counted over 2 years."
    )
    assert told(table, "CHEERS 2022", "10").startswith("Costs 3.5 %, effects 3.5 % a year (HM")
    assert told(table, "CHEERS 2022", "15").startswith(
        "GBP, prices of 2023. Converted: GBP of 2019"
    )
    assert "GBP 13,000 a point and year (10,000 to 16,000" in told(table, "CHEERS 2022", "13")
    assert "260 weeks before week 0" in told(table, "STRESS-ABS", "4.1")
    assert "2 seeds from 1." in told(table, "STRESS-ABS", "4.3")
    assert f"Python {manifest['python']}" in told(table, "STRESS-ABS", "5.1")
    assert "2 processes; 6 of 6 got to their end" in told(table, "STRESS-ABS", "5.3")


def test_costs_are_where_something_was_delivered(found, records_of, seed_result):
    findings, manifest = found()
    assert "costs.csv" not in told(checklists_table(findings, manifest), "CHEERS 2022", "14")
    spent = replace(findings, delivery=records_of(seed_result(1)))
    assert "tables/costs.csv" in told(checklists_table(spent, manifest), "CHEERS 2022", "14")


def test_no_value_in_money_is_said(found):
    table = checklists_table(*found(economics={"wellby": None}))
    assert told(table, "CHEERS 2022", "13") == "Outcomes are not valued in money."


def test_uncertain_inputs_are_told_with_their_sources(found):
    inputs = {
        "parameters.contagion": "register",
        "population.cohesion": {
            "distribution": "normal", "low": 0.1, "high": 0.3, "mode": None, "source": "",
        },
    }  # fmt: skip
    table = checklists_table(*found(uncertainty={"inputs": inputs, "parameters": "assumed"}))
    text = told(table, "CHEERS 2022", "22")
    assert "parameters.contagion (as in the register of parameters)" in text
    assert "population.cohesion (normal, 0.1 to 0.3; source not stated); assumed parameters" in text


def test_only_tables_that_there_are_are_named(found):
    findings, manifest = found()
    silent = checklists_table(findings, manifest)
    assert told(silent, "CHEERS 2022", "19") == NOT_STATED
    table = checklists_table(findings, manifest, ["gaps"])
    assert told(table, "CHEERS 2022", "19").endswith("others: tables/gaps.csv.")


def test_an_older_plan_without_the_section_has_checklists_too(found):
    findings, manifest = found()
    assert "reporting" not in findings.plan.sections
    assert len(checklists_section(findings, manifest)["lists"]) == 2


def test_the_section_of_the_report_shows_every_item_and_escapes_texts(found):
    said = {"reporting": {"funding": "<b>Us</b> & them"}}
    findings, manifest = found(**said)
    environment = Environment(
        loader=PackageLoader("experiments.report", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    section = checklists_section(findings, manifest)
    page = environment.get_template("checklists.html.j2").render(checklists=section)
    items = sum(len(one.items) for one in CHECKLISTS)
    assert page.count('<th scope="row">') == items
    assert "&lt;b&gt;Us&lt;/b&gt; &amp; them" in page
    assert "Husereau and others 2022" in page
    assert "Monks and others 2019" in page
    counts = re.findall(r"(\d+) of (\d+) items stated", page)
    assert [int(of) for _, of in counts] == [28, 23]
    stated = checklists_table(findings, manifest).groupby("checklist", sort=False)["stated"]
    assert [int(some) for some, _ in counts] == [(one == "yes").sum() for _, one in stated]


def test_no_two_items_of_a_checklist_have_the_same_number():
    for checklist in CHECKLISTS:
        numbers = [item.number for item in checklist.items]
        assert len(numbers) == len(set(numbers))


def test_statements_are_kept_in_the_plan_of_a_study():
    from experiments.designs.making import make_plan
    from scenarios import load_study

    study = load_study("quickstart").model_copy(
        update={"reporting": ReportingSettings(funding="Ourselves."), "people": 50}
    )
    plan = make_plan(study)
    assert plan.sections["reporting"]["funding"] == "Ourselves."
    assert "reporting" in study.resolved()
    assert "reporting" not in {one.name for one in fields(plan)}


def test_designs_are_told_by_their_names(found, plan_with, manifest_for):
    kinds = ("sweep", "morris", "morris", "draw", "tornado")
    points = tuple(PointPlan(n, kind, {"a": n}, {}) for n, kind in enumerate(kinds, start=1))
    plan = plan_with(points=points)
    findings = Findings(plan, pd.DataFrame({"seed": [1]}), [])
    table = checklists_table(findings, manifest_for(plan, workers=1, command=[]))
    assert told(table, "CHEERS 2022", "20").endswith(
        "Inputs: 1 draw of all uncertain inputs together. Inputs one by one: 1 point at the ends "
        "of their intervals. Settings varied: 1 point of a sweep; 2 points of a screening by "
        "Morris's method."
    )
    assert told(table, "STRESS-ABS", "5.3").endswith("in 1 process; 6 of 6 got to their end.")
