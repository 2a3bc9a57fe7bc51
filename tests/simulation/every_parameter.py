"""A small world in which everything that a parameter can touch happens within weeks."""

from __future__ import annotations

import hashlib
from typing import Any, ClassVar, Literal

import numpy as np

from simulation import ConnectivityModel, ParameterSet
from simulation.mechanisms import MECHANISM_NAMES
from simulation.programmes import CommunityEvents, GroupTherapy
from simulation.registry import DECLARED_IN, PARAMETERS
from tests.properties.twins import fields, half_ties, world_of

#: Values for parameters that the general rule (halve; or go to the middle) would leave without
#: effect.
CHANGED: dict[str, float] = {
    "health_mortality": 0.2,
    "job_search": 10.0,
    "leaving_not_belonging": 10.0,
    "household_compatibility": 0.9,  # relatives have a floor of .5 anyway
    "founding_weeks": 1.0,
    "illness_inflammation": 1.5,
}

#: Parameters that no small world can show at work, and the test that does.
PROVED_ELSEWHERE: dict[str, str] = {}

#: Rare events made common, in both worlds compared.
_EVENTFUL = {
    "death_level": -8.5,
    "emigration": 0.3,
    "residential_mobility": 0.5,
    "leaving_home": 0.9,
    "partner_search": 1.0,
    "separation": 0.5,
    "job_change": 0.9,
    "group_joining": 0.05,
    "group_leaving": 0.05,
    "conflict_rate": 0.3,
    "event_rate": 0.2,
    "illness_rate": 0.02,
}


class EverythingInGroups(GroupTherapy):
    """All mechanisms at half dose, in groups of eight."""

    content: ClassVar[dict[str, float]] = dict.fromkeys(MECHANISM_NAMES, 0.5)
    type: Literal["everything_in_groups"] = "everything_in_groups"  # type: ignore[assignment]
    eligibility: str = ""


class EverythingAtEvents(CommunityEvents):
    """All mechanisms at half dose, at events."""

    content: ClassVar[dict[str, float]] = dict.fromkeys(MECHANISM_NAMES, 0.5)
    type: Literal["everything_at_events"] = "everything_at_events"  # type: ignore[assignment]
    attendance: float = 0.6


def _print_of(model: ConnectivityModel) -> str:
    digest = hashlib.sha256(fields(world_of(model).people).tobytes())
    digest.update(half_ties(model).tobytes())
    for scores in model.survey_arrays().values():
        digest.update(scores.tobytes())
    return digest.hexdigest()


def _elsewhere(name: str) -> float:
    """Return another allowed value, well away from the default."""
    one = PARAMETERS[name]
    value = one.default / 2
    if not one.low <= value <= one.high or value == one.default:
        value = (one.low + one.high) / 2
    if value == one.default:
        value = (one.default + one.high) / 2
    return value


class Trial:
    """One past, and for each parameter a future with another value."""

    def __init__(self, people: int = 240, weeks: int = 6) -> None:
        self.weeks = weeks
        self.people = people
        self.past = ConnectivityModel(people=people, rng=4, parameters=_EVENTFUL)
        self.past.run_weeks(60, observe=False)
        self.unchanged = _print_of(self._future({}))
        self.founded = _print_of(self._founding({}))

    def _future(self, overrides: dict[str, float]) -> ConnectivityModel:
        twin = self.past.fork([EverythingInGroups(), EverythingAtEvents()])
        self._set(twin, overrides)
        twin.run_weeks(self.weeks, observe=False)
        return twin

    def _founding(self, overrides: dict[str, float]) -> ConnectivityModel:
        model = ConnectivityModel(people=self.people, rng=4, parameters=overrides)
        model.run_weeks(2, observe=False)
        return model

    def _set(self, model: ConnectivityModel, overrides: dict[str, float]) -> None:
        world: Any = world_of(model)
        world.parameters = ParameterSet({**_EVENTFUL, **overrides})
        world.p = world.parameters.record()[0]

    def changes(self, name: str, value: float | None = None) -> bool:
        """Return whether another value of one parameter makes another world."""
        if value is None:
            value = _elsewhere(name)
        assert np.isfinite(value)
        if DECLARED_IN[name] == "week.traits" or name.startswith("founding"):
            return _print_of(self._founding({name: value})) != self.founded
        return _print_of(self._future({name: value})) != self.unchanged
