"""What a study says of mixes of programmes: the budget, who pays, and how long to search."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from scenarios.base import Settings
from scenarios.outcome_names import OUTCOME_NAMES
from scenarios.problems import ComplaintError, Location, suggestion
from simulation.money.costs import PAYERS, Payer

__all__ = ["MixesSettings"]


class MixesSettings(Settings):
    """The search for the mix of programmes that does most within a budget.

    A mix offers the programmes of several arms together, each to a part of the people whom it would
    reach in its own arm.

    Examples
    --------
    >>> MixesSettings(budget=20_000, payers=("health_service",)).trials
    96
    """

    budget: float | None = Field(None, gt=0)
    """Most that a mix may cost beyond the baseline (currency a year per 1,000 people); must be
    given here or with `--budget`."""
    payers: tuple[Payer, ...] = ()
    """Whose costs count; everybody's if left out."""
    outcome: str | None = None
    """What is bettered, as a mean over the weeks lived; the first outcome of the study if left
    out."""
    arms: tuple[str, ...] = ()
    """Arms whose programmes are mixed; all but the baseline if left out."""
    steps: int = Field(4, ge=1, le=20)
    """Steps from not offered to offered as in the arm (steps)."""
    places: dict[str, tuple[int, int]] = Field(default_factory=dict)
    """Fewest and most places of programmes whose capacity is searched as well, by label
    (people)."""
    trials: int = Field(96, ge=1, le=100_000)
    """Mixes that are tried (mixes)."""
    seeds: int = Field(4, ge=1, le=10_000)
    """Seeds in which each mix is lived, the same for all (seeds)."""
    seed: int = Field(1, ge=0, le=2**31 - 1)
    """What the search draws from: the same number, the same mixes."""

    @model_validator(mode="after")
    def _names_and_ranges(self) -> Self:
        complaints: list[tuple[Location, str]] = []
        if self.outcome is not None and self.outcome not in OUTCOME_NAMES:
            hint = suggestion(self.outcome, OUTCOME_NAMES)
            complaints.append((("outcome",), f"no such outcome{hint}"))
        complaints += [
            (("places", label), f"must be [fewest, most], got [{few}, {most}]")
            for label, (few, most) in self.places.items()
            if not 1 <= few < most
        ]
        for key, names in (("payers", self.payers), ("arms", self.arms)):
            complaints += [
                ((key, place), f"{name} is given twice")
                for place, name in enumerate(names)
                if name in names[:place]
            ]
        if complaints:
            raise ComplaintError(complaints)
        return self

    @property
    def counted_payers(self) -> tuple[Payer, ...]:
        """Whose costs count."""
        return self.payers or PAYERS
