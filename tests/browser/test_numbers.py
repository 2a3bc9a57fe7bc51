"""The checker of numbers, by itself: it finds what is wrong and lets pass what is right."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.browser.numbers import Tables, disagreements, loose_digits, parsed, shown_number


@pytest.fixture
def tables(tmp_path):
    (tmp_path / "a.csv").write_text(
        'arm,difference,p[x],money\n"one, two",-1.26,0.125,12345.678\nthree,0.5,,9\n'
    )
    return Tables(tmp_path)


def wrong(tables, value, text):
    return disagreements(parsed(f'<p><data value="{value}">{text}</data></p>'), tables)


@pytest.mark.parametrize(
    ("text", "value", "places", "is_share"),
    [
        ("12", "12", 0, False),
        ("+0.30", "0.30", 2, False),
        ("\N{MINUS SIGN}1,234.5", "-1234.5", 1, False),
        ("-3", "-3", 0, False),
        ("£1,000,000", "1000000", 0, False),
        ("\N{MINUS SIGN}£2.50", "-2.50", 2, False),
        ("12\N{NO-BREAK SPACE}%", "12", 0, True),
        (".5", ".5", 1, False),
    ],
)
def test_a_number_is_read_as_people_read_it(text, value, places, is_share):
    assert shown_number(text) == (Decimal(value), places, is_share)


@pytest.mark.parametrize("text", ["", "none", "1 to 2", "3 (1.5)"])
def test_what_is_not_one_number_is_refused(text):
    with pytest.raises(ValueError, match="not one number"):
        shown_number(text)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("a.csv:0:difference", "\N{MINUS SIGN}1.3"),
        ("a.csv:0:difference", "\N{MINUS SIGN}1.26"),
        ("a.csv:0:difference", "1.3"),  # a word beside it says the direction
        ("a.csv:1:difference", "+0.5"),
        ("a.csv:1:difference", "0.500"),
        ("a.csv:0:p[x]", "12.5 %"),
        ("a.csv:0:p[x]", "0.12"),
        ("a.csv:0:p[x]", "0.13"),
        ("a.csv:0:money", "£12,346"),
    ],
)
def test_a_number_that_is_the_rounded_cell_passes(tables, value, text):
    assert wrong(tables, value, text) == []


@pytest.mark.parametrize(
    ("value", "text", "told"),
    [
        ("a.csv:0:difference", "+1.3", "the page says '+1.3', the table -1.26"),
        ("a.csv:0:difference", "\N{MINUS SIGN}1.2", "rounded -1.3"),
        ("a.csv:0:money", "12,345", "12345.678"),
        ("a.csv:2:difference", "1", "a.csv has no row 2"),
        ("a.csv:-1:difference", "0.5", "a.csv has no row -1"),
        ("a.csv:0:nothing", "1", "no column nothing"),
        ("b.csv:0:difference", "1", "no table b.csv"),
        ("../a.csv:0:difference", "1", "no table ../a.csv"),
        ("a.csv:1:p[x]", "0", "0"),
        ("nonsense", "1", "nonsense"),
        ("a.csv:0:arm", "1", "a.csv:0:arm"),
    ],
)
def test_a_number_that_is_not_is_told(tables, value, text, told):
    (found,) = wrong(tables, value, text)
    assert told in found


@pytest.mark.parametrize(
    "text",
    [
        "no digits",
        "at week 104, or weeks 3 to 12, and 6 months later",
        "in 2023, on 2026-01-01T10:00",
        "(95 % interval over 12 seeds)",
        "Stress (PSS-10), points, 0-40",
        "people per 1,000",
        'lower by <data value="a.csv:0:difference">1.26</data>',
        "<svg><text>12</text></svg>",
    ],
)
def test_digits_that_are_no_result_may_stand(text):
    assert loose_digits([parsed(f"<div>{text}</div>")]) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("lower by 1.26", "lower by 1.26"),
        ("<td>12</td>", "12"),
        ("<span>\N{MINUS SIGN}3</span>", "\N{MINUS SIGN}3"),
        ('<data value="a.csv:0:difference">1</data> (0.5)', "(0.5)"),
        ("95 % interval 3", "95 % interval 3"),
        ("<ul><li>in week 3</li><li>7 people</li></ul>", "7 people"),
    ],
)
def test_a_result_that_names_no_table_is_found(text, found):
    start = "<table><tr>" if text.startswith("<td") else "<div>"
    assert loose_digits([parsed(f"{start}{text}")]) == [found]
