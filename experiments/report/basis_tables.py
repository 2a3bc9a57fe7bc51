"""Tables of what the answer rests on: no result, but what was asked for and assumed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from experiments.designs.plan import StudyPlan
from experiments.report.parameter_counts import parameter_counts
from experiments.uncertainty.draws import UncertainInput, uncertain_inputs
from scenarios.study_parts.economics import EconomicsSettings
from scenarios.study_parts.uncertainty import UncertaintySettings

__all__ = ["BASIS_COLUMNS", "basis_tables"]

_OF_SETTING = "unit of the setting"

#: Unit and meaning of their columns.
BASIS_COLUMNS: dict[str, tuple[str, str]] = {
    "parameter": ("", "Name of the parameter; `kith list parameters` shows all."),
    "parameters": ("parameters", "How many parameters of the model have this status."),
    "default": ("unit of the parameter", "Its value where nothing else is said."),
    "value": (_OF_SETTING, "The value that the study uses."),
    "unit": ("", "Its unit."),
    "status": ("", "Whether it is measured, fitted to published figures, assumed, or stated."),
    "source": ("", "Where it stands, and how well it was checked."),
    "setting": ("", "What is set."),
    "date": ("", "When it was published or looked up."),
    "input": ("", "Path of the uncertain setting."),
    "distribution": ("", "Shape of its distribution."),
    "middle": (_OF_SETTING, "Half of the draws are below."),
    "low": (_OF_SETTING, "2.5 % of the draws are below; of a setting: its low value."),
    "high": (_OF_SETTING, "97.5 % of the draws are below; of a setting: its high value."),
}


def basis_tables(plan: StudyPlan, resolved: Mapping[str, Any]) -> dict[str, pd.DataFrame]:
    """Return the tables that the study has, of ``experiments.storage.readme.BASIS_TABLES``.

    Parameters
    ----------
    plan : StudyPlan
        What was asked for.
    resolved : mapping
        The study as it was understood; may be empty.
    """
    counts = parameter_counts()
    tables = {
        "parameters_by_status": pd.DataFrame(
            {"status": list(counts), "parameters": list(counts.values())}
        ),
        "changed_parameters": _changed(resolved),
        "uncertain_inputs": _uncertain(plan.sections.get("uncertainty")),
        "dated_settings": _dated(plan.sections.get("economics")),
    }
    return {name: table for name, table in tables.items() if len(table)}


def _changed(resolved: Mapping[str, Any]) -> pd.DataFrame:
    from simulation.registry import PARAMETERS  # pulls in every process: only when asked

    rows = [
        {"parameter": name, "arm": arm["name"], "default": one.default, "value": float(value),
         "unit": one.unit, "status": one.status, "source": one.source}
        for arm in resolved.get("arms", ())
        for name, value in arm.get("parameters", {}).items()
        if (one := PARAMETERS.get(name)) is not None and value != one.default
    ]  # fmt: skip
    table = pd.DataFrame(rows)
    return table.sort_values("parameter", kind="stable", ignore_index=True) if rows else table


def _uncertain(section: Any) -> pd.DataFrame:
    if section is None:
        return pd.DataFrame()
    rows = []
    for one in uncertain_inputs(UncertaintySettings.model_validate(section)):
        middle, low, high = one.distribution.quantile([0.5, 0.025, 0.975])
        rows.append(
            {"input": one.path, "distribution": one.shape.replace("_", "-"), "middle": middle,
             "low": low, "high": high, "status": _status(one),
             "source": one.source or "not stated"}
        )  # fmt: skip
    return pd.DataFrame(rows)


def _status(one: UncertainInput) -> str:
    from simulation.registry import PARAMETERS  # pulls in every process: only when asked

    name = one.path.removeprefix("parameters.")
    return PARAMETERS[name].status if name in PARAMETERS else "stated by the study"


def _dated(section: Any) -> pd.DataFrame:
    if section is None:
        return pd.DataFrame()
    money = EconomicsSettings.model_validate(section)
    nothing = float("nan")
    rows = [
        {"setting": f"Discount of {title}", "value": rate.value, "low": nothing, "high": nothing,
         "unit": "share a year", "date": rate.date, "source": rate.source}
        for title, rate in (("costs", money.discount.costs), ("effects", money.discount.effects))
    ]  # fmt: skip
    for one in money.prices:
        to = f"{one.to_currency or money.currency} of {one.to_year or money.price_year}"
        rows.append(
            {"setting": f"From {one.from_currency} of {one.from_year} to {to}",
             "value": one.factor, "low": nothing, "high": nothing, "unit": "ratio",
             "date": one.date, "source": one.source}
        )  # fmt: skip
    if money.wellby is not None:
        worth = money.wellby
        rows.append(
            {"setting": "Value of a WELLBY", "value": worth.value, "low": worth.low,
             "high": worth.high, "unit": f"{worth.currency} of {worth.price_year}",
             "date": worth.date, "source": worth.source}
        )  # fmt: skip
    return pd.DataFrame(rows)
