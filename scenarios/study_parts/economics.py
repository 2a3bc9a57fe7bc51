"""The economic side of a study: who pays, for how long, discounted how, in which money.

What a study leaves out has a default with its date and source. The rates and values of HM Treasury
are reviewed from time to time: look them up before a decision rests on them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, Literal, Self, get_args

from pydantic import Field, PlainSerializer, PlainValidator, WithJsonSchema, model_validator

from scenarios.base import Settings
from scenarios.problems import ComplaintError, Location, shown, suggestion
from scenarios.study_parts.dated import Currency, DatedSetting, Year
from simulation.money.costs import PAYERS, Payer

__all__ = [
    "EFFECTS",
    "PERSPECTIVES",
    "Discount",
    "DiscountRate",
    "EconomicsSettings",
    "Effect",
    "PriceFactor",
    "WellbyValue",
    "WillingnessToPay",
]

PerspectiveName = Literal["society", "public_sector", "health_service"]
Effect = Literal["isolation_free_years", "loneliness_free_years", "life_satisfaction_years"]

#: Whose costs count, by the name of the perspective.
PERSPECTIVES: dict[PerspectiveName, tuple[Payer, ...]] = {
    "society": PAYERS,
    "public_sector": ("health_service", "local_authority"),
    "health_service": ("health_service",),
}
#: What can be the main effect, in the order of tables.
EFFECTS: tuple[Effect, ...] = get_args(Effect)


def _perspective(value: Any) -> str | tuple[str, ...]:
    if isinstance(value, str):
        if value not in PERSPECTIVES:
            message = f"unknown perspective {value!r}{suggestion(value, PERSPECTIVES)}"
            raise ComplaintError([((), f"{message}; or a list of payers")])
        return value
    if not isinstance(value, list | tuple) or not value:
        known = ", ".join(PERSPECTIVES)
        message = f"must be one of {known}, or a list of payers, got {shown(value)}"
        raise ComplaintError([((), message)])
    complaints: list[tuple[Location, str]] = []
    for i, one in enumerate(value):
        if one not in PAYERS:
            near = suggestion(one, PAYERS) if isinstance(one, str) else ""
            complaints.append(((i,), f"unknown payer {shown(one)}{near}"))
        elif one in value[:i]:
            complaints.append(((i,), f"{one} is given twice"))
    if complaints:
        raise ComplaintError(complaints)
    return tuple(value)


_Perspective = Annotated[
    PerspectiveName | tuple[Payer, ...],
    PlainValidator(_perspective),
    PlainSerializer(lambda value: value, return_type=Any),
    WithJsonSchema(
        {
            "anyOf": [
                {"enum": list(PERSPECTIVES)},
                {"type": "array", "items": {"enum": list(PAYERS)}, "minItems": 1},
            ]
        }
    ),
]


class DiscountRate(DatedSetting):
    """A rate at which later years count less."""

    value: float = Field(ge=0, le=1)
    """Rate of discount (share a year); the first year counts in full."""


_GREEN_BOOK = DiscountRate(
    value=0.035,
    date="2025-12-16",
    source="HM Treasury Green Book: 3.5 % a year in real terms for years 1 to 30, as stated in the "
    "terms of reference of its discount rate review. For effects on health 1.5 % may be chosen "
    "(recalled, not checked).",
)


class Discount(Settings):
    """How later years are weighed."""

    costs: DiscountRate = _GREEN_BOOK
    """For costs (share a year)."""
    effects: DiscountRate = _GREEN_BOOK
    """For effects (share a year); 0.015 is the usual choice where effects on health count less
    steeply."""


class PriceFactor(DatedSetting):
    """What money of another currency or year is multiplied with."""

    from_currency: Currency
    """Currency that is converted (ISO 4217 code)."""
    from_year: Year
    """Year whose prices are converted (calendar year)."""
    to_currency: Currency | None = None
    """Currency that it becomes (ISO 4217 code); that of the analysis by default."""
    to_year: Year | None = None
    """Year whose prices it becomes (calendar year); that of the analysis by default."""
    factor: float = Field(gt=0)
    """How many units of the new money are worth one of the old (ratio)."""


class WellbyValue(DatedSetting):
    """What a point of life satisfaction (0-10) for one person and one year is worth."""

    value: float = Field(ge=0)
    """Central value (currency a WELLBY)."""
    low: float = Field(ge=0)
    """Low value (currency a WELLBY)."""
    high: float = Field(ge=0)
    """High value (currency a WELLBY)."""
    currency: Currency = "GBP"
    """Currency of the values (ISO 4217 code)."""
    price_year: Year
    """Year whose prices the values are in (calendar year)."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not self.low <= self.value <= self.high:
            text = f"low, value and high must rise, got {self.low:g}, {self.value:g}, {self.high:g}"
            raise ComplaintError([((), text)])
        return self


class WillingnessToPay(Settings):
    """The amounts that a unit of the main effect may be worth to whoever decides."""

    lowest: float = Field(0, ge=0)
    """Lowest amount (currency for each unit of the main effect)."""
    highest: float = Field(20_000, gt=0)
    """Highest amount (currency for each unit of the main effect; assumed)."""
    steps: int = Field(41, ge=2, le=1001)
    """How many amounts, evenly spaced, both ends included (count)."""

    @model_validator(mode="after")
    def _rises(self) -> Self:
        if self.highest <= self.lowest:
            message = f"must be more than lowest ({self.lowest:g}), got {self.highest:g}"
            raise ComplaintError([(("highest",), message)])
        return self


