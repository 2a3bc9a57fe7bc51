from __future__ import annotations

import numpy as np

from experiments.history import Followed, GroupSeries, WeeklyAnswers
from experiments.outcomes import OUTCOMES

INSTRUMENTS = ("lsns6", "ucla3", "pss10", "phq9", "gad7", "life_satisfaction")


def answers(*values):
    return {name: np.array(values, dtype=np.uint8) for name in INSTRUMENTS}


def ids(*values):
    return np.array(values, dtype=np.int64)


def pss10(series: GroupSeries) -> list[float]:
    return series.columns()["pss10"]


def test_participants_are_met_as_the_same_people_whatever_their_row():
    weekly = WeeklyAnswers()
    weekly.add(ids(1, 2, 3), answers(10, 20, 30))
    group = Followed("arm", "baseline", "participants", ids(2, 3), weekly)
    group.meet(0, ids(3, 9, 2), answers(33, 99, 22))
    with_it, without = group.series()
    assert pss10(with_it) == [25.0]
    assert pss10(without) == [27.5]
    assert with_it.people == without.people == [2]
    assert (with_it.arm, without.arm) == ("arm", "baseline")
    assert with_it.participants_of == without.participants_of == "arm"


def test_whoever_is_absent_in_one_world_counts_in_neither():
    weekly = WeeklyAnswers()
    weekly.add(ids(1, 2), answers(10, 20))
    weekly.add(ids(1, 7), answers(10, 70))  # 2 has died with the programme; 7 has their row
    group = Followed("arm", "baseline", "participants", ids(1, 2), weekly)
    group.meet(0, ids(1, 2), answers(11, 21))
    group.meet(1, ids(2, 1), answers(21, 11))
    with_it, without = group.series()
    assert pss10(with_it) == [15.0, 10.0]
    assert pss10(without) == [16.0, 11.0]
    assert with_it.people == [2, 1]


def test_nobody_left_gives_no_number():
    weekly = WeeklyAnswers()
    weekly.add(ids(1), answers(10))
    group = Followed("arm", "baseline", "participants", ids(5), weekly)
    group.meet(0, ids(1), answers(10))
    assert group.series()[0].people == [0]
    assert np.isnan(pss10(group.series()[0])).all()


def test_weeks_without_change_share_one_array_of_ids():
    weekly = WeeklyAnswers()
    weekly.add(ids(1, 2), answers(1, 2))
    weekly.add(ids(1, 2), answers(3, 4))
    assert weekly.ids[0] is weekly.ids[1]


def test_columns_name_every_outcome():
    series = GroupSeries("a", "", "everybody")
    series.add(0, 3, np.arange(len(OUTCOMES), dtype=float))
    assert series.columns() == {name: [float(i)] for i, name in enumerate(OUTCOMES)}
