"""Tables of what a study varies: sweeps, draws of uncertain inputs, and inputs one by one."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from experiments.designs.plan import StudyPlan
from experiments.designs.points import Kind
from experiments.designs.varied import screening_design
from experiments.uncertainty.accepting import acceptance, accepted_points
from experiments.uncertainty.draws import uncertain_inputs
from experiments.uncertainty.point_differences import differences_by_point, seed_differences
from experiments.uncertainty.screening import analyse_morris, analyse_sobol
from experiments.uncertainty.tornado import tornado_points, tornado_table
from scenarios.study_parts.sweep import SweepSettings
from scenarios.study_parts.uncertainty import UncertaintySettings

__all__ = ["varied_tables"]


def varied_tables(plan: StudyPlan, weekly: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return the tables of a study with several points.

    Parameters
    ----------
    plan : StudyPlan
        What was asked for.
    weekly : DataFrame
        Weekly rows of all points, of which the last week is looked at.

    Returns
    -------
    dict of str to DataFrame
        ``points`` (values by point), ``point_differences`` (the first outcome), and as far as the
        study has them ``tornado``, ``morris``, ``sobol``, ``acceptance`` and ``draws_inputs``.
    """
    outcome = plan.outcomes[0]
    ends = weekly[weekly["week"].isin([0, plan.weeks])]
    by_seed = seed_differences(ends, plan.baseline, outcome, week=plan.weeks)
    tables = {
        "points": _values(plan),
        "point_differences": differences_by_point(by_seed).assign(outcome=outcome, week=plan.weeks),
    }
    if "uncertainty" in plan.sections:
        tables |= _uncertain(plan, ends, by_seed)
    screening = _screened(plan, by_seed)
    return tables | screening


def _values(plan: StudyPlan) -> pd.DataFrame:
    rows = [
        {"point": one.number, "kind": one.kind, "input": path, "value": value}
        for one in plan.points
        for path, value in one.values.items()
    ]
    return pd.DataFrame(rows, columns=["point", "kind", "input", "value"])


def _wide(plan: StudyPlan, kind: Kind) -> pd.DataFrame:
    rows: list[dict[str, Any]] = [
        {"point": one.number, **one.values} for one in plan.points if one.kind == kind
    ]
    return pd.DataFrame(rows)


def _uncertain(
    plan: StudyPlan, ends: pd.DataFrame, by_seed: pd.DataFrame
) -> dict[str, pd.DataFrame]:
    settings = UncertaintySettings.model_validate(plan.sections["uncertainty"])
    tables: dict[str, pd.DataFrame] = {}
    draws = _wide(plan, "draw")
    if settings.accept:
        accepted = acceptance(ends, plan.baseline, settings.accept, draws["point"])
        tables["acceptance"] = accepted
        draws = draws[draws["point"].isin(accepted_points(accepted))]
    tables["draws_inputs"] = draws.reset_index(drop=True)
    varied_alone = _wide(plan, "tornado")
    if len(varied_alone):
        first = int(varied_alone["point"].min())
        alone = by_seed[by_seed["point"] >= first]
        tables["tornado"] = tornado_table(tornado_points(uncertain_inputs(settings), first), alone)
    return tables


def _screened(plan: StudyPlan, by_seed: pd.DataFrame) -> dict[str, pd.DataFrame]:
    section = plan.sections.get("sweep")
    sample = None if section is None else SweepSettings.model_validate(section).sample
    if sample is None or sample.method == "latin":
        return {}
    design = screening_design(sample, plan.seeds)
    assert design is not None
    analyse = analyse_morris if sample.method == "morris" else analyse_sobol
    numbers = [one.number for one in plan.points if one.kind == sample.method]
    found = []
    screened = by_seed[by_seed["point"].isin(numbers)]  # each lived with one seed
    for arm in plan.compared:
        mine = screened[screened["arm"] == arm.name].set_index("point")["difference"]
        values = mine.reindex(numbers).to_numpy(np.float64)
        if not np.isnan(values).any():  # a design with holes has no indices
            found.append(analyse(design, values).assign(arm=arm.name))
    return {sample.method: pd.concat(found, ignore_index=True)} if found else {}
