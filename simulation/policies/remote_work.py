"""Remote work: part of the workforce works from home for part of the week.

In practice: employers let people work from home. In Great Britain 44 % of workers did so in some
way in 2022/23 (ONS 2023: 16 % always, 28 % in part), and saved 56 minutes of commuting a day (ONS
2024).

What it moves, for those who work from home: they meet colleagues less (both have to be at work) and
get to know fewer, part of their contact in person moves online (``remote_online``), and they have a
little more time. Who they are is drawn once; with more of the policy in effect more people join,
and nobody swaps.

Assumptions: jobs that can be done from home are spread by lot and not by income or education;
people are at work on days of their own, so that two who are there half the week meet a quarter of
the time; what remote work does to the quality of work, to commuting by others or to shops is left
out.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

import numpy as np
from pydantic import Field

from simulation.draws import uniforms
from simulation.policies.policy import Policy, Share
from simulation.policies.reach import add_dose
from simulation.purposes import purpose_key

if TYPE_CHECKING:
    from simulation.world import World

__all__ = ["RemoteWork"]


class RemoteWork(Policy):
    """Part of the workforce works from home for part of the week.

    Examples
    --------
    >>> RemoteWork(share=0.16, days_at_home=1.0).label
    'remote_work'
    """

    summary: ClassVar[str] = "part of the workforce works from home"

    type: Literal["remote_work"] = "remote_work"
    """Kind of policy."""
    share: Share = 0.44
    """Share of workers who work from home in some way at full effect (share; ONS 2023)."""
    days_at_home: Share = 0.6
    """Part of their working week at home (share; assumed from ONS 2023: 16 % all of it, 28 % some
    of it)."""
    free_time: Annotated[float, Field(ge=0.5, le=2.0)] = 1.05
    """Free time of those who work from home, 1 being as usual (ratio; assumed: 56 minutes a day
    saved, ONS 2024, of which little goes to company)."""

    def set_circumstances(self, world: World, effect: float, elapsed: int) -> None:
        """Let the luckiest of those who have work stay at home."""
        people = world.people
        workers = np.flatnonzero(people["workplace"] >= 0)
        key = purpose_key(world.seed, f"{self.label}/works from home")
        chosen = uniforms(key, people["unique_id"][workers]) < effect * self.share
        rows = workers[chosen]
        add_dose(world, "remote_work", rows, self.days_at_home)
        world.scratch.doses["spare_time"][rows] += math.log(self.free_time)
