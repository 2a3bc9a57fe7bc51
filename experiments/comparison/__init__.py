"""Differences between worlds of one seed, and how sure they are."""

from __future__ import annotations

__all__: list[str] = []
