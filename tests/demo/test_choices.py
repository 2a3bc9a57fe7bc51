"""What a page can choose: the model's own defaults, on sliders that can show them."""

from __future__ import annotations

import json
import math

import pytest

from demo.choices import choices
from demo.class_words import NOT_IN_CLASS
from demo.main_settings import main_settings, plain_words
from demo.worlds.offers import Offer, library_offers
from scenarios import load_scenario, scenario_names
from simulation.programmes import PROGRAMMES
from simulation.registry import PARAMETERS


@pytest.fixture(scope="module")
def offered():
    return json.loads(json.dumps(choices(), allow_nan=False))


def assert_shows(slider, value):
    assert slider["low"] <= value <= slider["high"], slider["key"]
    steps = (value - slider["low"]) / slider["step"]
    assert math.isclose(steps, round(steps), abs_tol=1e-6), (slider["key"], value)


def test_every_scenario_and_every_kind_of_programme_is_there(offered):
    assert [one["name"] for one in offered["scenarios"]] == scenario_names()
    assert [one["type"] for one in offered["programmes"]] == list(PROGRAMMES)
    assert offered["people"] == {"low": 100, "high": 2000, "default": 500}


def test_each_kind_has_a_few_settings_with_the_defaults_of_the_model(offered):
    for kind in offered["programmes"]:
        fields = PROGRAMMES[kind["type"]].model_fields
        assert 3 <= len(kind["settings"]) <= 5
        assert kind["summary"]
        for slider in kind["settings"]:
            assert slider["default"] == fields[slider["key"]].default
            assert slider["title"]
            assert slider["about"].endswith(".")
            assert slider["kind"] in ("share", "number", "weeks", "money")
            assert (slider["default"] is None) == (slider["none"] is not None)
            if slider["default"] is not None:
                assert_shows(slider, slider["default"])
            made = PROGRAMMES[kind["type"]]
            for end in (slider["low"], slider["high"]):
                others = {"minimum_to_start": 2} if slider["key"] == "group_size" else {}
                if slider["key"] == "weeks" and "guided_weeks" in fields:
                    others = {"guided_weeks": None}
                assert getattr(made(**{slider["key"]: end}, **others), slider["key"]) == end


def test_sliders_can_show_what_every_scenario_of_the_library_has(offered):
    kinds = {one["type"]: one["settings"] for one in offered["programmes"]}
    for scenario in offered["scenarios"]:
        for lever in offered["levers"]:
            assert_shows(lever, scenario["levers"][lever["key"]])
        for programme in scenario["programmes"]:
            for slider in kinds[programme["type"]]:
                value = programme["settings"][slider["key"]]
                if value is not None:
                    assert_shows(slider, value)


def test_levers_have_the_models_values(offered):
    told = {one["key"]: one for one in offered["levers"]}
    for key, name in (
        ("mobility", "residential_mobility"),
        ("neighbourhood_life", "neighbourhood_life"),
        ("online_share", "online_mean"),
    ):
        assert told[key]["default"] == PARAMETERS[name].default
        assert PARAMETERS[name].low <= told[key]["low"] < told[key]["high"] <= PARAMETERS[name].high
    assert told["hardship"]["default"] == load_scenario("baseline").population.deprivation
    deprived = next(one for one in offered["scenarios"] if one["name"] == "deprived-neighbourhood")
    assert deprived["levers"]["hardship"] == 1.75
    assert not deprived["compared"]


def test_policies_are_told_by_title(offered):
    epidemic = next(one for one in offered["scenarios"] if one["name"] == "epidemic")
    assert sorted(epidemic["policies"]) == ["Bereavement wave", "Lockdown"]


def test_the_page_hears_what_happens_and_no_words_of_diagnosis(offered):
    told = json.dumps(offered)
    assert not NOT_IN_CLASS.search(told)
    assert ".yaml" not in told
    for one in offered["scenarios"]:
        assert 40 < len(one["about"]) < 600, one["name"]
        assert one["about"].endswith(".")
    about = {one["name"]: one["about"] for one in offered["scenarios"]}
    assert about["interpersonal-therapy"].startswith("People whose mood is low see a therapist")


def test_files_of_the_command_line_come_first():
    file = Offer("file:1", load_scenario("befriending"))
    assert [one["name"] for one in choices([file])["scenarios"]][:2] == [
        "file:1", next(iter(library_offers()))
    ]  # fmt: skip


def test_a_kind_that_is_not_built_in_has_the_usual_settings():
    from typing import Literal

    from simulation.programmes import Programme

    class Choir(Programme):
        """Sing together."""

        type: Literal["choir"] = "choir"

    assert [one.key for one in main_settings(Choir)] == [
        "uptake", "facilitators", "weeks", "attendance",
    ]  # fmt: skip
    scenario = load_scenario("baseline").model_copy(update={"programmes": (Choir(),)})
    told = choices([Offer("file:1", scenario)])
    assert told["programmes"][-1]["type"] == "choir"
    assert told["scenarios"][0]["programmes"][0]["settings"]["weeks"] == 16


def test_brackets_of_sources_are_left_out():
    assert plain_words("Who (of `all` (some)) comes (share; assumed).") == "Who comes."
    assert plain_words(None) == ""
