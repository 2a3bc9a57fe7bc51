"""One visitor: what the page asks, in the order it asks, and what it is told."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from demo.server import messages as ask
from demo.server.channel import Channel, GoneError
from demo.server.following import Following
from demo.server.pair import Pair
from demo.server.player import Player
from demo.server.problems import MessageError

if TYPE_CHECKING:
    from demo.server.parts import Setting, Twins
    from demo.server.room import Room

__all__ = ["Visit"]

_log = logging.getLogger("kith.demo")


class Visit:
    """From the opening of a page to its closing.

    Parameters
    ----------
    channel
        The line to the page.
    room
        What all visitors share.
    """

    def __init__(self, channel: Channel, room: Room) -> None:
        self.key = secrets.token_urlsafe(9)
        self._channel = channel
        self._room = room
        self._limits = room.limits
        self._waiting: asyncio.Queue[ask.Message | MessageError] = asyncio.Queue(
            room.limits.waiting_messages
        )
        self._pair = Pair(room.turns)
        self._player = Player(self._live_week, self._stopped, room.limits)
        self._following = Following(self._pair, room.parts, room.limits, channel)
        self._lucks: asyncio.Task[None] | None = None
        self._openings_asked = 0

    async def live(self) -> None:
        """Serve the page until it leaves; then let its worlds go."""
        tasks = [
            asyncio.create_task(work) for work in (self._read(), self._answer(), self._player.run())
        ]
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                error = task.exception()
                if error is not None and not isinstance(error, GoneError):
                    _log.error("a visit ended", exc_info=error)
        finally:
            tasks += [self._lucks] if self._lucks is not None else []
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            self._pair.let_go()
            self._room.tapes.forget(self.key)

    async def _read(self) -> None:
        while True:
            text = await self._channel.receive()
            try:
                message: ask.Message | MessageError = ask.read_message(text)
            except MessageError as problem:
                message = problem
            if isinstance(message, ask.Drawn):
                # Not in the queue: play must not wait for an answer that takes long.
                self._player.drawn(message.week)
                continue
            self._openings_asked += isinstance(message, ask.Open)
            await self._waiting.put(message)

    async def _answer(self) -> None:
        while True:
            message = await self._waiting.get()
            try:
                if isinstance(message, MessageError):
                    raise message
                await self._follow(message)
            except MessageError as problem:
                await self._tell_problem(problem.text, problem.where)
            except (GoneError, asyncio.CancelledError):
                raise
            except Exception:
                _log.exception("a message could not be followed")
                text = "Something went wrong inside Kith. Reset, or load the page again."
                await self._tell_problem(text, "do")

    async def _follow(self, message: ask.Message) -> None:
        match message:
            case ask.Open():
                self._openings_asked -= 1
                setting = self._checked(message.setting)
                # A slider that is dragged asks for many worlds; only the last will be seen.
                if not self._openings_asked:
                    await self._open(setting)
            case ask.Reset():
                await self._reset()
            case ask.Play():
                self._pair.opened()
                self._refuse_after_end()
                speed = message.speed
                self._player.play(None if speed is None else self._bearable(speed))
                await self._tell_playing()
            case ask.Speed():
                self._player.set_speed(self._bearable(message.speed))
                await self._tell_playing()
            case ask.Pause():
                await self._stand_still()
                await self._stopped()
            case ask.Step():
                self._pair.opened()
                self._refuse_after_end()
                self._player.step(message.weeks)
            case ask.Person():
                await self._following.follow(message.id)
            case ask.Find():
                await self._channel.tell(await self._pair.ask(partial(self._found, message)))
            case ask.Lucks():
                await self._ask_lucks(message)
            case ask.Tape():
                tape, looked_at = self._room.parts.tape, self._following.looked_at
                data = await self._pair.ask(lambda twins: tape(twins, looked_at))
                key = self._room.tapes.put(data, self.key)
                await self._channel.tell({"tell": "tape_ready", "address": f"/tape/{key}"})

    def _checked(self, asked: dict[str, Any]) -> Setting:
        setting = self._room.parts.read_setting(asked)
        low, high = self._limits.people
        if not low <= setting.people <= high:
            raise MessageError(
                f"setting.people: this room has worlds of {low:,} to {high:,} people, "
                f"not {setting.people:,}.",
                "setting.people",
            )
        return setting

    def _found(self, message: ask.Find, twins: Twins) -> dict[str, Any]:
        people = self._room.parts.find(twins, message.who, message.text)[:12]
        if people:
            return {"tell": "found", "people": people}
        return {"tell": "found", "people": [], "text": self._room.parts.nobody(twins, message.who)}

    def _bearable(self, speed: float) -> float:
        low, high = self._limits.speed
        if not low <= speed <= high:
            raise MessageError(
                f"speed: must be from {low:g} to {high:g} weeks a second, got {speed:g}.", "speed"
            )
        return speed

    def _refuse_after_end(self) -> None:
        if self._pair.ended:
            raise MessageError(
                f"This run ends at week {self._pair.week}. Reset it, or choose more weeks.",
                "setting.weeks",
            )

    async def _open(self, setting: Setting) -> None:
        async def progress(share: float) -> None:
            text = "People move in and get to know each other."
            await self._channel.tell({"tell": "opening", "share": share, "text": text})

        async def greet() -> None:
            self._following.begin()
            await self._channel.tell({"tell": "opened", **meta})

        await progress(0.0)
        twins = await self._room.openings.open(setting, progress)
        meta = twins.meta() | {"visit": self.key, "limits": self._limits.told()}
        self._player.stop()
        await self._pair.take(twins, setting, self._room.parts.begin, greet, self._send_first)
        self._room.tidy_soon()

    async def _reset(self) -> None:
        setting = self._pair.opened()
        self._player.stop()
        await self._pair.take(
            None, setting, self._room.parts.begin, self._tell_playing, self._send_first
        )
        await self._following.catch_up()

    async def _live_week(self, wanted: Callable[[], bool]) -> bool:
        try:
            goes_on = await self._pair.live_week(wanted, self._send)
            await self._following.after_week()
        except GoneError:
            raise
        except Exception:
            _log.exception("a week could not be lived")
            text = "Something went wrong inside these worlds. Reset, or open others."
            await self._tell_problem(text, "do")
            return False
        return goes_on

    async def _stand_still(self) -> None:
        self._player.stop()
        await self._pair.rest()

    async def _stopped(self) -> None:
        await self._tell_playing()
        await self._following.catch_up()

    async def _send(self, frame: bytes, week: int) -> None:
        self._player.sent(week)
        await self._channel.frame(frame)

    async def _send_first(self, frame: bytes, week: int) -> None:
        self._player.sent(week, first=True)
        await self._channel.frame(frame)

    async def _tell_playing(self) -> None:
        player = self._player
        await self._channel.tell(
            {"tell": "playing", "playing": player.playing, "speed": player.speed}
        )

    async def _tell_problem(self, text: str, where: str) -> None:
        await self._channel.tell({"tell": "problem", "text": text, "where": where})

    async def _ask_lucks(self, message: ask.Lucks) -> None:
        setting = self._checked(message.setting)
        if len(message.lucks) > self._limits.lucks:
            text = f"lucks: at most {self._limits.lucks} at once, got {len(message.lucks)}."
            raise MessageError(text, "lucks")
        if self._lucks is not None:
            self._lucks.cancel()
        self._lucks = asyncio.create_task(self._tell_lucks(setting, message.lucks, message.weeks))

    async def _tell_lucks(self, setting: Setting, lucks: list[int], weeks: int) -> None:
        try:
            async for luck, found in self._room.lucks.differences(setting, lucks, weeks):
                told = {"tell": "luck", "luck": luck, "differences": found}
                await self._channel.tell(told)
            await self._channel.tell({"tell": "lucks_done"})
        except MessageError as problem:
            await self._tell_problem(problem.text, problem.where)
        except GoneError:
            pass
        except Exception:
            _log.exception("lucks could not be lived")
            await self._tell_problem("Something went wrong while living these lucks.", "lucks")
