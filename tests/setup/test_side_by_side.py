"""Workers get slow tests first and one by one, and everything else file by file."""

from __future__ import annotations

from tests.side_by_side import turn, unit

TOWNS = "tests/scientific/test_towns.py"


def test_the_tests_of_a_file_stay_together():
    assert unit(f"{TOWNS}::test_a_town_of_students_stays_young") == TOWNS
    assert unit(f"{TOWNS}::test_every_town_is_sound[baseline]") == TOWNS


def test_a_slow_test_goes_by_itself_with_all_its_parameters():
    slow = f"{TOWNS}::test_any_mix_of_ages_lasts_for_ten_years"
    assert unit(f"{slow}[shares0]") == unit(f"{slow}[shares1]") == slow


def test_a_file_that_is_slow_as_a_whole_stays_together():
    path = "tests/scientific/test_twenty_years.py"
    assert unit(f"{path}::test_the_town_changes_little") == path
    assert turn(f"{path}::test_the_town_changes_little") == 1


def test_tests_that_share_a_study_stay_together_and_go_early():
    nodeids = [f"tests/browser/test_{name}.py::test_it_is" for name in ("source", "report")]
    assert len({unit(one) for one in nodeids}) == 1
    assert {turn(one) for one in nodeids} == {1}


def test_slow_tests_go_before_all_that_need_a_world(request):
    marked = {item.nodeid: item.get_closest_marker("slow") for item in request.session.items}
    for nodeid, mark in marked.items():
        if turn(nodeid) > 0 and not nodeid.startswith("tests/browser/"):
            assert turn(nodeid) == (1 if mark else 2), nodeid
