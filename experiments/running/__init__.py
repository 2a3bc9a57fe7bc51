"""Running a plan to its end, whatever happens on the way."""

from __future__ import annotations

__all__: list[str] = []
