from __future__ import annotations

import pytest
from pydantic import ValidationError

from scenarios.problems import ComplaintError
from scenarios.study_parts.uncertainty import InputDistribution, UncertaintySettings
from simulation.registry import PARAMETERS


def complaints(settings) -> list[str]:
    try:
        UncertaintySettings.model_validate(settings)
    except ValidationError as error:
        told = []
        for one in error.errors():
            cause = one.get("ctx", {}).get("error")
            told += (
                [f"{'.'.join(map(str, at))}: {text}" for at, text in cause.details]
                if isinstance(cause, ComplaintError)
                else [one["msg"]]
            )
        return told
    return []


def test_a_whole_section_is_read():
    settings = UncertaintySettings.model_validate(
        {
            "draws": 200,
            "method": "random",
            "parameters": ["contagion", "group_opening"],
            "inputs": {
                "parameters.friend_decay": "register",
                "programmes[group_therapy].uptake": {
                    "distribution": "beta", "low": 0.4, "high": 0.8, "source": "Bickerdike 2017",
                },
            },
            "groups": {"delivery": ["programmes[group_therapy].uptake"]},
            "accept": {"lonely_per_1000": [150, 300]},
            "tornado": True,
        }
    )  # fmt: skip
    assert settings.paths() == (
        "parameters.friend_decay",
        "programmes[group_therapy].uptake",
        "parameters.contagion",  # group_opening is fixed by definition
    )
    assert settings.accept == {"lonely_per_1000": (150.0, 300.0)}


@pytest.mark.parametrize("status", ["measured", "fitted", "assumed", "all"])
def test_a_status_stands_for_its_parameters(status):
    paths = UncertaintySettings(parameters=status).paths()
    expected = {
        f"parameters.{name}"
        for name, one in PARAMETERS.items()
        if status in (one.status, "all") and one.distribution.doubt.kind != "fixed"
    }
    assert set(paths) == expected
    assert len(paths) == len(expected) > 7


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({}, "names nothing that is uncertain"),
        ({"parameters": ["contagoin"]}, "0: no parameter contagoin, did you mean contagion?"),
        ({"parameters": ["contagion", "contagion"]}, "1: contagion is given twice"),
        ({"inputs": {"contagion": "register"}}, "contagion: is no path of a setting; write param"),
        ({"inputs": {"parameters.contagoin": "register"}}, "did you mean contagion?"),
        ({"inputs": {"population.people": "register"}}, "register holds parameters only"),
        ({"inputs": {"programmes[x]": "register"}}, "is no path of a setting"),
        (
            {"parameters": ["contagion"], "groups": {"all": ["parameters.contagoin"]}},
            "groups.all.0: parameters.contagoin is no input, did you mean parameters.contagion?",
        ),
        (
            {"parameters": ["contagion"], "accept": {"lonely_per_100": [1, 2]}},
            "no such outcome, did you mean lonely_per_1000?",
        ),
        (
            {"parameters": ["contagion"], "accept": {"pss10": [16, 14]}},
            "pss10: must be [low, high], got [16, 14]",
        ),
        ({"parameters": ["contagion"], "draws": 1}, "greater than or equal to 2"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(settings, message):
    told = complaints(settings)
    assert any(message in one for one in told), told


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"distribution": "normal", "low": 2, "high": 1}, "must be above low (2), got 1"),
        ({"distribution": "gamma", "low": 0, "high": 1}, "must be above 0 for gamma, got 0"),
        ({"distribution": "beta", "low": 0.1, "high": 1}, "must be below 1 for beta, got 1"),
        ({"distribution": "normal", "low": 0, "high": 1, "mode": 0.5}, "goes with triangular"),
        (
            {"distribution": "triangular", "low": 0, "high": 1, "mode": 2},
            "must be from 0 to 1, got 2",
        ),
    ],
)
def test_an_impossible_distribution_is_refused(settings, message):
    told = complaints({"inputs": {"population.people": settings}})
    assert any(message in one for one in told), told


def test_bounds_of_a_uniform_may_be_negative():
    assert InputDistribution(distribution="uniform", low=-1, high=1).low == -1
