from __future__ import annotations

import numpy as np
import pytest

from experiments.validation.person_measures import attachment_styles, lives_alone
from experiments.validation.snapshot import take_snapshot
from simulation import ConnectivityModel


@pytest.fixture(scope="module")
def seen(town):
    return take_snapshot(town)


@pytest.fixture(scope="module")
def ucla(seen):
    return seen.scores["ucla3"]


def lead_in_errors(values, more, less):
    """Return by how many standard errors the mean of ``more`` exceeds that of ``less``."""
    error = np.sqrt(values[more].var() / more.sum() + values[less].var() / less.sum())
    return (values[more].mean() - values[less].mean()) / error


def test_secure_people_are_least_lonely_and_fearful_ones_most(seen, ucla):
    mean = {name: ucla[who].mean() for name, who in attachment_styles(seen).items()}
    assert min(mean, key=mean.__getitem__) == "secure"
    assert max(mean, key=mean.__getitem__) == "fearful"
    assert mean["fearful"] - mean["secure"] > 0.7


def test_everybody_has_exactly_one_attachment_style(seen):
    styles = attachment_styles(seen)
    assert (np.sum(list(styles.values()), axis=0) == 1).all()
    assert 0.5 < styles["secure"].mean() < 0.75  # most adults are secure
    assert min(who.mean() for who in styles.values()) > 0.03


def test_who_lives_alone_is_lonelier(seen, ucla):
    alone = lives_alone(seen)
    assert lead_in_errors(ucla, alone, ~alone) > 2


def test_much_childhood_adversity_goes_with_loneliness(seen, ucla):
    adversities = seen.columns["adverse_childhood"]
    assert lead_in_errors(ucla, adversities >= 4, adversities == 0) > 2


def test_neurodivergent_people_are_lonelier(seen, ucla):
    divergent = seen.columns["neurodivergent"] > 0
    assert lead_in_errors(ucla, divergent, ~divergent) > 1.5


def test_group_members_are_less_lonely(seen, ucla):
    member = seen.columns["group"] >= 0
    assert lead_in_errors(ucla, ~member, member) > 2


def test_isolation_and_loneliness_go_together_but_are_two_things(seen, ucla):
    r = -np.corrcoef(seen.scores["lsns6"], ucla)[0, 1]
    assert 0.15 < r < 0.6


@pytest.mark.slow
def test_attachment_styles_are_in_the_order_of_the_literature():
    sums = dict.fromkeys(("secure", "dismissing", "preoccupied", "fearful"), 0.0)
    for seed in (31, 32):
        model = ConnectivityModel(people=4000, rng=seed)
        model.run_weeks(260, observe=False)
        snapshot = take_snapshot(model)
        for name, who in attachment_styles(snapshot).items():
            sums[name] += snapshot.scores["ucla3"][who].mean()
    assert sorted(sums, key=sums.__getitem__) == list(sums)
