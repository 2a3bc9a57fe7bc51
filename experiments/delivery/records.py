"""What the programmes of a study delivered and cost, over all its finished worlds."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd

from experiments.comparison.paired import half_width
from experiments.delivery.costs import ALL, cost_summary, costs_by_world, unit_costs
from experiments.delivery.tables import WORLD, delivery_by_world, delivery_summary

__all__ = ["DeliveryRecords", "Price"]

_PROGRAMME = ["arm", "programme"]

#: Currency and year whose prices these are.
Price = tuple[str, int]


@dataclass(frozen=True)
class DeliveryRecords:
    """Rows of all finished worlds, and the tables made from them; false if there are no rows.

    Attributes
    ----------
    programmes : DataFrame
        A row for each world and programme: ``eligible``, ``currency``, ``price_year``, ``told``.
    delivery : DataFrame
        A row for each week of life as well: counts of people and sessions.
    ledger : DataFrame
        A row where something was used or spent: ``week``, ``item``, ``payer``, ``quantity`` and
        ``amount`` in whole pence.
    """

    programmes: pd.DataFrame = field(default_factory=pd.DataFrame)
    delivery: pd.DataFrame = field(default_factory=pd.DataFrame)
    ledger: pd.DataFrame = field(default_factory=pd.DataFrame)

    def __bool__(self) -> bool:
        return len(self.delivery) > 0

    @cached_property
    def by_seed(self) -> pd.DataFrame:
        """Measures of each world: ``arm``, ``programme``, ``seed``, a column for each measure."""
        return delivery_by_world(self.delivery, self.programmes)

    @cached_property
    def summary(self) -> pd.DataFrame:
        """Measures averaged over seeds; see ``experiments.delivery.tables.DELIVERY_MEASURES``."""
        return delivery_summary(self.delivery, self.programmes)

    @cached_property
    def costs_by_seed(self) -> pd.DataFrame:
        """Costs of each world by payer and item, in whole pence."""
        return costs_by_world(self.delivery, self.ledger)

    @cached_property
    def costs(self) -> pd.DataFrame:
        """Costs averaged over seeds, in units of each programme's currency.

        ``arm``, ``programme``, ``measure`` (``experiments.delivery.costs.COST_MEASURES``),
        ``payer``, ``item``, ``total`` (exact, over all seeds; None for costs per head), ``mean``,
        ``low``, ``high``, ``seeds``, ``currency``, ``price_year``. The programme ``all`` stands for
        all of an arm that has several, where they have one currency and price year.
        """
        heads = unit_costs(self.delivery, self.ledger).assign(item=ALL, total=None)
        whole = [cost_summary(self.delivery, self.ledger)]
        several = [arm for arm in self.arms if len(self.prices(arm)) > 1 and self.can_be_added(arm)]
        if several:
            whole.append(
                cost_summary(
                    *(
                        table[table["arm"].isin(several)].assign(programme=ALL)
                        for table in (self.delivery, self.ledger)
                    )
                )
            )
        table = pd.concat([*(one.assign(measure="cost") for one in whole), heads])
        prices = [
            self.prices(arm).get(programme) or next(iter(self.prices(arm).values()))
            for arm, programme in zip(table["arm"], table["programme"], strict=True)
        ]
        table["currency"] = [currency for currency, _ in prices]
        table["price_year"] = [year for _, year in prices]
        columns = [*_PROGRAMME, "measure", "payer", "item", "total", "mean", "low", "high"]
        table = table[[*columns, "seeds", "currency", "price_year"]]
        return table.sort_values(_PROGRAMME, kind="stable").reset_index(drop=True)

    @cached_property
    def by_week(self) -> pd.DataFrame:
        """Counts averaged over seeds: ``arm``, ``programme``, ``week``, ``count``, ``mean``, ..."""
        keys = [*_PROGRAMME, "week"]
        counts = [name for name in self.delivery if name not in {*WORLD, "week"}]
        grouped = self.delivery.groupby(keys, sort=True)[counts]
        table = grouped.mean().melt(var_name="count", value_name="mean", ignore_index=False)
        table["deviation"] = grouped.std().melt()["value"].to_numpy()
        table["seeds"] = np.tile(grouped.size().to_numpy(), len(counts))
        half = half_width(table["deviation"], table["seeds"])
        table["low"], table["high"] = table["mean"] - half, table["mean"] + half
        return table.reset_index()[[*keys, "count", "mean", "low", "high", "seeds"]]

    @cached_property
    def costs_by_week(self) -> pd.DataFrame:
        """What was used and spent in each week, summed over seeds.

        ``arm``, ``programme``, ``week``, ``payer``, ``item``, ``quantity``, ``pence`` (exact) and
        ``seeds``, over which it is summed: those that spent nothing then included.
        """
        keys = [*_PROGRAMME, "week", "payer", "item"]
        table = self.ledger.groupby(keys, sort=True)[["quantity", "amount"]].sum().reset_index()
        seeds = self.programmes.groupby(_PROGRAMME)["seed"].nunique()
        rows = pd.MultiIndex.from_frame(table[_PROGRAMME])
        return table.rename(columns={"amount": "pence"}).assign(
            seeds=seeds.reindex(rows).to_numpy(np.int64)
        )

    @property
    def arms(self) -> list[str]:
        """Arms that have programmes, in alphabetical order."""
        return sorted(set(self.programmes["arm"])) if self else []

    def labels(self, arm: str) -> list[str]:
        """Return the programmes of an arm, in alphabetical order."""
        return list(self.prices(arm))

    def prices(self, arm: str) -> dict[str, Price]:
        """Return currency and price year of each of an arm's programmes."""
        return self._prices.get(arm, {})

    @cached_property
    def _prices(self) -> dict[str, dict[str, Price]]:
        if not self:
            return {}
        each = self.programmes.drop_duplicates(_PROGRAMME).sort_values(_PROGRAMME)
        found: dict[str, dict[str, Price]] = {}
        for arm, label, code, year in each[[*_PROGRAMME, "currency", "price_year"]].itertuples(
            index=False
        ):
            found.setdefault(arm, {})[label] = (str(code), int(year))
        return found

    def can_be_added(self, arm: str) -> bool:
        """Return whether all of an arm's programmes have one currency and price year."""
        return len(set(self.prices(arm).values())) < 2
