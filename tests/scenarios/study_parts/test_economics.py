from __future__ import annotations

import json

import pytest
from pydantic import ValidationError

from scenarios.problems import ComplaintError, key_text
from scenarios.study_parts.economics import (
    EFFECTS,
    PERSPECTIVES,
    EconomicsSettings,
    PriceFactor,
)
from simulation.money.costs import PAYERS, Costs

WELLBY = {"value": 13, "low": 10, "high": 16, "price_year": 2023, "date": 2021, "source": "x"}
FACTOR = {"from_currency": "EUR", "from_year": 2020, "factor": 0.9, "date": "2024", "source": "x"}


def read(data) -> EconomicsSettings:
    """Read as a study file is read: strictly, from JSON."""
    return EconomicsSettings.model_validate_json(json.dumps(data), strict=True)


def complaints(data) -> list[str]:
    with pytest.raises(ValidationError) as caught:
        read(data)
    found = []
    for one in caught.value.errors():
        error = one.get("ctx", {}).get("error")
        if isinstance(error, ComplaintError):
            found += [f"{key_text((*one['loc'], *place))}: {text}" for place, text in error.details]
        else:
            found.append(f"{key_text(one['loc'])}: {one['msg']}")
    return found


def test_defaults_are_dated_and_match_the_money_of_programmes():
    default = read({})
    assert default == EconomicsSettings()
    assert (default.currency, default.price_year) == (Costs().currency, Costs().price_year)
    assert default.discount.costs.value == default.discount.effects.value == 0.035
    assert default.wellby is not None
    assert (default.wellby.low, default.wellby.value, default.wellby.high) == (10e3, 13e3, 16e3)
    # The value of 2019 in prices of 2023, as published by those who uprated it.
    assert 13_000 * default.factor_from("GBP", 2019) == pytest.approx(15_400, rel=1e-4)
    for one in (default.discount.costs, default.wellby, *default.prices):
        assert one.date
        assert one.source


def test_settings_survive_their_own_json():
    settings = read({"perspective": ["participant", "health_service"], "prices": [FACTOR]} | NONE)
    assert EconomicsSettings.model_validate_json(settings.model_dump_json(), strict=True) == (
        settings
    )


NONE = {"wellby": None}


@pytest.mark.parametrize("name", [*PERSPECTIVES])
def test_perspective_names_its_payers(name):
    assert read({"perspective": name}).payers == PERSPECTIVES[name]


def test_listed_payers_stand_in_the_order_of_tables():
    assert read({"perspective": ["participant", "health_service"]}).payers == (
        "health_service",
        "participant",
    )
    assert PERSPECTIVES["society"] == PAYERS


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            {"perspective": "public_secter"},
            "perspective: unknown perspective 'public_secter', did you mean public_sector?; "
            "or a list of payers",
        ),
        (
            {"perspective": ["health_service", "insurer"]},
            "perspective[1]: unknown payer 'insurer'; there are: " + ", ".join(PAYERS),
        ),
        (
            {"perspective": ["participant", "participant"]},
            "perspective[1]: participant is given twice",
        ),
        (
            {"perspective": []},
            "perspective: must be one of society, public_sector, health_service, or a list of "
            "payers, got a list",
        ),
        (
            {"price_year": 2025},
            "wellby: GBP of 2019 cannot be brought to GBP of 2025: prices has no such factor",
        ),
        (
            {"prices": [FACTOR]},
            "wellby: GBP of 2019 cannot be brought to GBP of 2023: prices has no such factor",
        ),
        (
            {"prices": [FACTOR, FACTOR]} | NONE,
            "prices[1]: the factor from EUR of 2020 to GBP of 2023 is given twice",
        ),
        (
            {"wellby": WELLBY | {"low": 14}},
            "wellby: low, value and high must rise, got 14, 13, 16",
        ),
        (
            {"willingness_to_pay": {"lowest": 50_000}},
            "willingness_to_pay.highest: must be more than lowest (50000), got 20000",
        ),
        ({"input_groups": {"costs": []}}, "input_groups.costs: must hold at least 1, got 0"),
        ({"discount": {"costs": {"value": 0.05, "source": "x"}}}, "discount.costs.date: Field"),
        (
            {"wellby": WELLBY | {"date": "last July"}},
            "wellby.date: Value error, must be a year, month or day such as 2021, 2021-07 or "
            "2021-07-19: 'last July'",
        ),
        ({"wellby": WELLBY | {"date": "2021-13"}}, "wellby.date: Value error, must be a year"),
        (
            {"currency": "pounds"},
            "currency: Value error, a currency is three capital letters such as GBP, got 'pounds'",
        ),
        ({"effect": "years"}, "effect: Input should be 'isolation_free_years'"),
        ({"horizon_years": 0}, "horizon_years: Input should be greater than or equal to 1"),
        ({"horizon": 3}, "horizon: Extra inputs are not permitted"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(data, message):
    assert complaints(data)[0].startswith(message)


def test_a_bare_year_is_a_date():
    assert read({"wellby": WELLBY}).wellby.date == "2021"
    assert read({"wellby": WELLBY | {"date": "2021-07-19"}}).wellby.date == "2021-07-19"


def test_a_factor_leads_to_the_money_of_the_analysis_unless_it_says_another():
    here = read({"prices": [FACTOR]} | NONE)
    assert here.factor_from("EUR", 2020) == 0.9
    assert here.factor_from("GBP", 2023) == 1.0
    elsewhere = read({"prices": [FACTOR | {"to_year": 2021}]} | NONE)
    with pytest.raises(ValueError, match="EUR of 2020 cannot be brought to GBP of 2023"):
        elsewhere.factor_from("EUR", 2020)
    # A factor that leads elsewhere is not taken for one that leads here.
    assert elsewhere.missing_prices([("EUR", 2020), ("GBP", 2023)]) == [
        "EUR of 2020 cannot be brought to GBP of 2023: prices has no such factor"
    ]


def test_schema_explains_every_setting_and_its_unit():
    schema = EconomicsSettings.model_json_schema()
    parts = [schema, *schema["$defs"].values()]
    assert all("description" in one for part in parts for one in part["properties"].values())
    for part in parts:
        for name, one in part["properties"].items():
            if one.get("type") in ("number", "integer"):
                assert "(" in one["description"], name
    assert schema["properties"]["effect"]["enum"] == [*EFFECTS]
    assert PriceFactor.model_fields["factor"].is_required()
