"""How fast a world lives, starts and answers, and its memory: ``python -m benchmarks``."""

from __future__ import annotations

__all__: list[str] = []
