"""Inner life: what a week with others leaves behind in a person.

Every process reads last week's person (``before``) and writes this week's (``now``), so their order
does not matter, but for four that read something of this week: attachment reads the new intimacy
and working model, health the new illness, purpose and ideation risk the new support given.
"""

from __future__ import annotations

from typing import Any

from simulation.compilation import Record, inline, kernel
from simulation.maths import logistic
from simulation.week.attachment import update_attachment, update_working_model
from simulation.week.beliefs import update_beliefs
from simulation.week.belonging import update_belonging
from simulation.week.body import update_allostatic_load, update_cortisol, update_inflammation
from simulation.week.company import people_met, update_company
from simulation.week.confidence import update_confidence
from simulation.week.emotion import update_numbness, update_regulation
from simulation.week.health import update_cognition, update_health, update_illness
from simulation.week.loneliness import update_loneliness
from simulation.week.meaning import update_ideation_risk, update_purpose, update_satisfaction
from simulation.week.mood import update_anxiety, update_depression
from simulation.week.recent_past import update_recent_past
from simulation.week.standards import update_standards
from simulation.week.stress import update_demands, update_stress
from simulation.week.vigilance import update_vigilance

__all__ = ["inner_life", "update_person"]


@inline
def update_person(
    now: Record, before: Record, received: Record, dose: Record, p: Record, keys: Any
) -> None:
    """Live one week of one person."""
    loneliness = logistic(before.loneliness_logit)
    contacts, responsiveness, negatives = people_met(before, received, dose, p)
    update_company(now, before, received, dose, p)
    update_recent_past(now, before, received, p, contacts)
    update_working_model(now, before, received, dose, p, contacts, responsiveness)
    update_attachment(now, before, dose, p)
    update_beliefs(now, before, dose, p, keys, responsiveness)
    update_vigilance(now, before, dose, p)
    update_confidence(now, before, dose, p, contacts, responsiveness, negatives)
    update_numbness(now, before, dose, p)
    update_regulation(now, before, dose, p)
    update_belonging(now, before, dose, p)
    update_standards(now, before, p)
    update_loneliness(now, before, received, dose, p, keys, loneliness)
    update_demands(now, before, dose, p, keys)
    update_stress(now, before, p, keys, loneliness)
    update_depression(now, before, p, keys, loneliness)
    update_anxiety(now, before, p, keys)
    update_cortisol(now, before, p, loneliness)
    update_allostatic_load(now, before, p, keys)
    update_inflammation(now, before, p, keys)
    update_illness(now, before, p, keys)
    update_health(now, before, p, keys)
    update_cognition(now, before, p)
    update_purpose(now, before, dose, p)
    update_satisfaction(now, before, p, loneliness)
    update_ideation_risk(now, before, p)


@kernel
def inner_life(
    people: Record,
    received: Record,
    doses: Record,
    scratch: Record,
    p: Record,
    keys: Any,
    first: int,
    last: int,
) -> None:
    """Run the pass for people ``first`` to ``last``; writes own rows only.

    Parameters
    ----------
    people
        Records of type PERSON, shape (n,); changed in place.
    received
        What each person's ties gave this week, RECEIVED, shape (n,).
    doses
        This week's programme inputs, MECHANISMS, shape (n,).
    scratch
        Room for one PERSON, shape (1,); one array a thread.
    p
        The parameters, one record.
    keys
        Keys of the week, uint64, shape (purposes,).
    first, last
        Rows to run, from 0; ``last`` is not included.
    """
    before = scratch[0]
    for i in range(first, last):
        scratch[0] = people[i]
        update_person(people[i], before, received[i], doses[i], p, keys)
