"""Deliveries and money come back from the files of a part as they went in."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pandas as pd
import pytest

from experiments.delivery.store import DELIVERY_PARTS, yearly_costs
from experiments.errors import StoreError
from experiments.worlds.results import JobResult, PointResult


@pytest.fixture
def folder(results_folder):
    return results_folder()


def keep(folder, *results):
    for result in results:
        folder.add(result)
    folder.flush()


def people_costs():
    return pd.DataFrame(
        {
            "unique_id": [7, 9],
            "item": ["travel", "travel"],
            "payer": ["participant", "participant"],
            "amount": [Decimal("0.10"), Decimal("3.00")],
        }
    )


def test_rows_come_back_by_arm_programme_and_seed(folder, seed_result, delivered):
    two = seed_result(2)
    two.points[0].delivered.append(delivered(2, "walks", arm="baseline"))
    keep(folder, two, seed_result(1))
    records = folder.delivery()
    worlds = records.programmes[["arm", "programme", "seed"]].values.tolist()
    assert worlds == [
        ["baseline", "walks", 2], ["therapy", "group_therapy", 1], ["therapy", "group_therapy", 2],
    ]  # fmt: skip
    assert records.programmes["told"].tolist()[1] == "group_therapy was offered to 9 people."
    mine = records.delivery[
        (records.delivery["arm"] == "therapy") & (records.delivery["seed"] == 2)
    ]
    pd.testing.assert_frame_equal(
        mine.drop(columns=["arm", "programme", "seed"]).reset_index(drop=True),
        delivered(2).weekly,
    )
    assert records.ledger["amount"].sum() == 3 * 10_010 + 3 * 7 + 100 + 200 + 200


def test_amounts_beyond_floating_point_are_exact(folder, seed_result, delivered):
    big = delivered(1).ledger.assign(amount=Decimal("30023997515803306.07"))  # 2^61 pence and more
    result = seed_result(1)
    result.points[0].delivered[:] = [delivered(1, ledger=big)]
    keep(folder, result)
    part = next((folder.path / "parts").iterdir())
    written = pd.read_parquet(part / "ledger.parquet")["amount"]
    assert written.tolist() == [Decimal("30023997515803306.07")] * 3
    assert folder.delivery().ledger["amount"].tolist() == [3002399751580330607] * 3


def test_a_part_without_programmes_has_no_tables_of_them(folder, seed_result):
    import pyarrow.parquet as pq

    nothing = seed_result(1)
    nothing.points[0].delivered.clear()
    keep(folder, nothing)
    assert not folder.delivery()
    keep(folder, seed_result(2))
    (path,) = folder.path.glob("parts/*/ledger.parquet")
    assert str(pq.read_schema(path).field("amount").type) == "decimal128(20, 2)"
    assert set(folder.delivery().ledger["seed"]) == {2}


def test_a_seed_run_again_replaces_its_deliveries(folder, seed_result):
    keep(folder, seed_result(1, failed=True), seed_result(2))
    assert set(folder.delivery().delivery["seed"]) == {2}
    keep(folder, seed_result(1))
    records = folder.delivery()
    assert not records.delivery.duplicated(["arm", "programme", "seed", "week"]).any()
    assert set(records.delivery["seed"]) == {1, 2}


@pytest.mark.parametrize("name", DELIVERY_PARTS)
def test_a_missing_table_is_named(folder, seed_result, name):
    keep(folder, seed_result(1))
    part = next((folder.path / "parts").iterdir())
    (part / f"{name}.parquet").unlink()
    with pytest.raises(StoreError, match=rf"{part.name}/{name}.parquet: cannot be read"):
        folder.delivery()


def test_costs_of_people_are_kept_only_where_there_are_any(folder, seed_result, delivered):
    keep(folder, seed_result(1))
    part = next((folder.path / "parts").iterdir())
    assert not (part / "people_costs.parquet").exists()
    assert folder.table("people_costs").empty
    kept = seed_result(2).points[0]
    one = PointResult(runs=kept.runs, series=kept.series)
    one.delivered = [delivered(2, people_costs=people_costs())]
    keep(folder, JobResult(2, [one]))
    found = folder.table("people_costs")
    assert set(found["seed"]) == {2}
    assert found["unique_id"].tolist() == [7, 9]
    assert found["amount"].tolist() == [Decimal("0.10"), Decimal("3.00")]


def test_a_programme_that_spent_nothing_leaves_pence_whole(plan, seed_result, delivered):
    result = seed_result(1)
    free = delivered(1, "walks", ledger=delivered(1).ledger.iloc[:0])
    result.points[0].delivered.append(free)
    costs = yearly_costs(plan.register, [(1, result.points[0])])
    assert costs["pence"].dtype == np.int64
    assert set(costs["programme"]) == {"group_therapy"}


def test_money_of_a_year_adds_up_to_the_penny(plan, seed_result, delivered):
    ledger = delivered(1).ledger.assign(week=[0, 51, 52])
    result = seed_result(1)
    result.points[0].delivered[:] = [delivered(1, ledger=ledger)]
    costs = yearly_costs(plan.register, [(1, result.points[0])])
    assert costs[["year", "payer", "pence"]].values.tolist() == [
        [1, "health_service", 10_010], [1, "participant", 100], [2, "participant", 7],
    ]  # fmt: skip
    assert set(costs["currency"]) == {"GBP"}
