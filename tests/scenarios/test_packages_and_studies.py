"""Packages for towns of their own, and the studies that compare the files of the library."""

from __future__ import annotations

import pytest

from scenarios import Study, load_scenario, load_study, study_names
from simulation.programmes import PROGRAMMES

PACKAGES = {
    "package-older-adults": ("town-of-older-adults", "older-adults"),
    "package-students": ("first-year-students", "students"),
    "package-deprived": ("deprived-neighbourhood", "deprived"),
}


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_is_some_programmes_and_a_policy_or_two_for_one_town(package):
    scenario = load_scenario(package)
    town = load_scenario(PACKAGES[package][0])
    assert 2 <= len(scenario.programmes) <= 4
    assert 1 <= len(scenario.policies) <= 2
    assert scenario.burn_in_identity() == town.burn_in_identity()
    assert "What the policies cost is not counted." in scenario.description


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_by_itself_is_compared_with_its_town(package):
    study = Study.from_scenario(load_scenario(package))
    assert [arm.name for arm in study.arms] == [PACKAGES[package][0], package]


@pytest.mark.parametrize("package", PACKAGES)
def test_the_study_of_a_package_is_its_town_with_and_without_it(package):
    town, name = PACKAGES[package]
    study = load_study(name)
    assert [arm.name for arm in study.arms] == [town, package]
    assert study.baseline == town


def test_all_kinds_of_programmes_stand_side_by_side():
    arms = [arm.name for arm in load_study("programmes-side-by-side").arms]
    assert arms == ["baseline", *(kind.replace("_", "-") for kind in sorted(PROGRAMMES))]


def test_studies_say_what_would_matter_and_ask_a_question():
    for name in study_names():
        study = load_study(name)
        assert "?" in study.question
        assert set(study.smallest_difference) == set(study.outcomes)
        assert study.baseline == study.arms[0].name


def test_worlds_of_a_study_share_their_past():
    for name in study_names():
        pasts = [arm.world().burn_in_identity() for arm in load_study(name).arms]
        assert pasts == pasts[:1] * len(pasts)
