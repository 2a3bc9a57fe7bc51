from __future__ import annotations

import re

import pandas as pd
import pytest
from jinja2 import Environment, PackageLoader

from experiments.designs.points import PointPlan
from experiments.report.drawing import all_figures
from experiments.report.figure_names import OF_ROWS, OF_TABLES
from experiments.report.figures import svg_text
from experiments.report.sections import sections
from tests.experiments.report.study import (
    HASHES,
    NAN,
    OUTCOME,
    cost_effectiveness,
    findings,
    plan,
)

BASE = {"baseline": "baseline", "outcome": OUTCOME, "seeds": 5}


def table(*rows, **same):
    return pd.DataFrame([{"arm": "a1", **BASE, **same, **row} for row in rows])


def interval(difference, half=2.0):
    return {"difference": difference, "low": difference - half, "high": difference + half}


TABLES = {
    "equity": {
        "subgroups": table(
            {"group": "men", **interval(-3.0)}, {"group": "women", **interval(-9.0)},
            participants_of="", dimension="sex", week=104, people=50.0, without=200.0,
        ),
        "gaps": table(
            {"worst_off": "women", "best_off": "men", "gap_without": 20.0, "gap_with": 14.0,
             "change": -6.0, "low": -7.0, "high": -5.0},
            participants_of="", dimension="sex", week=104,
        ),
    },
    "spillover": {
        "distance": table(
            {"distance": "participants", **interval(-40.0)}, {"distance": "others", **interval(0)},
            week=104, people=20.0, without=300.0,
        ),
    },
    "lasting": {
        "persistence": table(
            {"weeks_after": 52, "later": -6.0, "share_left": 0.5, "low": 0.4, "high": 0.6},
            population="everybody", end_week=20, at_end=-12.0, at_end_low=-14.0,
            at_end_high=-10.0, half_life=50.0,
        ),
        "timing": table(
            {"weeks_to_effect": 9.0, "direction": "lower", "weeks_to_half": 6.0, "largest": -14.0,
             "largest_week": 22, "clear_from_week": 9.0, "half_week": 6.0}, population="everybody",
        ),
    },
    "money": {
        "cost_effectiveness": cost_effectiveness(820.0, "costs more, does more"),
        "incremental": pd.DataFrame(
            {"arm": ["baseline", "a1"], "cost": [0.0, 5000.0], "effect": [0.0, 6.1],
             "status": ["frontier", "frontier"], "compared_with": ["", "baseline"],
             "ratio": [NAN, 820.0]}
        ),
    },
    "varied": {
        "point_differences": table(
            *({"point": i, **interval(-float(i)), "half_width": 2.0} for i in range(3)), week=104
        ),
    },
    "trial": {
        "trial_summary": pd.DataFrame(
            [
                {"arm": "a1", "week": 26, "measure": name, "value": value, "low": low,
                 "high": high, "seeds": 5}
                for name, value, low, high in (
                    ("published", -0.6, -0.8, -0.4), ("true_effect", -0.4, -0.5, -0.3),
                    ("luck", -0.2, -0.3, -0.1), ("power", 0.8, 0.5, 0.95),
                )
            ]
        ),
    },
}  # fmt: skip

SAID = {
    "equity": [
        "women against men",
        "\N{MINUS SIGN}6.0 (\N{MINUS SIGN}7.0 to \N{MINUS SIGN}5.0)",
        "Sex",
    ],
    "spillover": ["Participants", "(\N{MINUS SIGN}42.0 to \N{MINUS SIGN}38.0)"],
    "lasting": ["50 % (40 % to 60 %)", "9 (lower)"],
    "money": ["Fully incremental", "820 (738 to 902)", "HM Treasury Green Book"],
    "varied": ["contagion", "\N{MINUS SIGN}2.0 ± 2.0"],
    "trial": [
        "\N{MINUS SIGN}0.60",
        "the true effect on those allocated is \N{MINUS SIGN}0.40",
        "80 % of such",
    ],
}


@pytest.fixture(scope="module")
def the_plan():
    points = tuple(PointPlan(i, "sweep", {"parameters.contagion": i / 10}, HASHES) for i in (1, 2))
    return plan(arms=1, points=points, sections={"economics": {}})


def rendered(section):
    """Return a section as the page has it, without the marks of where numbers stand."""
    loader = PackageLoader("experiments.report", ".")
    environment = Environment(loader=loader, autoescape=True, trim_blocks=True)
    text = environment.get_template("parts.html.j2").module.section(section, "")
    return re.sub(r"</?data[^>]*>", "", str(text))


@pytest.mark.parametrize("name", TABLES)
def test_a_section_is_there_with_its_tables_and_only_then(name, the_plan):
    made = sections(findings(the_plan, **TABLES[name]), {})
    assert set(made) == {name, "assumptions"}
    text = rendered(made[name])
    for words in SAID[name]:
        assert words in text, words
    assert "nan" not in text
    assert text.count("<caption>") == text.count("<table")
    assert "<th>" not in text


def test_a_study_with_nothing_but_outcomes_has_its_assumptions(the_plan):
    made = sections(findings(the_plan), {})
    assert list(made) == ["assumptions"]
    text = rendered(made["assumptions"])
    assert "measured" in text
    assert "All parameters have their defaults" in text


def test_what_a_world_changes_stands_beside_its_default_and_status(the_plan):
    made = findings(the_plan)
    made.resolved["arms"] = [{"name": "a1", "parameters": {"contagion": 0.123}}]
    text = rendered(sections(made, {})["assumptions"])
    assert "A1: 0.123" in text
    assert "Status of the default" in text


@pytest.mark.parametrize(
    ("name", "figure", "label"),
    [
        ("equity", "equity", "most gained by sex women, least by sex men"),
        ("spillover", "spillover", "participants \N{MINUS SIGN}40.0"),
        ("money", "plane", "A1: cost 5,000, effect 6.1"),
        ("varied", "sweep", "over 2 points"),
    ],
)
def test_figures_say_what_they_show_and_where_the_numbers_are(name, figure, label, the_plan):
    from experiments.report import drawing

    made = findings(the_plan, **TABLES[name])
    drawn = {figure: svg_text(drawing._FIGURES[figure](made))}
    text = rendered(sections(made, drawn)[name])
    assert label in text
    assert text.count("<svg") == 1
    assert 'role="img"' in text
    assert "The table" in text or "The numbers are in" in text


def test_only_figures_with_numbers_are_drawn(the_plan, monkeypatch):
    from experiments.report import drawing

    assert [*OF_ROWS, *OF_TABLES] == list(drawing._FIGURES)
    monkeypatch.setattr(drawing, "OF_ROWS", ())
    assert all_figures(findings(the_plan)) == {}
    assert list(all_figures(findings(the_plan, **TABLES["spillover"]))) == ["spillover"]
