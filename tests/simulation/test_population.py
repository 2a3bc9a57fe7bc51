"""Population settings: what a town may be, and what is said where it cannot be."""

from __future__ import annotations

import json

import numpy as np
import pytest
from pydantic import ValidationError

from simulation import PopulationSettings

OLDER = {"18-29": 0.06, "30-44": 0.09, "45-64": 0.22, "65-79": 0.41, "80+": 0.22}


@pytest.mark.parametrize(
    ("settings", "key", "message"),
    [
        (
            {"age_shares": {"18-29": 0.5, "30-44": 0.4}},
            ("age_shares",),
            "shares must add up to 1, got 0.9; add 0.1 in one of the bands 18-29, 30-44, 45-64, "
            "65-79, 80+",
        ),
        (
            {"age_shares": {"18-29": 0.6, "30-44": 0.5}},
            ("age_shares",),
            "shares must add up to 1, got 1.1; take away 0.1 in one of the bands 18-29, 30-44, "
            "45-64, 65-79, 80+",
        ),
        (
            {"age_shares": {"18-29": 0.05, "30-44": 0.25, "45-64": 0.7}},
            (),
            "age_shares cannot be had with these homes, whose partners, grown children and "
            "housemates have ages of their own; nearest is 18-29 0.1",
        ),
        (
            {"older_alone_share": 0.9},
            (),
            "older_alone_share cannot be had with these homes",
        ),
        (
            {"older_alone_share": 0.6, "one_adult_homes": 0.5, "two_adult_homes": 0.37},
            (),
            "older_alone_share 0.6 would not last: with this mix of ages at most 0.4",
        ),
        (
            {"people_per_group": 200},
            (),
            "people_per_group 200 with group_member_share 0.35 makes 70 members a group, and there "
            "is room for 44; lower people_per_group to 125 or fewer",
        ),
        (
            {"newcomers_youngest": 30},
            (),
            "newcomers_youngest 30 is above newcomers_oldest 20; swap them",
        ),
        (
            {"one_adult_homes": 0.7},
            (),
            "one_adult_homes + two_adult_homes + three_adult_homes must be at most 1, got 1.35",
        ),
    ],
)
def test_what_cannot_be_is_refused_with_the_key_and_the_fix(settings, key, message):
    with pytest.raises(ValidationError) as caught:
        PopulationSettings(**settings)
    (error,) = caught.value.errors()
    assert error["loc"] == key
    assert str(error["ctx"]["error"]).startswith(message)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("age_shares", {"18-30": 1.0}),
        ("age_shares", {"18-29": 1.5, "30-44": -0.5}),
        ("older_alone_share", 1.1),
        ("deprivation", 3.5),
        ("deprivation_spread", -0.1),
        ("collectivism", 0.6),
        ("cohesion", 2.5),
        ("people_per_group", 4),
        ("newcomers_share", 0.95),
        ("newcomers_a_home", 5),
        ("newcomers_stay_years", 0),
        ("newcomers_oldest", 91),
        ("newcomers_arrive", "sometimes"),
        ("newcomers_in_courses", -0.1),
    ],
)
def test_values_out_of_range_are_refused(name, value):
    with pytest.raises(ValidationError, match=name):
        PopulationSettings(**{name: value})


def test_settings_survive_a_file():
    given = PopulationSettings(
        age_shares=OLDER, one_adult_homes=0.62, two_adult_homes=0.36, three_adult_homes=0.02
    )
    again = PopulationSettings(**json.loads(json.dumps(given.model_dump(mode="json"))))
    assert again == given
    assert again.age_mix() is given.age_mix(), "found once"


def test_a_band_left_out_holds_nobody():
    young = {"18-29": 0.9, "30-44": 0.1}
    mix = PopulationSettings(age_shares=young).age_mix()
    assert mix is not None
    assert mix.persons[-40:].sum() < 0.001


def test_the_usual_town_has_no_mix_of_its_own():
    usual = PopulationSettings()
    assert usual.age_key is None
    assert usual.age_mix() is None
    assert (usual.residents, usual.newcomers, usual.courses) == (2000, 0, 0)
    assert not usual.is_newcomer(np.arange(10_000)).any()


def test_the_last_places_are_newcomers_whoever_lives_in_them():
    town = PopulationSettings(people=1000, newcomers_share=0.3, newcomers_in_courses=0.5)
    assert (town.residents, town.newcomers, town.courses) == (700, 300, 6)
    ids = np.array([0, 699, 700, 999, 1699, 1700, 10_850])
    assert town.is_newcomer(ids).tolist() == [False, False, True, True, False, True, True]
    few = PopulationSettings(people=100, newcomers_share=0.1, newcomers_in_courses=0.5)
    assert few.courses == 1
