from __future__ import annotations

import numpy as np
import pytest

from experiments.worlds.history import PARTICIPANTS
from experiments.worlds.individuals import (
    ALL,
    EFFECT_COLUMNS,
    TRAIT_COLUMNS,
    Start,
    gainer_traits,
    meet,
    person_effects,
)
from experiments.worlds.strata import strata
from simulation.person_columns import PERSON
from simulation.programmes import Befriending
from simulation.surveys import INSTRUMENTS

TOWN = np.arange(5)
WITHOUT = {name: np.array([5, 6, 7, 8, 9], np.uint8) for name in INSTRUMENTS}
CHANGE = np.array([-2, -1, 0, 0, 1])
WITH = {name: (one + CHANGE).astype(np.uint8) for name, one in WITHOUT.items()}


def start(groups=None):
    records = np.zeros(5, PERSON)
    records["unique_id"] = TOWN
    records["age"] = [20, 30, 40, 50, 60]
    return Start(records, WITHOUT, groups or {})


def test_counts_follow_what_is_better_in_each_instrument():
    table = person_effects(meet(9, TOWN, TOWN, WITH, TOWN, WITHOUT), start())
    assert list(table) == list(EFFECT_COLUMNS)
    assert table[["population", "dimension", "group"]].drop_duplicates().values.tolist() == [
        [PARTICIPANTS, ALL, ALL]
    ]
    counts = table.set_index("instrument")[["gained", "lost", "unchanged"]]
    for name in ("ucla3", "pss10", "phq9", "gad7"):
        assert counts.loc[name].tolist() == [2, 1, 2]
    for name in ("lsns6", "life_satisfaction"):
        assert counts.loc[name].tolist() == [1, 2, 2]


def test_spread_is_that_of_the_differences_whose_sign_is_arm_minus_baseline():
    one = person_effects(meet(9, TOWN, TOWN, WITH, TOWN, WITHOUT), start()).iloc[0]
    assert one["mean"] == pytest.approx(CHANGE.mean())
    assert one["sd"] == pytest.approx(CHANGE.std(ddof=1))
    expected = np.quantile(CHANGE, [0.05, 0.25, 0.5, 0.75, 0.95])
    assert one[["q05", "q25", "q50", "q75", "q95"]].tolist() == pytest.approx(expected.tolist())


@pytest.mark.parametrize("people", [1, 2, 3, 20, 21])
def test_quantiles_are_those_of_numpy(people):
    luck = np.random.default_rng(people).integers(0, 27, (2, people)).astype(np.uint8)
    town = np.arange(people)
    worlds = [dict.fromkeys(INSTRUMENTS, one) for one in luck]
    begun = Start(np.zeros(people, PERSON), worlds[1], {})
    one = person_effects(meet(9, town, town, worlds[0], town, worlds[1]), begun).iloc[0]
    expected = np.quantile(luck[0].astype(int) - luck[1], [0.05, 0.25, 0.5, 0.75, 0.95])
    assert one[["q05", "q25", "q50", "q75", "q95"]].tolist() == pytest.approx(expected.tolist())


def test_answers_that_fall_do_not_wrap_round():
    low, high = ({name: np.full(5, n, np.uint8) for name in INSTRUMENTS} for n in (0, 40))
    assert (meet(9, TOWN, TOWN, low, TOWN, high).differences == -40).all()


def test_whoever_is_missing_in_one_world_is_not_met():
    with_it, without = TOWN.copy(), TOWN.copy()
    with_it[1], without[3] = 6, 8
    met = meet(9, np.array([0, 1, 3, 4, 6, 8]), with_it, WITH, without, WITHOUT)
    assert met.ids.tolist() == [0, 4]


def test_groups_are_those_of_week_0_and_newcomers_are_in_none():
    town = TOWN.copy()
    town[2] = 7
    groups = {"sex": {"women": TOWN < 3, "men": TOWN >= 3}}
    table = person_effects(meet(9, town, town, WITH, town, WITHOUT), start(groups))
    people = table[table["instrument"] == "ucla3"].set_index("group")["people"].to_dict()
    assert people == {ALL: 5, "women": 2, "men": 2}


def test_groups_of_nobody_have_no_rows_and_one_person_no_spread():
    groups = {"sex": {"women": TOWN == 0, "men": TOWN == 9}}
    table = person_effects(meet(9, TOWN, TOWN, WITH, TOWN, WITHOUT), start(groups))
    assert set(table["group"]) == {ALL, "women"}
    assert table[table["group"] == "women"]["sd"].isna().all()
    nobody = meet(9, np.array([], np.int64), TOWN, WITH, TOWN, WITHOUT)
    assert person_effects(nobody, start()).empty


def test_traits_are_those_at_week_0_of_gainers_and_losers_in_loneliness():
    table = gainer_traits(meet(9, TOWN, TOWN, WITH, TOWN, WITHOUT), start())
    assert list(table) == list(TRAIT_COLUMNS)
    assert table["who"].tolist() == ["gained", "lost", "unchanged"]
    assert table["people"].tolist() == [2, 1, 2]
    assert table["age"].tolist() == [25.0, 60.0, 45.0]
    assert table["ucla3_at_start"].tolist() == [5.5, 9.0, 7.5]


def test_towns_of_different_size_are_refused():
    with pytest.raises(ValueError, match="towns of 5 and 4 rows are not twins"):
        meet(9, TOWN, TOWN, WITH, TOWN[:4], WITHOUT)


def test_worlds_without_a_difference_show_none_and_participants_of_a_programme_some(village):
    begun = Start(
        village.people.records.copy(), village.survey_arrays(), strata(village.people.records)
    )
    programme = Befriending(start_week=0)
    worlds = [village.fork(programmes=[]), village.fork(), village.fork(programmes=[programme])]
    for world in worlds:
        world.run_weeks(15, observe=False)
    first, twin, treated = ((world.people.ids, world.survey_arrays()) for world in worlds)
    everybody = village.people.ids
    same = person_effects(meet(15, everybody, *twin, *first), begun)
    assert (same["unchanged"] == same["people"]).all()
    met = meet(15, np.unique(worlds[2].participants(programme.label)), *treated, *first)
    table = person_effects(met, begun)
    assert table["gained"].sum() > 0
    overall = table[table["dimension"] == ALL].set_index("instrument")["people"]
    assert (overall == len(met.ids)).all()
    by_group = table[table["instrument"] == "ucla3"].groupby("dimension")["people"].sum()
    assert (by_group <= len(met.ids)).all()
    survey = {name: one[met.ids % 500] for name, one in treated[1].items()}
    before = {name: one[met.ids % 500] for name, one in first[1].items()}
    change = survey["ucla3"].astype(int) - before["ucla3"]
    row = table[(table["dimension"] == ALL) & (table["instrument"] == "ucla3")].iloc[0]
    assert row["gained"] == (change < 0).sum()
