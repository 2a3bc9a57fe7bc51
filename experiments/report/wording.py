"""Numbers and findings in words."""

from __future__ import annotations

from collections.abc import Sequence

from experiments.outcomes import Outcome
from experiments.report.findings import Comparison
from experiments.worlds.history import EVERYBODY, PARTICIPANTS

__all__ = [
    "DASH",
    "NOT_IN_THE_MODEL",
    "STANDING_NOTICE",
    "answer",
    "gain_text",
    "interval",
    "number",
    "own_change",
    "population_title",
    "signed",
]

# By name, because the signs look like letters and hyphens that they are not.
DASH = "\N{EN DASH}"
MINUS = "\N{MINUS SIGN}"
TIMES = "\N{MULTIPLICATION SIGN}"

STANDING_NOTICE = (
    "Simulated, not observed. Kith is a laboratory for mechanisms and programmes; "
    "it is not a clinical predictor."
)

NOT_IN_THE_MODEL = (
    "Children and adolescents: everybody in the model is an adult.",
    "Most of working life beyond whom one meets there.",
    "Care outside the programmes of the study: medication, general practice, other services.",
    "Shocks that strike many at once: epidemics, recessions, disasters.",
    "A particular town: the people are drawn from published averages.",
    "Doubt about the model itself: the intervals speak of luck among simulated worlds with the "
    "same assumptions, so the truth can lie outside them.",
)


def number(value: float, outcome: Outcome) -> str:
    """Return a value with as many digits as the outcome deserves.

    Examples
    --------
    >>> from experiments.outcomes import OUTCOMES
    >>> number(0.456, OUTCOMES["pss10"])
    '0.46'
    """
    if value != value:
        return DASH
    rounded = round(value, outcome.digits) + 0.0  # no minus zero
    return f"{rounded:.{outcome.digits}f}".replace("-", MINUS)


def signed(value: float, outcome: Outcome) -> str:
    """Return a difference with its sign."""
    text = number(value, outcome)
    return f"+{text}" if round(value, outcome.digits) > 0 else text


def interval(comparison: Comparison) -> str:
    """Return the 95 % interval, or say that one seed gives none."""
    if not comparison.has_interval:
        return "one seed: no interval"
    low, high = (signed(end, comparison.outcome) for end in (comparison.low, comparison.high))
    return f"{low} to {high}"


def own_change(comparison: Comparison) -> str:
    """Return what happened to the same people in the world without the programme."""
    # Whole people are enough for a level; a difference between levels deserves more digits.
    digits = 0 if comparison.outcome.cut is not None else 2
    start, end = (f"{level:.{digits}f}" for level in (comparison.own_start, comparison.own_end))
    return f"{start} → {end}"


def gain_text(comparison: Comparison) -> str:
    """Return how many unpaired runs one paired run was worth."""
    if comparison.gain != comparison.gain:
        return DASH
    digits = 0 if comparison.gain >= 10 else 1
    return f"{comparison.gain:,.{digits}f} {TIMES}"


def population_title(population: str) -> str:
    """Return the name of a group as a heading."""
    return population[:1].upper() + population[1:].replace("_", " ")


def _share(comparison: Comparison) -> str:
    outcome = comparison.outcome
    word = "fewer" if comparison.difference < 0 else "more"
    size = number(abs(comparison.difference), outcome)
    if outcome.cut is not None:
        return f"{size} {word} {outcome.title.lower()} people per 1,000 ({interval(comparison)})"
    word = "lower" if comparison.difference < 0 else "higher"
    return f"{outcome.title} {size} points {word} ({interval(comparison)})"


def answer(rows: Sequence[Comparison], smallest_named: bool) -> list[str]:
    """Say in sentences what one arm changed in one week.

    Parameters
    ----------
    rows : sequence of Comparison
        The table of one arm and week.
    smallest_named : bool
        Whether the study names smallest differences that matter.

    Returns
    -------
    list of str
        One sentence a group: participants, then everybody.
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
            parts = "; ".join(_share(row) for row in group)
            sentences.append(f"{whom}: {parts}.")
            continue
        clear = [row for row in group if row.verdict != "no clear difference"]
        unclear = [row.outcome.title for row in group if row.verdict == "no clear difference"]
        text = "; ".join(_share(row) for row in clear)
        if unclear:
            matter = " that matters" if smallest_named else ""
            which = "in any outcome" if not clear else f"in: {', '.join(unclear)}"
            text += f"{'; n' if clear else 'n'}o clear difference{matter} {which}"
        sentences.append(f"{whom}: {text}.")
    return sentences
