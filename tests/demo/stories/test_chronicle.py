"""The chronicle against what a sceptic wrote down of the same worlds."""

from __future__ import annotations

import numpy as np
import pytest

from demo.stories import Chronicle, UnknownPersonError
from demo.stories.happenings import Happening
from demo.stories.tie_changes import CLOSE_FRIEND, FRIEND
from simulation import ConnectivityModel
from simulation.delivery.roster import Status
from simulation.tie_arrays import ORIGINS

from .conftest import HELP_STARTS, live

WORLDS = pytest.mark.parametrize("world", [0, 1])


def told(lived, world, week, *kinds):
    rows = lived.chronicle.record(world).happenings[week]
    return rows[np.isin(rows["kind"], kinds)]


def pairs(rows):
    return list(zip(rows["person"].tolist(), rows["other"].tolist(), strict=True))


@WORLDS
def test_ties_of_every_week_are_those_of_the_first_plus_begun_minus_ended(lived, world):
    seen = lived.seen[world]
    have = set(seen.ties[0])
    for week in range(1, lived.week + 1):
        gone = set(seen.ids[week - 1].tolist()) - set(seen.ids[week].tolist())
        ended = pairs(told(lived, world, week, Happening.DRIFTED, Happening.LOST))
        begun = pairs(told(lived, world, week, Happening.MET))
        assert len(set(ended)) == len(ended)
        assert len(set(begun)) == len(begun)
        assert have >= set(ended)
        have -= set(ended)
        have -= {pair for pair in have if pair[0] in gone}
        assert not have & set(begun)
        have |= set(begun)
        assert have == set(seen.ties[week])


@WORLDS
def test_people_drift_while_both_are_here_and_are_lost_when_one_is_not(lived, world):
    ids = lived.seen[world].ids
    for week in range(1, lived.week + 1):
        here = set(ids[week].tolist())
        assert all(other in here for _, other in pairs(told(lived, world, week, Happening.DRIFTED)))
        lost = pairs(told(lived, world, week, Happening.LOST))
        assert all(one in here and other not in here for one, other in lost)


@WORLDS
def test_both_sides_tell_of_a_beginning_and_an_end(lived, world):
    for week in range(1, lived.week + 1):
        for kind in (Happening.MET, Happening.DRIFTED):
            rows = pairs(told(lived, world, week, kind))
            assert set(rows) == {(other, one) for one, other in rows}


@WORLDS
def test_where_people_met_is_where_their_tie_came_from(lived, world):
    met = 0
    for week in range(1, lived.week + 1):
        for row in told(lived, world, week, Happening.MET):
            tie = lived.seen[world].ties[week][int(row["person"]), int(row["other"])]
            assert ORIGINS[row["detail"]] == tie[2]
            assert tie[1] <= 1
            met += 1
    assert met > 300


@WORLDS
def test_quarrels_and_growing_closer_are_those_found_by_hand(lived, world):
    ties = lived.seen[world].ties
    bars = np.float32(FRIEND), np.float32(CLOSE_FRIEND)
    level = {pair: sum(tie[0] >= bar for bar in bars) for pair, tie in ties[0].items()}
    above = dict.fromkeys(level, 0)
    found = {Happening.QUARRELLED: 0, Happening.CLOSER: 0}
    for week in range(1, lived.week + 1):
        quarrels, closer = set(), set()
        for pair, (near, weeks, _, _) in ties[week].items():
            if pair not in ties[week - 1] or weeks != ties[week - 1][pair][1] + 1:
                level[pair], above[pair] = sum(near >= bar for bar in bars), 0
                continue
            if np.float32(ties[week - 1][pair][0]) - np.float32(near) >= 0.04:
                quarrels.add(pair)
            while level[pair] and near < 0.8 * bars[level[pair] - 1]:
                level[pair], above[pair] = level[pair] - 1, 0
            stands = level[pair] < 2 and near >= bars[level[pair]]
            above[pair] = above[pair] + 1 if stands else 0
            if above[pair] == 4:
                level[pair], above[pair] = sum(near >= bar for bar in bars), 0
                closer.add(pair)
        for kind, by_hand in ((Happening.QUARRELLED, quarrels), (Happening.CLOSER, closer)):
            rows = pairs(told(lived, world, week, kind))
            assert set(rows) == by_hand
            assert len(rows) == len(by_hand)
            found[kind] += len(rows)
    assert min(found.values()) > 100


