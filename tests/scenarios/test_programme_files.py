"""Files that offer programmes: one for each kind, and the same programme offered differently."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from scenarios import load_scenario
from scenarios.library import SCENARIOS
from simulation.programmes import PROGRAMMES
from simulation.programmes.reach import Reach

KINDS = [(kind, kind.replace("_", "-")) for kind in sorted(PROGRAMMES)]
#: What a kind's own file says that is not the default of the kind, beside when it begins.
DEPARTURES = {
    "group_therapy": {"uptake"},  # fewer than of those who look for therapy
    "trauma_informed_care": {"trains", "cost_fixed"},  # nobody there to be trained
}


def only_programme(name: str) -> dict[str, Any]:
    (programme,) = load_scenario(name).programmes
    return programme.model_dump()


def differing(one: str, other: str) -> set[str]:
    """Return the settings in which the only programmes of two scenarios differ."""
    here, there = only_programme(one), only_programme(other)
    return {setting for setting in here if here[setting] != there[setting]}


@pytest.mark.parametrize(("kind", "name"), KINDS, ids=[name for _, name in KINDS])
def test_every_kind_has_its_file_which_says_what_a_commissioner_decides(kind, name):
    stated = yaml.safe_load((SCENARIOS / f"{name}.yaml").read_text(encoding="utf-8"))
    (programme,) = stated["programmes"]
    assert programme["type"] == kind
    assert {"start_week", "eligibility", "weeks", "payer"} <= set(programme)
    assert {"uptake", "attendance"} & set(programme)
    assert {"facilitators", "facilitators_per_group"} & set(programme)
    assert any(setting.startswith("cost_") for setting in programme)


@pytest.mark.parametrize(("kind", "name"), KINDS, ids=[name for _, name in KINDS])
def test_what_a_kinds_own_file_says_is_the_default_of_the_kind(kind, name):
    usual = PROGRAMMES[kind](type=kind).model_dump()
    own = only_programme(name)
    different = {setting for setting in own if own[setting] != usual[setting]}
    assert different == {"start_week", *DEPARTURES.get(kind, set())}


def test_every_price_a_kind_has_stands_in_its_own_file():
    for kind, name in KINDS:
        stated = yaml.safe_load((SCENARIOS / f"{name}.yaml").read_text(encoding="utf-8"))
        (programme,) = stated["programmes"]
        usual = PROGRAMMES[kind](type=kind).model_dump()
        prices = {one for one in usual if one.startswith("cost_") and usual[one] > 0.0}
        assert prices - {"cost_travel"} <= set(programme), name


def test_both_programmes_together_are_the_two_alone():
    alone = [*load_scenario("group-therapy").programmes]
    alone += load_scenario("community-events").programmes
    assert [*load_scenario("group-therapy-and-events").programmes] == alone


def test_befriending_for_everybody_or_for_those_in_need_differs_only_in_for_whom():
    whom = {"eligibility", "targeting", "need", "queue"}
    assert differing("befriending-universal", "befriending-targeted") == whom
    assert only_programme("befriending-universal")["eligibility"] == ""
    assert only_programme("befriending-targeted")["targeting"] == "most_in_need"


@pytest.mark.parametrize("other", ["group-therapy-by-self-referral", "group-therapy-stepped"])
def test_routes_to_group_therapy_differ_only_in_how_people_are_found(other):
    first = "group-therapy-by-referral"
    assert differing(first, other) <= {*Reach.model_fields, "cost_referral"}
    assert only_programme(first)["targeting"] == "referral"
    assert only_programme("group-therapy-stepped")["waves"] == 4


def test_the_waiting_list_is_group_therapy_with_fewer_therapists():
    rest = {"facilitators", "queue", "open_weeks"}
    assert differing("group-therapy", "group-therapy-waiting-list") == rest


def test_steps_of_care_begin_one_after_the_other_for_fewer_people_each():
    steps = load_scenario("stepped-care").programmes
    assert [one.label for one in steps] == ["check-ins", "social_prescribing", "group_therapy"]
    weeks = [one.start_week for one in steps]
    assert weeks == sorted(set(weeks))
    cuts = [float(one.eligibility.split(">=")[1].split()[0]) for one in steps]
    assert cuts == [5, 6, 8]
