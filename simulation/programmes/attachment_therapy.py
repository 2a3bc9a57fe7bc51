"""Attachment-based therapy for people who are lonely and insecurely attached.

In practice: half a year of weekly hours with one therapist, who is a secure base from which to look
at what one expects of people, where that comes from, and what one does when close people are needed
and not there. The relationship itself is part of the work.

Mechanisms moved: work on attachment eases anxiety and avoidance and loosens the pull of early
expectations; a reliable safe contact and questioned beliefs act on the isolation belief and on
vigilance; work with emotions on regulation and availability. Reviews find that therapy raises
security and lowers attachment anxiety, with avoidance less clear (Taylor et al. 2015); within
therapies anxiety falls by about .35 SD (.2 to .5; recalled, half of it perhaps regression to the
mean). No trial has loneliness as its outcome, so the doses are assumed.

Mechanisms moved by a session:

================  =====  ====================  ====
mechanism         dose   moves                 sign
================  =====  ====================  ====
attachment_work   1.00   attachment_anxiety    -
attachment_work   1.00   attachment_avoidance  -
safe_contact      0.85   isolation_belief      -
belief_challenge  0.35   vigilance             -
emotion_work      0.40   emotion_regulation    +
================  =====  ====================  ====
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal

from simulation.conditions.conditions import ConditionText
from simulation.programmes.individual_therapy import IndividualTherapy
from simulation.programmes.settings import Weeks

__all__ = ["AttachmentTherapy"]


class AttachmentTherapy(IndividualTherapy):
    """Half a year of weekly hours with a therapist, on attachment."""

    content: ClassVar[Mapping[str, float]] = {
        "attachment_work": 1.0,
        "safe_contact": 0.85,
        "belief_challenge": 0.35,
        "emotion_work": 0.4,
    }
    summary: ClassVar[str] = "half a year of weekly hours with a therapist, on attachment"

    type: Literal["attachment_therapy"] = "attachment_therapy"

    eligibility: ConditionText = (
        "loneliness_ucla3 >= 6 and (attachment_anxiety >= 0.5 or attachment_avoidance >= 0.5)"
    )
    """Who may come; by default people who are lonely (UCLA-3 of 6 or more) and insecurely attached
    (assumed: .5 or more in anxiety or avoidance, which is 4 of 7 on the ECR)."""

    weeks: Weeks = 26
    """Length of a course (weeks; assumed: trials run 16 to 52)."""
