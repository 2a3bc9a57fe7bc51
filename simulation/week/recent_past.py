"""The recent past: what a person's friendships and contacts were like over the last months.

Nobody acts on these columns, so a world is the same with or without them: the indicators read them
(:mod:`simulation.indicators`). Friendships are ties that are not kin. Those that end within weeks
say how many people somebody meets rather than how well they keep them, so only friendships that
have lasted count, as held and as lost. Lost are those that faded away or broke, whoever let go;
partings by death or by moving away are not.

    lasting friendships  = friendships of 26 weeks and more
    friendships lost     = (1 - 1/52) friendships lost + such that ended this week
    shallow contact     += .05 (passive online contacts / contacts - shallow contact)
                           in weeks with contacts, facilitated sessions included

Passive use is what was found to go with lower well-being, not active use (Verduyn et al. 2017,
contested since): so the passive part of online contact counts as shallow.
"""

from __future__ import annotations

from simulation.compilation import Record, inline
from simulation.parameters import Parameter

__all__ = ["PARAMETERS", "update_recent_past"]

# fmt: off
PARAMETERS: tuple[Parameter, ...] = (
    Parameter("lasting_friendship", 26.0, "weeks", 1, 520, "assumed",
              "half a year; assumed",
              "age from which a friendship counts as one that lasts"),
    Parameter("loss_memory", 52.0, "weeks", 4, 520, "assumed",
              "a year; assumed", "weeks over which lost friendships are counted"),
    Parameter("shallow_contact_speed", 0.05, "share a week", 0.005, 0.5, "assumed",
              "20-week memory; assumed", "speed of the share of shallow contact"),
)
# fmt: on


@inline
def update_recent_past(
    now: Record, before: Record, received: Record, p: Record, contacts: float
) -> None:
    """Note the week's friendships, losses and shallow contacts; ``contacts`` as in company."""
    now.lasting_friendships = received.lasting_friendships
    remembered = before.friendships_lost * (1.0 - 1.0 / p.loss_memory)
    now.friendships_lost = remembered + received.friendships_ended
    if contacts > 0.0:
        share = received.shallow_contacts / contacts
        now.shallow_contact = before.shallow_contact + p.shallow_contact_speed * (
            share - before.shallow_contact
        )