@WORLDS
@pytest.mark.parametrize(
    ("kind", "column"),
    [(Happening.JOINED, "group"), (Happening.LEFT, "group"), (Happening.WORK, "workplace")],
)
def test_groups_and_work_change_when_the_columns_do(lived, world, kind, column):
    number = 0
    for week in range(1, lived.week + 1):
        then, now = lived.seen[world].records[week - 1 : week + 1]
        changed = (then["unique_id"] == now["unique_id"]) & (then[column] != now[column])
        if kind is Happening.JOINED:
            changed &= now[column] >= 0
        elif kind is Happening.LEFT:
            changed &= then[column] >= 0
        rows = told(lived, world, week, kind)
        assert sorted(rows["person"]) == sorted(now["unique_id"][changed])
        number += len(rows)
    assert number > 10


@WORLDS
def test_everybody_whose_home_or_partner_changed_has_moved(lived, world):
    number = 0
    for week in range(1, lived.week + 1):
        then, now = lived.seen[world].records[week - 1 : week + 1]
        stayed = then["unique_id"] == now["unique_id"]
        moved = set(told(lived, world, week, Happening.MOVED)["person"].tolist())
        for column in ("household", "neighbourhood"):
            changed = now["unique_id"][stayed & (then[column] != now[column])].tolist()
            assert moved >= set(changed)
            number += len(changed)
        paired = stayed & (now["partner"] >= 0) & (then["partner"] != now["partner"])
        assert moved >= set(now["unique_id"][paired].tolist())
    assert number > 10


@WORLDS
def test_who_comes_and_goes_is_told_and_keeps_a_last_portrait(lived, world):
    record, ids = lived.chronicle.record(world), lived.seen[world].ids
    for week in range(1, lived.week + 1):
        gone = set(ids[week - 1].tolist()) - set(ids[week].tolist())
        come = set(ids[week].tolist()) - set(ids[week - 1].tolist())
        assert set(told(lived, world, week, Happening.DEPARTED)["person"].tolist()) == gone
        assert set(told(lived, world, week, Happening.ARRIVED)["person"].tolist()) == come
        for one in gone:
            assert record.gone[one].week == week
            then = lived.seen[world].records[week - 1]
            assert record.person(one) == then[one % len(then)]
    assert len(record.gone) > 5


@pytest.mark.parametrize(
    ("parameters", "died"),
    [
        ({"death_level": -8.2, "emigration": 0.0}, True),
        ({"death_level": -14.0, "health_mortality": 0.0, "emigration": 0.3}, False),
    ],
)
def test_the_dead_are_told_from_those_who_moved_away(parameters, died):
    model = ConnectivityModel(people=100, parameters=parameters, rng=2)
    chronicle = Chronicle()
    chronicle.note(0, (model,))
    for week in range(1, 31):
        model.run_weeks(1, observe=False)
        chronicle.note(week, (model,))
    gone = chronicle.record(0).gone.values()
    assert len(gone) >= 3
    assert all(one.died is died for one in gone)


