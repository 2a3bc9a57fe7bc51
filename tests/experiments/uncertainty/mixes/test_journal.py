from __future__ import annotations

import pytest

from experiments.errors import StoreError
from experiments.uncertainty.mixes.journal import Journal, MixResult

RESULT = MixResult((1.0, 2.5), (-0.1, 0.2))


def test_results_are_read_as_they_were_written(tmp_path):
    path = tmp_path / "deep" / "mixes.jsonl"
    Journal(path, {"seeds": 2, "payers": ("a",)}).add("one", RESULT)
    assert Journal(path, {"seeds": 2, "payers": ["a"]}).results == {"one": RESULT}


@pytest.mark.parametrize("cut", [1, 5, 40])
def test_a_line_cut_short_by_a_kill_is_forgotten(tmp_path, cut):
    path = tmp_path / "mixes.jsonl"
    journal = Journal(path, {})
    journal.add("one", RESULT)
    journal.add("two", RESULT)
    path.write_bytes(path.read_bytes()[:-cut])
    again = Journal(path, {})
    assert list(again.results) == ["one"]
    again.add("two", RESULT)
    assert list(Journal(path, {}).results) == ["one", "two"]


def test_a_head_cut_short_is_written_anew(tmp_path):
    path = tmp_path / "mixes.jsonl"
    path.write_bytes(b'{"form')
    Journal(path, {"seeds": 2}).add("one", RESULT)
    assert Journal(path, {"seeds": 2}).results == {"one": RESULT}


def test_mixes_of_another_search_are_not_mixed_in(tmp_path):
    path = tmp_path / "mixes.jsonl"
    Journal(path, {"seeds": 2, "people": 100, "weeks": 5}).add("one", RESULT)
    with pytest.raises(StoreError, match=r"differs in: people, seeds\); give another folder"):
        Journal(path, {"seeds": 3, "people": 200, "weeks": 5})


@pytest.mark.parametrize("text", ["not json\n", "[1]\n", '{"identity": {}}\n{"mix": 1}\n'])
def test_a_file_that_is_no_journal_is_refused(tmp_path, text):
    path = tmp_path / "mixes.jsonl"
    path.write_text(text)
    with pytest.raises(StoreError, match="not a journal of mixes"):
        Journal(path, {})
    assert path.read_text() == text
