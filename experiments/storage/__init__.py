"""What lies on the disk: parts that appear whole, manifests, texts."""

from __future__ import annotations

__all__: list[str] = []
