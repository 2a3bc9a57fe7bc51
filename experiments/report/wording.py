"""Numbers and findings in words."""

from __future__ import annotations

from experiments.outcomes import Outcome
from experiments.report.findings import Comparison

__all__ = [
    "DASH",
    "NOT_IN_THE_MODEL",
    "NOUNS",
    "STANDING_NOTICE",
    "gain_text",
    "interval",
    "number",
    "own_change",
    "population_title",
    "signed",
]

#: What the first outcome of a study is about, in a sentence.
NOUNS = {
    "isolated_per_1000": "isolation",
    "lonely_per_1000": "loneliness",
    "pss10": "stress",
    "phq9": "low mood",
    "life_satisfaction": "life satisfaction",
    "ucla3": "loneliness",
    "lsns6": "the network of relatives and friends",
    "gad7": "anxiety",
}

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
