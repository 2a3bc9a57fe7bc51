from __future__ import annotations

import re
import sys

from docs.generate import PAGES, names_page, stale_pages, write_pages
from docs.programmes_page import programmes_page
from docs.scenarios_page import first_sentence, scenarios_page, section_of
from docs.symbols import PARAMETER_SYMBOLS, TIE_FIELDS
from experiments.validation.targets import TARGETS
from scenarios import load_scenario, load_study, scenario_names, study_names
from simulation.delivery.history import FLOWS, STOCKS
from simulation.people import COLUMNS, DERIVED
from simulation.programmes import PROGRAMMES, Programme
from simulation.registry import PARAMETERS
from simulation.tie_arrays import TieArrays
from tests.docs.markdown import ROOT


def test_committed_pages_are_those_of_the_code():
    assert stale_pages() == [], "run `python -m docs.generate`"


def test_a_page_that_differs_or_is_missing_is_noticed(tmp_path):
    assert stale_pages(tmp_path) == list(PAGES)
    paths = write_pages(tmp_path)
    assert stale_pages(tmp_path) == []
    for n, path in enumerate(paths):
        path.write_text(path.read_text(encoding="utf-8") + " ", encoding="utf-8")
        assert stale_pages(tmp_path) == list(PAGES)[: n + 1]


def test_symbols_are_of_parameters_that_exist():
    assert set(PARAMETER_SYMBOLS) - set(PARAMETERS) == set()


def test_no_symbol_stands_for_two_things():
    columns = [one.symbol for one in COLUMNS.values()] + [one.symbol for one, _ in DERIVED.values()]
    symbols = [symbol for symbol in (*columns, *PARAMETER_SYMBOLS.values()) if symbol]
    assert sorted(symbols) == sorted(set(symbols))


def test_every_field_of_a_tie_is_explained():
    assert tuple(TIE_FIELDS) == TieArrays._fields


def test_every_parameter_stands_in_the_table_with_its_value_and_source():
    page = names_page()
    for one in PARAMETERS.values():
        (row,) = re.findall(rf"^\| `{one.name}` \|.*\| {one.status} \|.*$", page, re.MULTILINE)
        assert f"| {one.default:g} | {one.unit} | {one.low:g} to {one.high:g} |" in row
        assert row.endswith(f"| {one.meaning} | {one.source} |")


def test_counts_told_to_readers_are_right():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    by_status = [
        sum(one.status == status for one in PARAMETERS.values())
        for status in ("measured", "fitted", "assumed")
    ]
    told = re.search(
        r"Of (\d+) parameters (\d+) are measured, (\d+) fitted and (\d+) assumed", readme
    )
    assert told is not None
    assert [int(number) for number in told.groups()] == [len(PARAMETERS), *by_status]
    assert f"All {len(PARAMETERS)} parameters" in readme
    assert f"{len(PARAMETERS)} parameters, each" in changes
    assert f"against {len(TARGETS)} published" in changes
    assert f"{sum(one.gating for one in TARGETS)} of which decide" in changes


def test_every_programme_stands_on_its_page_with_every_setting():
    page = programmes_page()
    for name, kind in PROGRAMMES.items():
        (start,) = (page.index(f"### {name}\n"),)
        section = page[start:].split("\n### ", 2)[0]
        assert f"**{(sys.modules[kind.__module__].__doc__ or '').splitlines()[0]}**" in section
        for setting, field in kind.model_fields.items():
            if setting != "type":
                assert f"| `{setting}` |" in page
            if setting not in Programme.model_fields:
                assert f"| `{setting}` |" in section
                assert " ".join((field.description or "?").split()) in page
        for mechanism in kind.content:
            assert mechanism in section
    for count in (*FLOWS, *STOCKS):
        assert f"| `{count}` |" in page


def test_every_scenario_stands_once_on_the_page_in_its_section():
    page = scenarios_page()
    sections = dict(part.split("\n", 1) for part in page.split("\n## ")[1:])
    for name in scenario_names():
        scenario = load_scenario(name)
        row = (
            f"| [`{name}`](../scenarios/{name}.yaml) | {scenario.title} "
            f"| {first_sentence(scenario.description)} |\n"
        )
        assert page.count(row) == 1
        assert row in sections[section_of(scenario)]
    for name in study_names():
        study = load_study(name)
        row = (
            f"| [`{name}`](../scenarios/studies/{name}.yaml) | {len(study.arms) - 1} against "
            f"`{study.baseline}` | {study.question} |\n"
        )
        assert row in sections["Studies"]


def test_a_scenario_stands_where_what_it_holds_belongs():
    assert section_of(load_scenario("baseline")) == "Towns"
    assert section_of(load_scenario("peer-support")) == "Programmes one by one"
    assert (
        section_of(load_scenario("group-therapy-stepped")) == "One programme, offered differently"
    )
    assert section_of(load_scenario("stepped-care")) == "Programmes together"
    assert section_of(load_scenario("lockdown")) == "Policies and shocks"
    assert section_of(load_scenario("package-deprived")) == "Packages"
