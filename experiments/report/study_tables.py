"""Every table of a study beyond its differences: how long, for whom, how sure, for what money."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from experiments.comparison.area import area_from_weekly
from experiments.comparison.equity import gap_changes, group_differences
from experiments.comparison.gainers import gainer_profiles, gainers
from experiments.comparison.paired import paired_differences
from experiments.comparison.persistence import persistence
from experiments.comparison.replication import replication
from experiments.comparison.simultaneous import simultaneous_intervals
from experiments.comparison.spillover import distance_differences, spillover
from experiments.comparison.timing import time_to_effect
from experiments.designs.plan import StudyPlan
from experiments.economics.study_tables import economic_tables
from experiments.report.varied_tables import varied_tables
from experiments.storage.store import ResultsFolder
from experiments.trials.summary import summarise_trials
from experiments.worlds.around import REACH
from experiments.worlds.detail import AS_WRITTEN
from scenarios.study_parts.economics import EconomicsSettings

__all__ = ["StudyTables"]

Tables = dict[str, pd.DataFrame]


@dataclass(frozen=True)
class StudyTables:
    """The tables of one study, made from its rows.

    Attributes
    ----------
    folder
        Where the rows lie.
    plan
        What was asked for.
    weekly
        Weekly rows of the study as written.
    """

    folder: ResultsFolder
    plan: StudyPlan
    weekly: pd.DataFrame

    @cached_property
    def all(self) -> Tables:
        """Every table by name; what there are no rows for is left out."""
        found = {
            **self._comparison(),
            **self._people(),
            **self._economics(),
            **self._trial(),
            **self._varied,
        }
        return {name: table for name, table in found.items() if len(table)}

    def get(self, name: str) -> pd.DataFrame:
        """Return a table, empty where there is nothing to tell."""
        return self.all.get(name, pd.DataFrame())

    def _comparison(self) -> Tables:
        plan, weekly, baseline = self.plan, self.weekly, self.plan.baseline
        outcomes, smallest = plan.outcomes, plan.smallest_difference
        compared = [arm for arm in plan.compared if arm.name in set(weekly["arm"])]
        ends = {arm.name: end for arm in compared if (end := plan.programme_end(arm))}
        starts = {
            arm.name: min((one.start_week for one in arm.programmes), default=0) for arm in compared
        }
        tables = {
            "simultaneous": simultaneous_intervals(weekly, baseline, outcomes),
            "replication": replication(weekly, baseline, outcomes, smallest),
            "timing": time_to_effect(
                paired_differences(weekly, baseline, outcomes), smallest, starts
            ),
            "area": area_from_weekly(weekly, baseline, outcomes),
        }
        if ends:
            tables["persistence"] = persistence(weekly, baseline, ends, outcomes)
        return tables

    def _people(self) -> Tables:
        panels = self.folder.table("panels", AS_WRITTEN)
        individuals = self.folder.table("individuals", AS_WRITTEN)
        profiles = self.folder.table("profiles", AS_WRITTEN)
        baseline, outcomes = self.plan.baseline, self.plan.outcomes
        tables: Tables = {}
        if len(panels):
            near = panels["dimension"] == REACH
            strata, reach = panels[~near], panels[near]
            if len(strata):
                tables["subgroups"] = group_differences(strata, baseline, outcomes)
                tables["gaps"] = gap_changes(strata, baseline, outcomes)
            if len(reach):
                tables["distance"] = distance_differences(reach, baseline, outcomes)
                tables["spillover"] = spillover(reach, baseline, outcomes)
        if len(individuals):
            tables["gainers"] = gainers(individuals)
        if len(profiles):
            tables["gainer_profiles"] = gainer_profiles(profiles)
        return tables

    def _economics(self) -> Tables:
        section = self.plan.sections.get("economics")
        yearly = self.folder.table("yearly")
        costs = self.folder.table("yearly_costs")
        if section is None or yearly.empty or costs.empty:
            return {}
        settings = EconomicsSettings.model_validate(section)
        prices = costs[["currency", "price_year"]].drop_duplicates()
        known = [(str(code), int(year)) for code, year in prices.itertuples(index=False)]
        if settings.missing_prices(known):
            return {}  # which was said before the study was run
        draws = self._varied.get("draws_inputs")
        if draws is not None:
            accepted = set(draws["point"]) | {AS_WRITTEN}
            yearly = yearly[yearly["point"].isin(accepted)]
            costs = costs[costs["point"].isin(accepted)]
        else:
            yearly = yearly[yearly["point"] == AS_WRITTEN]
            costs = costs[costs["point"] == AS_WRITTEN]
        arms = [arm.name for arm in self.plan.arms]
        return economic_tables(
            settings, yearly, costs, draws, arms, self.plan.baseline, weekly=self.weekly
        )

    def _trial(self) -> Tables:
        rows = self.folder.table("trials", AS_WRITTEN)
        return {"trial": rows, "trial_summary": summarise_trials(rows)} if len(rows) else {}

    @cached_property
    def _varied(self) -> Mapping[str, pd.DataFrame]:
        if len(self.plan.points) == 1:
            return {}
        return varied_tables(self.plan, self.folder.table("weekly"))
