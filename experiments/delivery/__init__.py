"""How programmes were delivered and what they cost, over the worlds of a study."""

from __future__ import annotations

__all__: list[str] = []
