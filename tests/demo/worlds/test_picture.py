"""Frames rebuild exactly what the model holds."""

from __future__ import annotations

import numpy as np
import pytest

from demo.worlds.told_ties import BEGAN_IN_PROGRAMME, KIN, ONLINE, SAME_HOME
from simulation.delivery.roster import Status
from tests.demo.worlds.decoding import Page, decode
from tests.demo.worlds.small import PEOPLE, twins, weeks


def truth(model):
    """Ties by rows: everything of their kind but online, and the closeness, from the model."""
    table, rows = model.ties.table(), {one: row for row, one in enumerate(model.people.ids)}
    homes = model.people.array("household")
    found = {}
    for one in table.itertuples():
        i, j = sorted((rows[one.person_a], rows[one.person_b]))
        kind = KIN * one.kin + BEGAN_IN_PROGRAMME * (one.origin in ("programme", "event"))
        kind += SAME_HOME * (homes[i] == homes[j])
        found[i, j] = (kind, (one.closeness_a + one.closeness_b) / 2)
    return found


def assert_knows(page, model):
    real = truth(model)
    assert page.ties.keys() == real.keys()
    for pair, (kind, closeness) in page.ties.items():
        assert kind & ~ONLINE == real[pair][0]
        assert abs(closeness / 255 - real[pair][1]) <= 1 / 16 + 0.5 / 255
    assert [page.ids[row] for row in range(PEOPLE)] == model.people.ids.tolist()


@pytest.mark.parametrize("lost_first", [True, False])
def test_frames_rebuild_the_ties_of_both_worlds_in_whatever_order_they_are_taken_up(lost_first):
    lives, pages = twins(), [Page(), Page()]
    for week in weeks(lives, 26):
        frame = decode(lives.frame())
        assert (frame.week, frame.full, frame.people) == (week, week == 0, PEOPLE)
        for k, page in enumerate(pages):
            page.hear(frame, k, lost_first)
            assert_knows(page, lives.world(k))
    assert pages[0].ties != pages[1].ties
    assert any(kind & BEGAN_IN_PROGRAMME for kind, _ in pages[1].ties.values())
    assert not any(kind & BEGAN_IN_PROGRAMME for kind, _ in pages[0].ties.values())


def test_a_row_in_which_somebody_new_lives_has_only_ties_of_the_newcomer():
    lives, page = twins("first-year-students"), Page()
    came = 0
    for week in weeks(lives, 34):  # students come together in week 52, which is week 32 here
        frame = decode(lives.frame())
        page.hear(frame, 0)
        assert_knows(page, lives.world(0))
        if week:
            came += len(frame.worlds[0].arrived)
            for i, j in page.ties:
                if i in frame.worlds[0].arrived or j in frame.worlds[0].arrived:
                    assert page.since[i, j] == week
    assert came > 20


def test_frames_that_were_left_out_leave_no_gap():
    lives, page = twins(), Page()
    for week in weeks(lives, 20):
        if week % 5 == 0:
            page.hear(decode(lives.frame()), 1)
            assert_knows(page, lives.world(1))


def test_who_joins_late_knows_what_everybody_knows_and_goes_on_alike():
    lives, first, late = twins(), Page(), Page()
    for week in weeks(lives, 24):
        if week == 12:
            late.hear(decode(lives.full_frame()), 1)
        frame = decode(lives.frame())
        first.hear(frame, 1)
        if week > 12:
            late.hear(frame, 1)
        if week >= 12:
            assert late.ties == first.ties
            assert late.ids == first.ids


def test_asking_for_everything_changes_no_later_frame():
    plain, asked = twins(), twins()
    for _ in range(8):
        assert asked.full_frame()[8] == 1
        assert asked.full_frame() == asked.full_frame()
        assert asked.frame() == plain.frame()
        plain.step()
        asked.step()


