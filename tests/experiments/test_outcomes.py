from __future__ import annotations

import numpy as np
import pytest

from experiments.outcomes import MAIN_OUTCOMES, OUTCOMES, outcome_means


@pytest.fixture
def answers():
    return {
        "lsns6": np.array([11, 12, 0, 30], dtype=np.uint8),
        "ucla3": np.array([5, 6, 9, 3], dtype=np.uint8),
        "pss10": np.array([40, 40, 40, 41], dtype=np.uint8),
        "phq9": np.array([0, 0, 0, 1], dtype=np.uint8),
        "gad7": np.array([2, 2, 2, 2], dtype=np.uint8),
        "life_satisfaction": np.array([10, 0, 5, 5], dtype=np.uint8),
    }


def test_shares_use_the_cut_offs_of_the_instruments(answers):
    means = dict(zip(OUTCOMES, outcome_means(answers), strict=True))
    assert means["isolated_per_1000"] == 500.0  # 11 and 0 are below 12, 12 is not
    assert means["lonely_per_1000"] == 500.0  # 6 and 9 are from 6, 5 is not


def test_means_of_bytes_do_not_overflow(answers):
    means = dict(zip(OUTCOMES, outcome_means(answers), strict=True))
    assert means["pss10"] == 40.25
    assert means["phq9"] == 0.25
    assert means["life_satisfaction"] == 5.0


def test_a_group_is_counted_by_its_own_size(answers):
    means = dict(zip(OUTCOMES, outcome_means(answers, np.array([0, 2])), strict=True))
    assert means["isolated_per_1000"] == 1000.0
    assert means["lonely_per_1000"] == 500.0


def test_a_group_of_nobody_has_no_means(answers):
    assert np.isnan(outcome_means(answers, np.array([], dtype=np.intp))).all()


def test_main_outcomes_are_the_five_that_reports_speak_of():
    assert MAIN_OUTCOMES == (
        "isolated_per_1000", "lonely_per_1000", "pss10", "phq9", "life_satisfaction",
    )  # fmt: skip


def test_outcomes_agree_with_scenario_files_and_instruments():
    from scenarios import OUTCOME_NAMES
    from simulation.instruments import INSTRUMENTS

    assert tuple(OUTCOMES) == OUTCOME_NAMES
    for outcome in OUTCOMES.values():
        instrument = INSTRUMENTS[outcome.instrument]
        if outcome.cut is not None:
            assert outcome.cut == instrument.cut
        else:
            assert outcome.better == ("lower" if instrument.direction > 0 else "higher")
            assert f"{instrument.low}-{instrument.high}" in outcome.unit
