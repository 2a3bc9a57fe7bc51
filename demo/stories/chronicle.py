"""The chronicle of a class: notes each week of one or two worlds, and tells anybody's story.

Before help starts both worlds are one and are noted once; when they part, each goes on from the
same record. Memory: a happening takes 20 bytes, a person's feelings 2 bytes a week.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from demo.stories.record import WorldRecord
from demo.stories.story import tell
from demo.stories.unknown import UnknownPersonError
from simulation import ConnectivityModel

__all__ = ["Chronicle"]


class Chronicle:
    """What happened to everybody in each world, from the first week noted on.

    Parameters
    ----------
    compared
        Whether there is a second world, parted from the first yet or not: stories then tell two
        lives from the beginning.

    Examples
    --------
    >>> from simulation import ConnectivityModel
    >>> chronicle, model = Chronicle(), ConnectivityModel(people=100, rng=1)
    >>> chronicle.note(0, (model,))
    >>> model.step()
    >>> chronicle.note(1, (model,))
    >>> chronicle.story(7, 1, (model,))["id"]
    7
    """

    def __init__(self, compared: bool = False) -> None:
        self.compared = compared
        self.records: list[WorldRecord] = []

    @property
    def week(self) -> int:
        """The last week noted, -1 before the first."""
        return self.records[0].week if self.records else -1

    @property
    def nbytes(self) -> int:
        """Bytes that the records take, what they share counted in each."""
        return sum(one.nbytes for one in self.records)

    def record(self, world: int) -> WorldRecord:
        """Return the record of a world; before the worlds part it is the same for both."""
        return self.records[min(world, len(self.records) - 1)]

    def note(self, week: int, models: Sequence[ConnectivityModel]) -> None:
        """Note the week just lived; the first call begins the recording.

        Parameters
        ----------
        week
            On the page's count: one more than last time.
        models
            One world, or two; the same twice counts as one.

        Raises
        ------
        ValueError
            When a week was left out, or worlds that had parted are one again.
        """
        worlds = distinct(models)
        if not self.records:
            self.records = [WorldRecord(one, week) for one in worlds]
            return
        if week != self.week + 1:
            raise ValueError(f"the chronicle has reached week {self.week}; it cannot note {week}")
        if len(worlds) < len(self.records):
            raise ValueError("worlds that have parted cannot be noted as one")
        if len(worlds) > len(self.records):
            self.records.append(self.records[0].copy())
        for record, model in zip(self.records, worlds, strict=True):
            record.note(model, week)

    def story(
        self, unique_id: int, week: int, models: Sequence[ConnectivityModel]
    ) -> dict[str, Any]:
        """Return somebody's story up to now, in plain words; see the contract of the page.

        Parameters
        ----------
        unique_id
            Whose.
        week
            The last week noted.
        models
            The worlds, as they were noted.

        Raises
        ------
        UnknownPersonError
            When neither world ever had this person.
        ValueError
            When another week is asked for.
        """
        if week != self.week:
            raise ValueError(f"stories are told as of week {self.week}, not {week}")
        if not any(one.knows(unique_id) for one in self.records):
            raise UnknownPersonError(unique_id)
        two = self.compared or len(models) > 1
        records = [self.record(world) for world in range(2 if two else 1)]
        worlds = [models[min(world, len(models) - 1)] for world in range(len(records))]
        return tell(unique_id, week, records, worlds)


def distinct(models: Sequence[ConnectivityModel]) -> list[ConnectivityModel]:
    """Return the worlds that are not the same object twice, in their order.

    Raises
    ------
    ValueError
        When there is none, or more than two.
    """
    worlds = list({id(one): one for one in models}.values())
    if not 1 <= len(worlds) <= 2:
        raise ValueError(f"a class has one world or two, not {len(worlds)}")
    return worlds
