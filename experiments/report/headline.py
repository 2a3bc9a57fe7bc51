"""The answer of a study in one to three sentences, honest where nothing is clear."""

from __future__ import annotations

from typing import Literal

from experiments.designs.plan import ArmPlan
from experiments.outcomes import OUTCOMES, Outcome
from experiments.report.cited import Piece, Row, Sentence, rows_of, sentence
from experiments.report.findings import Findings
from experiments.report.money_wording import cost_of_effect
from experiments.report.varied_wording import stays_best
from experiments.report.wording import NOUNS
from experiments.worlds.history import EVERYBODY, PARTICIPANTS

__all__ = ["Side", "final_row", "headline", "leading_arm", "side", "time_text"]

#: On which side of the smallest difference that matters a whole interval lies.
Side = Literal["better", "worse", "unclear", "one seed"]

_WEEKS_A_YEAR = 52


def time_text(weeks: int) -> str:
    """Return a length of time, in years where these are whole.

    Examples
    --------
    >>> time_text(104), time_text(52), time_text(80)
    ('2 years', '1 year', '80 weeks')
    """
    if weeks % _WEEKS_A_YEAR == 0:
        years = weeks // _WEEKS_A_YEAR
        return f"{years} year{'' if years == 1 else 's'}"
    return f"{weeks} week{'' if weeks == 1 else 's'}"


def final_row(
    findings: Findings, arm: ArmPlan, outcome: str, population: str = EVERYBODY
) -> Row | None:
    """Return the difference of an arm in the last week.

    Its interval holds for all arms together where the study has that table.
    """
    wanted = {"arm": arm.name, "outcome": outcome, "population": population}
    found = findings.rows("simultaneous", **wanted)
    if findings.frame("simultaneous").empty:
        found = rows_of("differences", findings.final_differences(), **wanted)
    return found[0] if found else None


def side(findings: Findings, row: Row, outcome: Outcome) -> Side:
    """Say whether a difference is clear, and for better or for worse."""
    if not row.has("low"):
        return "one seed"
    smallest = float(findings.plan.smallest_difference.get(outcome.name, 0.0))
    low, high = float(row["low"]), float(row["high"])
    if high < -smallest:
        return "better" if outcome.better == "lower" else "worse"
    if low > smallest:
        return "better" if outcome.better == "higher" else "worse"
    return "unclear"


def _gain(row: Row, outcome: Outcome) -> float:
    return float(row["difference"]) * (-1 if outcome.better == "lower" else 1)


def _ranked(findings: Findings) -> list[tuple[ArmPlan, Row]]:
    """Return arms with their difference in the first outcome, the largest gain first."""
    name = findings.plan.outcomes[0]
    arms = [(arm, final_row(findings, arm, name)) for arm in findings.plan.compared]
    lived = [(arm, row) for arm, row in arms if row is not None and row.has("difference")]
    return sorted(lived, key=lambda one: -_gain(one[1], OUTCOMES[name]))


def leading_arm(findings: Findings) -> ArmPlan | None:
    """Return the arm with the largest gain in the first outcome, clear or not."""
    ranked = _ranked(findings)
    return ranked[0][0] if ranked else None


def _size(row: Row, outcome: Outcome) -> Sentence:
    """Return a difference in words, with its interval."""
    down, up = ("fewer", "more") if outcome.cut is not None else ("lower", "higher")
    word = down if float(row["difference"]) < 0 else up
    size = row.cite("difference", outcome.digits, size=True)
    if outcome.cut is not None:
        text = sentence("{} {} {} people per 1,000", size, word, outcome.title.lower())
    else:
        text = sentence("{} {} points {}", outcome.title, size, word)
    if not row.has("low"):
        return sentence("{} (one seed: no interval)", text)
    ends = [(column, float(row[column])) for column in ("low", "high")]
    if ends[0][1] * ends[1][1] >= 0:  # on one side of nothing, where the word holds for both
        sizes = [row.cite(column, outcome.digits, size=True)
                 for column, _ in sorted(ends, key=lambda end: abs(end[1]))]  # fmt: skip
        return sentence("{} (95 % interval {} to {})", text, *sizes)
    return sentence(
        "{} (95 % interval from {} {} to {} {})", text,
        row.cite("low", outcome.digits, size=True), down,
        row.cite("high", outcome.digits, size=True), up,
    )  # fmt: skip


