from __future__ import annotations

import numpy as np
import pytest

from experiments.validation.programme_effects import estimate_effects
from simulation.programmes import CommunityEvents, GroupTherapy
from simulation.tie_arrays import ORIGINS


def lived(model, weeks):
    model.run_weeks(weeks, observe=False)
    return model


@pytest.fixture(scope="module")
def after_therapy(town):
    therapy = GroupTherapy()
    twin = lived(town.fork(programmes=[]), therapy.weeks)
    treated = lived(town.fork(programmes=[therapy]), therapy.weeks)
    return twin, treated


def among(town, one, other, ids):
    """Return the rows of these people where they live on in all three worlds."""
    rows = ids % len(town.people)
    same = (one.people.ids[rows] == ids) & (other.people.ids[rows] == ids)
    return rows[same]


def test_group_therapy_makes_its_participants_less_lonely_than_their_twins(town, after_therapy):
    twin, treated = after_therapy
    rows = among(town, twin, treated, treated.participants("group_therapy"))
    change = (
        treated.survey_arrays()["ucla3"][rows].astype(float) - twin.survey_arrays()["ucla3"][rows]
    )
    d = change.mean() / twin.survey_arrays()["ucla3"][rows].std()
    assert len(rows) > 100
    assert -0.8 < d < -0.15
    assert change.mean() < -3 * change.std() / np.sqrt(len(rows))


def test_group_therapy_leaves_most_others_nearly_as_they_were(town, after_therapy):
    twin, treated = after_therapy
    others = np.setdiff1d(np.arange(len(town.people)), treated.participants("group_therapy") % 2000)
    change = treated.survey_arrays()["ucla3"][others].astype(float)
    change -= twin.survey_arrays()["ucla3"][others]
    assert abs(change.mean()) < 0.05


def test_lonely_people_who_get_nothing_improve_all_the_same(town, after_therapy, capsys):
    """Regression to the mean, the reason why before-after studies flatter."""
    twin, _ = after_therapy
    start = town.survey_arrays()["ucla3"].astype(float)
    lonely = np.flatnonzero((start >= 6) & (twin.people.ids == town.people.ids))
    happy = np.flatnonzero((start == 3) & (twin.people.ids == town.people.ids))
    change = twin.survey_arrays()["ucla3"] - start
    with capsys.disabled():
        print(f"\nregression to the mean: UCLA-3 {change[lonely].mean():+.2f} in the lonely, "
              f"{change[happy].mean():+.2f} in those with the lowest score")  # fmt: skip
    assert change[lonely].mean() < -0.3
    assert change[happy].mean() > 0.05


def test_regulars_of_community_events_make_ties_there_that_last_a_year(town):
    events = CommunityEvents()
    model = lived(town.fork(programmes=[events]), events.weeks + 52)
    arrays = model.ties.arrays
    lasting = (arrays.neighbour >= 0) & (arrays.weeks >= 52)
    lasting &= arrays.origin == ORIGINS.index("event")
    ids = model.participants("community_events")
    rows = ids[model.people.ids[ids % 2000] == ids] % 2000
    assert len(rows) > 100
    assert lasting[rows].sum(axis=1).mean() > 0.3
    never = lived(town.fork(programmes=[]), 4).ties.arrays
    assert not ((never.neighbour >= 0) & (never.origin == ORIGINS.index("event"))).any()


@pytest.mark.slow
def test_programmes_do_as_much_as_trials_found():
    kinds = ("group_therapy", "community_events")
    found = estimate_effects(3000, range(21, 25), workers=1, kinds=kinds)
    therapy = found["group_therapy.ucla3_end"]
    assert therapy.verdict == "within"
    assert therapy.high < 0
    assert abs(found["group_therapy.ucla3_a_year_on"].mean) < abs(therapy.mean)
    assert found["group_therapy.own_change_end"].mean < -0.2
    assert found["community_events.event_ties_a_year_on"].low > 0
    assert found["community_events.ucla3_all_end"].mean < -0.08
    assert found["community_events.ucla3_all_end"].high < 0
