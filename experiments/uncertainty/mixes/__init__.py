"""Mixes of programmes within a budget: which there are, what they do, which are best."""

from __future__ import annotations

__all__: list[str] = []
