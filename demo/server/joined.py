"""The other parts of the classroom, joined: worlds, stories, lessons, tapes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from demo.choices import choices
from demo.joined_modules import JoinError
from demo.lesson_files import load_lessons
from demo.lucks import differences, with_luck
from demo.opening import open_paths
from demo.server.limits import Limits
from demo.server.parts import Parts, Setting, Twins
from demo.server.problems import MessageError
from demo.settings import ClassSetting, SettingError, read_setting
from demo.stories import Chronicle, find
from demo.stories.finder import nobody_found
from demo.tape import STORIES_AT_MOST, TapeError, make_tape
from demo.worlds.shelf import Shelf
from demo.worlds.twins import Twins as RealTwins
from demo.worlds.twins import open_twins

if TYPE_CHECKING:
    from demo.worlds.offers import Offer

__all__ = ["joined_parts"]

#: Who is told of in a tape beside those the visitor looked at: two worlds' most telling people.
_TELLING = ("gained", "lost", "lonely", "connected")


def joined_parts(
    things: Sequence[str | Path] = (),
    lessons: Path | None = None,
    limits: Limits | None = None,
    note: Callable[[str], None] = lambda text: None,
) -> Parts:
    """Return the parts as the server calls them, all that was named on the command line checked.

    Parameters
    ----------
    things
        Scenario or study files, names of the library, results folders.
    lessons
        A file of lessons; None takes those that come with Kith.
    limits
        How many people a world may have.
    note
        Told what is shown in another way than it was asked for.

    Raises
    ------
    ScenarioError
        With every problem of a scenario or lesson file, each with its place.
    KithError
        When a folder holds no results.
    """
    opened = open_paths(things)
    for text in opened.notes:
        note(text)
    low, high = (limits or Limits()).people
    first = opened.default
    if first.people > high:
        first = first.model_copy(update={"people": high})
    offered = choices(opened.files, first)
    offered["people"] |= {"low": low, "high": high}
    return Parts(
        read_setting=_read_setting,
        open_twins=_Opener(opened.files),
        with_luck=lambda setting, luck: with_luck(_real_setting(setting), luck),
        differences=differences,
        begin=lambda twins: _begin(_real(twins)),
        story=lambda twins, unique_id: _story(_real(twins), unique_id),
        find=lambda twins, who, text: _find(_real(twins), who, text),
        nobody=lambda twins, who: nobody_found(who, _chronicle(_real(twins))),
        tape=lambda twins, looked_at: _tape(_real(twins), looked_at),
        choices=offered,
        lessons=load_lessons(lessons),
        first=first,
    )


class _Opener:
    """Makes worlds, and keeps the pasts of the last ones for those who ask for the same."""

    def __init__(self, offers: Sequence[Offer]) -> None:
        self._offers = offers
        self._pasts = Shelf()

    def __call__(self, setting: Setting, tell: Callable[[float], None]) -> Twins:
        try:
            asked = _real_setting(setting)
            return open_twins(asked, self._offers, shelf=self._pasts, tell=tell)
        except SettingError as error:
            raise _as_message(error) from None


def _real(twins: Twins) -> RealTwins:
    return cast(RealTwins, twins)


def _real_setting(setting: Setting) -> ClassSetting:
    return cast(ClassSetting, setting)


def _as_message(error: SettingError) -> MessageError:
    return MessageError(f"{error.where}: {error.text}.", error.where)


def _read_setting(data: Mapping[str, Any]) -> Setting:
    try:
        return read_setting(data)
    except SettingError as error:
        raise _as_message(error) from None


def _static() -> Path:
    return Path(str(files("demo") / "static"))


def _begin(twins: RealTwins) -> bytes:
    chronicle = Chronicle(twins.compared)
    chronicle.note(twins.week, twins.models)
    twins.chronicle = chronicle
    return twins.full_frame()


def _chronicle(twins: RealTwins) -> Chronicle:
    return cast(Chronicle, twins.chronicle)


def _story(twins: RealTwins, unique_id: int) -> dict[str, Any]:
    return _chronicle(twins).story(unique_id, twins.week, twins.models)


def _find(twins: RealTwins, who: str, text: str) -> list[dict[str, Any]]:
    found = find(who, text, twins.week, twins.models, _chronicle(twins))
    return [dict(one) for one in found]


def _tape(twins: RealTwins, looked_at: Sequence[int]) -> bytes:
    telling = (one["id"] for who in _TELLING for one in _find(twins, who, ""))
    ids = list(dict.fromkeys((*looked_at, *telling)))[:STORIES_AT_MOST]
    stories = [_story(twins, one) for one in ids]
    recording = twins.recording
    try:
        return make_tape(
            twins.meta(),
            recording.frames,
            stories,
            _static(),
            ended=recording.ended,
        )
    except (TapeError, JoinError) as error:
        raise MessageError(f"The tape cannot be made: {error}.", "do") from None
