"""The server of the classroom: one pair of worlds for each visitor, and nothing kept on disk."""

from __future__ import annotations

__all__: list[str] = []
