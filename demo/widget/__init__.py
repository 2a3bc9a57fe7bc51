"""The classroom's network as a widget for notebooks."""

from __future__ import annotations

__all__: list[str] = []
