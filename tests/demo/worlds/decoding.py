"""A page in Python: frames read byte by byte from their description, and ties kept up to date."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from typing import Any

import numpy as np

NUMBERS = ("isolated_per_1000", "lonely_per_1000", "pss10", "phq9", "life_satisfaction", "cost")
COLUMNS = ("loneliness", "stress", "belonging", "trust", "marks", "age")


@dataclass
class Block:
    numbers: dict[str, float]
    made: list[tuple[int, int, int, int]]
    changed: list[tuple[int, int, int, int]]
    lost: list[tuple[int, int]]
    arrived: dict[int, int]
    columns: dict[str, Any]


@dataclass
class Frame:
    week: int
    full: bool
    people: int
    worlds: list[Block]


def decode(data: bytes) -> Frame:
    version, worlds, people, week, full = struct.unpack_from("<BBHIB", data)
    assert version == 1
    assert data[9:12] == bytes(3)
    at, blocks = 12, []
    for _ in range(worlds):
        numbers = struct.unpack_from("<6f", data, at)
        counts = struct.unpack_from("<4I", data, at + 24)
        at += 40
        made = [struct.unpack_from("<HHBB", data, at + 6 * k) for k in range(counts[0])]
        at += 6 * counts[0]
        changed = [struct.unpack_from("<HHBB", data, at + 6 * k) for k in range(counts[1])]
        at += 6 * counts[1]
        lost = [struct.unpack_from("<HH", data, at + 4 * k) for k in range(counts[2])]
        at += 4 * counts[2]
        arrived = {}
        for _ in range(counts[3]):
            row, zero, unique_id = struct.unpack_from("<HHd", data, at)
            assert zero == 0
            arrived[row] = int(unique_id)
            at += 12
        columns = {}
        for name in COLUMNS:
            columns[name] = np.frombuffer(data, np.uint8, people, at)
            at += people
        while at % 4:
            assert data[at] == 0
            at += 1
        named = dict(zip(NUMBERS, numbers, strict=True))
        blocks.append(Block(named, made, changed, lost, arrived, columns))
    assert at == len(data)
    return Frame(week, bool(full), people, blocks)


@dataclass
class Page:
    """What a page knows of one world."""

    ties: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    since: dict[tuple[int, int], int] = field(default_factory=dict)
    ids: dict[int, int] = field(default_factory=dict)

    def hear(self, frame: Frame, world: int, lost_first: bool = True) -> None:
        block = frame.worlds[world]
        if frame.full:
            self.ties.clear()
            self.ids.clear()

        def lose() -> None:
            for pair in block.lost:
                del self.ties[pair]  # what is lost was known

        if lost_first:
            lose()
        for i, j, kind, closeness in block.made:
            assert i < j
            self.ties[i, j] = (kind, closeness)
            self.since[i, j] = frame.week
        if not lost_first:
            lose()
        for i, j, kind, closeness in block.changed:
            assert (i, j) in self.ties
            self.ties[i, j] = (kind, closeness)
        self.ids.update(block.arrived)
