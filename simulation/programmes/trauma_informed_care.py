"""Trauma-informed care: treatment for people hurt early in life, and services safe for them.

In practice it is two things. Some people have weekly hours with a therapist who starts from safety:
feelings are made bearable first, and what was learned from being hurt ("people are dangerous, it
was my fault") is put to the test when that is safe. And the staff of other programmes are trained,
so that people know what will happen, can say no, and are met without judgement. The training
reaches the staff bit by bit and is assumed to last, also when the courses here are over.

Mechanisms moved in those treated: a safe contact and questioned beliefs (isolation belief,
vigilance), work with emotions (numbness, regulation) and a lower threshold to go. Trauma-focused
therapy works against traumatic stress (Bisson & Andrew 2007: SMD -1.4 against waiting or usual
care, -.27 and not significant against stress management); no trial has loneliness as its outcome.
Training of services is tested by a few, mostly uncontrolled studies (Avery et al. 2021; Han et al.
2021; -.15, -.40 to .10, recalled), so it is modelled as what it is meant to do and no more: people
with adverse experiences say yes and come more often, and fewer sessions go badly for them, each by
the part of ``trauma_caution`` that the training takes away. The doses are assumed.

Mechanisms moved by a session:

================  =====  ====================  ====
mechanism         dose   moves                 sign
================  =====  ====================  ====
safe_contact      0.75   isolation_belief      -
belief_challenge  0.50   vigilance             -
emotion_work      0.80   numbness              -
emotion_work      0.80   emotion_regulation    +
threshold         0.50   withdrawal            -
================  =====  ====================  ====
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from simulation.conditions.conditions import ConditionText
from simulation.money.money import Money
from simulation.programmes.individual_therapy import IndividualTherapy
from simulation.programmes.settings import Share, Weeks

__all__ = ["TraumaInformedCare"]

_ALL_OTHERS = "*"


class TraumaInformedCare(IndividualTherapy):
    """Weekly hours for people hurt early in life, and trained staff in other programmes.

    Examples
    --------
    >>> care = TraumaInformedCare(trains=("choir",), training_reach=0.6, training_weeks=3)
    >>> [round(care.makes_trauma_informed("choir", week), 1) for week in (-1, 0, 1, 2, 50)]
    [0.0, 0.2, 0.4, 0.6, 0.6]
    >>> care.makes_trauma_informed("walks", 50)
    0.0
    """

    content: ClassVar[Mapping[str, float]] = {
        "safe_contact": 0.75,
        "belief_challenge": 0.5,
        "emotion_work": 0.8,
        "threshold": 0.5,
    }
    summary: ClassVar[str] = (
        "hours for people hurt early in life, and training for other programmes"
    )

    type: Literal["trauma_informed_care"] = "trauma_informed_care"

    eligibility: ConditionText = "adverse_childhood >= 4"
    """Who may be treated; by default people with four or more adverse childhood experiences, the
    usual cut-off (Hughes et al. 2017)."""

    weeks: Weeks = 20
    """Length of a course (weeks; assumed)."""

    trauma_informed: Share = 1.0
    """How far people hurt early in life are met here in a way that feels safe to them (share;
    assumed: wholly, it is what the programme is)."""

    trains: tuple[Annotated[str, Field(min_length=1, max_length=80)], ...] = (_ALL_OTHERS,)
    """Names of the other programmes whose staff it trains; `*` is all others in the world, and an
    empty list none. A name that no programme of the world has trains nobody."""

    training_reach: Share = 0.7
    """Part of those programmes' delivery that is trauma-informed once the training is done (share;
    assumed: training changes what most staff do, not all)."""

    training_weeks: Weeks = 12
    """Weeks from the start in which the training reaches that, in equal steps (weeks; assumed)."""

    cost_fixed: Money = 18000.0
    """Price of training the staff, once (currency; assumed: a day of 50 people's time at 40 GBP an
    hour, and 2,000 GBP for the trainer). Set 0 where nobody is trained."""

    def makes_trauma_informed(self, other: str, week: int) -> float:
        """Return how far the training has changed another programme, 0 to ``training_reach``.

        Parameters
        ----------
        other
            Label of the other.
        week
            Weeks since the own start; negative before it.
        """
        if week < 0 or (other not in self.trains and _ALL_OTHERS not in self.trains):
            return 0.0
        return self.training_reach * min(1.0, (week + 1) / self.training_weeks)
