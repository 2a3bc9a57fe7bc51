"""The commands of ``kith``, one a file."""

from __future__ import annotations

__all__: list[str] = []
