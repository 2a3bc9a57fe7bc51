"""Money: at most two decimals in, whole pence inside, exact decimals out."""

from __future__ import annotations

import decimal
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from simulation.money.money import Money, as_decimal, as_pence

MONEY: TypeAdapter[float] = TypeAdapter(Money)


@given(st.integers(0, 10**11))
def test_every_price_with_two_decimals_is_taken_and_kept(pence):
    written = f"{pence // 100}.{pence % 100:02d}"
    price = MONEY.validate_python(float(written))
    assert as_pence(price) == pence
    assert as_decimal(as_pence(price)) == Decimal(written)


@pytest.mark.parametrize("price", [0.001, 12.345, 19.999, 1e-9, 123456789.123])
def test_more_decimals_are_refused(price):
    message = rf"money has at most two decimals, got {price!r}"
    with pytest.raises(ValidationError, match=message):
        MONEY.validate_python(price)
    with pytest.raises(ValueError, match=message):
        as_pence(price)


@pytest.mark.parametrize(
    ("price", "message"),
    [
        (-0.01, "greater than or equal to 0"),
        (1_000_000_000.01, "less than or equal to 1000000000"),
        (float("nan"), "finite number"),
        (float("inf"), "finite number"),
        ("a lot", "valid number"),
    ],
)
def test_what_is_no_price_is_refused(price, message):
    with pytest.raises(ValidationError, match=message):
        MONEY.validate_python(price)


@given(st.integers(-(2**62), 2**62))
def test_pence_as_decimals_are_exact_in_any_context(pence):
    with decimal.localcontext(decimal.Context(prec=4)):
        amount = as_decimal(pence)
    assert amount.as_tuple().exponent == -2
    assert int(amount.scaleb(2)) == pence
