"""The numbers of a world in a week: the same as those of a study's tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from experiments.outcomes import MAIN_OUTCOMES, OUTCOMES, outcome_means

if TYPE_CHECKING:
    from simulation import ConnectivityModel

__all__ = ["NUMBERS", "Numbers", "about_numbers", "numbers_of"]

#: Numbers by name.
Numbers = dict[str, float]

#: What is told of a world, in the order of a frame.
NUMBERS = (*MAIN_OUTCOMES, "cost")

#: In a class no words of diagnosis are used.
_IN_CLASS = {
    "phq9": ("Low mood", "How low people's mood was over the last two weeks, mean."),
    "pss10": ("Stress", OUTCOMES["pss10"].meaning),
}


def numbers_of(model: ConnectivityModel) -> Numbers:
    """Return the outcomes of everybody this week, and what programmes have cost so far.

    Returns
    -------
    dict
        One value for each of :data:`NUMBERS`; the cost is that of all programmes, whoever pays, in
        units of their currency.

    Examples
    --------
    >>> from simulation import ConnectivityModel
    >>> numbers_of(ConnectivityModel(people=100, rng=1))["cost"]
    0.0
    """
    measured = dict(zip(OUTCOMES, outcome_means(model.survey_arrays()).tolist(), strict=True))
    cost = sum(delivery.ledger.total() for delivery in model.deliveries)
    return {**{name: measured[name] for name in MAIN_OUTCOMES}, "cost": float(cost)}


def about_numbers(currency: str) -> list[dict[str, Any]]:
    """Return what each number is, for a page: key, title, unit and what it is about.

    Examples
    --------
    >>> [one["key"] for one in about_numbers("GBP")][-2:]
    ['life_satisfaction', 'cost']
    """
    told = []
    for name in MAIN_OUTCOMES:
        outcome = OUTCOMES[name]
        title, about = _IN_CLASS.get(name, (outcome.title, outcome.meaning))
        told.append(
            {
                "key": name,
                "title": title,
                "unit": outcome.unit,
                "about": about,
                "better": outcome.better,
                "digits": outcome.digits,
            }
        )
    cost: dict[str, Any] = {
        "key": "cost",
        "title": "Cost so far",
        "unit": currency,
        "about": "What the programmes have cost so far, whoever pays.",
        "better": "lower",
        "digits": 0,
    }
    return [*told, cost]
