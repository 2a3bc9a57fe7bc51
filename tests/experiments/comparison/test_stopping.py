from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy import stats

from experiments.comparison.stopping import STOPPING_COLUMNS, StoppingRule, decide
from tests.experiments.comparison.weekly_rows import weekly

DRAWS = np.random.default_rng(9).normal(-1, 1, (120, 2))
BASE = np.random.default_rng(10).normal(15, 4, 120)
ROWS = pd.concat(
    [weekly(BASE), *(weekly(BASE + DRAWS[:, i], arm=name) for i, name in enumerate(("a", "b")))]
)
RULE = StoppingRule("pss10", "everybody", half_width=0.3, at_least=20, batch=10, at_most=120)


WHOLE = decide(ROWS, RULE)


def half(draws):
    return stats.t.ppf(0.975, len(draws) - 1) * draws.std(ddof=1) / np.sqrt(len(draws))


def first_stop():
    wide = [max(half(DRAWS[:n, 0]), half(DRAWS[:n, 1])) for n in range(20, 130, 10)]
    narrow = np.array(wide) <= 0.3
    return 20 + 10 * int(np.flatnonzero(narrow[1:] & narrow[:-1])[0] + 1)


def test_study_stops_at_the_second_narrow_look_in_a_row():
    found = decide(ROWS, RULE)
    assert (found.stop, found.precise, found.next_seeds) == (True, True, first_stop())
    assert list(found.looks) == list(STOPPING_COLUMNS)
    last = found.looks.groupby("look", sort=False)["passed"].all().tolist()[-2:]
    assert last == [True, True]


def test_looks_report_the_half_widths_of_every_arm():
    looks = decide(ROWS, RULE).looks
    one = looks[(looks["look"] == 30) & (looks["arm"] == "b")].iloc[0]
    assert one["half_width"] == pytest.approx(half(DRAWS[:30, 1]))
    assert one["narrow"] == (one["half_width"] <= 0.3)
    assert one["seeds"] == 30


@settings(max_examples=8)
@given(st.integers(0, 120))
@example(19)
@example(first_stop() - 1)
@example(first_stop())
def test_a_study_cut_short_anywhere_decides_as_one_that_was_not(seeds):
    whole, part = WHOLE, decide(ROWS[ROWS["seed"] <= seeds], RULE)
    end = first_stop()
    assert part.stop == (seeds >= end)
    assert part.next_seeds == min(end, max(20, seeds // 10 * 10 + 10))
    common = whole.looks[whole.looks["look"] <= seeds].reset_index(drop=True)
    pd.testing.assert_frame_equal(part.looks, common, check_dtype=False)


def test_seeds_may_come_in_any_order():
    mixed = ROWS.sample(frac=1, random_state=4)
    pd.testing.assert_frame_equal(decide(mixed, RULE).looks, decide(ROWS, RULE).looks)


def test_a_seed_that_is_missing_holds_up_later_looks_until_it_is_finished():
    gap = ROWS[(ROWS["seed"] != 25) | (ROWS["arm"] != "b")]
    held = decide(gap, RULE)
    assert (held.stop, held.next_seeds) == (False, 30)
    told = decide(gap, RULE, finished=range(1, 121))
    assert told.stop
    seen = told.looks[(told.looks["look"] == 30)].set_index("arm")["seeds"]
    assert seen.to_dict() == {"a": 30, "b": 29}


def test_one_narrow_look_is_not_enough():
    # Alike up to seed 20, then wide: the first look alone would have stopped here.
    rule = StoppingRule("pss10", "everybody", half_width=0.3, at_least=20, batch=10, at_most=60)
    effect = np.concatenate([np.tile([-1.0, -1.1], 10), np.tile([-9.0, 9.0], 20)])
    rows = pd.concat([weekly(BASE[:60]), weekly(BASE[:60] + effect, arm="a")])
    found = decide(rows, rule)
    assert found.looks["passed"].tolist() == [True, False, False, False, False]
    assert (found.stop, found.precise, found.next_seeds) == (True, False, 60)


def test_differences_that_are_all_alike_tell_nothing_of_their_spread():
    # As of a programme that has not begun yet: 0 in every seed.
    rule = StoppingRule("pss10", "everybody", half_width=0.3, at_least=20, batch=10, at_most=60)
    found = decide(pd.concat([weekly(BASE[:60]), weekly(BASE[:60], arm="a")]), rule)
    assert set(found.looks["half_width"]) == {0.0}
    assert not found.looks["narrow"].any()
    assert (found.stop, found.precise, found.next_seeds) == (True, False, 60)


def test_at_most_ends_the_study_whatever_the_width():
    rule = StoppingRule("pss10", "everybody", half_width=0.001, at_least=20, batch=30, at_most=95)
    found = decide(ROWS, rule)
    assert (found.stop, found.precise, found.next_seeds) == (True, False, 95)
    assert found.looks["look"].unique().tolist() == [20, 50, 80, 95]


def test_no_rows_ask_for_the_first_look():
    found = decide(ROWS.iloc[:0], RULE)
    assert (found.stop, found.next_seeds, len(found.looks)) == (False, 20, 0)


def test_only_the_chosen_week_population_and_first_seed_count():
    noise = np.random.default_rng(1).normal(15, 90, (120, 2))
    others = weekly(noise, arm="a", of="a", population="participants")
    shifted = ROWS.assign(seed=ROWS["seed"] + 700)
    rows = pd.concat([shifted, others, shifted.assign(week=1, pss10=noise[0, 0])])
    found = decide(rows, RULE, first_seed=701, week=0)
    pd.testing.assert_frame_equal(found.looks, decide(ROWS, RULE).looks)


def test_an_arm_in_which_nobody_takes_part_never_passes():
    nobody = weekly(np.full(120, np.nan), arm="b")
    rows = pd.concat([ROWS[ROWS["arm"] != "b"], nobody.assign(pss10=[BASE[0], *[np.nan] * 119])])
    assert not decide(rows, RULE, finished=range(1, 121)).precise


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"half_width": 0.0}, "half_width must be above 0, got 0.0"),
        ({"half_width": 1.0, "at_least": 1}, "got 1, 10 and 400"),
        ({"half_width": 1.0, "at_most": 20}, "got 30, 10 and 20"),
        ({"half_width": 1.0, "batch": 0}, "got 30, 0 and 400"),
    ],
)
def test_rules_that_allow_no_look_are_refused(changes, message):
    with pytest.raises(ValueError, match=message):
        StoppingRule("pss10", "everybody", **changes)
