"""What all tests share: figures need no screen, and slow machines fail no property."""

from __future__ import annotations

import os

from hypothesis import settings

os.environ.setdefault("MPLBACKEND", "Agg")
settings.register_profile("kith", deadline=None)
settings.load_profile("kith")
