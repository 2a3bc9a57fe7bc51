"""What delivering programmes costs: the share of a week spent on five programmes at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from rich.table import Table

from benchmarks.tables import new_table
from simulation import ConnectivityModel
from simulation.programmes import (
    Befriending,
    CommunityEvents,
    CreativeGroups,
    GroupTherapy,
    PeerSupport,
    Programme,
    SocialPrescribing,
)

__all__ = ["DeliveryTime", "five_busy_programmes", "five_programmes", "measure", "tables"]

_BURN_IN_WEEKS = 30


@dataclass(frozen=True)
class DeliveryTime:
    """Time of weeks with programmes.

    Attributes
    ----------
    people, weeks
        Size of the world, and weeks timed.
    served
        Sessions attended in a week, mean.
    milliseconds
        Median time of a week in each pass.
    """

    people: int
    weeks: int
    served: float
    milliseconds: dict[str, float]

    @property
    def share(self) -> float:
        """Share of a week spent on delivering programmes."""
        return self.milliseconds["programmes"] / sum(self.milliseconds.values())


def five_programmes() -> list[Programme]:
    """Return five programmes as the library offers them, each to all whom it is meant for.

    Examples
    --------
    >>> len({one.label for one in five_programmes()})
    5
    """
    return [GroupTherapy(), PeerSupport(), SocialPrescribing(), Befriending(), CreativeGroups()]


def five_busy_programmes() -> list[Programme]:
    """Return five that take people in every week, among them open events for the whole town."""
    return [
        GroupTherapy(intake_weeks=104, offers_a_week=100, facilitators=20),
        PeerSupport(intake_weeks=104, targeting="self_referral"),
        SocialPrescribing(intake_weeks=104),
        Befriending(intake_weeks=104, targeting="most_in_need", offers_a_week=50, facilitators=20),
        CommunityEvents(weeks=104),
    ]


def measure(programmes: Sequence[Programme], people: int = 20_000, weeks: int = 20) -> DeliveryTime:
    """Let a world with five programmes live, and time each pass of each week.

    Parameters
    ----------
    programmes
        What is offered.
    people
        Number of people.
    weeks
        Weeks timed.
    """
    model = ConnectivityModel(people=people, rng=1)
    model.run_weeks(_BURN_IN_WEEKS, observe=False)
    model.programmes = programmes
    before = sum(one.history.total("attended") for one in model.deliveries)
    seconds: dict[str, list[float]] = {one.name: [] for one in model.plan}
    for _ in range(weeks):
        model.run_weeks(1, observe=False)
        for one in model.plan:
            seconds[one.name].append(one.seconds)
    attended = sum(one.history.total("attended") for one in model.deliveries) - before
    milliseconds = {name: 1e3 * median(taken) for name, taken in seconds.items()}
    return DeliveryTime(people, weeks, attended / weeks, milliseconds)


def tables(time: DeliveryTime, title: str) -> list[Table]:
    """Return the figures as a table under a title."""
    table = new_table(title, "pass", "ms a week", "share")
    total = sum(time.milliseconds.values())
    for name, taken in time.milliseconds.items():
        table.add_row(name, f"{taken:.2f}", f"{taken / total:.1%}")
    table.caption = (
        f"{time.people:,} people\n{time.served:,.0f} attendances a week\n"
        f"delivery takes {time.share:.1%} of a week"
    )
    return [table]
