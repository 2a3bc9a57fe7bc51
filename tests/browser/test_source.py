"""The source of a real report: valid, alone, small, and every number that of a table."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from tests.browser.numbers import XHTML, Tables, disagreements, loose_digits, parsed

#: Sections that hold no results but what was asked for, and how it was run.
NO_RESULTS = ("checklists-title", "made-title", "not-title")


@pytest.fixture(scope="module")
def page(text):
    return parsed(text)


def test_it_is_valid_html(text):
    import html5lib

    html5lib.HTMLParser(strict=True).parse(text)


def test_no_two_elements_have_one_id_and_every_reference_leads_somewhere(page):
    ids = Counter(one.get("id") for one in page.iter() if one.get("id") is not None)
    assert [name for name, times in ids.items() if times > 1] == []
    for one in page.iter():
        for attribute in ("aria-labelledby", "aria-describedby", "for", "headers"):
            assert set((one.get(attribute) or "").split()) <= set(ids), one.attrib
        for attribute in ("href", "{http://www.w3.org/1999/xlink}href"):
            target = one.get(attribute) or ""
            if target.startswith("#"):
                assert target[1:] in ids


def test_it_needs_and_links_nothing_outside(page, text):
    for one in page.iter():
        for attribute in ("src", "href", "{http://www.w3.org/1999/xlink}href", "srcset", "action"):
            target = one.get(attribute)
            assert target is None or target.startswith(("#", "data:")), one.attrib
    assert not re.search(r"@import|url\(\s*['\"]?(?!#|data:|['\"]#)", text)
    assert "http-equiv" not in text


def test_it_is_small(results):
    assert (results / "report.html").stat().st_size < 1_000_000


def test_every_number_that_names_a_table_is_the_tables(page, results):
    assert len(list(page.iter(f"{XHTML}data"))) > 20
    assert disagreements(page, Tables(results / "tables")) == []


def test_every_number_of_a_result_names_its_table(page):
    sections = [
        one for one in page.iter(f"{XHTML}section") if one.get("aria-labelledby") not in NO_RESULTS
    ]
    answer = [one for one in sections if one.get("id") == "answer"]
    cells = [
        cell
        for section in sections
        for table in section.iter(f"{XHTML}table")
        for body in table.iter(f"{XHTML}tbody")
        for cell in body.iter(f"{XHTML}td")
    ]
    assert len(answer) == 1
    assert cells
    assert loose_digits([*answer, *cells]) == []


def test_the_dictionary_explains_every_column_that_is_named(page, results: Path):
    import pandas as pd

    known = pd.read_csv(results / "tables" / "data_dictionary.csv", keep_default_na=False)
    for one in page.iter(f"{XHTML}data"):
        name, _, column = (one.get("value") or "").split(":", 2)
        rows = known[known["name"] == column]
        assert any(name in files.split(", ") for files in rows["tables"])
