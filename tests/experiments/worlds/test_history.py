from __future__ import annotations

import numpy as np

from experiments.outcomes import OUTCOMES
from experiments.worlds.groups import GroupSeries
from experiments.worlds.history import Followed, WeeklyAnswers
from simulation.indicators import INDICATORS

INSTRUMENTS = ("lsns6", "ucla3", "pss10", "phq9", "gad7", "life_satisfaction")


def answers(*values):
    return {name: np.array(values, dtype=np.uint8) for name in INSTRUMENTS}


def ids(*values):
    return np.array(values, dtype=np.int64)


def marks(*values):
    return np.array(values, dtype=np.uint16)


def pss10(series: GroupSeries) -> list[float]:
    return series.columns()["pss10"].tolist()


def test_participants_are_met_as_the_same_people():
    weekly = WeeklyAnswers()
    weekly.add(ids(3, 1, 2), answers(30, 10, 20), marks(1, 0, 0))
    group = Followed("arm", "baseline", "participants", ids(2, 3), weekly)
    group.meet(0, ids(3, 4, 2), answers(33, 99, 22), marks(1, 0, 3))
    with_it, without = group.series()
    assert pss10(with_it) == [25.0]
    assert pss10(without) == [27.5]
    assert with_it.people == without.people == [2]
    assert (with_it.arm, without.arm) == ("arm", "baseline")
    assert with_it.participants_of == without.participants_of == "arm"


def test_what_participants_show_is_met_in_the_same_way():
    weekly = WeeklyAnswers()
    weekly.add(ids(1, 2, 3), answers(0, 0, 0), marks(0, 0, 1))
    group = Followed("arm", "baseline", "participants", ids(2, 3), weekly)
    group.meet(0, ids(3, 9, 2), answers(0, 0, 0), marks(1, 0, 3))
    with_it, without = (one.columns() for one in group.indicators())
    first, second = tuple(INDICATORS)[:2]
    assert (with_it[first], with_it[second]) == ([500.0], [0.0])
    assert (without[first], without[second]) == ([1000.0], [500.0])
    assert [one.participants_of for one in group.indicators()] == ["arm", "arm"]
    assert group.indicators()[1].arm == "baseline"


def test_whoever_is_absent_in_one_world_counts_in_neither():
    weekly = WeeklyAnswers()
    weekly.add(ids(2, 1), answers(20, 10), marks(0, 1))
    # 2 has died with the programme; 4 has their row.
    weekly.add(ids(4, 1), answers(70, 10), marks(0, 1))
    group = Followed("arm", "baseline", "participants", ids(1, 2), weekly)
    group.meet(0, ids(2, 1), answers(21, 11), marks(0, 0))
    group.meet(1, ids(2, 1), answers(21, 11), marks(0, 0))
    with_it, without = group.series()
    assert pss10(with_it) == [15.0, 10.0]
    assert pss10(without) == [16.0, 11.0]
    assert with_it.people == [2, 1]


def test_nobody_left_gives_no_number():
    weekly = WeeklyAnswers()
    weekly.add(ids(1), answers(10), marks(1))
    group = Followed("arm", "baseline", "participants", ids(5), weekly)
    group.meet(0, ids(1), answers(10), marks(1))
    assert group.series()[0].people == [0]
    assert np.isnan(pss10(group.series()[0])).all()
    assert np.isnan(group.indicators()[0].outcomes[0]).all()


def test_weeks_without_change_share_one_array_of_ids():
    weekly = WeeklyAnswers()
    weekly.add(ids(1, 2), answers(1, 2), marks(0, 0))
    weekly.add(ids(1, 2), answers(3, 4), marks(0, 0))
    assert weekly.ids[0] is weekly.ids[1]


def test_columns_name_every_outcome():
    series = GroupSeries("a", "", "everybody")
    series.add(0, 3, np.arange(len(OUTCOMES), dtype=float))
    assert series.columns() == {name: [float(i)] for i, name in enumerate(OUTCOMES)}
