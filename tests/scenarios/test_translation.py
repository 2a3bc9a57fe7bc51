from __future__ import annotations

import pytest

from simulation.programmes import PROGRAMMES
from simulation.registry import PARAMETERS

HEAD = "kith: 1\ntitle: x\n"
KINDS = sorted(PROGRAMMES)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("kith: 1\n", ["x.yaml:1:1 title: missing"]),
        ("kith: 1\ntitel: x\n", ["x.yaml:2:1 titel: unknown key, did you mean title?"]),
        (
            HEAD + "burn_in_weeks: 3\n",
            ["x.yaml:3:1 burn_in_weeks: unknown key; it belongs at run.burn_in_weeks"],
        ),
        (
            HEAD + "uptake: 0.5\n",
            ["x.yaml:3:1 uptake: unknown key; it belongs at programmes[...].uptake"],
        ),
        (
            HEAD + "colour: red\n",
            [
                "x.yaml:3:1 colour: unknown key; there are: kith, extends, title, description, "
                "population, parameters, programmes, policies, run"
            ],
        ),
        (
            HEAD + "name: y\n",
            [
                "x.yaml:3:1 name: unknown key; the name is that of the file, and title is what "
                "reports show"
            ],
        ),
        (
            HEAD + "population:\n  people: -5\n",
            ["x.yaml:4:11 population.people: must be at least 10, got -5"],
        ),
        (
            HEAD + "population:\n  people: 3000000\n",
            ["x.yaml:4:11 population.people: must be at most 2,000,000, got 3000000"],
        ),
        (
            HEAD + "population: 2000\n",
            ["x.yaml:3:13 population: must be a mapping of key: value lines, got 2000"],
        ),
        (HEAD + "run:\n  weeks: -4\n", ["x.yaml:4:10 run.weeks: must be at least 1, got -4"]),
        (
            HEAD + "run:\n  weeks: '104'\n",
            ["x.yaml:4:10 run.weeks: must be a whole number, got '104'"],
        ),
        (
            HEAD + "run:\n  weeks: true\n",
            ["x.yaml:4:10 run.weeks: must be a whole number, got true"],
        ),
        (
            HEAD + "run:\n  weeks: 10.5\n",
            ["x.yaml:4:10 run.weeks: must be a whole number, got 10.5"],
        ),
        (
            HEAD + "run:\n  weeks: 1,000\n",
            ["x.yaml:4:10 run.weeks: must be a whole number, got '1,000' (write 1000)"],
        ),
        (HEAD + "run:\n", ["x.yaml:3:5 run: must be a mapping of key: value lines, got nothing"]),
        ("kith: 1\ntitle: 5\n", ["x.yaml:2:8 title: must be text, got 5"]),
        ("kith: 1\ntitle: ''\n", ["x.yaml:2:8 title: must not be empty"]),
        (
            HEAD + "programmes: group_therapy\n",
            ["x.yaml:3:13 programmes: must be a list, got 'group_therapy'"],
        ),
        (
            HEAD + "programmes:\n  - group_therapy\n",
            [
                "x.yaml:4:5 programmes[0]: must be a mapping of key: value lines, "
                "got 'group_therapy'"
            ],
        ),
        (
            HEAD + "programmes:\n  - type: group_theraphy\n",
            [
                "x.yaml:4:11 programmes[0].type: unknown programme 'group_theraphy', "
                "did you mean group_therapy?"
            ],
        ),
        (
            HEAD + "programmes:\n  - type: xyz\n",
            [
                "x.yaml:4:11 programmes[0].type: unknown programme 'xyz'; there are: "
                + ", ".join(KINDS)
            ],
        ),
        (
            HEAD + "programmes:\n  - weeks: 3\n",
            [
                "x.yaml:4:5 programmes[0].type: missing; say which programme it is, one of: "
                + ", ".join(KINDS)
            ],
        ),
        (
            HEAD + "programmes:\n  - type: group_therapy\n    uptaek: 0.4\n",
            ["x.yaml:5:5 programmes[0].uptaek: unknown key, did you mean uptake?"],
        ),
        (
            HEAD + "programmes:\n  - type: group_therapy\n    uptake: 40%\n",
            ["x.yaml:5:13 programmes[0].uptake: must be a number, got '40%' (write 0.4)"],
        ),
        (
            HEAD + "programmes:\n  - type: group_therapy\n    uptake: 0,4\n",
            ["x.yaml:5:13 programmes[0].uptake: must be a number, got '0,4' (write 0.4)"],
        ),
        (
            HEAD + "programmes:\n  - type: group_therapy\n    uptake: 40\n",
            ["x.yaml:5:13 programmes[0].uptake: must be at most 1, got 40 (40 % is written 0.4)"],
        ),
        (
            HEAD + "programmes:\n  - type: community_events\n    start_week: -1\n",
            ["x.yaml:5:17 programmes[0].start_week: must be at least 0, got -1"],
        ),
        (
            HEAD + "programmes:\n  - type: group_therapy\n  - type: group_therapy\n",
            [
                "x.yaml:5:5 programmes[1].name: two programmes are called group_therapy (the other "
                "is programmes[0]); give one of them a name of its own"
            ],
        ),
        (
            HEAD + "programmes:\n  - type: group_therapy\n    start_week: 150\n",
            [
                "x.yaml:5:17 programmes[0].start_week: week 150 is after the end of the run "
                "(104 weeks)"
            ],
        ),
        (
            HEAD + "parameters: [1]\n",
            ["x.yaml:3:13 parameters: must be a mapping of name: number lines, got a list"],
        ),
    ],
)
def test_each_mistake_is_said_once_with_its_place(check, text, expected):
    assert check(text) == expected


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("key", "value", "limit"),
    [
        ("start_week", -1, "at least 0"),
        ("weeks", -4, "at least 1"),
        ("offers_a_week", -1, "at least 0"),
        ("cost_referral", -1, "at least 0"),
        ("offered_share", -0.1, "at least 0"),
        ("uptake", -0.1, "at least 0"),
        ("attendance", -0.1, "at least 0"),
        ("dropout_share", -0.1, "at least 0"),
    ],
)
def test_no_number_of_a_programme_may_be_negative(check, kind, key, value, limit):
    assert check(f"{HEAD}programmes:\n  - type: {kind}\n    {key}: {value}\n") == [
        f"x.yaml:5:{len(key) + 7} programmes[0].{key}: must be {limit}, got {value}"
    ]


