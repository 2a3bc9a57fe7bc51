"""What one visitor, and all of them together, may ask of the server."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

__all__ = ["Limits"]


@dataclass(frozen=True, slots=True)
class Limits:
    """Caps that keep a class on one small computer going.

    Attributes
    ----------
    people : tuple of int
        Fewest and most people in a world.
    visitors : int
        Visitors at the same time; the next one is told that the room is full.
    speed : tuple of float
        Slowest and fastest play (weeks a second).
    message_bytes : int
        Longest message; a longer one ends the connection.
    messages_a_second, messages_at_once : float
        Pace at which a visitor's messages are read in the long run, and how many may come at once;
        what comes faster waits.
    waiting_messages : int
        Messages read and not yet answered, above which no more are read.
    idle_seconds : float
        Time without any message after which a visit is closed.
    frames_in_flight : int
        Weeks sent and not yet drawn, above which the world waits.
    stories_a_second : float
        How often the story of a followed person is told at most.
    lucks : int
        Most pairs of worlds that one question about luck may live.

    Examples
    --------
    >>> Limits(people=(100, 500)).told()["people"]
    [100, 500]
    """

    people: tuple[int, int] = (100, 2000)
    visitors: int = 30
    speed: tuple[float, float] = (0.5, 60.0)
    message_bytes: int = 64 * 1024
    messages_a_second: float = 150.0
    messages_at_once: float = 300.0
    waiting_messages: int = 100
    idle_seconds: float = 30 * 60.0
    frames_in_flight: int = 3
    stories_a_second: float = 4.0
    lucks: int = 20

    def told(self) -> dict[str, Any]:
        """Return what the page needs to know of them."""
        return {"people": list(self.people), "speed": list(self.speed)}
