"""Healing: what grows when connection mends, each read off states of the person.

Roots in a place, belonging (Haslam et al. 2018), trust in oneself with people, and support that
flows both ways. The support that counts is the support perceived (Cohen & Wills 1985).
"""

from __future__ import annotations

from simulation.indicators.indicator import Cut, Flags, Indicator, Records

__all__ = ["HEALING"]


def _rooted(people: Records, half: float) -> Flags:
    return people["rootedness"] >= half


def _belongs(people: Records, firm: float) -> Flags:
    belonging = people["belonging"]
    return (belonging >= firm) & (belonging >= people["desired_belonging"])


def _relationally_confident(people: Records, usual: float) -> Flags:
    return people["confidence"] >= usual


def _gives_and_receives(people: Records, given: float, felt: float) -> Flags:
    return (people["support_given"] >= given) & (people["support"] >= felt)


HEALING: tuple[Indicator, ...] = (
    Indicator(
        "rooted", "Rootedness", "healing",
        "Rooted where one lives: rootedness is at least {half}.",
        {"half": Cut(0.5, "share", "assumed: half rooted, as after about two years in a place")},
        _rooted,
    ),
    Indicator(
        "belongs", "Belonging", "healing",
        "Belongs firmly and as much as one wants: belonging is at least {firm} and not lower than "
        "desired_belonging.",
        {"firm": Cut(0.83, "share", "set so that about 62 % reach it: as many say in England that "
                     "they belong to their neighbourhood very or fairly strongly (Community Life "
                     "Survey 2021/22 to 2023/24; recalled)")},
        _belongs,
    ),
    Indicator(
        "relationally_confident", "Relational confidence", "healing",
        "Trusts oneself with people: confidence is at least {usual}.",
        {"usual": Cut(0.6, "share", "assumed: the confidence of an average temperament")},
        _relationally_confident,
    ),
    Indicator(
        "gives_and_receives", "Balance of giving and receiving", "healing",
        "Gives support and can count on it: support_given (20-week mean) is at least {given}, and "
        "support, what one feels to have, is at least {felt}. Amounts are not weighed against each "
        "other: what one receives follows need, so that people in distress receive most.",
        {"given": Cut(0.15, "support a week", "assumed: seven in ten of the default town"),
         "felt": Cut(0.7, "share", "assumed: nine in ten who are not lonely feel that much")},
        _gives_and_receives,
    ),
)  # fmt: skip
