"""Money and deliveries through a whole study: from the ledgers to the tables that people read."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest
from matplotlib.figure import Figure

from experiments.designs.making import make_plan
from experiments.errors import ExitCode
from experiments.running.runner import run_study
from experiments.worlds import job
from scenarios import Study, load_scenario
from scenarios.study import RecordSettings
from simulation.programmes import CommunityEvents, GroupTherapy
from tests.experiments.without_page import leave_out_the_page

SMALL: dict[str, Any] = {"people": 80, "weeks": 8, "burn_in_weeks": 2, "seeds": 2}
THERAPY = GroupTherapy(
    eligibility="", weeks=4, cost_fixed=1000.01, cost_referral=0.07, cost_facilitator_hour=33.33
)
LATE = GroupTherapy(name="late", start_week=8)
FIGURES = ("course", "forest", "healing", "delivery")
NOBODY = GroupTherapy(name="nobody", eligibility="age > 200", cost_fixed=5.0, currency="EUR")


@pytest.fixture(scope="module")
def study():
    """The baseline with events of its own, an arm with therapy, and one of what cannot happen."""
    baseline = load_scenario("baseline")
    worlds = {
        "baseline": (CommunityEvents(weeks=4, cost_travel=1.11),),
        "therapy": (THERAPY, CommunityEvents(weeks=4, cost_travel=1.11)),
        "nothing": (LATE, NOBODY),
    }
    arms = [
        baseline.model_copy(update={"name": name, "title": name.title(), "programmes": programmes})
        for name, programmes in worlds.items()
    ]
    return Study.from_scenario(load_scenario("group-therapy")).model_copy(
        update={
            "arms": tuple(arms),
            "baseline": "baseline",
            "record": RecordSettings(people_costs=True),
        }
    )


@pytest.fixture(scope="module")
def lived(study, tmp_path_factory):
    """Run the study, and note the ledgers' own totals by world and programme."""
    spent: dict[tuple[str, str, int], Decimal] = defaultdict(Decimal)
    collect = job.what_was_delivered

    def noting(model, arm, weeks, **settings):
        for delivery in model.deliveries:
            spent[arm, delivery.programme.label, model.seed] = delivery.ledger.total()
        return collect(model, arm, weeks, **settings)

    folder = tmp_path_factory.mktemp("study")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(job, "what_was_delivered", noting)
        # Figures have tests of their own.
        patch.setattr(
            "experiments.report.page.all_figures", lambda _: {name: Figure() for name in FIGURES}
        )
        result = run_study(study, out=folder / "out", cache_folder=folder / "cache", **SMALL)
    assert result.exit_code == ExitCode.DONE
    return result, spent


def table(result, name):
    return pd.read_csv(
        result.folder / "tables" / f"{name}.csv", dtype={"total": str, "amount": str}
    )


def money(texts):
    return sum((Decimal(text) for text in texts), Decimal())


def test_money_is_exact_from_the_ledger_to_every_table(lived):
    result, spent = lived
    assert len(spent) == 2 * 5
    assert spent["therapy", "group_therapy", 1] > 1000
    part = next((result.folder / "parts").iterdir())
    ledger = pd.read_parquet(part / "ledger.parquet")
    stored = ledger.groupby(["arm", "programme", "seed"])["amount"].sum().to_dict()
    assert stored == {world: total for world, total in spent.items() if total}
    by_seed = table(result, "costs_by_seed").groupby(["arm", "programme", "seed"])["amount"]
    assert by_seed.agg(money).to_dict() == stored
    costs = table(result, "costs").query("measure == 'cost'")
    for (arm, programme), rows in costs.groupby(["arm", "programme"]):
        expected = sum(
            total
            for (an_arm, label, _), total in spent.items()
            if an_arm == arm and programme in (label, "all")
        )
        whole = rows.query("payer == 'all' and item == 'all'")["total"]
        by_payer = rows.query("payer != 'all'")["total"]
        by_item = rows.query("item != 'all'")["total"]
        assert money(whole) == money(by_payer) == money(by_item) == expected
    by_week = table(result, "costs_by_week").groupby("arm")["total"].agg(money)
    assert by_week["therapy"] == sum(total for world, total in spent.items() if "therapy" in world)


def test_what_was_spent_on_people_is_kept_for_every_world(lived):
    result, spent = lived
    part = next((result.folder / "parts").iterdir())
    people = pd.read_parquet(part / "people_costs.parquet")
    sums = people.groupby(["arm", "programme", "seed"])["amount"].sum()
    assert sums["therapy", "group_therapy", 2] + Decimal("1000.01") == spent[
        "therapy", "group_therapy", 2
    ]  # fmt: skip
    assert set(table(result, "people_costs")["seed"]) == {1}
    assert "people_costs.csv" in (result.folder / "README.txt").read_text()


def test_the_page_says_what_was_delivered_and_what_could_not_be(lived):
    result, _ = lived
    page = (result.folder / "report.html").read_text(encoding="utf-8")
    section = page[page.index('id="delivery-title"') :].partition("</section>")[0]
    section = re.sub(r"</?data[^>]*>", "", section)
    assert "late has not started: it starts in week 8, after the end of the run (8 weeks)." in page
    assert "nobody was offered to nobody: nobody was eligible by &#39;age &gt; 200&#39;." in section
    assert (
        "The costs of these programmes are not added up: late is in GBP, prices of 2023; "
        "nobody is in EUR, prices of 2023."
    ) in section
    row = table(result, "costs").query("arm == 'therapy' and programme == 'all'").iloc[0]
    assert f"All programmes of this world together: {row['mean']:,.0f} (" in section
    assert "nan" not in section.replace("nano", "")


def test_worlds_of_the_baseline_and_counts_are_there(lived):
    result, _ = lived
    delivery = table(result, "delivery").set_index(["arm", "programme", "measure"])["mean"]
    assert delivery["baseline", "community_events", "started"] > 50
    assert delivery["nothing", "late", "offered"] == 0
    therapy = delivery["therapy", "group_therapy"]
    assert therapy["offered"] == therapy["accepted"] + therapy["declined"]
    assert 0 < therapy["participants"] <= therapy["started"] <= therapy["accepted"]
    assert therapy["eligible"] == 80


def test_a_world_that_fails_loses_only_its_own_deliveries(study, tmp_path, monkeypatch):
    leave_out_the_page(monkeypatch.setattr)
    collect = job.what_was_delivered

    def fails_once(model, arm, weeks, **settings):
        if (arm, model.seed) == ("therapy", 2):
            raise ValueError("no ledger")
        return collect(model, arm, weeks, **settings)

    monkeypatch.setattr(job, "what_was_delivered", fails_once)
    settings = {**SMALL, "weeks": 2}
    result = run_study(study, out=tmp_path / "out", cache_folder=tmp_path / "cache", **settings)
    assert (result.counts.ok, result.counts.failed) == (5, 1)
    worlds = result.findings.delivery.programmes[["arm", "seed"]].drop_duplicates()
    assert worlds.values.tolist() == [
        ["baseline", 1], ["baseline", 2], ["nothing", 1], ["nothing", 2], ["therapy", 1],
    ]  # fmt: skip
    weekly = result.findings.weekly
    assert set(weekly[weekly["arm"] == "therapy"]["seed"]) == {1}
    (failure,) = (result.folder / "failures").glob("*.json")
    assert json.loads(failure.read_text())["message"] == "ValueError('no ledger')"


def test_asking_for_costs_of_people_is_another_study(study):
    without = study.model_copy(update={"record": RecordSettings()})
    assert not set(make_plan(without).register.runs) & set(make_plan(study).register.runs)
