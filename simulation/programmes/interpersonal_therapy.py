"""Interpersonal psychotherapy (IPT) for people who are depressed.

In practice: a structured short therapy, 8 to 16 weekly hours. Mood is linked to what goes on with
people: a loss, a quarrel, a change of role, or too few relations. Patient and therapist practise
what to say, and the patient goes and says it, week after week, in the relations there are.

Mechanisms moved: relational skill (confidence), outreach to existing ties by small tasks between
sessions (checking), a lower threshold to go, work with emotions, and a safe contact. IPT works
against depression (Cuijpers et al. 2016: g = -.60 over 90 studies, no better than other therapies)
and has no evidence on loneliness (Birken et al. 2025); skills alone change loneliness little (Masi
et al. 2011: .02, recalled). The doses are assumed.

Mechanisms moved by a session:

================  =====  ====================  ====
mechanism         dose   moves                 sign
================  =====  ====================  ====
skill             1.00   confidence            +
checking          0.50   outreach              +
checking          0.50   companionship         +
threshold         0.50   withdrawal            -
emotion_work      0.50   emotion_regulation    +
emotion_work      0.50   numbness              -
safe_contact      0.70   isolation_belief      -
================  =====  ====================  ====
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal

from simulation.conditions.conditions import ConditionText
from simulation.programmes.individual_therapy import IndividualTherapy
from simulation.programmes.settings import Weeks

__all__ = ["InterpersonalTherapy"]


class InterpersonalTherapy(IndividualTherapy):
    """Sixteen weekly hours on mood and relations."""

    content: ClassVar[Mapping[str, float]] = {
        "skill": 1.0,
        "checking": 0.5,
        "threshold": 0.5,
        "emotion_work": 0.5,
        "safe_contact": 0.7,
    }
    summary: ClassVar[str] = "sixteen weekly hours on mood and relations, one to one"

    type: Literal["interpersonal_therapy"] = "interpersonal_therapy"

    eligibility: ConditionText = "depression_phq9 >= 10"
    """Who may come; by default people depressed by the usual cut-off (PHQ-9 of 10 or more), for
    whom the therapy was made."""

    weeks: Weeks = 16
    """Length of a course (weeks; 8 to 16 sessions: Weissman, Markowitz & Klerman, recalled)."""
