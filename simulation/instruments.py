"""Instruments: the questionnaires a survey asks, with the ranges and cuts in common use."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

__all__ = ["INSTRUMENTS", "Instrument"]


@dataclass(frozen=True, slots=True)
class Instrument:
    """One questionnaire.

    Attributes
    ----------
    name, title
        Its name in tables and its full name.
    low, high
        Lowest and highest score.
    cut
        Where trouble begins: from the cut upwards if a high score is worse, below it otherwise.
    direction
        +1 if a higher score is worse, -1 if it is better.
    source
        Where the instrument and its cut come from.
    meaning
        What it measures, in plain words.
    """

    name: str
    title: str
    low: int
    high: int
    cut: int
    direction: int
    source: str
    meaning: str

    def troubled(self, scores: npt.ArrayLike) -> npt.NDArray[np.bool_]:
        """Return who scores beyond the cut.

        Parameters
        ----------
        scores
            Scores of this instrument, any shape.

        Returns
        -------
        ndarray of bool, the same shape

        Examples
        --------
        >>> INSTRUMENTS["lsns6"].troubled([11, 12]).tolist()
        [True, False]
        """
        given = np.asarray(scores)
        return given >= self.cut if self.direction > 0 else given < self.cut


_ALL = (
    Instrument(
        "ucla3",
        "UCLA three-item loneliness scale",
        3,
        9,
        6,
        +1,
        "Hughes, Waite, Hawkley & Cacioppo 2004; 6 and above counts as lonely",
        "how often one lacks companionship, feels left out, feels isolated",
    ),
    Instrument(
        "lsns6",
        "Lubben social network scale, six items",
        0,
        30,
        12,
        -1,
        "Lubben et al. 2006; below 12 is at risk of isolation (15 % of Londoners over 65)",
        "relatives and friends one sees monthly, confides in, can call on",
    ),
    Instrument(
        "pss10",
        "Perceived stress scale, ten items",
        0,
        40,
        27,
        +1,
        "Cohen & Janicki-Deverts 2012; 27 and above is commonly called high",
        "how unpredictable and overloaded life felt in the last month",
    ),
    Instrument(
        "phq9",
        "Patient health questionnaire, nine items",
        0,
        27,
        10,
        +1,
        "Kroenke, Spitzer & Williams 2001; 10 and above screens for depression",
        "symptoms of depression in the last two weeks",
    ),
    Instrument(
        "gad7",
        "Generalised anxiety disorder scale, seven items",
        0,
        21,
        10,
        +1,
        "Spitzer et al. 2006; 10 and above screens for an anxiety disorder",
        "symptoms of anxiety in the last two weeks",
    ),
    Instrument(
        "life_satisfaction",
        "Satisfaction with life nowadays",
        0,
        10,
        5,
        -1,
        "ONS personal well-being, one question; 0 to 4 counts as low",
        "how satisfied one is with life nowadays",
    ),
)

#: All instruments by name, in the order surveys write them.
INSTRUMENTS: dict[str, Instrument] = {one.name: one for one in _ALL}