def test_help_begins_and_ends_as_the_rosters_say(lived):
    assert not any(len(told(lived, 0, week, Happening.BEGAN_HELP)) for week in range(lived.week))
    record = lived.chronicle.record(1)
    rows = np.concatenate(record.happenings)
    for delivery in lived.models[1].deliveries:
        cases = delivery.roster.cases
        cases = cases[cases["started_week"] >= 0]
        number = 0 if delivery.programme.type == "community_events" else 1
        begun = rows[(rows["kind"] == Happening.BEGAN_HELP) & (rows["other"] == number)]
        past = record.begun_at
        assert sorted(zip(begun["person"], begun["week"] + past - 1, strict=True)) == sorted(
            zip(cases["unique_id"], cases["started_week"], strict=True)
        )
        ended = rows[(rows["kind"] == Happening.ENDED_HELP) & (rows["other"] == number)]
        over = cases[~np.isin(cases["status"], (Status.IN_COURSE, Status.GONE))]
        assert sorted(ended["person"]) == sorted(over["unique_id"])
        assert sorted(ended["detail"]) == sorted(over["status"])
        assert len(cases) > 10


@WORLDS
def test_feelings_of_every_week_are_kept(lived, world):
    record, seen = lived.chronicle.record(world), lived.seen[world]
    for week in range(lived.week + 1):
        logit = seen.records[week]["loneliness_logit"].astype(float)
        kept = record.loneliness[week] / 255
        assert np.abs(kept - 1 / (1 + np.exp(-logit))).max() <= 0.5 / 255 + 1e-12
        assert (record.stress[week] == seen.stress[week]).all()


def test_before_they_part_both_worlds_are_one_record(before_help):
    chronicle = before_help.chronicle
    assert chronicle.record(0) is chronicle.record(1)
    for unique_id in before_help.everybody():
        one, other = before_help.story(unique_id)["lives"]
        assert (one.pop("title"), other.pop("title")) == ("As it is", "With help")
        assert one == other


def test_the_life_as_it_is_is_told_as_if_nobody_had_compared(lived):
    alone = live(programmes=[])
    for mine, theirs in zip(
        lived.chronicle.record(0).happenings, alone.chronicle.record(0).happenings, strict=True
    ):
        assert (mine == theirs).all()
    shared = lived.chronicle.record(0).happenings[HELP_STARTS]
    assert shared is lived.chronicle.record(1).happenings[HELP_STARTS]
    assert len(lived.chronicle.record(1).happenings[-1])


def test_what_cannot_be_noted_is_refused():
    model = ConnectivityModel(people=100, rng=1)
    chronicle = Chronicle()
    assert chronicle.week == -1
    with pytest.raises(ValueError, match="one world or two, not 0"):
        chronicle.note(0, ())
    chronicle.note(0, (model, model))
    assert len(chronicle.records) == 1
    with pytest.raises(ValueError, match="has reached week 0; it cannot note 2"):
        chronicle.note(2, (model,))
    twin = model.fork()
    for week, worlds in ((1, (model, twin)), (2, (model,))):
        for one in (model, twin):
            one.run_weeks(1, observe=False)
        if week == 1:
            chronicle.note(week, worlds)
        else:
            with pytest.raises(ValueError, match="parted"):
                chronicle.note(week, worlds)


@pytest.mark.parametrize("unique_id", [-1, 10**6, 2**70])
def test_a_person_nobody_knows_has_no_story(lived, unique_id):
    with pytest.raises(UnknownPersonError, match=f"number {unique_id} has ever lived"):
        lived.story(unique_id)


def test_stories_are_of_now(lived):
    with pytest.raises(ValueError, match=f"as of week {lived.week}, not 3"):
        lived.chronicle.story(1, 3, lived.models)


def test_memory_is_bounded_by_what_happens(lived):
    # 22 bytes a happening and person-week at most, beside two copies of the people and their ties.
    record = lived.chronicle.record(1)
    happened = sum(len(one) for one in record.happenings)
    weeks, people = lived.week + 1, len(record.people)
    tables = 2 * record.people.nbytes + sum(one.nbytes for one in record.ties)
    gone = len(record.gone) * record.people.dtype.itemsize
    assert record.nbytes == 20 * happened + 2 * weeks * people + tables + gone
    assert happened < 2 * weeks * people
