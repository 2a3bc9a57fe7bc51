"""What a file may say but probably does not mean is noted where it stands."""

from __future__ import annotations

import pytest

from scenarios import ScenarioError, check_file, file_notes

LATE = """
    kith: 1
    title: x
    programmes:
      - type: community_events
      - type: group_therapy
        start_week: 150
"""
MESSAGE = "week 150 is after the end of the run ({} weeks): group_therapy will not start"


@pytest.fixture
def notes(write):
    def noted(text, name="x.yaml"):
        return [str(note) for note in file_notes(write(name, text))]

    return noted


def test_a_start_after_the_end_of_the_run_is_noted_and_allowed(notes, write):
    assert check_file(write("x.yaml", LATE)) == []
    assert notes(LATE) == [f"x.yaml:6:17 programmes[1].start_week: {MESSAGE.format(104)}"]
    assert notes(LATE + "    run:\n      weeks: 151\n") == []
    assert len(notes(LATE + "    run:\n      weeks: 150\n")) == 1


def test_a_note_stands_in_the_file_that_says_so(notes, write):
    write("parent.yaml", LATE)
    child = "kith: 1\nextends: parent\ntitle: y\nrun:\n  weeks: 52\n"
    assert notes(child, "child.yaml") == [
        f"parent.yaml:6:17 programmes[1].start_week: {MESSAGE.format(52)}"
    ]


def test_arms_of_a_study_live_as_long_as_the_study(notes, write):
    write("late.yaml", LATE)
    study = "kith: 1\ntitle: y\narms: [baseline, late]\n"
    expected = f"late.yaml:6:17 programmes[1].start_week: {MESSAGE}"
    assert notes(study, "s.yaml") == [expected.format(104)]
    assert notes(study + "weeks: 60\n", "s.yaml") == [expected.format(60)]
    assert notes(study + "weeks: 200\n", "s.yaml") == []


def test_a_library_name_can_be_asked_and_problems_come_first(write):
    assert file_notes("group-therapy") == []
    with pytest.raises(ScenarioError, match=r"x\.yaml:3:1 programes: unknown key"):
        file_notes(write("x.yaml", "kith: 1\ntitle: x\nprogrames: []\n"))
