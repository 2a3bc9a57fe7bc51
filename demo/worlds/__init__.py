"""Two lives of the same people: opened from a setting, lived week by week, seen as frames."""

from __future__ import annotations

__all__: list[str] = []
