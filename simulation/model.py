"""A world of people as a Mesa model: built, stepped, forked, saved."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping, Sequence
from os import PathLike
from typing import Any, Self

import mesa
import numpy as np
import numpy.typing as npt
import pandas as pd

from simulation.agents import ModelOfPeople
from simulation.asking import ask
from simulation.collector import ColumnCollector
from simulation.delivery.delivery import Delivery
from simulation.indicators import INDICATORS
from simulation.indicators.face import ModelWithIndicators
from simulation.observation import OUTCOMES, population_outcomes
from simulation.own_data import OwnData
from simulation.parameters import ParameterSet
from simulation.people import People
from simulation.policies import Policy
from simulation.policies.in_force import dated
from simulation.population import PopulationSettings
from simulation.programmes import Programme
from simulation.seeds import seed_from
from simulation.storage import read_world, write_world
from simulation.synthesis import make_world
from simulation.team import Team
from simulation.ties import Ties
from simulation.week_plan import Pass, live_week, week_passes
from simulation.world import Places, World, bytes_per_person

__all__ = ["ConnectivityModel", "memory_needed"]


def memory_needed(people: int) -> int:
    """Return the bytes that one world of ``people`` persons takes.

    Examples
    --------
    >>> memory_needed(2000) == 2 * memory_needed(1000)
    True
    """
    return people * bytes_per_person()


class ConnectivityModel(ModelWithIndicators, ModelOfPeople):
    """People who meet, bond, drift apart and repair, week by week.

    Parameters
    ----------
    people
        How many live in the town; the same as ``population.people`` if that is given too.
    population
        Who they are at the start.
    parameters
        Values that differ from the model's defaults, by name.
    programmes
        What is offered to people from now on.
    policies
        What else changes the world from now on: levers and shocks that are no programmes.
    rng
        Seed: the same seed gives the same people and the same luck. None draws one.
    own_data
        People and ties of one's own, as many people as ``population.people``; what is not known of
        them is drawn.

    Raises
    ------
    ParameterError
        For an unknown parameter or a value out of range.
    ValueError
        When two programmes or two policies have one label, or ``people`` and ``population``
        disagree.

    Examples
    --------
    >>> model = ConnectivityModel(people=200, rng=1)
    >>> model.step()
    >>> model.week
    1
    >>> len(model.agents)
    200
    """

    def __init__(
        self,
        people: int | None = None,
        population: PopulationSettings | None = None,
        parameters: Mapping[str, float] | None = None,
        programmes: Sequence[Programme] = (),
        policies: Sequence[Policy] = (),
        rng: Any = None,
        own_data: OwnData | None = None,
    ) -> None:
        if population is None:
            population = (
                PopulationSettings() if people is None else PopulationSettings(people=people)
            )
        elif people not in (None, population.people):
            raise ValueError(
                f"people is {people} but population.people is {population.people}; give one of them"
            )
        if not isinstance(parameters, ParameterSet):
            parameters = ParameterSet(parameters)
        seed = seed_from(rng)
        self._kith_live(make_world(seed, population, parameters, own_data), [])
        self.programmes = programmes
        self.policies = policies

    def _kith_live(self, world: World, deliveries: list[Delivery]) -> None:
        """Take up a world; every way to make a model ends here."""
        mesa.Model.__init__(self, rng=world.seed)
        self._kith_world = world
        self._kith_deliveries = deliveries
        self._kith_team = Team(1)
        self._kith_scores: tuple[tuple[int, int], dict[str, npt.NDArray[np.uint8]]] | None = None
        self._kith_outcomes: tuple[tuple[int, int], dict[str, float]] | None = None
        self.people = People(world.people)
        self.ties = Ties(world.ties, self.people)
        self.plan: list[Pass] = week_passes()
        self.datacollector = ColumnCollector(
            model_reporters={"week": "week"}
            | {name: [_reported, [self, "outcomes", name]] for name in OUTCOMES}
            | {name: [_reported, [self, "indicators", name]] for name in INDICATORS}
        )
        self._kith_set_clock(world.week)

    @property
    def seed(self) -> int:
        """The luck of this world."""
        return self._kith_world.seed

    @property
    def week(self) -> int:
        """Weeks lived since the world was made."""
        return self._kith_world.week

    @property
    def parameters(self) -> ParameterSet:
        """The values this world runs with."""
        return self._kith_world.parameters

    @property
    def population(self) -> PopulationSettings:
        """The population it began with."""
        return self._kith_world.settings

    @property
    def programmes(self) -> tuple[Programme, ...]:
        """The settings of the programmes in this world, ordered by label."""
        return tuple(one.programme for one in self._kith_deliveries)

    @programmes.setter
    def programmes(self, programmes: Sequence[Programme]) -> None:
        labels = [one.label for one in programmes]
        if len(set(labels)) < len(labels):
            twice = next(label for label in labels if labels.count(label) > 1)
            raise ValueError(f"two programmes are called {twice!r}; give one of them a name")
        world = self._kith_world
        world.foci.close_programmes()
        world.scratch.clear_inputs()
        self._kith_deliveries = [
            Delivery(one, world.week + one.start_week, len(world.people))
            for one in sorted(programmes, key=lambda programme: programme.label)
        ]

    @property
    def policies(self) -> tuple[Policy, ...]:
        """The settings of the policies in this world, ordered by label."""
        return tuple(one.policy for one in self._kith_world.policies)

    @policies.setter
    def policies(self, policies: Sequence[Policy]) -> None:
        self._kith_world.take_policies(dated(policies, self.week))

    @property
    def deliveries(self) -> tuple[Delivery, ...]:
        """How each programme has gone so far: who came, and what became of the offers."""
        return tuple(self._kith_deliveries)

    @property
    def places(self) -> Places:
        """How many neighbourhoods, workplaces (with courses) and groups the town has."""
        return self._kith_world.places

    @property
    def life_events(self) -> npt.NDArray[np.uint16]:
        """What came over each row this week, by the flags of the life course; none after a fork."""
        return self._kith_world.scratch.events.copy()

    @property
    def refusals(self) -> dict[str, int]:
        """How often something was full so far: ties without a free slot, joiners without a seat."""
        return {"ties": self._kith_world.refused_ties, **self._kith_world.foci.refusals}

    def step(self) -> None:
        """Live one week, and note the population's outcomes in ``datacollector``."""
        self._kith_week()
        self.datacollector.collect(self)

    def run_weeks(self, weeks: int, observe: bool = True) -> None:
        """Live a number of weeks.

        Parameters
        ----------
        weeks
            How many, at least 0.
        observe
            Whether outcomes are noted each week; a burn-in does without, and is faster.
        """
        for _ in range(weeks):
            if observe:
                self.step()
            else:
                self._kith_week()
                self._kith_set_clock(self.week)

    def _kith_week(self) -> None:
        world = self._kith_world
        before = world.people["unique_id"].copy()
        live_week(world, self.plan, self._kith_team, self._kith_deliveries)
        changed = np.flatnonzero(before != world.people["unique_id"])
        self._kith_announce(world.people["unique_id"][changed].tolist(), before[changed].tolist())

    def survey_arrays(self) -> dict[str, npt.NDArray[np.uint8]]:
        """Return everybody's survey scores now, by instrument, in the order of ``people.ids``.

        Asked again in the same week, people answer the same.
        """
        now = (self.week, self.people.changes)
        if self._kith_scores is None or self._kith_scores[0] != now:
            self._kith_scores = (now, ask(self._kith_world, self._kith_team))
        return dict(self._kith_scores[1])

    @property
    def outcomes(self) -> dict[str, float]:
        """Outcomes of everybody now, from surveys; see ``simulation.observation.OUTCOMES``."""
        now = (self.week, self.people.changes)
        if self._kith_outcomes is None or self._kith_outcomes[0] != now:
            self._kith_outcomes = (now, population_outcomes(self.survey_arrays()))
        return dict(self._kith_outcomes[1])

    def survey(self) -> pd.DataFrame:
        """Return everybody's survey scores now, one row a person.

        Returns
        -------
        DataFrame
            ``unique_id``, then a whole number for each of ``simulation.surveys.INSTRUMENTS``.

        Examples
        --------
        >>> model = ConnectivityModel(people=100, rng=1)
        >>> int(model.survey()["ucla3"].min()) >= 3
        True
        """
        scores = {name: one.astype(np.int64) for name, one in self.survey_arrays().items()}
        return pd.DataFrame({"unique_id": self.people.ids, **scores})

    def participants(self, label: str) -> npt.NDArray[np.int64]:
        """Return the unique ids of all who took part so far in the programme of that label.

        Raises
        ------
        KeyError
            When the world has no programme of that label.
        """
        return self.delivery(label).participants()

    def delivery(self, label: str) -> Delivery:
        """Return how the programme of that label has gone so far.

        Raises
        ------
        KeyError
            When the world has no programme of that label.
        """
        for delivery in self._kith_deliveries:
            if delivery.programme.label == label:
                return delivery
        labels = ", ".join(one.label for one in self.programmes) or "none"
        raise KeyError(f"no programme is called {label!r}; this world has: {labels}")

    def invite(self, label: str, unique_ids: Iterable[int] | None) -> None:
        """Let only these people be offered a place in a programme from now on.

        Whoever has been offered one already keeps it. Forks and saved worlds keep the invitation.

        Parameters
        ----------
        label
            Of the programme.
        unique_ids
            Who may be offered a place, if they are eligible and found; None lets everybody.

        Raises
        ------
        KeyError
            When the world has no programme of that label.
        ValueError
            When something among them is no unique id.

        Examples
        --------
        >>> from simulation.programmes import GroupTherapy
        >>> model = ConnectivityModel(people=100, programmes=[GroupTherapy(uptake=1.0)], rng=1)
        >>> model.invite("group_therapy", model.people.ids[:50])
        >>> model.step()
        >>> bool((model.delivery("group_therapy").roster.cases["unique_id"] < 50).all())
        True
        """
        self.delivery(label).invite(unique_ids)

    def set_threads(self, threads: int) -> None:
        """Let passes run on this many threads; results do not depend on it."""
        self._kith_team = Team(threads)

    def fork(
        self,
        programmes: Sequence[Programme] | None = None,
        policies: Sequence[Policy] | None = None,
    ) -> Self:
        """Return a twin: the same people with the same past, a future of its own.

        Parameters
        ----------
        programmes
            What the twin offers from now on, in place of what this world offers; None keeps that.
        policies
            The twin's policies from now on, in place of this world's; None keeps those.

        Returns
        -------
        ConnectivityModel
            At the same week. Its ``datacollector`` starts empty.

        Examples
        --------
        >>> model = ConnectivityModel(people=100, rng=1)
        >>> twin = model.fork()
        >>> model.step(); twin.step()
        >>> bool((model.people.array("health") == twin.people.array("health")).all())
        True
        """
        twin = type(self).__new__(type(self))
        twin._kith_live(self._kith_world.copy(), [one.copy() for one in self._kith_deliveries])
        twin._kith_team = Team(self._kith_team.threads)
        twin.random.setstate(self.random.getstate())
        twin.rng.bit_generator.state = copy.deepcopy(self.rng.bit_generator.state)
        if programmes is not None:
            twin.programmes = programmes
        if policies is not None:
            twin.policies = policies
        return twin

    def save(self, path: str | PathLike[str]) -> None:
        """Write the world to a file; all of it is there, or none.

        Parameters
        ----------
        path
            Where to; an existing file is replaced.
        """
        users_luck = (self.random.getstate(), self.rng.bit_generator.state)
        write_world(path, self._kith_world, self._kith_deliveries, users_luck)

    @classmethod
    def load(cls, path: str | PathLike[str], programmes: Iterable[type[Programme]] = ()) -> Self:
        """Return the world of a file, ready to go on.

        Parameters
        ----------
        path
            The file.
        programmes
            Classes of programmes of one's own that the world may hold; those that are built in or
            come with an installed package are known.

        Raises
        ------
        SavedWorldError
            When the file is no world, is damaged, is of another version, or holds a programme of
            an unknown kind.
        """
        world, deliveries, users_luck = read_world(path, programmes)
        model = cls.__new__(cls)
        model._kith_live(world, deliveries)
        model.random.setstate(users_luck[0])
        model.rng.bit_generator.state = users_luck[1]
        return model


def _reported(model: ConnectivityModel, what: str, name: str) -> float:
    value: float = getattr(model, what)[name]
    return value
