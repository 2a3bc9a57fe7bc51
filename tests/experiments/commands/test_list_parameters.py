"""What ``kith list parameters`` says of doubts."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from experiments.cli import app
from simulation.registry import PARAMETERS


def test_each_parameter_is_listed_with_its_distribution():
    rows = json.loads(CliRunner().invoke(app, ["list", "parameters", "--json"]).stdout)
    shown = {row["name"]: row["distribution"] for row in rows}
    assert set(shown) == set(PARAMETERS)
    one = shown["pss10_mean"]
    assert (one["kind"], one["declared"]) == ("normal", True)
    assert (one["low95"], one["high95"]) == pytest.approx((14.0, 16.0))
    assert one["source"] == "means of 14 to 16 in general populations"
    assert shown["friend_decay"]["declared"] is False
    assert shown["friend_decay"]["source"] == "rule for assumed parameters: 40 % of the default"