def test_a_full_frame_without_a_frame_before_it_begins_the_chain():
    lives, page = twins(), Page()
    for _ in range(6):
        lives.step()
    page.hear(decode(lives.full_frame()), 1)
    lives.step()
    page.hear(decode(lives.frame()), 1)
    assert_knows(page, lives.world(1))


def test_before_help_starts_both_blocks_are_equal_and_then_they_part():
    lives = twins()
    start = lives.help[0].start_week
    for week in weeks(lives, start + 12):
        frame = lives.frame()
        assert frame[1] == 2
        middle = 12 + (len(frame) - 12) // 2
        assert (frame[12:middle] == frame[middle:]) == (week <= start)


def test_a_world_without_help_is_told_alone():
    lives = twins("baseline")
    assert not lives.compared
    assert len(decode(lives.frame()).worlds) == 1


def test_the_columns_are_those_of_the_model():
    lives = twins()
    for _ in range(12):
        lives.step()
    frame = decode(lives.frame())
    for k in (0, 1):
        model, shown = lives.world(k), frame.worlds[k].columns
        people, answers = model.people, model.survey_arrays()
        for name, column in (
            ("loneliness", "loneliness"), ("belonging", "belonging"), ("trust", "working_model"),
        ):  # fmt: skip
            assert np.abs(shown[name] / 255 - people.array(column)).max() <= 0.5 / 255 + 1e-7
        assert np.abs(shown["stress"] * (40 / 255) - answers["pss10"]).max() < 0.08
        assert shown["age"].tolist() == [int(age) for age in people.array("age")]
        marks = shown["marks"]
        assert ((marks & 1) > 0).tolist() == (answers["lsns6"] < 12).tolist()
        assert ((marks & 2) > 0).tolist() == (answers["ucla3"] >= 6).tolist()
        style = (marks >> 4) & 3
        from experiments.worlds.strata import strata

        groups = strata(people.records)
        names = ("secure", "preoccupied", "dismissing", "fearful")
        for number, name in enumerate(names):
            assert (style == number).tolist() == groups["attachment_style"][name].tolist()
        assert ((marks & 64) > 0).tolist() == (people.array("sex") == 1).tolist()
        alone = groups["living_alone"]["living alone"]
        assert ((marks & 128) > 0).tolist() == alone.tolist()
        ids, now, came = people.ids.tolist(), set(), set()
        for delivery in model.deliveries:
            cases = delivery.roster.cases
            now |= set(cases["unique_id"][cases["status"] == Status.IN_COURSE].tolist())
            came |= set(model.participants(delivery.programme.label).tolist())
        assert [bool(mark & 4) for mark in marks] == [one in now for one in ids]
        assert [bool(mark & 8) for mark in marks] == [one in came for one in ids]
        assert bool(came) == (k == 1)


def test_the_numbers_of_a_frame_are_the_numbers():
    lives = twins()
    for _ in range(10):
        lives.step()
    told, frame = lives.numbers(), decode(lives.frame())
    assert told["week"] == frame.week == 10
    for block, numbers in zip(frame.worlds, told["worlds"], strict=True):
        assert block.numbers == {name: float(np.float32(one)) for name, one in numbers.items()}
    assert told["worlds"][1]["cost"] > told["worlds"][0]["cost"] == 0.0


def test_the_same_setting_gives_the_same_bytes():
    def run():
        lives = twins(help=[{"type": "community_events", "start_week": 3}])
        return [lives.frame() for _ in weeks(lives, 15)]

    assert run() == run()


def test_a_tie_counts_as_online_by_its_lasting_share():
    lives, page, changes, ties = twins("baseline"), Page(), 0, 0
    for week in weeks(lives, 30):
        before = dict(page.ties)
        page.hear(decode(lives.frame()), 0)
        if week:
            both = before.keys() & page.ties.keys()
            changes += sum((before[one][0] ^ page.ties[one][0]) & ONLINE > 0 for one in both)
            ties += len(both)
    assert 0 < changes / ties < 0.03  # the last contact of every sixth tie changes in a week
