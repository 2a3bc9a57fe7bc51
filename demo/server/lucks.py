"""Luck or help: the same setting under several luck numbers, a pair of worlds each."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from functools import partial

from demo.server.openings import Openings
from demo.server.parts import Parts, Setting, Twins
from demo.server.problems import MessageError
from demo.server.turns import Turns

__all__ = ["Lucks"]

#: Weeks lived in one turn: short enough that those who play do not notice.
_WEEKS_A_TURN = 4


class Lucks:
    """Lives whole pairs in the background of everybody's play.

    Parameters
    ----------
    parts, openings, turns
        How worlds are made, through which door, and where they live.
    at_once
        How many visitors' questions are answered side by side; others wait.
    """

    def __init__(self, parts: Parts, openings: Openings, turns: Turns, at_once: int = 2) -> None:
        self._parts = parts
        self._openings = openings
        self._turns = turns
        self._places = asyncio.Semaphore(at_once)

    async def differences(
        self, setting: Setting, lucks: Sequence[int], weeks: int
    ) -> AsyncIterator[tuple[int, dict[str, float]]]:
        """Yield each luck with its differences: with help minus as it is, after some weeks.

        Raises
        ------
        MessageError
            When the setting has no second world.
        """
        for luck in lucks:
            async with self._places:
                twins = await self._openings.open(self._parts.with_luck(setting, luck))
                if not twins.compared:
                    raise MessageError(
                        "lucks: these worlds do not differ; choose some help first.", "setting.help"
                    )
                while twins.week < weeks:
                    turn = min(_WEEKS_A_TURN, weeks - twins.week)
                    await self._turns.do(partial(_live, twins, turn))
                numbers = await self._turns.do(twins.numbers)
                del twins
            yield luck, self._parts.differences(numbers)


def _live(twins: Twins, weeks: int) -> None:
    for _ in range(weeks):
        twins.step()
