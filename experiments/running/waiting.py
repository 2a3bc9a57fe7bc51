"""Times to wait, in words."""

from __future__ import annotations

__all__ = ["duration_text"]


def duration_text(seconds: float) -> str:
    """Return a time to wait, as people say it.

    Examples
    --------
    >>> [duration_text(one) for one in (20, 400, 9000, 400_000)]
    ['about 20 s', 'about 7 min', 'about 2.5 h', 'about 4.6 days']
    """
    for size, unit, digits, most in ((1, "s", 0, 90), (60, "min", 0, 5400), (3600, "h", 1, 172800)):
        if seconds < most:
            return f"about {seconds / size:.{digits}f} {unit}"
    return f"about {seconds / 86400:.1f} days"
