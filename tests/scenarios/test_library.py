from __future__ import annotations

import pytest

from scenarios import ScenarioError, scenario_names, study_names
from scenarios.library import SCENARIOS, STUDIES, find, find_beside
from scenarios.problems import Position


def test_the_library_is_listed_in_order():
    assert scenario_names() == sorted(scenario_names())
    assert {"baseline", "group-therapy", "community-events"} <= set(scenario_names())
    assert "quickstart" in study_names()
    assert not set(scenario_names()) & set(study_names())


def test_a_name_is_looked_up_in_the_library_and_a_path_is_not(write):
    mine = write("baseline.yaml", "kith: 1\n")
    assert find("baseline", SCENARIOS) == SCENARIOS / "baseline.yaml"
    assert find("baseline.yaml", SCENARIOS).resolve() == mine
    assert find(mine, SCENARIOS) == mine


def test_a_reference_prefers_the_file_beside_it(write):
    referring = write("studies/mine.yaml", "kith: 1\n")
    position = Position(referring, 1, 1)
    assert find_beside("baseline", position, "arms[0]") == SCENARIOS / "baseline.yaml"
    above = write("baseline.yaml", "kith: 1\n")
    assert find_beside("baseline", position, "arms[0]") == above
    beside = write("studies/baseline.yaml", "kith: 1\n")
    assert find_beside("baseline", position, "arms[0]") == beside


@pytest.mark.parametrize(
    ("asked", "bundled", "expected"),
    [
        (
            "grup-therapy",
            SCENARIOS,
            "grup-therapy: no scenario of this name, did you mean group-therapy?",
        ),
        ("quikstart", STUDIES, "quikstart: no study of this name, did you mean quickstart?"),
        ("bse.yaml", SCENARIOS, "bse.yaml: no such file, did you mean base.yaml?"),
        ("./zzz.yaml", SCENARIOS, "zzz.yaml: no such file"),
        ("nowhere/base.yaml", SCENARIOS, "nowhere/base.yaml: no such file"),
        ("sub/", SCENARIOS, "sub: is a folder; name a .yaml file in it"),
    ],
)
def test_what_is_not_there_is_said_with_the_nearest_name(write, asked, bundled, expected):
    write("base.yaml", "kith: 1\n")
    write("sub/other.yaml", "kith: 1\n")
    with pytest.raises(ScenarioError) as caught:
        find(asked, bundled)
    assert str(caught.value) == expected


def test_a_name_like_no_other_gets_the_whole_list():
    with pytest.raises(
        ScenarioError, match=r"^zzz: no scenario of this name; there are: attachment-therapy, "
    ):
        find("zzz", SCENARIOS)
