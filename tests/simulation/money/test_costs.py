"""Costs as settings: prices by item, who pays, and what a quantity costs."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
from pydantic import ValidationError

from simulation.money.costs import ITEM_UNITS, ITEMS, PAYERS, Costs


def test_items_payers_and_units():
    assert ITEMS == (
        "fixed", "group_session", "participant_session", "facilitator_hour", "referral",
        "participant_time", "travel",
    )  # fmt: skip
    assert PAYERS == ("health_service", "local_authority", "voluntary_sector", "participant")
    assert tuple(ITEM_UNITS) == ITEMS


def test_every_item_has_its_own_price():
    prices = {
        "cost_fixed": 1.01, "cost_group_session": 2.02, "cost_participant_session": 3.03,
        "cost_facilitator_hour": 4.04, "cost_referral": 5.05, "value_of_participant_hour": 6.06,
        "cost_travel": 7.07,
    }  # fmt: skip
    costs = Costs.model_validate(prices)
    assert [costs.price(item) for item in ITEMS] == [101, 202, 303, 404, 505, 606, 707]


def test_settings_say_what_they_mean_and_where_they_are_from():
    for name, field in Costs.model_fields.items():
        assert field.description, name
        assert any(word in field.description for word in ("assumed", "recalled", "ISO", "source"))


def test_a_group_session_of_eight_costs_near_the_published_figure():
    """22 GBP a participant and session: two therapists, an hour and a half and preparation."""
    pence = Costs().pence("facilitator_hour", 2 * (1.5 + 0.25))
    assert 2150 < pence / 8 < 2250


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"cost_fixed": 10.005}, r"money has at most two decimals, got 10\.005"),
        ({"cost_referral": -1}, "greater than or equal to 0"),
        ({"cost_travel": float("nan")}, "finite number"),
        ({"currency": "pounds"}, "a currency is three capital letters such as GBP, got 'pounds'"),
        ({"currency": "gbp"}, "three capital letters"),
        ({"currency": "ÄÖÜ"}, "three capital letters"),
        ({"price_year": 23}, "greater than or equal to 1950"),
        ({"travel_hours": 25}, "less than or equal to 24"),
        ({"payer": "nhs"}, "Input should be 'health_service'"),
        ({"payers": {"tea": "participant"}}, "Input should be 'fixed'"),
        ({"payers": {"travel": "nobody"}}, "Input should be 'health_service'"),
        ({"cost_per_session": 5}, "Extra inputs are not permitted"),
    ],
)
def test_wrong_settings_are_refused(settings, message):
    with pytest.raises(ValidationError, match=message):
        Costs(**settings)


def test_settings_can_be_written_to_a_file_and_read_again():
    costs = Costs(cost_fixed=0.1, currency="EUR", payers={"travel": "local_authority"})
    assert Costs(**json.loads(json.dumps(costs.model_dump()))) == costs


def test_editors_are_told_the_form_of_a_currency_and_the_items():
    schema: dict[str, Any] = Costs.model_json_schema()["properties"]
    assert schema["currency"]["pattern"] == "^[A-Z]{3}$"
    assert schema["cost_fixed"]["minimum"] == 0
    assert schema["payers"]["propertyNames"]["enum"] == list(ITEMS)


def test_who_pays():
    costs = Costs(payer="local_authority")
    payers = {item: costs.payer_of(item) for item in ITEMS}
    assert payers.pop("participant_time") == payers.pop("travel") == "participant"
    assert set(payers.values()) == {"local_authority"}
    fee = Costs(payers={"participant_session": "participant", "travel": "voluntary_sector"})
    assert fee.payer_of("participant_session") == "participant"
    assert fee.payer_of("travel") == "voluntary_sector"
    assert fee.payer_of("fixed") == "health_service"


def test_amounts_are_rounded_to_the_nearest_penny_halves_upwards():
    costs = Costs(cost_facilitator_hour=0.01)
    pence = costs.pence("facilitator_hour", [[0.0, 0.49, 0.5], [1.49, 1.5, 2.5]])
    assert pence.dtype == np.int64
    assert pence.tolist() == [[0, 0, 1], [1, 2, 3]]
    assert Costs(cost_travel=2).pence("travel", 3).tolist() == 600


@pytest.mark.parametrize("quantity", [-1.0, float("nan"), float("inf"), [1.0, -0.5]])
def test_a_quantity_must_be_finite_and_not_negative(quantity):
    with pytest.raises(ValueError, match="a quantity must be finite and not negative, got"):
        Costs().pence("travel", quantity)