THERAPY = HEAD + "programmes:\n  - type: group_therapy\n    eligibility: "


@pytest.mark.parametrize(
    ("value", "place", "message"),
    [
        (
            "lonliness_ucla3 >= 6",
            "5:18",
            "unknown name 'lonliness_ucla3' at character 1, did you mean loneliness_ucla3?",
        ),
        ("age >= 60 && lonely", "5:28", "found '&&' at character 11, write 'and'"),
        ("'age >= 60 && lonely'", "5:29", "found '&&' at character 11, write 'and'"),
        ('"\\x61ge = 60"', "5:26", "found '=' at character 5, write == to compare"),
        ("(age > 3  # years", "5:26", "found the end at character 9, expected ')' for the '(' at"),
        ("age >= 60\n      && lonely", "5:18", "found '&&' at character 11, write 'and'"),
        (">\n      age >= 60\n      && lonely", "5:18", "found '&&' at character 11, write 'and'"),
        ("age", "5:18", "found the quantity 'age' at character 1, expected a condition; compare"),
        ("60", "5:18", "must be text, got 60"),
    ],
)
def test_a_mistake_in_a_condition_is_shown_at_its_character(check, value, place, message):
    (found,) = check(THERAPY + value + "\n")
    assert found.startswith(f"x.yaml:{place} programmes[0].eligibility: {message}")


@pytest.mark.parametrize("value", ["lonely and age >= 60", "neighbourhood in [1, 2]", "''"])
def test_a_right_condition_is_no_mistake(check, value):
    assert check(THERAPY + value + "\n") == []


def test_all_mistakes_of_a_file_are_said_at_once(check):
    found = check("""
        kith: 1
        titel: x
        population:
          people: 5
        programmes:
          - type: group_therapy
            uptake: 40%
        """)
    assert [line.split(": ")[0] for line in found] == [
        "x.yaml:2:1 titel",
        "x.yaml:4:11 population.people",
        "x.yaml:7:13 programmes[0].uptake",
    ]


