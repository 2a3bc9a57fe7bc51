"""The worlds that a class sees in a lesson, lived without the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from experiments.worlds.pasts import burnt_in, past_key
from scenarios import load_scenario
from simulation import ConnectivityModel
from simulation.programmes import PROGRAMMES

#: Levers that are parameters; hardship is a setting of the population.
PARAMETERS = {
    "mobility": "residential_mobility",
    "neighbourhood_life": "neighbourhood_life",
    "online_share": "online_mean",
}


@dataclass
class Lived:
    """One luck: the town at week 0, and its two lives at the end."""

    start: ConnectivityModel
    as_it_is: ConnectivityModel
    with_help: ConnectivityModel

    def difference(self, outcome: str) -> float:
        """Return how much more of an outcome there is with help."""
        return self.with_help.outcomes[outcome] - self.as_it_is.outcomes[outcome]

    def cost(self) -> float:
        """Return what help cost in all."""
        return float(sum(one.ledger.total() for one in self.with_help.deliveries))

    def stayed(self) -> np.ndarray:
        """Return the rows of those who lived here all the time, in both lives."""
        ids = self.start.people.ids
        return np.flatnonzero(
            (ids == self.as_it_is.people.ids) & (ids == self.with_help.people.ids)
        )

    def took_part(self) -> np.ndarray:
        """Return whether each row of week 0 took part in anything, shape (people,)."""
        labels = [one.programme.label for one in self.with_help.deliveries]
        members = [self.with_help.participants(label) for label in labels]
        ids = self.start.people.ids
        return np.isin(ids, np.concatenate(members)) if members else np.zeros(len(ids), bool)


def scenario_of(setting: dict[str, Any]):
    """Return the scenario that a setting of the page stands for."""
    scenario = load_scenario(setting["scenario"])
    levers = dict(setting.get("levers") or {})
    hardship = levers.pop("hardship", None)
    population = scenario.population
    if hardship is not None:
        population = population.model_copy(update={"deprivation": hardship})
    changed = scenario.parameters | {PARAMETERS[key]: value for key, value in levers.items()}
    programmes = scenario.programmes
    if setting.get("help") is not None:
        programmes = tuple(_programme(scenario, one) for one in setting["help"])
    return scenario.model_copy(
        update={"population": population, "parameters": changed, "programmes": programmes}
    )


def _programme(scenario, item):
    """Return one item of help: the scenario's own programme of this kind, or the kind's usual."""
    kind = item["type"]
    own = next((one for one in scenario.programmes if one.type == kind), None)
    settings = own.model_dump() if own is not None else {"type": kind}
    changed = settings | {"start_week": item["start_week"]} | item.get("settings", {})
    return PROGRAMMES[kind].model_validate(changed)


#: What has been lived, by past and luck: towns at week 0, and as they are some weeks later.
_PASTS: dict[tuple, ConnectivityModel] = {}
_AS_IT_IS: dict[tuple, ConnectivityModel] = {}


def as_it_is(setting: dict[str, Any], luck: int, weeks: int) -> ConnectivityModel:
    """Return a town some weeks later, with nothing offered; kept, so never step it."""
    past = _past(scenario_of(setting), luck, setting["people"])
    key = (id(past), weeks)
    if key not in _AS_IT_IS:
        town = past.fork(programmes=[], policies=[])
        town.run_weeks(weeks, observe=False)
        _AS_IT_IS[key] = town
    return _AS_IT_IS[key]


def live(setting: dict[str, Any], luck: int, weeks: int) -> Lived:
    """Live both worlds of a setting with one luck."""
    scenario = scenario_of(setting)
    past = _past(scenario, luck, setting["people"])
    with_help = past.fork(programmes=list(scenario.programmes), policies=list(scenario.policies))
    with_help.run_weeks(weeks, observe=False)
    return Lived(past, as_it_is(setting, luck, weeks), with_help)


def _past(scenario, luck: int, people: int) -> ConnectivityModel:
    """Return a town at week 0; settings that share it live it once."""
    key = (past_key(scenario), luck, people)
    if key not in _PASTS:
        _PASTS[key], _ = burnt_in(scenario, luck, people, None)
    return _PASTS[key]


def interval(values) -> tuple[float, float, float]:
    """Return the mean over lucks and its 95 % t interval."""
    from scipy.stats import t

    values = np.asarray(values, float)
    values = values[np.isfinite(values)]
    half = t.ppf(0.975, len(values) - 1) * values.std(ddof=1) / np.sqrt(len(values))
    return float(values.mean()), float(values.mean() - half), float(values.mean() + half)
