"""Individual therapy: what psychotherapies given one to one have in common in their delivery.

An hour a week with a therapist, fifty minutes of it together. Of those referred in England 69 %
begin (NHS Talking Therapies 2019-20, seen in a secondary source), and .197 of those who begin leave
early (Swift & Greenberg 2012: 669 studies; about .26 outside trials, recalled). Giving the same
treatment one to one or in a group makes no difference (Burlingame et al. 2016: g = -.01 over 46
studies), but costs more: about 105 GBP a session (80 to 140: PSSRU Unit Costs 2023, band 7,
recalled).
"""

from __future__ import annotations

from typing import ClassVar

from simulation.money.money import Money
from simulation.programmes.programme import Format, Programme
from simulation.programmes.settings import Chance, Hours, Share

__all__ = ["IndividualTherapy"]


class IndividualTherapy(Programme):
    """Weekly hours with a therapist; kinds of therapy add their content."""

    format: ClassVar[Format] = "one_to_one"

    uptake: Chance = 0.69
    """Chance that an average person who is offered therapy begins it (chance; .69 of referrals:
    NHS Talking Therapies, England 2019-20)."""

    session_hours: Hours = 1.0
    """Length of a session (hours; fifty minutes, and coming and going); a shorter one than usual
    delivers less."""

    preparation_hours: Hours = 0.5
    """Time of the therapist for notes and supervision (hours a session; assumed)."""

    attendance: Chance = 0.85
    """Chance that an average participant comes to a session (chance a session; assumed: one
    appointment in seven is missed)."""

    dropout_share: Share = 0.197
    """Share of average participants who leave before the end (share; Swift & Greenberg 2012)."""

    cost_facilitator_hour: Money = 70.0
    """Price of a therapist's hour (currency an hour; 65 to 75: PSSRU Unit Costs 2023, band 7,
    recalled), so that a session costs 105 GBP."""