class EconomicsSettings(Settings):
    """How costs and effects are valued and compared.

    Examples
    --------
    >>> EconomicsSettings(perspective="public_sector").payers
    ('health_service', 'local_authority')
    """

    perspective: _Perspective = "society"
    """Whose costs count: society (all payers), public_sector (health service and local authority),
    health_service, or a list of payers."""
    horizon_years: int | None = Field(None, ge=1, le=100)
    """How many years after the burn-in count (years); the whole run by default."""
    discount: Discount = Discount()
    """How later years are weighed (share a year)."""
    currency: Currency = "GBP"
    """Currency of the analysis (ISO 4217 code)."""
    price_year: Year = 2023
    """Year in whose prices the results are given (calendar year)."""
    prices: tuple[PriceFactor, ...] = (
        PriceFactor(
            from_currency="GBP",
            from_year=2019,
            to_currency="GBP",
            to_year=2023,
            factor=1.1846,
            date="2024-12-13",
            source="15,400 / 13,000 GBP a WELLBY in prices of 2023 and 2019, as uprated by BiGGAR "
            "Economics; a secondary source",
        ),
    )
    """Factors that bring other currencies and years to those of the analysis (ratio). Giving any
    replaces the default, which brings the value of a WELLBY from 2019 to 2023."""
    wellby: WellbyValue | None = WellbyValue(
        value=13_000,
        low=10_000,
        high=16_000,
        price_year=2019,
        date="2021-07",
        source="HM Treasury 2021, Wellbeing Guidance for Appraisal; 13,000 GBP seen in a secondary "
        "source, the range recalled",
    )
    """Value of a WELLBY, a point of life satisfaction (0-10) for one person and year (currency a
    WELLBY); null leaves net benefit out."""
    effect: Effect = "isolation_free_years"
    """Main effect in cost-effectiveness, in person-years (isolation_free_years,
    loneliness_free_years) or points times person-years (life_satisfaction_years)."""
    willingness_to_pay: WillingnessToPay = WillingnessToPay()
    """Amounts that a unit of the main effect may be worth (currency for each unit)."""
    input_groups: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """Groups of uncertain inputs whose value of information is reckoned together: names of inputs
    by the name of the group; none by default."""

    @model_validator(mode="after")
    def _convertible(self) -> Self:
        complaints: list[tuple[Location, str]] = []
        pairs = [self._between(one) for one in self.prices]
        for i, pair in enumerate(pairs):
            if pair in pairs[:i]:
                text = f"the factor from {_money(*pair[0])} to {_money(*pair[1])} is given twice"
                complaints.append((("prices", i), text))
        if self.wellby is not None:
            used = [(self.wellby.currency, self.wellby.price_year)]
            complaints += [(("wellby",), text) for text in self.missing_prices(used)]
        for name, inputs in self.input_groups.items():
            if not inputs:
                complaints.append((("input_groups", name), "must hold at least 1, got 0"))
        if complaints:
            raise ComplaintError(complaints)
        return self

    @property
    def payers(self) -> tuple[Payer, ...]:
        """Whose costs count, in the order of tables."""
        if isinstance(self.perspective, str):
            return PERSPECTIVES[self.perspective]
        return tuple(one for one in PAYERS if one in self.perspective)

    def missing_prices(self, used: Iterable[tuple[str, int]]) -> list[str]:
        """Return a message for each money that cannot be brought to that of the analysis.

        Parameters
        ----------
        used
            Currencies and price years that occur.

        Examples
        --------
        >>> EconomicsSettings().missing_prices([("GBP", 2023), ("EUR", 2020)])
        ['EUR of 2020 cannot be brought to GBP of 2023: prices has no such factor']
        """
        here = _money(self.currency, self.price_year)
        return [
            f"{_money(*one)} cannot be brought to {here}: prices has no such factor"
            for one in sorted(set(used))
            if self._factor(*one) is None
        ]

    def factor_from(self, currency: str, year: int) -> float:
        """Return what one unit of a money is worth in that of the analysis (ratio).

        Raises
        ------
        ValueError
            When no factor is given for it.

        Examples
        --------
        >>> EconomicsSettings().factor_from("GBP", 2019)
        1.1846
        """
        factor = self._factor(currency, year)
        if factor is None:
            raise ValueError(self.missing_prices([(currency, year)])[0])
        return factor

    def _factor(self, currency: str, year: int) -> float | None:
        wanted = ((currency, year), (self.currency, self.price_year))
        if wanted[0] == wanted[1]:
            return 1.0
        return next((one.factor for one in self.prices if self._between(one) == wanted), None)

    def _between(self, one: PriceFactor) -> tuple[tuple[str, int], tuple[str, int]]:
        to = (one.to_currency or self.currency, one.to_year or self.price_year)
        return (one.from_currency, one.from_year), to


def _money(currency: str, year: int) -> str:
    return f"{currency} of {year}"
