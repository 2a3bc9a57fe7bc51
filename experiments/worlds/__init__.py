"""One seed lived through: the worlds of a study, and what is kept of each."""

from __future__ import annotations

__all__: list[str] = []