def headline(findings: Findings) -> list[Sentence]:
    """Return the answer to the question of a study.

    Returns
    -------
    list of Sentence
        What the best programme changes in the first outcome and what that costs, or that nothing is
        clear; then what makes this less sure.
    """
    ranked = _ranked(findings)
    outcome = OUTCOMES[findings.plan.outcomes[0]]
    after = f"after {time_text(findings.plan.weeks)}"
    if not ranked:
        return [sentence("No world with a programme got to its end: there is no answer yet.")]
    arm, row = ranked[0]
    which = side(findings, row, outcome)
    sides = [side(findings, other, outcome) for _, other in ranked]
    if which == "one seed":
        text = sentence(
            "One seed only, so nothing can be told from luck. {}: {} {}.",
            arm.title, _size(row, outcome), after,
        )  # fmt: skip
        return [text]
    if which == "better":
        parts: list[Piece] = [arm.title, _size(row, outcome), after, cost_of_effect(findings, arm)]
        found = [sentence("On these assumptions, {}: {} {}{}.", *parts)]
        return found + _doubts(findings, ranked)
    matter = " that matters" if findings.plan.smallest_difference.get(outcome.name) else ""
    named = NOUNS[outcome.name]
    if "worse" in sides:
        harmful = [one.title for (one, _), which in zip(ranked, sides, strict=True)
                   if which == "worse"]  # fmt: skip
        worst = ranked[-1]
        text = sentence(
            "On these assumptions no programme makes {} better, and {} clearly make{} it worse: {} "
            "with {} {}.", named, " and ".join(harmful), "s" if len(harmful) == 1 else "",
            _size(worst[1], outcome), worst[0].title, after,
        )  # fmt: skip
        return [text]
    if len(ranked) == 1:
        text = sentence("No clear difference{} in {} among everybody {}: {}, {}.",
                        matter, named, after, arm.title, _size(row, outcome))  # fmt: skip
    else:
        text = sentence(
            "No clear difference{} in {} among everybody {} between any of {} programmes and the "
            "world without them. The largest gain: {}, {}.", matter, named, after,
            str(len(ranked)), arm.title, _size(row, outcome),
        )  # fmt: skip
    return [text, *_among_participants(findings, ranked, outcome)]


def _doubts(findings: Findings, ranked: list[tuple[ArmPlan, Row]]) -> list[Sentence]:
    arm, row = ranked[0]
    doubts = []
    overlapping = [
        other.title
        for other, theirs in ranked[1:]
        if float(theirs["low"]) <= float(row["high"]) and float(row["low"]) <= float(theirs["high"])
    ]
    if overlapping:
        doubts.append(
            sentence(
                "Its interval overlaps that of {}: which of them does most is not clear.",
                " and ".join(overlapping),
            )
        )
    for one in findings.rows("incremental", arm=arm.name):
        if one["status"] == "dominated":
            doubts.append(
                sentence(
                    "For the money it is {}: another choice costs no more and does no less.",
                    one.said("status", "dominated"),
                )
            )
    draws = stays_best(findings, arm)
    return doubts + ([draws] if draws else [])


def _among_participants(
    findings: Findings, ranked: list[tuple[ArmPlan, Row]], outcome: Outcome
) -> list[Sentence]:
    """Say which programmes help those who take part, where that is lost among everybody."""
    helped = []
    for arm, _ in ranked:
        row = final_row(findings, arm, outcome.name, PARTICIPANTS)
        if row is not None and side(findings, row, outcome) == "better":
            helped.append(
                sentence(
                    "Among its participants alone, {} does: {}.", arm.title, _size(row, outcome)
                )
            )
    return helped
