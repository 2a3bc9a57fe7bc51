"""Targets from files: tables, surveys, intervals by closed form, and mistakes with their places."""

from __future__ import annotations

import json

import numpy as np
import pytest
from scipy import stats
from typer.testing import CliRunner

from experiments.cli import app
from experiments.errors import KithError
from experiments.validation.own_targets import read_targets, sampling_sd
from experiments.validation.survey_statistics import (
    STATISTICS,
    interval_of_correlation,
    interval_of_difference,
    interval_of_mean,
    interval_of_sd,
    interval_of_share,
)
from experiments.validation.validate import compare

LUCK = np.random.default_rng(5)


def written(tmp_path, text):
    path = tmp_path / "my_survey.csv"
    path.write_text(text, encoding="utf-8")
    return path


def survey(people=300):
    loneliness = LUCK.normal(size=people)
    scores = {
        "ucla3": np.clip(np.round(4.6 + 1.6 * loneliness), 3, 9),
        "phq9": np.clip(np.round(np.exp(1 + 0.5 * loneliness + 0.5 * LUCK.normal(size=people))),
                        0, 27),
        "age": np.round(LUCK.uniform(18, 90, people)),
        "sex": LUCK.integers(0, 2, people),
        "lives_alone": LUCK.integers(0, 2, people),
    }  # fmt: skip
    rows = zip(*scores.values(), strict=True)
    text = ",".join(scores) + "\n"
    return scores, text + "".join(",".join(f"{one:g}" for one in row) + "\n" for row in rows)


def test_a_table_of_targets_is_read(tmp_path):
    text = (
        "measure,value,low,high,source\n"
        "lonely_share,28,24,32,Panel 2025\n"
        "phq9_mean,3.5,,,\n"
        "women_share,,48,54,register\n"
    )
    lonely, phq9, women = read_targets(written(tmp_path, text))
    assert (lonely.low, lonely.high, lonely.source, lonely.status) == (24, 32, "Panel 2025", "own")
    assert lonely.gating
    assert lonely.meaning == "UCLA-3 of 6 or more, %"
    assert (phq9.low, phq9.high) == (2.75, 4.25)
    assert phq9.source == "my_survey.csv"
    assert (women.name, women.low) == ("women_share", 48)


def test_answers_become_targets_with_sampling_intervals(tmp_path):
    scores, text = survey()
    targets = {one.name: one for one in read_targets(written(tmp_path, text))}
    assert set(targets) == {
        "ucla3_mean", "lonely_share", "phq9_mean", "depressed_share", "r_phq9_ucla3",
        "alone_contrast", "alone_share", "age_mean", "women_share",
    }  # fmt: skip
    mean = targets["ucla3_mean"]
    half = stats.t.ppf(0.975, 299) * scores["ucla3"].std(ddof=1) / np.sqrt(300)
    assert (mean.low + mean.high) / 2 == pytest.approx(scores["ucla3"].mean())
    assert (mean.high - mean.low) / 2 == pytest.approx(half)
    assert targets["lonely_share"].low < 100 * (scores["ucla3"] >= 6).mean()
    assert targets["lonely_share"].source.endswith("300 answers")
    assert sampling_sd(mean) == pytest.approx(half / 1.96, rel=1e-3)


def test_empty_cells_are_left_out_of_each_measure_alone(tmp_path):
    rows = [f"{3 + n % 7},{'' if n % 2 else n % 20}" for n in range(100)]
    targets = read_targets(written(tmp_path, "ucla3,phq9\n" + "\n".join(rows)))
    answers = {one.name: one.source.split()[-2] for one in targets}
    assert answers["ucla3_mean"] == "100"
    assert answers["phq9_mean"] == answers["r_phq9_ucla3"] == "50"


def test_every_statistic_is_a_measure_that_worlds_have(snapshot_of):
    from experiments.validation.person_measures import measure_people

    assert {one.measure for one in STATISTICS} <= set(
        measure_people(snapshot_of(4, [(0, 1, 0.6, 0.5, 0, 60)]))
    )


