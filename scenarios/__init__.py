"""What-if worlds and studies: a library of YAML files and the code that reads and checks them."""

from __future__ import annotations

from scenarios.json_schema import scenario_schema, study_schema
from scenarios.library import scenario_names, study_names
from scenarios.loading import check_file, file_kind, load_scenario, load_study
from scenarios.new import new_scenario
from scenarios.new_programme import new_programme
from scenarios.notes import file_notes
from scenarios.outcome_names import MAIN_OUTCOMES, OUTCOME_NAMES
from scenarios.problems import Problem, ScenarioError
from scenarios.scenario import RunSettings, Scenario
from scenarios.study import Study

__all__ = [
    "MAIN_OUTCOMES",
    "OUTCOME_NAMES",
    "Problem",
    "RunSettings",
    "Scenario",
    "ScenarioError",
    "Study",
    "check_file",
    "file_kind",
    "file_notes",
    "load_scenario",
    "load_study",
    "new_programme",
    "new_scenario",
    "scenario_names",
    "scenario_schema",
    "study_names",
    "study_schema",
]
