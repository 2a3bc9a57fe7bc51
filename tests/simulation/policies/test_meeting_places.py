"""Meeting places: which neighbourhoods get them, and what neighbours make of them."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from simulation.policies import MeetingPlaces
from simulation.policies.reach import NeighbourhoodPolicy
from tests.properties.twins import differing_rows, world_of
from tests.simulation.policies.lives import lived, neighbours


def test_meeting_places_reach_the_neighbourhoods_that_hold_together_least(town):
    one = MeetingPlaces(neighbourhood_share=0.3, first="least_cohesion", meeting=0.8, cohesion=0.4)
    life = lived(town, one, weeks=1)
    cohesion = life.world.neighbourhood_culture[:, 1]
    served = one.neighbourhoods(life.world)
    assert served.sum() == 3
    assert cohesion[served].max() < cohesion[~served].min()
    lives = life.people["neighbourhood"]
    # A few moved in the week itself, after it was settled who is served.
    assert ((life.dose["local_places"] > 0) == served[lives]).mean() > 0.99
    assert set(np.unique(life.dose["local_places"])) == {np.float32(0), np.float32(0.8)}
    assert life.dose["local_cohesion"].max() == np.float32(0.4)


def test_which_neighbourhoods_is_drawn_once_and_grows_with_the_share(town):
    world = world_of(town)

    def reached(share, **settings):
        return set(
            np.flatnonzero(
                NeighbourhoodPolicy(type="x", neighbourhood_share=share, **settings)
                .neighbourhoods(world)
            ).tolist()
        )  # fmt: skip

    chosen = [reached(share) for share in (0.0, 0.01, 0.3, 0.7, 1.0)]
    assert [len(one) for one in chosen] == [0, 1, 3, 7, 10]
    assert all(one <= other for one, other in pairwise(chosen))
    assert reached(0.3, name="another") != reached(0.3)
    assert reached(0.3, start_week=9) == reached(0.3)
    assert len(reached(0.07 * 10)) == 7


def test_neighbours_with_places_to_meet_meet_more_and_belong_more(town, usual):
    life = lived(town, MeetingPlaces(meeting=1.0, cohesion=1.0))
    assert life.between(neighbours) > usual.between(neighbours)
    assert life.people["belonging"].mean() > usual.people["belonging"].mean()
    more, less = (
        lived(town, *policies, weeks=12).new_ties("neighbourhood")
        for policies in ([MeetingPlaces(meeting=1.0)], [])
    )
    assert more > 1.3 * less


def test_elsewhere_the_first_week_is_as_it_was(town):
    """Those not served feel it only through people who are: luck stays local."""
    one = MeetingPlaces(neighbourhood_share=0.2)
    life, other = lived(town, one, weeks=1), lived(town, weeks=1)
    served = one.residents(world_of(town))
    touched = np.zeros(len(served), np.bool_)
    touched[differing_rows(life.model, other.model)] = True
    assert touched[served].mean() > 0.95
    assert touched[~served].mean() < 0.2
