"""How far an answer rests on what is not known: draws, tornado, screening, mixes of programmes."""

from __future__ import annotations

__all__: list[str] = []
