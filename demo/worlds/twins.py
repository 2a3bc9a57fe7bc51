"""Two lives of the same people: one world as it is, and its fork with help.

They share one past and one life until the week in which help starts; then the second is forked and
given what helps. Since every draw is keyed by seed, week and person, that is the same as two worlds
of a study with these programmes and this seed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from demo.class_words import class_words
from demo.main_settings import LEVERS, title_of
from demo.settings import PEOPLE_HIGH, PEOPLE_LOW, ClassSetting
from demo.worlds.numbers import Numbers, about_numbers, numbers_of
from demo.worlds.offers import Offer
from demo.worlds.past import Tell, lived_past
from demo.worlds.picture import Picture, frame_of
from demo.worlds.recording import Recording
from demo.worlds.resolving import Meant, lever_value, meant_by
from demo.worlds.shelf import Shelf
from experiments.worlds.pasts import past_key

if TYPE_CHECKING:
    from simulation import ConnectivityModel

__all__ = ["HelpPeriod", "Notes", "Twins", "open_twins"]


class Notes(Protocol):
    """Who notes what happens in both lives, such as the chronicle of stories."""

    def note(self, week: int, models: Sequence[ConnectivityModel]) -> None:
        """Note one week."""


@dataclass(frozen=True)
class HelpPeriod:
    """When a programme or policy of the second life is at work; no ``end_week`` is for good."""

    label: str
    title: str
    start_week: int
    end_week: int | None


class Twins:
    """Two lives of the same people, or one where there is nothing to compare.

    Parameters
    ----------
    meant
        What is lived.
    past
        The world at the end of its burn-in; it is forked, never lived on.

    Attributes
    ----------
    week
        Weeks since the burn-in.
    models
        One world before help starts, then two.
    recording
        The frames made so far, for a tape.
    chronicle
        Told of every week, if there is one.
    """

    def __init__(self, meant: Meant, past: ConnectivityModel) -> None:
        self.meant = meant
        self._past = past
        self.recording = Recording()
        self.chronicle: Notes | None = None
        self.reset()

    @property
    def setting(self) -> ClassSetting:
        """The setting they were opened with."""
        return self.meant.setting

    @property
    def people(self) -> int:
        """Adults in town."""
        return len(self._past.people)

    @property
    def compared(self) -> bool:
        """Whether there is a second life at all, forked yet or not."""
        return self.meant.compared

    @property
    def help(self) -> list[HelpPeriod]:
        """What helps in the second life, and when."""
        given = self.meant.with_help
        programmes = [
            HelpPeriod(
                one.label,
                title_of(one.label),
                one.start_week,
                one.start_week + one.last_intake_week + one.weeks,
            )
            for one in given.programmes
        ]
        policies = [
            HelpPeriod(
                one.label,
                title_of(one.label),
                one.start_week,
                None if one.total_weeks is None else one.start_week + one.total_weeks,
            )
            for one in given.policies
        ]
        return [*programmes, *policies]

    def reset(self) -> None:
        """Go back to week 0. A chronicle is taken off: it has noted another run."""
        own = self.meant.as_it_is
        first = self._past.fork(programmes=own.programmes, policies=own.policies)
        self.models: tuple[ConnectivityModel, ...] = (first,)
        self.week = 0
        self._pictures: tuple[Picture, ...] = (Picture(),)
        self._seen: tuple[int, bytes] | None = None
        self.recording.clear()
        self.chronicle = None

    def world(self, number: int) -> ConnectivityModel:
        """Return one of the worlds: 0 as it is, 1 with help; the same one before they part.

        Raises
        ------
        IndexError
            When there is no such world.
        """
        if number not in ((0, 1) if self.compared else (0,)):
            raise IndexError(f"there is no world {number}")
        return self.models[min(number, len(self.models) - 1)]

    def step(self) -> None:
        """Live one week in both worlds."""
        if self._parts_now():
            given = self.meant.with_help.given_in(self.week)
            twin = self.models[0].fork(programmes=given.programmes, policies=given.policies)
            self.models = (self.models[0], twin)
            self._pictures = (self._pictures[0], self._pictures[0].copy())
        for model in self.models:
            model.run_weeks(1, observe=False)  # the survey of the numbers is the observation
        self.week += 1
        if self.chronicle is not None:
            self.chronicle.note(self.week, self.models)

    def numbers(self) -> dict[str, Any]:
        """Return this week and each world's numbers, those of ``kith run``."""
        return {"week": self.week, "worlds": self._of_both(self._numbers())}

    def frame(self) -> bytes:
        """Return this week for a page that knows the last frame made.

        Asked again in the same week it is the same; the first one is full.
        """
        if self._seen is None or self._seen[0] != self.week:
            is_first = self._pictures[0].is_blank
            frame = self._framed(Picture.next, full=is_first)
            self._seen = (self.week, frame)
            self.recording.add(frame)
        return self._seen[1]

    def full_frame(self) -> bytes:
        """Return this week for a page that knows nothing.

        It holds what pages know that have all frames, so from here on all go on alike.
        """
        self.frame()
        return self._framed(Picture.again, full=True)

    def meta(self) -> dict[str, Any]:
        """Return what a page has to know before the first frame, as data for JSON."""
        offer, people = self.meant.offer, self._past.people.records
        return {
            "setting": self.setting.data(),
            "title": offer.scenario.title,
            "description": class_words(offer.scenario.description),
            "people": self.people,
            "weeks": self.setting.weeks,
            "compared": self.compared,
            "currency": self.meant.currency,
            "help": [asdict(one) for one in self.help],
            "levers": {one.key: lever_value(self.meant.world, one) for one in LEVERS},
            "homes": people["neighbourhood"].tolist(),
            "households": people["household"].tolist(),
            "outcomes": about_numbers(self.meant.currency),
            "limits": {"people": [PEOPLE_LOW, PEOPLE_HIGH]},
        }

    def _parts_now(self) -> bool:
        if not self.compared or len(self.models) == 2:
            return False
        if self.meant.as_it_is:
            return True  # what is given replaces what there is, so both begin with their own
        first = self.meant.with_help.first_week
        assert first is not None  # or nothing would differ
        return self.week >= first

    def _numbers(self) -> list[Numbers]:
        return [numbers_of(model) for model in self.models]

    def _of_both(self, each: list[Any]) -> list[Any]:
        return [each[0], each[-1]] if self.compared else each

    def _framed(self, look: Callable[..., bytes], *, full: bool) -> bytes:
        each = zip(self._pictures, self.models, self._numbers(), strict=True)
        blocks = [look(picture, model, numbers) for picture, model, numbers in each]
        return frame_of(self._of_both(blocks), self.people, self.week, full=full)


def open_twins(
    setting: ClassSetting,
    files: Sequence[Offer] = (),
    cache_folder: Path | None = None,
    *,
    shelf: Shelf | None = None,
    tell: Tell | None = None,
) -> Twins:
    """Return two lives at the end of their common past.

    Parameters
    ----------
    setting
        What is lived.
    files
        Scenarios of the command line.
    cache_folder
        Where burnt-in worlds are kept on the disk; None writes nothing.
    shelf
        Pasts lived a moment ago.
    tell
        Told which share of the past has been lived; what it raises ends the opening.

    Raises
    ------
    SettingError
        When the setting means nothing that can be lived.
    """
    meant = meant_by(setting, files)

    def live() -> ConnectivityModel:
        return lived_past(meant.world, setting.luck, setting.people, cache_folder, tell)

    if shelf is None:
        return Twins(meant, live())
    key = f"{past_key(meant.world)}/{setting.people}/{setting.luck}"
    return Twins(meant, shelf.fetch(key, live))
