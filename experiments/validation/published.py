"""What trials and reviews found: the figures that the effects of programmes are held against.

All are standardised differences in which negative is better. An interval is that of the source, or
the range within which several sources lie; a source that gives none has none here. ``verified``
figures were read in the source or in a report of it, ``recalled`` ones were not.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["PUBLISHED", "Published"]

Measure = Literal["ucla3", "phq9", "attachment_anxiety"]


@dataclass(frozen=True, slots=True)
class Published:
    """One published effect.

    Attributes
    ----------
    measure
        What it is about: loneliness, depression or attachment anxiety.
    value, low, high
        Standardised difference and its interval, if there is one.
    source, status
        Where it comes from, and whether it was verified or recalled.
    note
        What makes it more or less comparable.
    """

    measure: Measure
    value: float
    low: float | None
    high: float | None
    source: str
    status: Literal["verified", "recalled"]
    note: str = ""

    def holds(self, effect: float) -> bool | None:
        """Return whether an effect lies in the interval; None if there is no interval."""
        if self.low is None or self.high is None:
            return None
        return self.low <= effect <= self.high


_LASGAARD = Published(
    "ucla3", -0.47, None, None, "Lasgaard et al. 2022: any programme, 54 trials", "verified",
    "-.24 in multi-cohort studies",
)  # fmt: skip

#: Published effects by kind of programme; the first on a measure is the closest.
PUBLISHED: dict[str, tuple[Published, ...]] = {
    "group_therapy": (
        Published(
            "ucla3", -0.43, -0.68, -0.18, "Hickin et al. 2021: 28 trials", "verified",
            "value verified, interval recalled; mostly weekly groups",
        ),
        Published(
            "phq9", -0.58, None, None, "Burlingame et al. 2003: groups v. waiting list",
            "verified",
        ),
        Published(
            "phq9", -0.25, -0.3, -0.2, "Munder et al. 2019: psychotherapy, adjusted for bias",
            "verified", "contested",
        ),
    ),
    "peer_support": (
        _LASGAARD,
        Published(
            "phq9", -0.19, -0.27, -0.11, "Smit et al. 2023: clinical recovery, 30 trials",
            "recalled",
        ),
        Published(
            "phq9", -0.59, -0.98, -0.21, "Pfeiffer et al. 2011: 7 trials", "verified",
        ),
    ),
    "attachment_therapy": (
        Published(
            "attachment_anxiety", -0.35, -0.5, -0.2, "Taylor 2015 and others: change over therapy",
            "recalled", "before-after; half may be regression to the mean",
        ),
        Published(
            "ucla3", -0.598, -0.96, -0.23, "Masi et al. 2011: social cognition, 4 trials",
            "recalled", "of another kind of therapy for the same beliefs",
        ),
    ),
    "interpersonal_therapy": (
        Published(
            "phq9", -0.6, -0.75, -0.45, "Cuijpers et al. 2016: acute depression, 90 trials",
            "verified", "in people with depression, often against waiting lists",
        ),
        Published(
            "phq9", -0.25, -0.3, -0.2, "Munder et al. 2019: psychotherapy, adjusted for bias",
            "verified", "contested",
        ),
    ),
    "trauma_informed_care": (
        Published(
            "ucla3", -0.15, -0.4, 0.1, "Avery et al. 2021; Han et al. 2021", "recalled",
            "inconclusive",
        ),
    ),
    "social_prescribing": (
        Published(
            "ucla3", -0.1, -0.3, 0.05, "Kiely 2022; Napierala 2022; Mercer 2019", "recalled",
            "few trials, mostly null",
        ),
    ),
    "community_events": (
        Published(
            "ucla3", -0.062, None, None, "Masi et al. 2011: access to contact", "recalled",
            "not significant",
        ),
    ),
    "befriending": (
        Published(
            "ucla3", -0.162, None, None, "Masi et al. 2011: social support", "recalled",
        ),
        _LASGAARD,
    ),
    "creative_groups": (
        Published(
            "phq9", -0.55, -0.75, -0.3, "Quinn et al. 2025; Dunphy 2019: older adults", "recalled",
            "inflated by small trials",
        ),
        Published(
            "phq9", -0.35, None, None, "Coulton et al. 2015: singing, mental quality of life",
            "recalled",
        ),
    ),
    "volunteering": (
        _LASGAARD,
    ),
    "safe_network_mapping": (),
    "balanced_digital_use": (
        Published(
            "phq9", -0.06, None, None, "Allcott et al. 2025: leaving Facebook for six weeks",
            "verified", "emotional state; Instagram .041",
        ),
    ),
}  # fmt: skip
