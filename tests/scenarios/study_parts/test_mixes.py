from __future__ import annotations

import pytest
from pydantic import ValidationError

from scenarios.problems import ComplaintError
from scenarios.study_parts.mixes import MixesSettings
from simulation.money.costs import PAYERS


def test_everybodys_costs_count_unless_payers_are_named():
    assert MixesSettings().counted_payers == PAYERS
    assert MixesSettings(payers=("participant",)).counted_payers == ("participant",)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"budget": 0}, "greater than 0"),
        ({"outcome": "ucla"}, "no such outcome"),
        ({"places": {"a": [10, 10]}}, "must be [fewest, most], got [10, 10]"),
        ({"places": {"a": [0, 10]}}, "must be [fewest, most], got [0, 10]"),
        ({"arms": ["a", "a"]}, "a is given twice"),
        ({"payers": ["us"]}, "health_service"),
        ({"steps": 0}, "greater than or equal to 1"),
    ],
)
def test_what_is_wrong_is_said(settings, message):
    with pytest.raises(ValidationError) as caught:
        MixesSettings.model_validate(settings)
    (one,) = caught.value.errors()
    cause = one.get("ctx", {}).get("error")
    told = cause.details[0][1] if isinstance(cause, ComplaintError) else one["msg"]
    assert message in told
