"""The few settings of each kind of programme that a class can move, and how far sliders go.

Titles, units and the ends of sliders stand here; defaults never do: they are the model's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from simulation.programmes import PROGRAMMES, Programme

__all__ = ["LEVERS", "Lever", "MainSetting", "main_settings", "plain_words", "title_of"]

Kind = Literal["share", "number", "weeks", "money"]


@dataclass(frozen=True)
class MainSetting:
    """One setting as a slider; ``none`` is what it means to leave a number out."""

    key: str
    title: str
    unit: str
    low: float
    high: float
    step: float
    kind: Kind
    none: str = ""


@dataclass(frozen=True)
class Lever:
    """One property of the world that both lives share.

    ``setting`` is the parameter or, after ``population.``, the setting of the population.
    """

    key: str
    setting: str
    title: str
    about: str
    unit: str
    low: float
    high: float
    step: float


def _share(key: str, title: str) -> MainSetting:
    return MainSetting(key, title, "share", 0.0, 1.0, 0.01, "share")


def _weeks(key: str = "weeks", title: str = "Length of a course", high: int = 104) -> MainSetting:
    return MainSetting(key, title, "weeks", 2 if high > 26 else 1, high, 1, "weeks")


def _staff(title: str, high: int = 20) -> MainSetting:
    return MainSetting(
        "facilitators", title, "people", 0, high, 1, "number", none="as many as needed"
    )


_UPTAKE = _share("uptake", "Say yes when asked")
_ATTENDANCE = _share("attendance", "Come to a session")
_REACHED = _share("offered_share", "Can be reached at all")
_SIZE = MainSetting("group_size", "People in a group", "people", 4, 30, 1, "number")


def _hour(title: str, high: float = 150.0) -> MainSetting:
    return MainSetting("cost_facilitator_hour", title, "currency an hour", 0, high, 1, "money")


_BY_KIND: Mapping[str, tuple[MainSetting, ...]] = {
    "attachment_therapy": (
        _UPTAKE, _staff("Therapists"), _weeks(), _ATTENDANCE, _hour("Price of a therapist's hour"),
    ),
    "balanced_digital_use": (
        _UPTAKE, _staff("Coaches"), _weeks(),
        _share("follow_through", "Keep to it between sessions"),
    ),
    "befriending": (
        _UPTAKE, _staff("Volunteers", 60), _weeks("weeks", "Length of the befriending"),
        _ATTENDANCE,
        MainSetting("session_hours", "Length of a call", "hours", 0.25, 3.0, 0.25, "number"),
    ),
    "community_events": (
        _weeks("weeks", "Length of the programme"), _share("attendance", "Come to an event"),
        MainSetting(
            "weeks_between_sessions", "Weeks from one event to the next", "weeks", 1, 12, 1, "weeks"
        ),
        MainSetting(
            "cost_group_session", "Price of an event", "currency an event", 0, 1000, 10, "money"
        ),
    ),
    "creative_groups": (
        _UPTAKE, _staff("Leaders"), _SIZE, _weeks(), _share("attendance", "Come to a meeting"),
    ),
    "group_therapy": (
        _UPTAKE, _staff("Facilitators"), _SIZE, _weeks(), _ATTENDANCE,
    ),
    "interpersonal_therapy": (
        _UPTAKE, _staff("Therapists"), _weeks(), _ATTENDANCE, _hour("Price of a therapist's hour"),
    ),
    "peer_support": (
        _UPTAKE, _staff("Trained peers"), _SIZE, _weeks(), _ATTENDANCE,
    ),
    "safe_network_mapping": (
        _UPTAKE, _staff("Support workers"),
        _share("follow_through", "Use the map between sessions"), _REACHED,
    ),
    "social_prescribing": (
        _share("uptake", "Say yes when referred"), _staff("Link workers"),
        _weeks("intake_weeks", "Weeks in which people are referred"),
        MainSetting(
            "cost_referral", "Price of a referral", "currency a referral", 0, 1000, 10, "money"
        ),
    ),
    "trauma_informed_care": (
        _UPTAKE, _staff("Therapists"), _weeks(),
        _share("training_reach", "Other programmes that are changed"),
        MainSetting(
            "cost_fixed", "Price of the training", "currency, once", 0, 50000, 500, "money"
        ),
    ),
    "volunteering": (
        _UPTAKE, _weeks("weeks", "Length of the engagement"),
        MainSetting("session_hours", "Hours a week", "hours", 0.5, 8.0, 0.5, "number"),
        _share("attendance", "Come in a week"),
    ),
}  # fmt: skip

#: Of a kind that is not built in.
_USUAL = (_UPTAKE, _staff("Facilitators"), _weeks(), _ATTENDANCE)

LEVERS: tuple[Lever, ...] = (
    Lever(
        "mobility", "residential_mobility", "Moving house",
        "How many homes move to another neighbourhood in a year.",
        "share of homes a year", 0.0, 0.3, 0.01,
    ),
    Lever(
        "neighbourhood_life", "neighbourhood_life", "Life in the street",
        "How much neighbours come across each other; 1 is as usual.",
        "times the usual", 0.0, 3.0, 0.05,
    ),
    Lever(
        "online_share", "online_mean", "Contact online",
        "How much of people's contact is online rather than face to face.",
        "share of contacts", 0.0, 0.9, 0.01,
    ),
    Lever(
        "hardship", "population.deprivation", "Hardship",
        "How deprived the neighbourhoods are: 0 is average, 1.4 the most deprived fifth.",
        "standard deviations", -2.0, 2.0, 0.05,
    ),
)  # fmt: skip


def main_settings(kind: type[Programme]) -> tuple[MainSetting, ...]:
    """Return the main settings of a kind of programme.

    Examples
    --------
    >>> from simulation.programmes import GroupTherapy
    >>> [one.key for one in main_settings(GroupTherapy)]
    ['uptake', 'facilitators', 'group_size', 'weeks', 'attendance']
    """
    word = str(kind.model_fields["type"].default)
    return _BY_KIND[word] if PROGRAMMES.get(word) is kind else _USUAL


def title_of(label: str) -> str:
    """Return the label of a programme or policy as a title.

    Examples
    --------
    >>> title_of("group_therapy")
    'Group therapy'
    """
    words = label.replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def plain_words(help_text: str | None) -> str:
    """Return the help of a setting without its bracket of unit and source.

    Examples
    --------
    >>> plain_words("Length of a course (weeks; assumed).")
    'Length of a course.'
    """
    text = " ".join((help_text or "").replace("`", "").split())
    depth, kept = 0, []
    for letter in text:
        depth += letter == "("
        if not depth:
            kept.append(letter)
        depth -= letter == ")"
    return " ".join("".join(kept).split()).replace(" .", ".").replace(" ;", ";").replace(" ,", ",")
