from __future__ import annotations

import pandas as pd
import pytest

from experiments.report.cited import Cited, interval_of, joined, number_text, rows_of, sentence

TABLE = pd.DataFrame(
    {
        "arm": ["a", "b", "a"],
        "value": [-1234.56, float("nan"), 0.25],
        "low": [-2000.0, float("nan"), 0.25],
        "high": [5.0, float("nan"), 0.25],
    }
)


def test_a_number_says_where_it_stands_on_the_page_and_is_plain_in_a_terminal():
    row = rows_of("gains", TABLE, arm="a")[0]
    shown = row.cite("value", 1, signed=True)
    assert str(shown) == "\N{MINUS SIGN}1,234.6"
    assert shown.__html__() == '<data value="gains.csv:0:value">\N{MINUS SIGN}1,234.6</data>'


def test_rows_keep_their_place_in_the_file_whatever_the_index():
    shuffled = TABLE.set_index(pd.Index([7, 3, 5]))
    assert [row.number for row in rows_of("t", shuffled, arm="a")] == [0, 2]
    assert [row.number for row in rows_of("t", shuffled, arm={"a", "b"})] == [0, 1, 2]
    assert rows_of("t", pd.DataFrame(), arm="a") == []


def test_shares_sizes_and_what_is_missing():
    first, second, third = rows_of("t", TABLE)
    assert str(first.cite("value", 0, size=True)) == "1,235"
    assert str(third.cite("value", 0, percent=True)) == "25 %"
    assert second.cite("value") == "\N{EN DASH}"
    assert (first.spread(), second.spread(), third.spread()) == (True, False, False)


def test_amounts_are_to_the_penny_only_where_that_shows():
    first, _, third = rows_of("t", TABLE)
    assert str(first.money("value")) == "\N{MINUS SIGN}1,235"
    assert str(third.money("value")) == "0.25"


def test_sentences_escape_words_but_not_their_numbers():
    text = sentence("{} & {}", "<b>", Cited("3", "a.csv:0:x"))
    assert str(text) == "<b> & 3"
    assert text.__html__() == '&lt;b&gt; &amp; <data value="a.csv:0:x">3</data>'
    assert str(joined([text, "end"], "; ")) == "<b> & 3; end"


def test_a_pattern_needs_as_many_pieces_as_places():
    with pytest.raises(ValueError, match="1 pieces for the 2 places"):
        sentence("{} and {}", "a")


def test_intervals_and_what_has_none():
    first, second, _ = rows_of("t", TABLE)
    assert str(interval_of(first, 0, signed=True)) == "\N{MINUS SIGN}2,000 to +5"
    assert str(interval_of(second)) == "no interval"


@pytest.mark.parametrize(("value", "text"), [(-0.04, "0.0"), (0.06, "+0.1")])
def test_what_rounds_to_nothing_has_no_sign(value, text):
    assert number_text(value, signed=True) == text
