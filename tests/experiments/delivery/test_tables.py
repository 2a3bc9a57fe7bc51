from __future__ import annotations

import subprocess
import sys

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from experiments.delivery.tables import DELIVERY_MEASURES, delivery_by_world, delivery_summary

COUNTS = (
    "offered", "accepted", "declined", "started", "completed", "left", "attended",
    "sessions_held", "hurt", "waiting", "in_course",
)  # fmt: skip


def week(number, *, arm="therapy", programme="groups", seed=1, **counts):
    return {
        "arm": arm,
        "programme": programme,
        "seed": seed,
        "week": number,
        "groups": 99,  # a column that is not asked for
        **dict.fromkeys(COUNTS, 0),
        **counts,
    }


@pytest.fixture
def weekly():
    """One arm's groups over three weeks in two seeds, and befriending that nobody accepted."""
    return pd.DataFrame(
        [
            week(0, offered=20, accepted=12, declined=8, started=8, waiting=4, sessions_held=1,
                 attended=7),
            week(1, waiting=4, sessions_held=1, attended=6, left=1, hurt=1),
            week(2, offered=5, accepted=5, started=2, waiting=7, sessions_held=1, attended=5,
                 completed=6, in_course=3),
            week(0, seed=2, offered=10, accepted=10, started=10, attended=10, sessions_held=2),
            week(1, seed=2, attended=8, sessions_held=2, completed=8, left=2),
            week(0, programme="befriending", offered=3, declined=3),
            week(0, programme="befriending", seed=2, offered=2, accepted=1, waiting=1),
        ]
    )  # fmt: skip


def test_worlds_are_counted_over_weeks(weekly):
    table = delivery_by_world(weekly).set_index(["programme", "seed"])
    assert tuple(table.columns) == ("arm", *DELIVERY_MEASURES)
    groups = table.loc[("groups", 1)]
    assert groups.drop(["eligible", "participants"]).to_dict() == {
        "arm": "therapy",
        "offered": 25,
        "accepted": 17,
        "declined": 8,
        "started": 10,
        "completed": 6,
        "dropped_out": 1,
        "still_in_course": 3,
        "sessions_held": 3,
        "attended": 18,
        "mean_sessions": 18 / 10,
        "hurt": 1,
        "longest_waiting_list": 7,
        "mean_weeks_waited": 15 / 17,
        "still_waiting": 7,
    }
    assert groups[["eligible", "participants"]].isna().all()
    assert table.loc[("groups", 2), "mean_weeks_waited"] == 0.0
    assert table.loc[("befriending", 2), "mean_weeks_waited"] == 1.0
    assert table.loc["befriending", "mean_sessions"].isna().all()
    assert np.isnan(table.loc[("befriending", 1), "mean_weeks_waited"])


def test_those_eligible_and_the_participants_are_counted_where_they_are_known(weekly):
    worlds = weekly[["arm", "programme", "seed"]].drop_duplicates()
    known = worlds.assign(eligible=[30, 31, 32, 33], participants=[3, 4, 5, 6])
    table = delivery_by_world(weekly, known.sample(frac=1, random_state=2))
    merged = table.merge(known, on=["arm", "programme", "seed"])
    assert merged["eligible_x"].tolist() == merged["eligible_y"].tolist()
    means = delivery_summary(weekly, known).set_index(["programme", "measure"])["mean"]
    assert means["befriending", "participants"] == means["groups", "participants"] + 2


def test_means_over_seeds_have_t_intervals(weekly):
    table = delivery_summary(weekly)
    assert list(table.columns) == ["arm", "programme", "measure", "mean", "low", "high", "seeds"]
    assert table["measure"].tolist() == [*DELIVERY_MEASURES] * 2
    rows = table.set_index(["programme", "measure"])
    assert rows.loc[("groups", "mean_sessions"), "mean"] == pytest.approx(1.8)
    offered = rows.loc[("groups", "offered")]
    expected = stats.ttest_1samp([25, 10], 0).confidence_interval(0.95)
    assert (offered["low"], offered["high"]) == pytest.approx((expected.low, expected.high))
    waited = rows.loc[("befriending", "mean_weeks_waited")]
    assert (waited["mean"], waited["seeds"]) == (1.0, 1)
    assert np.isnan(waited["low"])


def test_order_of_rows_does_not_matter(weekly):
    shuffled = weekly.sample(frac=1, random_state=5)
    by = ["arm", "programme", "measure"]
    pd.testing.assert_frame_equal(
        delivery_summary(shuffled).sort_values(by, ignore_index=True),
        delivery_summary(weekly).sort_values(by, ignore_index=True),
    )


def test_every_measure_has_a_unit_and_a_meaning():
    assert all(one.unit and one.meaning.endswith(".") for one in DELIVERY_MEASURES.values())


def test_columns_and_counts_must_be_there_and_weeks_once(weekly):
    with pytest.raises(ValueError, match=r"^the weekly table lacks left, waiting$"):
        delivery_by_world(weekly.drop(columns=["waiting", "left"]))
    with pytest.raises(ValueError, match=r"^the weekly table lacks counts in hurt$"):
        delivery_by_world(weekly.assign(hurt=np.nan))
    again = pd.concat([weekly, weekly.iloc[[4]]])
    message = r"^week 1 of 'groups' in arm 'therapy', seed 2 is there twice$"
    with pytest.raises(ValueError, match=message):
        delivery_summary(again)


def test_tables_need_no_world():
    """A finished study is read without loading, and so without compiling, the model."""
    code = "import experiments.delivery.costs, sys; print('simulation' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "False"
