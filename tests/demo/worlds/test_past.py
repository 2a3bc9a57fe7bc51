"""The past of a page is that of a study."""

from __future__ import annotations

import pytest

from demo.worlds.past import lived_past
from experiments.worlds.pasts import burnt_in
from tests.demo.worlds.small import PEOPLE, scenario, state


@pytest.mark.parametrize("name", ["baseline", "first-year-students"])
def test_a_past_lived_bit_by_bit_is_that_of_a_study(name):
    own = scenario(name).world()
    assert state(lived_past(own, 5, PEOPLE)) == state(burnt_in(own, 5, PEOPLE, None)[0])


def test_a_past_of_no_weeks_is_the_town_as_it_was_made():
    own = scenario("baseline")
    own = own.model_copy(update={"run": own.run.model_copy(update={"burn_in_weeks": 0})})
    assert lived_past(own, 5, PEOPLE).week == 0


def test_a_study_finds_the_past_that_a_page_has_kept(tmp_path):
    own = scenario("baseline")
    lived = lived_past(own.world(), 5, PEOPLE, tmp_path)
    found, cached = burnt_in(own, 5, PEOPLE, tmp_path)
    assert cached
    assert state(found) == state(lived)
