"""Which worlds with which seeds: from a study file to a plan."""

from __future__ import annotations

__all__: list[str] = []
