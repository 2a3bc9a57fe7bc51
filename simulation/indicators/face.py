"""The indicators of a model, as attributes of the model."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

import pandas as pd

from simulation.indicators.prevalence import indicator_table, population_indicators

if TYPE_CHECKING:
    from simulation.people import People

__all__ = ["ModelWithIndicators"]


class ModelWithIndicators:
    """What a model adds to answer for its indicators; needs ``week`` and ``people``."""

    people: People
    _kith_indicators: tuple[tuple[int, int], dict[str, float]] | None = None

    @property
    @abstractmethod
    def week(self) -> int:
        """Weeks lived since the world was made."""

    @property
    def indicators(self) -> dict[str, float]:
        """People per 1,000 who show each indicator now; see ``simulation.indicators``.

        Examples
        --------
        >>> from simulation import ConnectivityModel
        >>> model = ConnectivityModel(people=100, rng=1)
        >>> 0 <= model.indicators["chronically_lonely"] <= 1000
        True
        """
        now = (self.week, self.people.changes)
        if self._kith_indicators is None or self._kith_indicators[0] != now:
            self._kith_indicators = (now, population_indicators(self.people.records))
        return dict(self._kith_indicators[1])

    def indicator_table(self) -> pd.DataFrame:
        """Return the prevalence of every indicator in every subgroup now.

        Returns
        -------
        DataFrame
            ``indicator``, ``subgroup``, ``people`` (size of the subgroup) and ``prevalence`` (per
            1,000 of them; NaN for a subgroup of nobody), a row for each pair.

        Examples
        --------
        >>> from simulation import ConnectivityModel
        >>> table = ConnectivityModel(people=100, rng=1).indicator_table()
        >>> int(table.set_index(["indicator", "subgroup"])["people"]["numb", "everybody"])
        100
        """
        return indicator_table(self.people.records)
