"""Paired differences in sentences, and as cells that say where each number stands."""

from __future__ import annotations

from collections.abc import Sequence

from experiments.report.cited import Piece, Row, Sentence, joined, sentence
from experiments.report.findings import Comparison
from experiments.report.wording import gain_text, number, own_change, signed
from experiments.worlds.history import EVERYBODY, PARTICIPANTS

__all__ = ["answer", "cited_difference", "cited_gain", "cited_interval", "cited_own_change"]


def _said(row: Row | None, column: str, text: str) -> Piece:
    return text if row is None else row.said(column, text)


def cited_difference(comparison: Comparison) -> Piece:
    """Return a difference with its sign."""
    text = signed(comparison.difference, comparison.outcome)
    return _said(comparison.cited, "difference", text)


def cited_interval(comparison: Comparison) -> Piece:
    """Return the 95 % interval, or say that one seed gives none."""
    if not comparison.has_interval:
        return "one seed: no interval"
    outcome, row = comparison.outcome, comparison.cited
    low = _said(row, "low", signed(comparison.low, outcome))
    return sentence("{} to {}", low, _said(row, "high", signed(comparison.high, outcome)))


def cited_own_change(comparison: Comparison) -> Piece:
    """Return what happened to the same people in the world without the programme."""
    start, end = own_change(comparison).split(" → ")
    if comparison.cited_start is None:
        return sentence("{} → {}", start, _said(comparison.cited, "without", end))
    return sentence(
        "{} → {}",
        comparison.cited_start.said("without", start),
        _said(comparison.cited, "without", end),
    )


def cited_gain(comparison: Comparison) -> Piece:
    """Return how many unpaired runs one paired run was worth."""
    text = gain_text(comparison)
    known = comparison.gain == comparison.gain
    return _said(comparison.cited, "gain", text) if known else text


def _share(comparison: Comparison) -> Sentence:
    outcome = comparison.outcome
    less = comparison.difference < 0
    size = _said(comparison.cited, "difference", number(abs(comparison.difference), outcome))
    bounds = cited_interval(comparison)
    if outcome.cut is not None:
        word = f"{'fewer' if less else 'more'} {outcome.title.lower()}"
        return sentence("{} {} people per 1,000 ({})", size, word, bounds)
    word = "lower" if less else "higher"
    return sentence("{} {} points {} ({})", outcome.title, size, word, bounds)


def answer(rows: Sequence[Comparison], smallest_named: bool) -> list[Sentence]:
    """Say in sentences what one arm changed in one week.

    Parameters
    ----------
    rows : sequence of Comparison
        The table of one arm and week.
    smallest_named : bool
        Whether the study names smallest differences that matter.

    Returns
    -------
    list of Sentence
        One a group: participants, then everybody.
    """
    sentences = []
    for population in (PARTICIPANTS, EVERYBODY):
        group = [row for row in rows if row.population == population]
        if not group:
            continue
        if population == PARTICIPANTS:
            whom = "Participants, against the same people in the world without it"
        else:
            whom = "Everybody, participants or not"
        if not group[0].has_interval:
            parts = joined([_share(row) for row in group], "; ")
            sentences.append(sentence("{}: {}.", whom, parts))
            continue
        clear = [row for row in group if row.verdict != "no clear difference"]
        unclear = [row.outcome.title for row in group if row.verdict == "no clear difference"]
        found: list[Piece] = [_share(row) for row in clear]
        if unclear:
            matter = " that matters" if smallest_named else ""
            which = "in any outcome" if not clear else f"in: {', '.join(unclear)}"
            found.append(f"no clear difference{matter} {which}")
        sentences.append(sentence("{}: {}.", whom, joined(found, "; ")))
    return sentences
