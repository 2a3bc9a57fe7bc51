"""What became of a programme, in plain words: the first thing to read about a delivery."""

from __future__ import annotations

from simulation.delivery.delivery import Delivery

__all__ = ["tell"]


def _people(number: int) -> str:
    return "1 person" if number == 1 else f"{number:,} people"


def tell(delivery: Delivery) -> str:
    """Return what became of a programme so far, in a sentence or two.

    Examples
    --------
    >>> from simulation import ConnectivityModel
    >>> from simulation.programmes import GroupTherapy
    >>> model = ConnectivityModel(people=100, programmes=[GroupTherapy(start_week=9)], rng=1)
    >>> tell(model.delivery("group_therapy"))
    'group_therapy has not started.'
    """
    label, count = delivery.programme.label, delivery.history.total
    if not len(delivery.history):
        return f"{label} has not started."
    offered, turned_away = count("offered"), count("turned_away")
    if not offered:
        why = _nobody_offered(delivery)
        away = f" {_people(turned_away)} were turned away as not eligible." if turned_away else ""
        return f"{label} was offered to nobody: {why}.{away} It cost {_money(delivery)}."
    told = f"{label} was offered to {_people(offered)}"
    if not count("accepted"):
        return f"{told}; nobody accepted. It cost {_money(delivery)}."
    told += f"; {count('accepted'):,} accepted"
    if not count("started"):
        why = _nobody_began(delivery)
        return f"{told}, but nobody could begin: {why}. It cost {_money(delivery)}."
    told += (
        f", {count('started'):,} began, {count('completed'):,} completed and {count('left'):,} left"
    )
    waiting = delivery.stocks()["waiting"]
    if waiting:
        told += f"; {waiting:,} are waiting"
    sessions = f"{count('attended'):,} attendances, {count('hurt'):,} of which went badly"
    return f"{told}. There were {sessions}. It cost {_money(delivery)}."


def _nobody_offered(delivery: Delivery) -> str:
    programme = delivery.programme
    if delivery.invited is not None and not len(delivery.invited):
        return "nobody was invited"
    if not delivery.eligible_at_start:
        return (
            f"nobody was eligible by {programme.eligibility!r}"
            if programme.eligibility
            else "nobody lives here"
        )
    if programme.offers_a_week == 0:
        return "offers_a_week is 0"
    if programme.offered_share == 0.0:
        return "offered_share is 0"
    return (
        f"of {_people(delivery.eligible_at_start)} eligible none was found by {programme.targeting}"
    )


def _nobody_began(delivery: Delivery) -> str:
    programme = delivery.programme
    if programme.places == 0:
        return "there were no places (places is 0)"
    if (
        programme.facilitators is not None
        and programme.groups_at_once() == 0
        and programme.format == "group"
    ):
        return "the facilitators were too few for a group"
    if programme.facilitators == 0:
        return "there were no facilitators (facilitators is 0)"
    if (
        programme.format == "group"
        and delivery.history.total("accepted") < programme.minimum_to_start
    ):
        return f"a group needs {programme.minimum_to_start} people"
    return "they were still waiting"


def _money(delivery: Delivery) -> str:
    return f"{delivery.ledger.total():,} {delivery.programme.currency}"
