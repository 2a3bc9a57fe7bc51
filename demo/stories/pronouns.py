"""Pronouns by the model's column ``sex``."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["PRONOUNS", "Pronouns"]


class Pronouns(NamedTuple):
    """How somebody is spoken of: she, her, her own home, herself."""

    she: str
    her: str
    her_own: str
    herself: str


#: By code of the sex: 0 woman, 1 man.
PRONOUNS = (
    Pronouns("she", "her", "her", "herself"),
    Pronouns("he", "him", "his", "himself"),
)
