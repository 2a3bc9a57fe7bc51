"""Everything a world consists of, in one place: people, ties, places, and this week's exchanges."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from simulation.columns import aligned_records
from simulation.foci import GROUP, NEIGHBOURHOOD, STANDING, WORKPLACE, Foci
from simulation.mechanisms import MECHANISMS
from simulation.parameters import ParameterSet
from simulation.person_columns import PERSON
from simulation.policies.in_force import InForce, parameters_in_week, share_of_programmes_held
from simulation.population import PopulationSettings
from simulation.purposes import week_keys
from simulation.received import RECEIVED
from simulation.shown import SHOWN
from simulation.tie_arrays import TieArrays, empty_ties
from simulation.week.meeting import OFFERS
from simulation.week.tie_week import BROKER
from simulation.work_and_groups import number_of_groups, number_of_workplaces

__all__ = ["Places", "World", "bytes_per_person", "empty_world", "usual_places"]


class Places(NamedTuple):
    """How many neighbourhoods, workplaces (with courses) and groups a town has."""

    neighbourhoods: int
    workplaces: int
    groups: int


@dataclass
class Scratch:
    """What a week writes and the next overwrites; no part of a world's state."""

    shown: npt.NDArray[np.void]
    received: npt.NDArray[np.void]
    doses: npt.NDArray[np.void]
    gathering: npt.NDArray[np.uint64]
    brokers: npt.NDArray[np.void]
    offers: npt.NDArray[np.int32]
    origins: npt.NDArray[np.uint8]
    ranks: npt.NDArray[np.float64]
    counts: npt.NDArray[np.int32]
    refused: npt.NDArray[np.uint8]
    events: npt.NDArray[np.uint16]

    @classmethod
    def for_people(cls, people: int) -> Scratch:
        """Return room for one week of ``people`` persons."""
        return cls(
            shown=aligned_records(people, SHOWN),
            received=np.zeros(people, RECEIVED),
            doses=np.zeros(people, MECHANISMS),
            gathering=np.zeros(people, np.uint64),
            brokers=np.zeros(people, BROKER),
            offers=np.full((people, OFFERS), -1, np.int32),
            origins=np.zeros((people, OFFERS), np.uint8),
            ranks=np.zeros((people, OFFERS)),
            counts=np.zeros(people, np.int32),
            refused=np.zeros(people, np.uint8),
            events=np.zeros(people, np.uint16),
        )

    def clear_inputs(self) -> None:
        """Take back every programme's inputs."""
        self.doses.view(np.uint8)[:] = 0
        self.gathering[:] = 0


@dataclass
class World:
    """The state of a world at the end of a week.

    Attributes
    ----------
    seed, week
        Its luck, and the weeks it has lived.
    people : ndarray of PERSON, shape (n,)
        One living person a row. A row is used again after death or departure, an id never.
    ties, foci
        Half-ties and places.
    home_neighbourhood : ndarray of int32, shape (n,)
        Where each household id stands.
    neighbourhood_culture : ndarray of float32, shape (neighbourhoods, 3)
        Collectivism, cohesion and deprivation of each neighbourhood.
    refused_ties
        Ties that found no free slot so far.
    policies
        Levers that are no programmes, with the week each begins, in the order of their labels.
    p
        The parameters as a record: ``parameters``, and what the policies made of them in the week
        last lived.
    programmes_held
        Share of programmes' sessions that could be held in that week.
    """

    seed: int
    settings: PopulationSettings
    parameters: ParameterSet
    people: npt.NDArray[np.void]
    ties: TieArrays
    foci: Foci
    home_neighbourhood: npt.NDArray[np.int32]
    neighbourhood_culture: npt.NDArray[np.float32]
    week: int = 0
    refused_ties: int = 0
    policies: tuple[InForce, ...] = ()
    programmes_held: float = field(init=False)
    scratch: Scratch = field(init=False)
    p: Any = field(init=False)
    keys: npt.NDArray[np.uint64] = field(init=False)

    def __post_init__(self) -> None:
        """Prepare what is derived: the parameter record, this week's keys, the scratch."""
        self.keys = week_keys(self.seed, self.week)
        self.scratch = Scratch.for_people(len(self.people))
        self._derive()

    def _derive(self) -> None:
        self.p = parameters_in_week(self.parameters, self.policies, self.week - 1)
        self.programmes_held = share_of_programmes_held(self.policies, self.week - 1)

    @property
    def places(self) -> Places:
        """How many places there are now."""
        counts = self.foci.counts
        return Places(counts[NEIGHBOURHOOD], counts[WORKPLACE], counts[GROUP])

    def copy(self) -> World:
        """Return a world that shares nothing with this one but its settings."""
        people = aligned_records(len(self.people), PERSON, 32)
        people[:] = self.people
        return World(
            seed=self.seed,
            settings=self.settings,
            parameters=self.parameters,
            people=people,
            ties=self.ties.copy(),
            foci=copy.deepcopy(self.foci),
            home_neighbourhood=self.home_neighbourhood.copy(),
            neighbourhood_culture=self.neighbourhood_culture.copy(),
            week=self.week,
            refused_ties=self.refused_ties,
            policies=self.policies,
        )

    def take_policies(self, policies: tuple[InForce, ...]) -> None:
        """Live under these policies from now on, in place of those so far."""
        self.policies = policies
        self.scratch.clear_inputs()
        self._derive()

    def advance(self) -> None:
        """Go on to the next week and its luck."""
        self.week += 1
        self.keys = week_keys(self.seed, self.week)


def usual_places(settings: PopulationSettings, parameters: ParameterSet) -> Places:
    """Return how many places a town of this population has by the model's rules."""
    work = number_of_workplaces(settings, parameters) + settings.courses
    return Places(max(1, settings.people // 200), work, number_of_groups(settings))


def empty_world(
    seed: int,
    settings: PopulationSettings,
    parameters: ParameterSet,
    families: int,
    places: Places | None = None,
) -> World:
    """Return a world of vacant rows, homes and places, as many as usual unless ``places`` says."""
    n = settings.people
    neighbourhoods, work, groups = places or usual_places(settings, parameters)
    foci = Foci(n, (n, families, neighbourhoods, work, groups))
    return World(
        seed=seed,
        settings=settings,
        parameters=parameters,
        people=aligned_records(n, PERSON, 32),
        ties=empty_ties(n),
        foci=foci,
        home_neighbourhood=np.full(n, -1, np.int32),
        neighbourhood_culture=np.zeros((neighbourhoods, 3), np.float32),
    )


def bytes_per_person() -> int:
    """Return the memory one person takes, with everything a week needs."""
    one = Scratch.for_people(1)
    scratch = sum(array.nbytes for array in vars(one).values())
    ties = sum(array.nbytes for array in empty_ties(1))
    # Seats of homes, families, neighbourhoods, work, groups and the online world, at their usual
    # number of seats a person, and the six seat numbers everybody keeps.
    seats = 16 + 18 + 11 + 11 + 11 + 8 + 4 * len(STANDING)
    return int(PERSON.itemsize + scratch + ties + seats)
