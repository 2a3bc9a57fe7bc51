from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.outcomes import OUTCOMES
from experiments.worlds.history import still_there
from experiments.worlds.panels import PANEL_COLUMNS, Panel
from experiments.worlds.strata import strata

INSTRUMENTS = ("lsns6", "ucla3", "pss10", "phq9", "gad7", "life_satisfaction")


def answers(*values):
    return {name: np.array(values, np.uint8) for name in INSTRUMENTS}


def ids(*values):
    return np.array(values, np.int64)


def test_members_who_left_no_longer_count_and_who_has_their_row_does_not():
    panel = Panel("arm", "other", {("reach", "others"): ids(0, 2)}, people=3)
    panel.note(0, ids(0, 1, 2), answers(4, 20, 8))
    panel.note(9, ids(3, 1, 2), answers(4, 20, 8))
    table = panel.table()
    assert list(table) == list(PANEL_COLUMNS)
    assert table["people"].tolist() == [2, 1]
    assert table["pss10"].tolist() == [6.0, 8.0]
    assert table["isolated_per_1000"].tolist() == [1000.0, 1000.0]
    assert table.iloc[0][["arm", "participants_of", "dimension", "group"]].tolist() == [
        "arm", "other", "reach", "others",
    ]  # fmt: skip


def test_a_group_of_nobody_has_no_numbers():
    panel = Panel("a", "", {("sex", "men"): ids()}, people=2)
    panel.note(0, ids(0, 1), answers(1, 2))
    assert panel.table()["people"].tolist() == [0]
    assert panel.table()[list(OUTCOMES)].isna().all(axis=None)


def test_no_week_gives_an_empty_table():
    assert Panel("a", "", {}, people=2).table().empty


def test_a_town_of_another_size_is_refused():
    panel = Panel("a", "", {("sex", "men"): ids(1)}, people=3)
    with pytest.raises(ValueError, match="a town of 3 rows, not 2"):
        panel.note(0, ids(0, 1), answers(1, 2))


@given(st.lists(st.integers(0, 3), min_size=3, max_size=20), st.data())
def test_who_is_still_there_agrees_with_looking_for_them(lives, data):
    people = len(lives)
    town = np.arange(people) + people * np.array(lives)
    members = np.unique(data.draw(st.lists(st.integers(0, 5 * people), max_size=20)))
    members = members.astype(np.int64)
    there, rows = still_there(members, town)
    np.testing.assert_array_equal(there, np.isin(members, town))
    np.testing.assert_array_equal(town[rows[there]], members[there])


def test_groups_of_a_town_that_lives_on_keep_their_people(village):
    model = village.fork()
    start = model.people.ids
    groups = {
        (dimension, group): start[flags]
        for dimension, parts in strata(model.people.records).items()
        for group, flags in parts.items()
    }
    panel = Panel("a", "", groups, people=len(start))
    model.run_weeks(10, observe=False)
    panel.note(10, model.people.ids, model.survey_arrays())
    table = panel.table()
    staying = int(np.isin(start, model.people.ids).sum())
    assert staying < len(start)
    assert (table.groupby("dimension")["people"].sum() == staying).all()
    survey = model.survey().set_index("unique_id")
    women = [one for one in groups["sex", "women"] if one in survey.index]
    found = table[table["group"] == "women"].iloc[0]
    assert found["pss10"] == pytest.approx(survey.loc[women, "pss10"].mean())
