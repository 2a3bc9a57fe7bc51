"""Reach: who may come, who is asked, who says yes, and how long they wait."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from simulation.conditions.conditions import ConditionText, QuantityText
from simulation.programmes.settings import Chance, Count, LogOdds, Settings, Share, Weeks

__all__ = ["Queue", "Reach", "Targeting"]

Targeting = Literal[
    "random", "most_in_need", "referral", "self_referral", "neighbourhood", "network"
]
Queue = Literal["first_come", "most_in_need"]


class Reach(Settings):
    """How a programme finds people and how they come to it."""

    eligibility: ConditionText = ""
    """Who may come, such as `loneliness_ucla3 >= 6 and age >= 65`; everybody if left empty."""

    targeting: Targeting = "random"
    """Who of those eligible is asked: anyone (random), those most in need first, those a
    professional refers, those who come of themselves, people of the neighbourhoods most in need,
    or friends of those who take part (network)."""

    need: QuantityText = "loneliness_ucla3"
    """What need is measured by, wherever those most in need go first (any number of a person)."""

    offered_share: Share = 1.0
    """Share of those eligible who can be reached at all (share)."""

    offers_a_week: Count | None = None
    """Most offers made in a week (people); no limit if left out."""

    intake_weeks: Weeks = 1
    """Weeks in which places are offered, from the start (weeks); 1 makes a single cohort."""

    open_weeks: Weeks | None = None
    """Weeks from the start after which no course begins (weeks); none: until all are served."""

    repeats: Annotated[int, Field(ge=0, le=520)] = 0
    """How often the offers are repeated; in a new round people may be asked again (times)."""

    repeat_every_weeks: Weeks = 52
    """Weeks from the beginning of a round to that of the next (weeks)."""

    waves: Annotated[int, Field(ge=1, le=520)] = 1
    """Waves in which neighbourhoods begin, drawn by lot: a stepped roll-out (waves)."""

    weeks_between_waves: Weeks = 13
    """Weeks from a wave to the next (weeks)."""

    uptake: Chance = 0.6
    """Chance that an average person who is offered a place takes it (chance; assumed: .65 of
    social-prescribing referrals engage, Bickerdike et al. 2017)."""

    uptake_withdrawal: LogOdds = 1.0
    """What full withdrawal takes from the odds of saying yes or of coming forward (log odds;
    assumed: withdrawn people come forward less)."""

    uptake_trust: LogOdds = 1.0
    """What full trust in people adds to those odds (log odds; assumed)."""

    uptake_need: LogOdds = 0.0
    """What a point of need above `need_reference` adds to those odds (log odds; assumed)."""

    need_reference: float = 6.0
    """Need at which the odds are as stated (in the unit of `need`; UCLA-3: 6 counts as lonely)."""

    trauma_caution: LogOdds = 0.5
    """What four adverse childhood experiences take from the odds of saying yes and of coming, and
    add to those of a bad session, where care is not trauma-informed (log odds; assumed)."""

    referral_sensitivity: Chance = 0.6
    """Chance that a professional who sees somebody eligible refers them (chance; assumed)."""

    referral_specificity: Chance = 0.98
    """Chance that a professional who sees somebody not eligible does not refer them (chance;
    assumed); who is referred all the same is turned away at the assessment."""

    consultation_chance: Chance = 0.08
    """Chance of seeing that professional in a week (chance a week; assumed: four times a year)."""

    self_referral_chance: Chance = 0.02
    """Chance that an average person comes forward in a week (chance a week; assumed)."""

    neighbourhood_share: Share = 0.3
    """Share of neighbourhoods served when the neighbourhoods most in need are (share)."""

    network_seeds: Count = 20
    """People asked at random in the first week, whose friends are asked next (people)."""

    network_closeness: Share = 0.3
    """Closeness from which a friend of a participant is asked (closeness, 0 to 1; assumed)."""

    queue: Queue = "first_come"
    """Who waits least: who came first, or who was most in need when they came."""

    waiting_dropout: Chance = 0.02
    """Chance of giving up in a week of waiting (chance a week; assumed)."""

    assessment_valid_weeks: Weeks = 26
    """Weeks of waiting after which it is looked again whether somebody is eligible (weeks)."""

    @model_validator(mode="after")
    def _rounds_do_not_overlap(self) -> Self:
        if self.repeats and self.repeat_every_weeks < self.intake_weeks:
            raise ValueError(
                f"repeat_every_weeks ({self.repeat_every_weeks}) must be at least intake_weeks "
                f"({self.intake_weeks}): a round begins when the one before has been offered"
            )
        return self

    def round_at(self, week: int) -> int | None:
        """Return the week, from the start, in which the round going on began; None between rounds.

        Parameters
        ----------
        week
            Weeks since the programme's start, from 0.

        Examples
        --------
        >>> Reach(intake_weeks=4, repeats=1, repeat_every_weeks=26).round_at(28)
        26
        """
        turn = min(week // self.repeat_every_weeks, self.repeats)
        began = turn * self.repeat_every_weeks
        last_wave = (self.waves - 1) * self.weeks_between_waves
        return began if began <= week < began + self.intake_weeks + last_wave else None

    @property
    def last_intake_week(self) -> int:
        """The last week, from the start, in which somebody may be offered a place."""
        last_wave = (self.waves - 1) * self.weeks_between_waves
        return self.repeats * self.repeat_every_weeks + self.intake_weeks + last_wave - 1
