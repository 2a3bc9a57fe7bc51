"""A class at once: visitors with worlds of their own at three steps a second.

How many weeks a second are shown depends on what else the machine does, so the processor time that
a week of a visitor takes is judged always, and the weeks a second where the machine is quiet.
"""

from __future__ import annotations

import asyncio
import json
import os
import time
from pathlib import Path

import pytest
from websockets.asyncio.client import connect

from tests.demo.server.pages import week_of
from tests.demo.test_command import Command

HELP = [{"type": "group_therapy", "start_week": 1, "settings": {}}]


async def attend(port, luck, people, speed, begin, seconds):
    """Open worlds, play from a common start, draw every frame; return the weeks shown in time."""
    async with connect(
        f"ws://127.0.0.1:{port}/live",
        origin=f"http://127.0.0.1:{port}", open_timeout=120,
        compression=None, max_size=None, proxy=None,
    ) as line:  # fmt: skip
        setting = {"people": people, "luck": luck, "help": HELP, "weeks": 520}
        await line.send(json.dumps({"do": "open", "setting": setting}))
        while not isinstance(told := await line.recv(), bytes):
            assert json.loads(told)["tell"] in ("opening", "opened"), told
        await line.send('{"do":"drawn","week":0}')
        await line.send(json.dumps({"do": "step", "weeks": 2}))  # help begins: two worlds from here
        weeks = 0
        while weeks < 2:
            told = await line.recv()
            if isinstance(told, bytes):
                weeks = week_of(told)
                await line.send(json.dumps({"do": "drawn", "week": weeks}))
        await begin.wait()
        await line.send(json.dumps({"do": "play", "speed": speed}))
        frames, end = [], time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            try:
                told = await asyncio.wait_for(line.recv(), left)
            except TimeoutError:
                break
            if isinstance(told, bytes):
                frames.append(week_of(told))
                await line.send(json.dumps({"do": "drawn", "week": frames[-1]}))
        return frames


async def lesson(command, port, visitors, people, speed, seconds):
    """Return each visitor's weeks, and the processor time that all of them took."""
    begin = asyncio.Barrier(visitors + 1)
    pages = [
        asyncio.create_task(attend(port, 1 + one % 5, people, speed, begin, seconds))
        for one in range(visitors)
    ]
    await begin.wait()
    before = processor_seconds(command.process.pid)
    played = await asyncio.gather(*pages)
    return played, processor_seconds(command.process.pid) - before


def megabytes(pid):
    text = Path(f"/proc/{pid}/status").read_text()
    return int(text.partition("VmRSS:")[2].split()[0]) / 1000


def processor_seconds(pid):
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def served(visitors, people, speed, seconds):
    """Return weeks a second of each visitor, processor seconds a week, and megabytes."""
    with Command("--no-browser") as command:
        _, port = command.address()
        played, took = asyncio.run(lesson(command, port, visitors, people, speed, seconds))
        memory = megabytes(command.process.pid)
    for weeks in played:
        assert weeks == list(range(3, 3 + len(weeks)))  # each of its own, none left out
    rates = [len(weeks) / seconds for weeks in played]
    cost = took / sum(len(weeks) for weeks in played)
    print(
        f"{visitors} x {people} people x 2 worlds at {speed} weeks a second: {min(rates):.2f} to "
        f"{max(rates):.2f} shown, {1000 * cost:.1f} ms of processor a week, {memory:.0f} MB"
    )
    return rates, cost, memory


pytestmark = pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks processes up in /proc")


def is_quiet():
    return os.getloadavg()[0] < 1.5


def test_four_visitors_are_served_at_their_pace():
    quiet = is_quiet()
    rates, cost, _ = served(visitors=4, people=100, speed=3, seconds=3)
    assert max(rates) <= 3.7  # no faster than asked
    assert max(rates) - min(rates) <= 1.0  # nobody is served before the others
    assert 12 * cost < 0.8
    assert min(rates) >= 2.6 or not quiet


@pytest.mark.slow
def test_a_class_of_twenty_is_served_at_three_weeks_a_second():
    quiet = is_quiet()
    rates, cost, memory = served(visitors=20, people=500, speed=3, seconds=10)
    assert max(rates) - min(rates) <= 0.5
    assert 60 * cost < 1.6  # of two cores
    assert memory < 1000
    assert min(rates) >= 2.7 or not quiet
