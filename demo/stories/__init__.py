"""Stories: what happened to each person of the class's two worlds, told in plain words."""

from __future__ import annotations

from demo.stories.chronicle import Chronicle
from demo.stories.finder import find
from demo.stories.unknown import UnknownPersonError

__all__ = ["Chronicle", "UnknownPersonError", "find"]
