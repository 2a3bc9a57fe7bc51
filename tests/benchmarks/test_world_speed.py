"""The figures of a world's speed are what was timed."""

from __future__ import annotations

import pytest
from rich.console import Console

from benchmarks.world_speed import KITH, REFERENCE, REFERENCE_STEP, WorldSpeed, measure, tables


def printed(speed: WorldSpeed) -> str:
    console = Console(width=120, record=True, quiet=True)
    with console.capture() as capture:
        console.quiet = False
        for table in tables(speed):
            console.print(table)
    return capture.get()


def test_a_week_is_all_its_passes_and_the_surveys():
    speed = measure(200, burn_in_weeks=2, rounds=3, weeks=4)
    assert {len(taken) for taken in speed.seconds.values()} == {3}
    assert speed.ties > 1
    microseconds = [taken * 1e6 / (200 * 4) for taken in speed.seconds[KITH]]
    assert 0 < sum(speed.passes[KITH].values()) < 2 * max(microseconds)
    assert "none given: --reference PATH" in printed(speed)


def test_the_ratio_decides():
    speed = WorldSpeed(
        people=100,
        burn_in_weeks=0,
        weeks=10,
        ties=5.0,
        seconds={KITH: [1.0, 4.0], REFERENCE: [3.0, 12.0], REFERENCE_STEP: [2.0, 8.0]},
        passes={"1": {"ties": 2.0}, "2": {"ties": 1.0}},
    )
    assert speed.rates(KITH) == [1000.0, 250.0]
    assert speed.times_as_long(REFERENCE) == pytest.approx(3.0)
    text = " ".join(printed(speed).split())
    assert "3.00 times the speed of the reference with its survey" in text
    assert "2.00 times that of its week alone" in text
