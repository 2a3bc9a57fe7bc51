"""Money: settings in units of a currency, sums in whole pence, so that rounding loses nothing.

A setting such as ``12.5`` is a number with at most two decimals. Inside, an amount is a whole
number of hundredths of the currency unit, here called pence whatever the currency, and whole
numbers add up exactly in any order.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, TypeAlias

from pydantic import AfterValidator, Field

__all__ = ["Money", "as_decimal", "as_pence"]

_LARGEST_SETTING = 1e9


def _two_decimals(amount: float) -> float:
    # A number written with two decimals is the float nearest to a whole number of hundredths.
    if round(amount * 100) / 100 != amount:
        raise ValueError(f"money has at most two decimals, got {amount!r}")
    return amount


#: A price in a file: units of the currency, at most two decimals, from nothing to 1,000,000,000.
Money: TypeAlias = Annotated[
    float,
    Field(ge=0.0, le=_LARGEST_SETTING, allow_inf_nan=False),
    AfterValidator(_two_decimals),
]


def as_pence(amount: float) -> int:
    """Return a price as a whole number of pence.

    Parameters
    ----------
    amount
        Units of the currency, at most two decimals.

    Raises
    ------
    ValueError
        When there are more decimals.

    Examples
    --------
    >>> as_pence(12.5)
    1250
    """
    return round(_two_decimals(amount) * 100)


def as_decimal(pence: int) -> Decimal:
    """Return whole pence in units of the currency, exactly.

    Examples
    --------
    >>> as_decimal(1250)
    Decimal('12.50')
    """
    # By way of text, because arithmetic of decimals rounds to the precision of its context.
    return Decimal(f"{pence}e-2")
