"""A population in random states, and weeks of inner life for it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from simulation.draws import normals, uniforms
from simulation.mechanisms import MECHANISMS
from simulation.parameters import ParameterSet
from simulation.person_columns import PERSON
from simulation.purposes import number, week_keys
from simulation.received import RECEIVED
from simulation.week.inner_life import inner_life

SEED = 5


DEFAULTS = SimpleNamespace(**ParameterSet())


def as_floats(records: npt.NDArray[np.void]) -> SimpleNamespace:
    """Return every field of the records as float64 columns."""
    names = records.dtype.names or ()
    return SimpleNamespace(**{name: records[name].astype(np.float64) for name in names})


class Lives:
    """People, what they received and their programme inputs, ready to live weeks."""

    def __init__(
        self,
        people: npt.NDArray[np.void],
        received: npt.NDArray[np.void],
        doses: npt.NDArray[np.void],
    ) -> None:
        self.people, self.received, self.doses = people, received, doses
        self.defaults = DEFAULTS

    def __len__(self) -> int:
        return len(self.people)

    def changed(self, **columns: npt.ArrayLike) -> Lives:
        """Return a copy in which these person columns are set."""
        return self._with("people", columns)

    def given(self, **columns: npt.ArrayLike) -> Lives:
        """Return a copy in which these received columns are set."""
        return self._with("received", columns)

    def dosed(self, **columns: npt.ArrayLike) -> Lives:
        """Return a copy in which these programme inputs are set."""
        return self._with("doses", columns)

    def _with(self, part: str, columns: dict[str, npt.ArrayLike]) -> Lives:
        parts = {name: getattr(self, name).copy() for name in ("people", "received", "doses")}
        for name, values in columns.items():
            parts[part][name] = values
        return Lives(**parts)

    @property
    def before(self) -> SimpleNamespace:
        return as_floats(self.people)

    @property
    def ties(self) -> SimpleNamespace:
        return as_floats(self.received)

    @property
    def dose(self) -> SimpleNamespace:
        return as_floats(self.doses)

    def records_after(
        self, weeks: int = 1, first: int = 0, last: int | None = None, **parameters: Any
    ) -> npt.NDArray[np.void]:
        people = self.people.copy()
        values = ParameterSet().record()
        for name, value in parameters.items():
            values[name] = value
        end = len(people) if last is None else last
        scratch = np.zeros(1, PERSON)
        for week in range(weeks):
            keys = week_keys(SEED, week)
            inner_life(people, self.received, self.doses, scratch, values[0], keys, first, end)
        return people

    def after(self, weeks: int = 1, **parameters: Any) -> SimpleNamespace:
        """Return the columns after some weeks, the first being week 0."""
        return as_floats(self.records_after(weeks, **parameters))

    def met(self) -> tuple[npt.NDArray[Any], npt.NDArray[Any], npt.NDArray[Any]]:
        """Return the week's contacts, their mean responsiveness and the negative ones."""
        received, dose, v = self.ties, self.dose, self.defaults
        others = received.contacts + dose.safe_contact
        hurt = v.hurt_contacts * dose.hurt
        summed = received.responsiveness + v.session_responsiveness * dose.safe_contact
        alone = self.before.working_model * np.maximum(0, 1 - hurt)
        with np.errstate(invalid="ignore"):
            mean = np.where(others > 0, summed / (others + hurt), alone)
        return others + hurt, mean, received.negatives + hurt

    def normal(self, purpose: str) -> npt.NDArray[np.float64]:
        """Return the draws of week 0 for this purpose."""
        return normals(int(week_keys(SEED, 0)[number(purpose)]), self.people["unique_id"])

    def uniform(self, purpose: str) -> npt.NDArray[np.float64]:
        return uniforms(int(week_keys(SEED, 0)[number(purpose)]), self.people["unique_id"])


_Z = [
    "neuroticism",
    "extraversion",
    "need_to_belong",
    "place_fit",
    "early_belief",
    "stress_disposition",
    "depression_disposition",
    "anxiety_disposition",
    "satisfaction_disposition",
    "cohesion",
    "isolation_belief",
    "belief_set_point",
    "strain",
    "stress",
    "depression",
    "anxiety",
    "cortisol",
    "inflammation",
    "cognition",
]
_SHARES = [
    "early_anxiety",
    "early_avoidance",
    "online_share",
    "passive_share",
    "chronic_loneliness",
    "intimacy",
    "companionship",
    "belonging",
    "desired_intimacy",
    "desired_companionship",
    "desired_belonging",
    "identification",
    "working_model",
    "vigilance",
    "confidence",
    "attachment_anxiety",
    "attachment_avoidance",
    "attachment_activation",
    "availability",
    "withdrawal",
    "numbness",
    "emotion_regulation",
    "purpose",
    "rootedness",
    "support",
    "ideation_risk",
]
_RANGES: dict[str, tuple[float, float]] = {
    "age": (18.0, 99.0),
    "collectivism": (-0.5, 0.5),
    "loneliness_logit": (-5.0, 4.0),
    "life_events": (0.0, 6.0),
    "allostatic_load": (0.0, 5.0),
    "illness": (0.0, 40.0),
    "health": (10.0, 100.0),
    "satisfaction": (1.0, 10.0),
    "support_given": (0.0, 0.4),
    "support_received": (0.0, 0.4),
}