def test_mistake_is_blamed_on_the_file_that_made_it(write, check):
    write("base.yaml", "kith: 1\ntitle: x\npopulation:\n  people: 5\n")
    assert check("kith: 1\nextends: base.yaml\nrun:\n  weeks: 0\n") == [
        "base.yaml:4:11 population.people: must be at least 10, got 5",
        "x.yaml:4:10 run.weeks: must be at least 1, got 0",
    ]


def test_parameters_are_checked_by_name_and_range(check):
    name = next(name for name, one in PARAMETERS.items() if one.high < 1e6)
    one = PARAMETERS[name]
    too_much = one.high + 1
    assert check(f"{HEAD}parameters:\n  {name}: {too_much:g}\n") == [
        f"x.yaml:4:{len(name) + 5} parameters.{name}: must be from {one.low:g} to {one.high:g} "
        f"({one.unit}), got {too_much:g}"
    ]
    assert check(f"{HEAD}parameters:\n  {name}x: 1\n") == [
        f"x.yaml:4:{len(name) + 6} parameters.{name}x: unknown parameter, did you mean {name}?"
    ]
    assert check(f"{HEAD}parameters:\n  {name}: 40%\n") == [
        f"x.yaml:4:{len(name) + 5} parameters.{name}: must be a number, got '40%' (write 0.4)"
    ]


def test_two_wrong_parameters_are_two_problems(check):
    assert len(check(f"{HEAD}parameters:\n  aaaa: 1\n  zzzz: 2\n")) == 2


STUDY = "kith: 1\ntitle: x\narms: [baseline, group-therapy]\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            STUDY + "sedes: 3\n",
            ["x.yaml:4:1 sedes: unknown key, did you mean seeds?"],
        ),
        (STUDY + "seeds: 0\n", ["x.yaml:4:8 seeds: must be at least 1, got 0"]),
        (
            STUDY + "baseline: base\n",
            ["x.yaml:4:11 baseline: no arm called base, did you mean baseline?"],
        ),
        (
            STUDY + "outcomes: [phq]\n",
            ["x.yaml:4:12 outcomes[0]: unknown value 'phq', did you mean phq9?"],
        ),
        (
            STUDY + "outcomes: [phq9, pss10, phq9]\n",
            ["x.yaml:4:25 outcomes[2]: phq9 is given twice"],
        ),
        (STUDY + "outcomes: []\n", ["x.yaml:4:11 outcomes: must hold at least 1, got 0"]),
        (
            STUDY + "smallest_difference: {pss: 1}\n",
            ["x.yaml:4:23 smallest_difference.pss: unknown value 'pss', did you mean pss10?"],
        ),
        (
            STUDY + "smallest_difference: {pss10: 0}\n",
            ["x.yaml:4:30 smallest_difference.pss10: must be more than 0, got 0"],
        ),
        (
            "kith: 1\ntitle: x\narms: [baseline]\n",
            ["x.yaml:3:7 arms: must hold at least 2, got 1"],
        ),
        (
            "kith: 1\ntitle: x\narms: baseline\n",
            ["x.yaml:3:7 arms: must be a list, got 'baseline'"],
        ),
        (
            "kith: 1\ntitle: x\narms: [baseline, 5]\n",
            ["x.yaml:3:18 arms[1]: must be text, got 5"],
        ),
        (
            "kith: 1\ntitle: x\narms: [baseline, baseline]\n",
            ["x.yaml:3:18 arms[1]: two arms are called baseline"],
        ),
        (
            "kith: 1\ntitle: x\narms: [baseline, grup-therapy]\n",
            ["x.yaml:3:18 arms[1]: no scenario grup-therapy, did you mean group-therapy?"],
        ),
        ("kith: 1\nseeds: 3\ntitle: x\n", ["x.yaml:1:1 arms: missing"]),
    ],
)
def test_mistakes_in_a_study_are_said_in_the_same_way(check, text, expected):
    assert check(text) == expected


def test_mistakes_in_an_arm_are_said_with_those_of_the_study(write, check):
    write("mine.yaml", "kith: 1\ntitle: x\nrun: {weeks: 0}\n")
    assert check("kith: 1\ntitle: x\nseeds: 0\narms: [baseline, mine]\n") == [
        "mine.yaml:3:14 run.weeks: must be at least 1, got 0",
        "x.yaml:3:8 seeds: must be at least 1, got 0",
    ]
