from __future__ import annotations

import pytest
from pydantic import ValidationError

from experiments.comparison.stopping import StoppingRule
from experiments.outcomes import OUTCOMES
from scenarios.outcome_names import OUTCOME_NAMES
from scenarios.study_parts.stop import StopSettings


def test_defaults_are_those_of_the_rule_and_every_setting_fits_it():
    settings = StopSettings(outcome="pss10", half_width=0.2)
    rule = StoppingRule(**settings.model_dump())
    assert rule == StoppingRule("pss10", "everybody", 0.2)


def test_outcomes_are_those_of_studies():
    assert tuple(OUTCOMES) == OUTCOME_NAMES


@pytest.mark.parametrize(
    ("changes", "place", "message"),
    [
        ({"outcome": "happiness"}, "outcome", "Input should be"),
        ({"half_width": 0}, "half_width", "greater than 0"),
        ({"at_least": 1}, "at_least", "greater than or equal to 2"),
        ({"batch": 0}, "batch", "greater than or equal to 1"),
        ({"half_with": 1}, "half_with", "Extra inputs are not permitted"),
    ],
)
def test_faults_are_told_with_their_place(changes, place, message):
    given = {"outcome": "pss10", "half_width": 0.2} | changes
    with pytest.raises(ValidationError, match=message) as caught:
        StopSettings(**given)
    assert place in str(caught.value)


def test_a_study_cannot_end_before_its_first_look():
    with pytest.raises(
        ValidationError, match=r"at_most: at_most \(20\) must not be below at_least \(30\)"
    ):
        StopSettings(outcome="pss10", half_width=0.2, at_most=20)


def test_every_setting_has_its_help():
    assert all(field.description for field in StopSettings.model_fields.values())