@pytest.fixture(scope="session")
def random_lives() -> Lives:
    """Six hundred people in random states; half have no programme, a tenth met nobody."""
    rng = np.random.default_rng(20)
    size = 600
    people = np.zeros(size, PERSON)
    people["unique_id"] = rng.choice(10**9, size, replace=False)
    for name in _Z:
        people[name] = rng.normal(size=size)
    for name in _SHARES:
        people[name] = rng.uniform(0.02, 0.98, size)
    for name, (low, high) in _RANGES.items():
        people[name] = rng.uniform(low, high, size)
    people["adverse_childhood"] = rng.integers(0, 9, size)
    people["neurodivergent"] = rng.random(size) < 0.3
    people["attending_group"] = rng.random(size) < 0.3
    people["tie_count"] = rng.integers(0, 30, size)
    people["bereavement"] = np.where(rng.random(size) < 0.2, rng.random(size), 0.0)
    people["deprivation"] = normals(2, people["unique_id"])
    people["distant_closeness"] = np.maximum(0.0, uniforms(3, people["unique_id"]) - 0.5)
    received = np.zeros(size, RECEIVED)
    received["contacts"] = np.where(rng.random(size) < 0.1, 0, rng.integers(1, 12, size))
    met = received["contacts"]
    received["responsiveness"] = met * rng.uniform(0.2, 1.0, size)
    received["negatives"] = np.floor(met * rng.uniform(0.0, 1.0, size))
    received["companionship"] = met * rng.uniform(0.1, 0.9, size)
    received["intimacy"] = rng.uniform(0.0, 1.0, size)
    received["contagion"] = rng.normal(size=size)
    for name in ("support", "given", "received", "contact_sought"):
        received[name] = rng.uniform(0.0, 3.0, size)
    doses = np.zeros(size, MECHANISMS)
    treated = rng.random(size) < 0.5
    for name in MECHANISMS.names or ():
        doses[name] = np.where(treated & (rng.random(size) < 0.7), rng.uniform(0, 1, size), 0.0)
    received["trusted_response"] = np.where(met > 0, rng.uniform(0.2, 1.0, size), 0.0)
    return Lives(people, received, doses)


def ordinary(count: int = 2) -> Lives:
    """Return people who are the same in everything, luck included."""
    people = np.zeros(count, PERSON)
    people["unique_id"] = 77
    for name, value in {
        "age": 45.0, "early_anxiety": 0.34, "early_avoidance": 0.33, "free_time": 1.0,
        "online_share": 0.35, "passive_share": 0.35, "loneliness_logit": -1.1,
        "chronic_loneliness": 0.25, "intimacy": 0.6, "companionship": 0.6, "belonging": 0.6,
        "desired_intimacy": 0.6, "desired_companionship": 0.8, "desired_belonging": 0.55,
        "identification": 0.3, "working_model": 0.52, "vigilance": 0.25, "confidence": 0.6,
        "attachment_anxiety": 0.34, "attachment_avoidance": 0.33, "attachment_activation": 0.3,
        "availability": 0.6, "withdrawal": 0.2, "numbness": 0.1, "emotion_regulation": 0.6,
        "life_events": 0.3, "allostatic_load": 1.0, "health": 85.0, "purpose": 0.6,
        "satisfaction": 7.2, "rootedness": 0.4, "support": 0.6, "adverse_childhood": 1,
        "tie_count": 18,
    }.items():  # fmt: skip
        people[name] = value
    received = np.zeros(count, RECEIVED)
    for name, value in {
        "intimacy": 0.6, "companionship": 2.2, "support": 1.3, "contacts": 5.0,
        "responsiveness": 3.2, "trusted_response": 0.64, "negatives": 0.0, "given": 0.1,
        "received": 0.1,
    }.items():  # fmt: skip
        received[name] = value
    return Lives(people, received, np.zeros(count, MECHANISMS))


@pytest.fixture
def two() -> Lives:
    """Two people who are the same in everything, luck included."""
    return ordinary(2)


@pytest.fixture
def close() -> Any:
    """Return the check that two columns agree to the precision they are stored in."""

    def check(actual: Any, expected: Any) -> None:
        np.testing.assert_allclose(actual, expected, rtol=3e-6, atol=3e-6)

    return check
