from __future__ import annotations

import pytest
from pydantic import ValidationError

from scenarios.problems import ComplaintError
from scenarios.study_parts.trial import TrialSettings, trial_complaints


def made(**settings) -> TrialSettings:
    return TrialSettings(**{"arm": "therapy", "people": 100, **settings})


STEPS = {"design": "stepped_wedge", "steps": 3, "weeks_between_steps": 10}


def test_a_trial_of_people_needs_an_arm_and_a_number_only():
    trial = made()
    assert (trial.design, trial.analysis, trial.outcome) == ("individual", "ancova", "ucla3")
    assert trial.survey_weeks == (0, 26, 52)
    assert trial.compared_weeks == (26, 52)


def test_a_stepped_wedge_is_surveyed_before_the_first_step_and_after_each():
    assert made(**STEPS).survey_weeks == (0, 10, 20, 30)


def test_a_waiting_list_is_compared_until_the_controls_begin():
    assert made(design="waiting_list", wait_weeks=20).survey_weeks == (0, 20)
    trial = made(design="waiting_list", wait_weeks=20, surveys=(0, 12, 20, 40))
    assert trial.compared_weeks == (12, 20)


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"surveys": (4, 12)}, "surveys[0]: must be 0, the week of randomisation, got 4"),
        ({"surveys": (0, 9, 9)}, "surveys[2]: must be later than the one before (9), got 9"),
        ({"surveys": (0,)}, "at least 2 items"),
        ({"design": "stepped_wedge", "steps": 3},
         "weeks_between_steps: is needed for the design stepped_wedge"),
        ({**STEPS, "allocation": 0.5}, "allocation: is for the design individual or cluster or "
         "waiting_list, not for stepped_wedge"),
        ({**STEPS, "surveys": (0, 10, 20)}, "surveys: must go on after the last step (week 20)"),
        ({**STEPS, "neighbourhoods": 2}, "neighbourhoods: must be at least as many as steps (3)"),
        ({"steps": 2}, "steps: is for the design stepped_wedge, not for individual"),
        ({"neighbourhoods": 4},
         "neighbourhoods: is for the design cluster or stepped_wedge, not for individual"),
        ({"design": "waiting_list"}, "wait_weeks: is needed for the design waiting_list"),
        ({"design": "waiting_list", "wait_weeks": 8, "surveys": (0, 12)},
         "surveys: must have one after week 0 and by wait_weeks (8)"),
        ({"allocation": 1.0}, "less than 1"),
        ({"consent": 0.0}, "greater than 0"),
        ({"eligibility": "lonelyness >= 6"}, "unknown name 'lonelyness'"),
        ({"outcome": "happiness"}, "'ucla3', 'lsns6'"),
        ({"armm": "x"}, "Extra inputs are not permitted"),
        ({"attrition": {"chance_a_survey": 1.0}}, "less than 1"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_said(settings, told):
    with pytest.raises((ValidationError, ComplaintError)) as caught:
        made(**settings)
    assert told in str(caught.value)


@pytest.mark.parametrize(
    ("arm", "told"),
    [
        ("therapie", [(("arm",), "no arm called therapie, did you mean therapy?")]),
        ("baseline", [(("arm",), "is the baseline; name the arm whose programmes are tried")]),
        ("therapy", []),
    ],
)
def test_the_arm_must_be_one_of_the_study_and_not_its_baseline(arm, told):
    assert trial_complaints(made(arm=arm), ["baseline", "therapy"], "baseline") == told


def test_every_setting_has_its_help():
    fields = {**TrialSettings.model_fields}
    fields |= type(made().attrition).model_fields
    assert all(len(field.description or "") > 20 for field in fields.values())
