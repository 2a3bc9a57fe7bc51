"""Shards: one study shared between processes or machines that write into one folder."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from experiments.errors import KithError

__all__ = ["Shard", "parse_shard"]

Item = TypeVar("Item")


@dataclass(frozen=True)
class Shard:
    """The ``number``-th of ``of`` parts of the work, counted from 1.

    Examples
    --------
    >>> Shard(2, 3).part(["a", "b", "c", "d", "e"])
    ['b', 'e']
    """

    number: int
    of: int

    @property
    def name(self) -> str:
        """Its name in file names."""
        return f"shard-{self.number}-of-{self.of}"

    def part(self, items: Sequence[Item]) -> list[Item]:
        """Return this shard's part of a list; the parts of all shards are the whole list."""
        return list(items[self.number - 1 :: self.of])


def parse_shard(text: str) -> Shard:
    """Return the shard meant by a text such as ``1/3``.

    Raises
    ------
    KithError
        For anything else.

    Examples
    --------
    >>> parse_shard("1/3").of
    3
    """
    found = re.fullmatch(r"([0-9]{1,6})/([0-9]{1,6})", text.strip())
    shard = Shard(int(found[1]), int(found[2])) if found else Shard(0, 0)
    if not 1 <= shard.number <= shard.of:
        raise KithError(
            f"--shard {text}: must be NUMBER/OF such as 1/3, counted from 1; "
            "under SLURM --shard $SLURM_ARRAY_TASK_ID/$SLURM_ARRAY_TASK_COUNT, with --array=1-N"
        )
    return shard
