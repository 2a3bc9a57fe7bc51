"""Creative groups: what an activity changes."""

from __future__ import annotations

import numpy as np
import pytest
from pydantic import ValidationError

from simulation.programmes import CreativeGroups
from tests.simulation.programmes.everybody import EVERYBODY, doses, enrolled


@pytest.mark.parametrize(("activity", "moved"), [("hobby", 0.2), ("art", 0.4), ("choir", 0.6)])
def test_emotions_are_moved_as_far_as_the_activity_does(activity, moved):
    inputs = CreativeGroups(activity=activity).weekly_inputs({}, enrolled(group=[0]), 0)
    assert inputs == {**CreativeGroups.content, "emotion_work": moved}


def test_a_choir_is_larger_and_keeps_its_people():
    choir, art = CreativeGroups(activity="choir"), CreativeGroups()
    assert (choir.group_size, choir.minimum_to_start, choir.dropout_share) == (25, 12, 0.08)
    assert (art.group_size, art.minimum_to_start, art.dropout_share) == (10, 4, 0.253)
    small = CreativeGroups(activity="choir", group_size=16)
    assert (small.group_size, small.minimum_to_start) == (16, 12)


def test_a_choir_too_small_to_start_is_refused():
    message = r"minimum_to_start \(12\) must not exceed group_size \(8\)"
    with pytest.raises(ValidationError, match=message):
        CreativeGroups(activity="choir", group_size=8)


@pytest.mark.parametrize(("activity", "size"), [("hobby", 10), ("choir", 25)])
def test_groups_in_a_world_have_that_size(village, activity, size):
    model = village.fork([CreativeGroups(**EVERYBODY, activity=activity)])
    model.step()
    groups = np.bincount(model.deliveries[0].roster.cases["group"])
    assert groups.max() == size
    assert (groups == size).mean() > 0.9
    came = doses(model, "session") > 0
    assert came.sum() > 450
