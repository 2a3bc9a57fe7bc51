"""Randomised trials run inside the simulated world, beside the truth that only it knows."""

from __future__ import annotations

__all__: list[str] = []
