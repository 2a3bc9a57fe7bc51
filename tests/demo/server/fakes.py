"""Worlds that cost nothing, behind the same face as the real ones."""

from __future__ import annotations

import hashlib
import struct
import threading
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from demo.server.parts import Parts
from demo.server.problems import problem_in


class FakeSetting(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False)

    people: Annotated[int, Field(ge=100, le=5000)] = 100
    luck: Annotated[int, Field(ge=0)] = 1
    weeks: Annotated[int, Field(ge=1, le=520)] = 104
    help: list[str] | None = None


class FakeTwins:
    """Each week's state follows from the luck and the week before alone."""

    def __init__(self, setting: FakeSetting) -> None:
        self.setting = setting
        self.gate: threading.Event | None = None
        self.living = 0
        self.fault: Exception | None = None
        self.memory = bytearray(setting.people * 1000)
        self.reset()

    def reset(self) -> None:
        assert self.living == 0, "reset while a week is being lived"
        self.week, self.state, self.full = 0, self.setting.luck, True

    @property
    def compared(self) -> bool:
        return self.setting.help != []

    def step(self) -> None:
        assert self.living == 0, "two weeks lived at the same time"
        self.living += 1
        try:
            if self.gate is not None:
                assert self.gate.wait(10)
            if self.fault is not None:
                raise self.fault
            digest = hashlib.sha256(struct.pack("<QQ", self.state, self.week)).digest()
            self.state = int.from_bytes(digest[:8], "little")
            self.week += 1
        finally:
            self.living -= 1

    def frame(self) -> bytes:
        full, self.full = self.full, False
        head = struct.pack("<BBHIB3x", 1, 2, self.setting.people, self.week, full)
        return head + struct.pack("<Q", self.state)

    def meta(self) -> dict[str, Any]:
        return {"setting": self.setting.model_dump(), "people": self.setting.people}

    def numbers(self) -> dict[str, Any]:
        one = float(self.state % 1000)
        return {"week": self.week, "worlds": [{"pss10": one}, {"pss10": one - 1.0}]}


def read_setting(data):
    try:
        return FakeSetting.model_validate(data)
    except ValidationError as error:
        raise problem_in(error, above="setting") from None


def begin(twins):
    twins.full = True
    return twins.frame()


def story(twins, unique_id):
    if unique_id >= twins.setting.people:
        raise LookupError(unique_id)
    return {"tell": "person", "id": unique_id, "name": f"Eve {unique_id}", "week": twins.week}


def find(twins, who, text):
    if text == "nobody":
        return []
    return [{"id": i, "row": i, "name": f"Eve {i} {text}", "why": who} for i in range(20)]


def differences(numbers):
    as_it_is, with_help = numbers["worlds"]
    return {"pss10": with_help["pss10"] - as_it_is["pss10"]}


class FakeParts:
    """Makes parts, and remembers the worlds it opened."""

    def __init__(self) -> None:
        self.opened: list[FakeTwins] = []
        self.shares = (0.0, 0.5, 1.0)

    def open_twins(self, setting, tell):
        for share in self.shares:
            tell(share)
        twins = FakeTwins(setting)
        self.opened.append(twins)
        return twins

    def parts(self, **changes) -> Parts:
        return Parts(
            **{
                "read_setting": read_setting,
                "open_twins": self.open_twins,
                "with_luck": lambda setting, luck: setting.model_copy(update={"luck": luck}),
                "begin": begin,
                "story": story,
                "find": find,
                "nobody": lambda twins, who: "Nobody.",
                "tape": lambda twins, ids: b"<!doctype html><title>Tape %d</title>" % len(ids),
                "differences": differences,
                "choices": {"scenarios": [], "version": "0"},
                "lessons": [{"id": "one"}],
                **changes,
            }
        )


def states_alone(luck: int, weeks: int) -> list[bytes]:
    """Return the frames, heads left out, of worlds that nobody else was near."""
    twins = FakeTwins(FakeSetting(luck=luck))
    frames = [begin(twins)[12:]]
    for _ in range(weeks):
        twins.step()
        frames.append(twins.frame()[12:])
    return frames
