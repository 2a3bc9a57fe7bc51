"""Parts of a study file that stand on their own: each a block of settings."""

from __future__ import annotations

__all__: list[str] = []
