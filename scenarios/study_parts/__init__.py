"""Parts of a study file, one a file."""

from __future__ import annotations

__all__: list[str] = []
