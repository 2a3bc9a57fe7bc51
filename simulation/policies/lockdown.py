"""Lockdown: contact in person is cut, place by place, and comes back by and by.

In practice: in the spring of 2020 people in Great Britain had 2.8 contacts a day in place of 10.8
before (CoMix: Jarvis et al. 2020); easing brought them back to half at most within a year (Gimma et
al. 2022). Part of what was lost was replaced by calls.

What it moves: visits between homes (and with them introductions), presence at workplaces, groups
that meet, life in the street, and the sessions that programmes can hold
(``world.programmes_held``). Each setting says what is *left* of the usual at full effect. Part of
the visits that cannot be paid turn into contact online. People who live together meet as ever.
Reopening is gradual.

Assumptions: compliance is the same for all (use ``strength``); no fear of infection, no infection
and no deaths (combine it with a bereavement wave), no stress but what lost company brings, no
change in work but presence; those at work are there on days of their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal

from simulation.policies.policy import Phase, Policy, Share, Weeks

__all__ = ["Lockdown"]


class Lockdown(Policy):
    """Contact in person is cut, place by place; what is left of the usual is set for each.

    Examples
    --------
    >>> Lockdown(home_visits=0.1, programmes=0.0).sessions_held()
    0.0
    """

    summary: ClassVar[str] = "contact in person cut at home, work, groups, street and programmes"

    type: Literal["lockdown"] = "lockdown"
    """Kind of policy."""
    weeks: Weeks | None = 12
    """How long it is in force before it is eased (weeks; about the spring of 2020 in Britain); null
    is for good."""
    wind_down_weeks: Phase = 12
    """Weeks of reopening, in equal steps (weeks; assumed)."""
    home_visits: Share = 0.2
    """Visits between homes that are left, and introductions (share; assumed near Jarvis et al.
    2020: 2.8 contacts a day of 10.8)."""
    workplaces: Share = 0.4
    """Part of the working week that people are still at their workplace (share; assumed)."""
    groups: Share = 0.05
    """Meetings of voluntary groups that are left (share; assumed)."""
    neighbourhood: Share = 0.5
    """Encounters among neighbours that are left (share; assumed)."""
    programmes: Share = 0.1
    """Sessions and events of programmes that can be held (share; assumed)."""
    online_substitution: Share = 0.5
    """Part of the visits not paid that turns into contact online (share; assumed)."""

    def factors(self) -> Mapping[str, float]:
        """Return what is left of each kind of contact."""
        return {
            "home_visits": self.home_visits,
            "introduction_rate": self.home_visits,
            "workplace_presence": self.workplaces,
            "group_opening": self.groups,
            "neighbourhood_life": self.neighbourhood,
        }

    def values(self) -> Mapping[str, float]:
        """Return the part of lost visits that turns into contact online."""
        return {"online_substitution": self.online_substitution}

    def sessions_held(self) -> float:
        """Return the share of sessions that can be held."""
        return self.programmes
