"""Numbers and notes about delivery and money, in words."""

from __future__ import annotations

from math import nan

from experiments.delivery.records import DeliveryRecords, Price
from experiments.delivery.tables import WORLD
from experiments.designs.plan import ArmPlan
from experiments.report.findings import Findings
from experiments.report.wording import DASH, MINUS

__all__ = [
    "count_text",
    "delivery_notes",
    "in_words",
    "money_text",
    "payer_text",
    "price_text",
    "spent_on",
]

_SPENT_ON = {
    "fixed": "setting the programme up",
    "group_session": "holding sessions",
    "participant_session": "each person at a session",
    "facilitator_hour": "hours of facilitators",
    "referral": "referrals",
    "participant_time": "participants' own time",
    "travel": "participants' travel",
}
_MOST_WAYS = 3
_MOST_SEEDS = 8


def in_words(name: str) -> str:
    """Return a name of the tables as a title.

    Examples
    --------
    >>> in_words("health_service")
    'Health service'
    """
    return name[:1].upper() + name[1:].replace("_", " ")


def payer_text(payer: str) -> str:
    """Return who pays, as the end of a sentence.

    Examples
    --------
    >>> payer_text("health_service"), payer_text("participant")
    ('the health service', 'participants')
    """
    return "participants" if payer == "participant" else f"the {payer.replace('_', ' ')}"


def spent_on(item: str) -> str:
    """Return what money was spent on, as the end of a sentence.

    Examples
    --------
    >>> spent_on("facilitator_hour")
    'hours of facilitators'
    """
    return _SPENT_ON.get(item, item.replace("_", " "))


def price_text(price: Price) -> str:
    """Return a currency and the year of the prices.

    Examples
    --------
    >>> price_text(("GBP", 2023))
    'GBP, prices of 2023'
    """
    return f"{price[0]}, prices of {price[1]}"


def count_text(mean: float, low: float = nan, high: float = nan) -> str:
    """Return a mean count with its interval, with as many digits as it deserves.

    Examples
    --------
    >>> count_text(3.25), count_text(41234.4, 40000.2, 42000.7)
    ('3.2', '41,234 (40,000 to 42,001)')
    """
    return _text(mean, low, high, digits=1)


def money_text(mean: float, low: float = nan, high: float = nan) -> str:
    """Return a mean amount with its interval: to the penny below 100, else in whole units.

    Examples
    --------
    >>> money_text(12.5), money_text(41234.4)
    ('12.50', '41,234')
    """
    return _text(mean, low, high, digits=2)


def delivery_notes(findings: Findings, arm: ArmPlan) -> list[str]:
    """Say what could not happen in an arm, and which of its costs cannot be added up.

    Parameters
    ----------
    findings : Findings
        What was found.
    arm : ArmPlan
        One world of the study.

    Returns
    -------
    list of str
        Sentences. Seeds are named unless the same happened in all of them.
    """
    records, late = findings.delivery, findings.plan.late_starts(arm)
    notes = [f"{label} has not started: it {why}." for label, why in late.items()]
    notes += [
        sentence
        for label in records.labels(arm.name)
        if label not in late
        for sentence in _nobody_began(records, arm.name, label)
    ]
    prices = records.prices(arm.name)
    if not records.can_be_added(arm.name):
        listed = "; ".join(f"{label} is in {price_text(one)}" for label, one in prices.items())
        notes.append(f"The costs of these programmes are not added up: {listed}.")
    return notes


def _nobody_began(records: DeliveryRecords, arm: str, label: str) -> list[str]:
    worlds = records.by_seed[[*WORLD, "started"]].merge(records.programmes, on=list(WORLD))
    worlds = worlds[(worlds["arm"] == arm) & (worlds["programme"] == label)]
    none = worlds[worlds["started"] == 0]
    ways: dict[str, list[int]] = {}
    for told, seed in zip(none["told"], none["seed"], strict=True):
        ways.setdefault(str(told), []).append(int(seed))
    listed = list(ways.items())
    sentences = [
        text if len(seeds) == len(worlds) else f"{_seeds(seeds)}: {text}"
        for text, seeds in listed[:_MOST_WAYS]
    ]
    rest = sum(len(seeds) for _, seeds in listed[_MOST_WAYS:])
    if rest:
        more = "seed" if rest == 1 else "seeds"
        sentences.append(f"Nobody began {label} in {rest} more {more} either.")
    return sentences


def _seeds(seeds: list[int]) -> str:
    shown = ", ".join(str(seed) for seed in seeds[:_MOST_SEEDS])
    more = " ..." if len(seeds) > _MOST_SEEDS else ""
    return f"Seed{'' if len(seeds) == 1 else 's'} {shown}{more}"


def _text(mean: float, low: float, high: float, digits: int) -> str:
    if mean != mean:
        return DASH
    shown = 0 if abs(mean) >= 100 else digits
    texts = [
        f"{round(value, shown) + 0.0:,.{shown}f}".replace("-", MINUS) for value in (mean, low, high)
    ]
    # One seed has no interval, and where all seeds agree there is nothing to show.
    return texts[0] if not low < high else f"{texts[0]} ({texts[1]} to {texts[2]})"
