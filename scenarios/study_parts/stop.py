"""When a study has lived enough seeds: once its main difference is known closely enough."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from scenarios.base import Settings
from scenarios.outcome_names import OutcomeName
from scenarios.problems import ComplaintError

__all__ = ["StopSettings"]


class StopSettings(Settings):
    """Live seeds until one difference is sure enough in every arm, and a second look agrees.

    The defaults follow a simulation study of coverage: with fewer than 30 seeds, or without a
    second look, intervals at the stop cover the truth less often than they say.

    Examples
    --------
    >>> StopSettings(outcome="isolated_per_1000", half_width=5.0).at_most
    400
    """

    outcome: OutcomeName
    """The one outcome whose paired difference is looked at, in the last week of the run."""
    population: str = Field("everybody", min_length=1)
    """Group of people it is looked at in: `everybody` or `participants`."""
    half_width: float = Field(gt=0)
    """Half the width that the 95 % interval may have in every arm (unit of the outcome)."""
    at_least: int = Field(30, ge=2, le=100_000)
    """Seeds lived before the first look (seeds)."""
    batch: int = Field(10, ge=1, le=10_000)
    """Seeds lived from one look to the next (seeds)."""
    at_most: int = Field(400, ge=2, le=100_000)
    """Seeds at which the study ends, sure enough or not (seeds)."""

    @model_validator(mode="after")
    def _ends_after_the_first_look(self) -> Self:
        if self.at_most < self.at_least:
            message = f"at_most ({self.at_most}) must not be below at_least ({self.at_least})"
            raise ComplaintError([(("at_most",), message)])
        return self
