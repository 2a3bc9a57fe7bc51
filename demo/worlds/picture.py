"""A week of one or two worlds as bytes: what a page draws and charts.

Little endian. 12 bytes of head: u8 version, u8 worlds, u16 people, u32 week, u8 full (1: forget all
ties before), three zeros. Then for each world, filled up to a multiple of four bytes:

- six f32: isolated and lonely people of 1,000, PSS-10, PHQ-9, life satisfaction, cost so far;
- four u32: how many ties are new, changed and lost, and in how many rows somebody new lives;
- the new and the changed ties: u16 i, u16 j (i < j), u8 kind, u8 closeness x 255;
- the lost ties: u16 i, u16 j;
- rows with somebody new: u16 row, u16 0, f64 unique id (all rows in a full frame);
- six u8 for everybody, one after the other: loneliness x 255, PSS-10 x 255/40, belonging x 255,
  trust x 255, marks, age in years.

A tie that is new may be known already: then another person lives in one of its rows. Lost ties
are never among the new ones, so the order in which a page takes them up does not matter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from demo.worlds.numbers import NUMBERS, Numbers
from demo.worlds.told_ties import News, Told, tell
from simulation.delivery.roster import Status
from simulation.indicators import SUBGROUPS
from simulation.indicators.subgroups import ANXIOUS_ABOVE, AVOIDANT_ABOVE
from simulation.instruments import INSTRUMENTS

if TYPE_CHECKING:
    from simulation import ConnectivityModel

__all__ = ["VERSION", "Picture", "frame_of", "picture_of"]

VERSION = 1

#: Bits of a person's marks; the attachment style takes two, from bit 4.
ISOLATED, LONELY, IN_PROGRAMME, TOOK_PART, MAN, LIVES_ALONE = 1, 2, 4, 8, 64, 128
_STYLE = 16

_HEAD = np.dtype(
    [("version", "u1"), ("worlds", "u1"), ("people", "<u2"), ("week", "<u4"), ("full", "u1"),
     ("zeros", "u1", 3)]
)  # fmt: skip
_ARRIVED = np.dtype([("row", "<u2"), ("zero", "<u2"), ("unique_id", "<f8")])

Bytes = npt.NDArray[np.uint8]


class Picture:
    """One world as it is told to one page, week by week.

    Parameters
    ----------
    told
        What the page knows; by default nothing.
    """

    def __init__(self, told: Told | None = None) -> None:
        self.told = Told.nothing() if told is None else told

    def copy(self) -> Picture:
        """Return a picture of which the same was told."""
        return Picture(self.told)

    @property
    def is_blank(self) -> bool:
        """Whether nothing was told yet."""
        return not len(self.told.ids)

    def next(self, model: ConnectivityModel, numbers: Numbers) -> bytes:
        """Return the world's block of a frame: what is new since the last, which it then is not.

        Parameters
        ----------
        model
            The world.
        numbers
            What is charted of it.
        """
        news, self.told = tell(self.told, model)
        return _block(numbers, news, self.told.ids, picture_of(model))

    def again(self, model: ConnectivityModel, numbers: Numbers) -> bytes:
        """Return the block of this week once more, with everything that was told as new."""
        ties, none = self.told.ties, self.told.ties[:0]
        everything = News(ties, none, none, np.arange(len(self.told.ids)))
        return _block(numbers, everything, self.told.ids, picture_of(model))


def frame_of(blocks: list[bytes], people: int, week: int, *, full: bool) -> bytes:
    """Return a frame of these worlds.

    Examples
    --------
    >>> frame_of([], 500, 41, full=True).hex()
    '0100f4012900000001000000'
    """
    head = np.zeros(1, _HEAD)
    head["version"], head["worlds"], head["people"] = VERSION, len(blocks), people
    head["week"], head["full"] = week, full
    return b"".join([head.tobytes(), *blocks])


def picture_of(model: ConnectivityModel) -> Bytes:
    """Return what is shown of everybody: loneliness, stress, belonging, trust, marks and age.

    Returns
    -------
    ndarray of uint8, shape (6, people)
    """
    people, answers = model.people.records, model.survey_arrays()
    shown = np.zeros((6, len(people)), np.uint8)
    shown[0] = _share(model.people.array("loneliness"))
    shown[1] = _share(answers["pss10"] / INSTRUMENTS["pss10"].high)
    shown[2] = _share(people["belonging"])
    shown[3] = _share(people["working_model"])
    shown[4] = _marks(model)
    shown[5] = np.minimum(people["age"], 255)
    return shown


def _share(values: npt.NDArray[np.floating]) -> Bytes:
    whole: Bytes = np.floor(np.clip(values, 0.0, 1.0) * 255.0 + 0.5).astype(np.uint8)
    return whole


def _marks(model: ConnectivityModel) -> Bytes:
    people, answers = model.people.records, model.survey_arrays()
    marks = np.zeros(len(people), np.uint8)
    marks += ISOLATED * INSTRUMENTS["lsns6"].troubled(answers["lsns6"]).astype(np.uint8)
    marks += LONELY * INSTRUMENTS["ucla3"].troubled(answers["ucla3"]).astype(np.uint8)
    marks += _STYLE * (people["attachment_anxiety"] > ANXIOUS_ABOVE).astype(np.uint8)
    marks += 2 * _STYLE * (people["attachment_avoidance"] > AVOIDANT_ABOVE).astype(np.uint8)
    marks += MAN * people["sex"]
    marks += np.uint8(LIVES_ALONE) * SUBGROUPS["lives_alone"].members(people).astype(np.uint8)
    ids = people["unique_id"]
    for delivery in model.deliveries:
        now = delivery.roster.cases[delivery.roster.having(Status.IN_COURSE)]
        for bit, who in (
            (IN_PROGRAMME, now["unique_id"]),
            (TOOK_PART, delivery.participants()),
        ):
            rows = who % len(ids)
            marks[rows[ids[rows] == who]] |= bit  # whoever has left is nobody's mark
    return marks


def _block(numbers: Numbers, news: News, ids: npt.NDArray[np.int64], people: Bytes) -> bytes:
    arrived = np.zeros(len(news.arrived), _ARRIVED)
    arrived["row"], arrived["unique_id"] = news.arrived, ids[news.arrived]
    parts = [
        np.array([numbers[name] for name in NUMBERS], "<f4").tobytes(),
        np.array(
            [len(news.made), len(news.changed), len(news.lost), len(news.arrived)], "<u4"
        ).tobytes(),
        news.made.tobytes(),
        news.changed.tobytes(),
        np.stack([news.lost["i"], news.lost["j"]], axis=1).astype("<u2").tobytes(),
        arrived.tobytes(),
        people.tobytes(),
    ]
    block = b"".join(parts)
    return block + bytes(-len(block) % 4)
