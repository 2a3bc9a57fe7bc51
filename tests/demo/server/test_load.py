"""A class at once: visitors with worlds of their own at three steps a second."""

from __future__ import annotations

import asyncio
import json
import time
from pathlib import Path

import pytest
from websockets.asyncio.client import connect

from tests.demo.server.pages import week_of
from tests.demo.test_command import Command

HELP = [{"type": "group_therapy", "start_week": 1, "settings": {}}]


async def attend(port, luck, people, speed, begin, seconds):
    """Open worlds, play from a common start, draw every frame; return frames in the time."""
    async with connect(
        f"ws://127.0.0.1:{port}/live",
        origin=f"http://127.0.0.1:{port}", compression=None, max_size=None, proxy=None,
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


async def lesson(port, visitors, people, speed, seconds):
    begin = asyncio.Barrier(visitors)
    rows = (attend(port, 1 + one, people, speed, begin, seconds) for one in range(visitors))
    return await asyncio.gather(*rows)


def megabytes(pid):
    text = Path(f"/proc/{pid}/status").read_text()
    return int(text.partition("VmRSS:")[2].split()[0]) / 1000


def served(visitors, people, speed, seconds):
    """Return the weeks a second that each visitor was shown, and the server's memory."""
    with Command("--no-browser") as command:
        _, port = command.address()
        played = asyncio.run(lesson(port, visitors, people, speed, seconds))
        memory = megabytes(command.process.pid) if Path("/proc").is_dir() else None
    for weeks in played:
        assert weeks == list(range(3, 3 + len(weeks)))  # each of its own, none left out
    return [len(weeks) / seconds for weeks in played], memory


def test_four_visitors_are_served_at_their_pace():
    rates, _ = served(visitors=4, people=100, speed=3, seconds=3)
    print(f"4 x 100 people x 2 worlds: {min(rates):.1f} to {max(rates):.1f} weeks a second")
    assert min(rates) >= 2
    assert max(rates) <= 3.7


@pytest.mark.slow
def test_a_class_of_twenty_is_served_at_three_weeks_a_second():
    rates, memory = served(visitors=20, people=500, speed=3, seconds=10)
    print(
        f"20 x 500 people x 2 worlds: {min(rates):.2f} to {max(rates):.2f} weeks a second, "
        f"{memory:.0f} MB"
    )
    assert min(rates) >= 2.7
    assert memory is None or memory < 1500
