"""All economic tables of a study at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from experiments.economics.acceptability import acceptability, cost_effectiveness_plane
from experiments.economics.budget import budget_impact
from experiments.economics.draws import draws_of
from experiments.economics.incremental import incremental_analysis
from experiments.economics.information import information_value
from experiments.economics.summary import cost_effectiveness, lonely_fewer_at_end
from experiments.economics.totals import increments, world_totals
from scenarios.study_parts.economics import EconomicsSettings

__all__ = ["economic_tables"]


def economic_tables(
    settings: EconomicsSettings,
    yearly: pd.DataFrame,
    yearly_costs: pd.DataFrame,
    draws_inputs: pd.DataFrame | None,
    arms: Sequence[str],
    baseline: str,
    *,
    weekly: pd.DataFrame | None = None,
) -> dict[str, pd.DataFrame]:
    """Return every economic table of a study.

    Parameters
    ----------
    settings : EconomicsSettings
        How costs and effects are valued.
    yearly : DataFrame
        A row for each ``point``, ``arm``, ``population``, ``seed`` and ``year``: ``weeks``,
        ``people`` and the outcomes.
    yearly_costs : DataFrame
        A row for each ``point``, ``arm``, ``seed``, ``year``, payer and item on which something was
        spent: ``pence``, ``currency``, ``price_year``.
    draws_inputs : DataFrame or None
        A row for each point that is a parameter draw: ``point`` and the drawn inputs.
    arms : sequence of str
        In the order of rows.
    baseline : str
        Name of the arm the others are compared with.
    weekly : DataFrame, optional
        Weekly rows, of which the last week is the end when the lonely are counted; by default the
        end is the mean of the last year.

    Returns
    -------
    dict of str to DataFrame
        ``cost_effectiveness``, ``incremental``, ``budget_impact``; with at least two complete draws
        also ``cost_effectiveness_plane``, ``acceptability``, ``information_value``,
        ``draws_cost``, ``draws_effect`` and ``draws_parameters`` (see
        :mod:`experiments.economics.draws`; their index is the point and belongs in no file). Units
        and meanings are in :data:`~experiments.economics.columns.ECONOMIC_COLUMNS`.

    Raises
    ------
    ValueError
        When a column, an outcome, a year, the baseline or a price factor is missing.
    """
    named = [baseline, *(arm for arm in arms if arm != baseline)]
    totals = world_totals(settings, yearly, yearly_costs, baseline)
    differences = increments(totals, baseline)
    ends = lonely_fewer_at_end(settings, yearly if weekly is None else weekly, baseline)
    tables = {
        "cost_effectiveness": cost_effectiveness(settings, differences, ends, named, baseline),
        "incremental": _incremental(settings, differences, named),
        "budget_impact": budget_impact(settings, yearly, yearly_costs, named, baseline),
    }
    if draws_inputs is None:
        return tables
    draws = draws_of(settings, totals, draws_inputs, named, baseline)
    if draws is None:
        return tables
    worth = settings.willingness_to_pay
    amounts = np.linspace(worth.lowest, worth.highest, worth.steps)
    return tables | {
        "cost_effectiveness_plane": cost_effectiveness_plane(draws),
        "acceptability": acceptability(draws, amounts),
        "information_value": information_value(draws, amounts, settings.input_groups),
        "draws_cost": draws.cost,
        "draws_effect": draws.effect,
        "draws_parameters": draws.inputs,
    }


def _incremental(
    settings: EconomicsSettings, differences: pd.DataFrame, named: Sequence[str]
) -> pd.DataFrame:
    """Return the fully incremental analysis of means over seeds, as differences from baseline."""
    here = differences[(differences["point"] == 0) & differences["arm"].isin(named)]
    means = here.groupby("arm")[["cost", settings.effect]].mean()
    present = [named[0], *(arm for arm in named if arm in means.index)]
    return incremental_analysis(
        present,
        [0.0, *means["cost"].reindex(present[1:])],
        [0.0, *means[settings.effect].reindex(present[1:])],
        baseline=named[0],
    )
