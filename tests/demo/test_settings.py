"""Settings from a page: believed in nothing, and refused in one sentence."""

from __future__ import annotations

import json
import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from demo.settings import ClassSetting, SettingError, read_setting
from demo.worlds.resolving import meant_by


@pytest.mark.parametrize(
    ("given", "where", "text"),
    [
        (None, "setting", "must be a mapping of settings, got nothing"),
        ([1], "setting", "must be a mapping of settings, got a list"),
        ({"people": 99}, "setting.people", "must be at least 100, got 99; choose from 100 to 2000"),
        ({"people": 10**30}, "setting.people", "must be at most 2000, got 1000000"),
        ({"people": 500.5}, "setting.people", "must be a whole number, got 500.5"),
        ({"people": "500"}, "setting.people", "must be a whole number, got '500'"),
        ({"people": True}, "setting.people", "must be a whole number, got true"),
        ({"luck": -1}, "setting.luck", "must be at least 0, got -1; choose from 0 to 2147483647"),
        ({"weeks": 521}, "setting.weeks", "must be at most 520, got 521; choose from 10 to 520"),
        ({"peple": 5}, "setting.peple", "is not known here; did you mean people?"),
        ({"levers": {"mobilty": 1}}, "setting.levers.mobilty", "did you mean mobility?"),
        ({"levers": []}, "setting.levers", "must be a mapping, got a list"),
        ({"levers": {"mobility": "x"}}, "setting.levers.mobility", "must be a number, got 'x'"),
        ({"levers": {"mobility": float("nan")}}, "setting", "must hold plain numbers and words"),
        ({"help": [{}]}, "setting.help[0].type", "is missing; give it"),
        ({"help": [{"type": "x", "colour": 1}]}, "setting.help[0].colour", "there are: type"),
        ({"help": {"type": "x"}}, "setting.help", "must be a list, got a mapping"),
        ({"help": [{"type": "x"}] * 9}, "setting.help", "not have more than 8 entries; leave some"),
        ({"help": [{"type": "x", "start_week": -1}]}, "setting.help[0].start_week", "at least 0"),
        ({"scenario": "\ud800"}, "setting", "holds text that cannot be read; write it anew"),
        ({"scenario": ""}, "setting.scenario", "must be a name, got ''"),
        ({"scenario": "x" * 999}, "setting.scenario", "must be a shorter name"),
        (
            {"help": [{"type": "x", "settings": {"uptake": "much"}}]},
            "setting.help[0].settings.uptake", "must be a number, got 'much'",
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_in_one_sentence(given, where, text):
    with pytest.raises(SettingError) as found:
        read_setting(given)
    assert found.value.where == where
    assert text in found.value.text
    assert "\n" not in found.value.text


@pytest.mark.parametrize(
    ("given", "where", "text"),
    [
        ({"levers": {"mobility": 0.9}}, "setting.levers.mobility", "must be from 0 to 0.5 (share"),
        ({"levers": {"hardship": 9}}, "setting.levers.hardship", "less than or equal to 3, got 9"),
        (
            {"help": [{"type": "group_theraphy"}]},
            "setting.help[0].type", "no programme is called 'group_theraphy'; did you mean group_",
        ),
        (
            {"help": [{"type": "group_therapy", "settings": {"uptke": 1}}]},
            "setting.help[0].settings.uptke", "is no setting here; did you mean uptake?",
        ),
        (
            {"help": [{"type": "group_therapy", "settings": {"eligibility": 1}}]},
            "setting.help[0].settings.eligibility", "is no setting here; there are: uptake, fac",
        ),
        (
            {"help": [{"type": "group_therapy", "settings": {"uptake": 1.5}}]},
            "setting.help[0].settings.uptake",
            "less than or equal to 1, got 1.5 (Chance that an average person who is offered a "
            "place takes it); choose another value",
        ),
        (
            {"help": [{"type": "group_therapy", "settings": {"weeks": 2.5}}]},
            "setting.help[0].settings.weeks", "got 2.5 (Length of a course)",
        ),
        (
            {"help": [{"type": "group_therapy", "settings": {"group_size": 3}}]},
            "setting.help[0].settings", "minimum_to_start (4) must not exceed group_size (3); choo",
        ),
        ({"scenario": "file:1"}, "setting.scenario", "no scenario is called 'file:1'"),
    ],
)  # fmt: skip
def test_what_cannot_be_lived_is_said_in_one_sentence(given, where, text):
    with pytest.raises(SettingError) as found:
        meant_by(read_setting(given))
    assert found.value.where == where
    assert text in found.value.text


def test_a_second_programme_of_a_kind_gets_a_name_of_its_own():
    asked = [{"type": "volunteering"}, {"type": "group_therapy"}, {"type": "group_therapy"}]
    meant = meant_by(read_setting({"help": [*asked, {"type": "group_therapy"}]}))
    labels = [one.label for one in meant.with_help.programmes]
    assert labels == ["volunteering", "group_therapy", "group_therapy 2", "group_therapy 3"]


def test_an_item_stands_for_the_scenarios_own_programme_of_its_kind():
    asked = {"scenario": "stepped-care", "help": [{"type": "befriending", "start_week": 9}]}
    only = meant_by(read_setting(asked)).with_help.programmes[0]
    assert (only.label, only.start_week, only.session_hours) == ("check-ins", 9, 0.25)
    without = {"scenario": "stepped-care", "help": [{"type": "befriending"}]}
    assert meant_by(read_setting(without)).with_help.programmes[0].start_week == 4


def test_sliders_know_no_whole_numbers():
    asked = [{"type": "group_therapy", "settings": {"facilitators": 4.0, "weeks": 12.0}}]
    one = meant_by(read_setting({"help": asked})).with_help.programmes[0]
    assert (one.facilitators, one.weeks) == (4, 12)


def test_a_setting_survives_its_link():
    asked = {
        "scenario": "befriending", "people": 300, "luck": 9, "levers": {"online_share": 0.5},
        "help": [{"type": "befriending", "start_week": 8, "settings": {"facilitators": None}}],
        "weeks": 52,
    }  # fmt: skip
    setting = read_setting(asked)
    assert setting.data() == asked
    assert read_setting(json.loads(json.dumps(setting.data()))) == setting
    assert read_setting(ClassSetting().data()) == ClassSetting()


def test_an_error_crosses_process_borders_whole():
    error = pickle.loads(pickle.dumps(SettingError("setting.people", "too many")))
    assert (error.where, error.text) == ("setting.people", "too many")


plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda parts: st.lists(parts, max_size=4) | st.dictionaries(st.text(max_size=9), parts),
    max_leaves=12,
)
keys = st.sampled_from([*ClassSetting.model_fields, "type", "settings", "start_week"])
near = st.dictionaries(keys, plain | st.lists(st.dictionaries(keys, plain), max_size=3))


@settings(max_examples=60)
@given(plain | near)
def test_whatever_a_page_sends_is_a_setting_or_one_sentence(data):
    try:
        found = read_setting(data)
    except SettingError as error:
        found = error
    if isinstance(found, SettingError):
        assert found.where.startswith("setting")
        assert len(found.text) < 400
    else:
        assert found == read_setting(found.data())
