"""Frames kept as they are made, for a tape; never more than fits."""

from __future__ import annotations

__all__ = ["LIMIT_BYTES", "Recording"]

#: More than thirty years of 500 people in two worlds, or eight of 2,000.
LIMIT_BYTES = 16 * 1024**2


class Recording:
    """The frames of one run from its week 0 on.

    Parameters
    ----------
    limit_bytes
        Frames beyond this are not kept: a tape then ends early, and says so.

    Attributes
    ----------
    ended
        Empty, or one sentence on why the later weeks are not there.
    """

    def __init__(self, limit_bytes: int = LIMIT_BYTES) -> None:
        self._limit = limit_bytes
        self._frames: list[bytes] = []
        self._bytes = 0
        self._last_week = 0
        self.ended = ""

    @property
    def frames(self) -> tuple[bytes, ...]:
        """The frames so far; the first is full."""
        return tuple(self._frames)

    @property
    def size(self) -> int:
        """Bytes kept."""
        return self._bytes

    def add(self, frame: bytes) -> None:
        """Keep a frame, if it fits.

        Examples
        --------
        >>> recording = Recording(limit_bytes=20)
        >>> for week in range(3):
        ...     recording.add(bytes(4) + week.to_bytes(4, "little") + bytes(2))
        >>> len(recording.frames), recording.ended
        (2, 'The run is too long to keep whole: the tape ends with week 1.')
        """
        if self.ended:
            return  # a later frame would leave a gap, and a frame builds on the one before
        if self._bytes + len(frame) > self._limit:
            self.ended = (
                f"The run is too long to keep whole: the tape ends with week {self._last_week}."
            )
            return
        self._frames.append(frame)
        self._bytes += len(frame)
        self._last_week = int.from_bytes(frame[4:8], "little")

    def clear(self) -> None:
        """Begin again."""
        self._frames.clear()
        self._bytes, self._last_week, self.ended = 0, 0, ""
