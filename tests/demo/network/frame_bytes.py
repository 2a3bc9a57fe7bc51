"""A made-up town whose weeks are written as frames: the format, written a second time."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

import numpy as np

Tie = tuple[int, int]


@dataclass
class World:
    """What one world's block tells."""

    people: int
    numbers: tuple[float, ...] = (200.0, 150.0, 14.0, 5.0, 6.5, 0.0)
    new: dict[Tie, tuple[int, int]] = field(default_factory=dict)
    changed: dict[Tie, tuple[int, int]] = field(default_factory=dict)
    lost: list[Tie] = field(default_factory=list)
    arrived: dict[int, float] = field(default_factory=dict)
    columns: dict[str, np.ndarray] = field(default_factory=dict)

    def bytes(self) -> bytes:
        block = struct.pack("<6f", *self.numbers)
        block += struct.pack(
            "<4I", len(self.new), len(self.changed), len(self.lost), len(self.arrived)
        )
        for ties in (self.new, self.changed):
            for (i, j), (kind, closeness) in ties.items():
                block += struct.pack("<HHBB", i, j, kind, closeness)
        for i, j in self.lost:
            block += struct.pack("<HH", i, j)
        for row, identity in self.arrived.items():
            block += struct.pack("<HHd", row, 0, identity)
        for name in ("loneliness", "stress", "belonging", "trust", "marks", "age"):
            values = self.columns.get(name, np.zeros(self.people))
            block += np.asarray(values).astype(np.uint8).tobytes()
        return block + bytes(-len(block) % 4)


def frame(worlds: list[World], week: int, *, full: bool) -> bytes:
    head = struct.pack("<BBHIB3x", 1, len(worlds), worlds[0].people, week, int(full))
    return head + b"".join(world.bytes() for world in worlds)


class Town:
    """Two lives of a made-up town: homes, kin within them, friends mostly nearby."""

    def __init__(self, people: int, worlds: int = 2, seed: int = 1, churn: float = 0.02) -> None:
        self.people, self.worlds, self.churn = people, worlds, churn
        self.luck = np.random.default_rng(seed)
        self.homes: list[int] = []
        self.households: list[int] = []
        neighbourhoods = max(3, people // 45)
        household = 0
        while len(self.homes) < people:
            home = int(self.luck.integers(neighbourhoods))
            size = min(int(self.luck.integers(1, 5)), people - len(self.homes))
            self.homes += [home] * size
            self.households += [household] * size
            household += 1
        self.near = [np.flatnonzero(np.array(self.homes) == home) for home in range(neighbourhoods)]
        start: dict[Tie, tuple[int, int]] = {}
        for row in range(people):
            for other in range(row + 1, min(row + 5, people)):
                if self.households[row] == self.households[other]:
                    start[row, other] = (1 | 8, 220)
        while len(start) < 5 * people:
            tie, kind = self.pair()
            start.setdefault(tie, (kind, int(self.luck.integers(40, 230))))
        self.ties = [dict(start) for _ in range(worlds)]
        lonely = self.luck.beta(1.6, 3, people) * 255
        self.columns = [
            {
                "loneliness": lonely.copy(),
                "stress": self.luck.beta(3, 4, people) * 255,
                "belonging": 255 - lonely * 0.8,
                "trust": self.luck.beta(4, 3, people) * 255,
                "marks": 16 * self.luck.choice(4, people, p=[0.55, 0.2, 0.15, 0.1])
                + (lonely > 170) * 2
                + (lonely > 150) * 1,
                "age": self.luck.integers(18, 95, people),
            }
        ] * worlds
        self.week = 0

    def pair(self) -> tuple[Tie, int]:
        i = int(self.luck.integers(self.people))
        near = self.luck.random() < 0.8
        pool = self.near[self.homes[i]] if near else np.arange(self.people)
        j = int(self.luck.choice(pool))
        if i == j:
            return self.pair()
        kind = 0 if near else int(self.luck.choice([0, 1, 2], p=[0.5, 0.2, 0.3]))
        return (min(i, j), max(i, j)), kind

    def full_frame(self) -> bytes:
        ids = {row: float(row) for row in range(self.people)}
        blocks = [
            World(self.people, new=ties, arrived=ids, columns=columns)
            for ties, columns in zip(self.ties, self.columns, strict=True)
        ]
        return frame(blocks, self.week, full=True)

    def next_frame(self, parts_at: int = 3) -> bytes:
        """Live a week; the worlds part after week `parts_at`."""
        self.week += 1
        parted = self.week > parts_at
        changes = max(1, int(self.churn * len(self.ties[0]) / 2))
        blocks = []
        new: dict[Tie, tuple[int, int]] = {}
        lost: list[Tie] = []
        for world in range(self.worlds):
            ties = self.ties[world]
            if world == 0 or parted:
                new, lost = {}, []
                known = list(ties)
                for at in self.luck.choice(len(known), changes, replace=False):
                    lost.append(known[int(at)])
                while len(new) < changes:
                    tie, kind = self.pair()
                    if tie not in ties:
                        new[tie] = (kind | (4 if world and self.luck.random() < 0.4 else 0), 120)
            columns = dict(self.columns[world])
            if world and parted:
                columns["marks"] = np.asarray(columns["marks"]).astype(int).copy()
                chosen = self.luck.choice(self.people, self.people // 60, replace=False)
                columns["marks"][chosen] = (columns["marks"][chosen] | 4) & ~1
                columns["loneliness"] = np.asarray(columns["loneliness"]).copy()
                columns["loneliness"][chosen] *= 0.5
            self.columns = [*self.columns[:world], columns, *self.columns[world + 1 :]]
            for tie in lost:
                ties.pop(tie, None)
            ties.update(new)
            blocks.append(World(self.people, new=dict(new), lost=list(lost), columns=columns))
        return frame(blocks, self.week, full=False)