def test_intervals_are_those_of_scipy():
    values, other = LUCK.normal(3, 2, 80), LUCK.normal(2.5, 1, 50)
    t = stats.t.interval(0.95, 79, values.mean(), stats.sem(values))
    assert interval_of_mean(values)[1:] == pytest.approx(t)
    who = values > 4
    wilson = stats.binomtest(int(who.sum()), 80).proportion_ci(method="wilson")
    assert interval_of_share(who)[1:] == pytest.approx((wilson.low, wilson.high), rel=1e-5)
    noisy = values + LUCK.normal(size=80)
    fisher = stats.pearsonr(values, noisy).confidence_interval(0.95)
    assert interval_of_correlation(values, noisy)[1:] == pytest.approx(
        (fisher.low, fisher.high), rel=1e-5
    )
    welch = stats.ttest_ind(values, other, equal_var=False).confidence_interval(0.95)
    assert interval_of_difference(values, other)[1:] == pytest.approx((welch.low, welch.high))


def test_the_interval_of_a_spread_covers_as_often_as_it_says():
    samples = np.random.default_rng(8).normal(0, 2, (500, 40))
    held = [one.low <= 2 <= one.high for one in map(interval_of_sd, samples)]
    assert np.mean(held) == pytest.approx(0.95, abs=0.03)


def test_own_targets_are_compared_as_the_published_ones(tmp_path):
    text = "measure,low,high\nucla3_mean,4,5\nage_mean,20,30\n"
    by_seed = {1: {"ucla3_mean": 4.4, "age_mean": 47}, 2: {"ucla3_mean": 4.6, "age_mean": 48}}
    rows = compare(by_seed, 500, False, read_targets(written(tmp_path, text)))
    assert [(row.mean, row.verdict) for row in rows] == [(4.5, "hit"), (47.5, "miss")]


CASES = [
    ("measure,value\nlonly_share,3\n", "2:1 measure: unknown measure 'lonly_share', did you mean "
                                       "lonely_share?"),
    ("measure,value\nlonely_share,many\n", "2:2 value: must be a number from -1e+09 to 1e+09 "
                                           "(in the measure's unit), got 'many'"),
    ("measure,low,high\nlonely_share,3,\n", "2:2 low: low and high go together; give both"),
    ("measure,low,high\nlonely_share,5,3\n", "2:2 low: low must be under high, and value between "
                                             "them, got 5 and 3"),
    ("measure,value\nlonely_share,\n", "2:1 low: missing; give a value, or low and high"),
    ("measure,value\nage_mean,40\n", "2:1 low: missing; age_mean has no built-in range, so give "
                                     "low and high"),
    ("measure,value\nlonely_share,3\nlonely_share,4\n",
     "3:1 measure: lonely_share is given twice (first in line 2)"),
    ("measure,valeu\nlonely_share,3\n", "1:2 valeu: unknown column, did you mean value?"),
    ("measure,value\n", " holds no targets"),
    ("ucla3\n2\n" + "4\n6\n" * 10, "2:1 ucla3: must be a number from 3 to 9 (points), got '2'"),
    ("ucla3,shoe\n4,1\n", " says nothing: fewer than 10 answers, or all the same"),
    ("ucla_3\n" + "4\n" * 20, "1:1 ucla_3: unknown column, did you mean ucla3?"),
    ("", " the file is empty; its first line names the columns"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "message"), CASES)
def test_each_mistake_is_a_line_with_row_and_column(tmp_path, text, message):
    path = written(tmp_path, text)
    with pytest.raises(KithError) as caught:
        read_targets(path)
    first = str(caught.value).splitlines()[0]
    assert first.endswith(f"my_survey.csv:{message}")


def test_the_command_compares_a_world_with_them(tmp_path):
    path = written(tmp_path, "measure,low,high,source\nage_mean,40,60,mine\nucla3_mean,8,9,mine\n")
    done = CliRunner().invoke(
        app,
        ["validate", "--targets", str(path), "--people", "60", "--seeds", "1", "--json"],
    )
    document = json.loads(done.stdout[done.stdout.index("{") :])
    assert [row["verdict"] for row in document["rows"]] == ["hit", "miss"]
    assert document["rows"][0]["source"] == "mine"
    assert done.exit_code == 1


def test_a_missing_file_is_one_clear_line(tmp_path):
    with pytest.raises(KithError, match=r"none\.csv: cannot be read"):
        read_targets(tmp_path / "none.csv")
