"""From a file to a checked scenario or study."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ValidationError

from scenarios.json_schema import scenario_schema, study_schema
from scenarios.library import SCENARIOS, STUDIES, find, find_beside, study_names
from scenarios.merging import check_format, read_merged
from scenarios.problems import Problem, ScenarioError, shown_path
from scenarios.scenario import RunSettings, Scenario, ScenarioFile
from scenarios.source import Node, plain, read_source
from scenarios.study import Study, StudyFile
from scenarios.translation import translate
from simulation import PopulationSettings

Model = TypeVar("Model", bound=BaseModel)


def load_scenario(name_or_path: str | Path) -> Scenario:
    """Return a checked scenario.

    Parameters
    ----------
    name_or_path
        A name of a scenario that comes with Kith, such as ``"group-therapy"``, or a YAML file.

    Returns
    -------
    Scenario
        Merged with the files it extends; frozen.

    Raises
    ------
    ScenarioError
        With every problem found, each with file, line, column and key.

    Examples
    --------
    >>> load_scenario("group-therapy").programmes[0].type
    'group_therapy'
    """
    return _scenario(find(name_or_path, SCENARIOS))


def load_study(name_or_path: str | Path) -> Study:
    """Return a checked study with its worlds.

    Parameters
    ----------
    name_or_path
        A name of a study that comes with Kith, such as ``"quickstart"``, or a YAML file.

    Raises
    ------
    ScenarioError
        With every problem found in the study and in the scenarios it names.

    Examples
    --------
    >>> [arm.name for arm in load_study("quickstart").arms][:2]
    ['baseline', 'group-therapy']
    """
    return _study(find(name_or_path, STUDIES))


def file_kind(path: str | Path) -> Literal["scenario", "study"]:
    """Return what a file holds, judged by its keys.

    Raises
    ------
    ScenarioError
        When the file cannot be read or is no valid YAML.
    """
    keys = set(read_source(Path(path)).value)
    scenario = {*ScenarioFile.model_fields, "extends"}
    # `weeks` at the top of a file may be a slip in a scenario, so it does not make it a study.
    inside = {*RunSettings.model_fields, *PopulationSettings.model_fields}
    study = set(StudyFile.model_fields) - inside
    return (
        "study" if len(keys & (study - scenario)) > len(keys & (scenario - study)) else "scenario"
    )


def check_file(path: str | Path) -> list[Problem]:
    """Return every problem in a scenario or study file; none if it is fine.

    Parameters
    ----------
    path
        The file, or a name of the library. What it holds is told by its keys.

    Examples
    --------
    >>> from scenarios.library import SCENARIOS
    >>> check_file(SCENARIOS / "baseline.yaml")
    []
    """
    try:
        found = find(path, STUDIES if str(path) in study_names() else SCENARIOS)
        if file_kind(found) == "study":
            _study(found)
        else:
            _scenario(found)
    except ScenarioError as error:
        return error.problems
    return []


def baseline_of(scenario: Scenario) -> Scenario:
    """Return the scenario that one is compared with when nothing else is said.

    It is the farthest of the files it extends that has its people, parameters and burn-in, so that
    the same people are compared: a package for a town is compared with that town. If none has, it
    is the farthest file, or the ``baseline`` that comes with Kith.

    Raises
    ------
    ScenarioError
        When the scenario is itself that baseline, or has the same name.

    Examples
    --------
    >>> baseline_of(load_scenario("package-students")).name
    'first-year-students'
    """
    path = _baseline_path(scenario)
    if path.resolve() == scenario.source.resolve():
        message = "this is the baseline itself; name a scenario to compare with it"
        raise ScenarioError([Problem(scenario.source, 0, 0, "", message)])
    if path.stem == scenario.name:
        message = f"its baseline {shown_path(path)} has the same name; rename one of them"
        raise ScenarioError([Problem(scenario.source, 0, 0, "", message)])
    return _scenario(path)


def _baseline_path(scenario: Scenario) -> Path:
    if not scenario.ancestry:
        return SCENARIOS / "baseline.yaml"
    past = scenario.burn_in_identity()
    same = (one for one in reversed(scenario.ancestry) if _scenario(one).burn_in_identity() == past)
    return next(same, scenario.ancestry[-1])


def _scenario(path: Path) -> Scenario:
    merged = read_merged(path)
    file = _validated(ScenarioFile, merged.node, scenario_schema)
    values = {name: getattr(file, name) for name in ScenarioFile.model_fields}
    return Scenario(**values, name=path.stem, source=path, ancestry=merged.ancestry)


def _study(path: Path) -> Study:
    root = read_source(path)
    check_format(root)
    problems: list[Problem] = []
    arms: list[Scenario] = []
    node = root.value.get("arms")
    references = node.value if node is not None and isinstance(node.value, list) else []
    for i, reference in enumerate(references):
        if not isinstance(reference.value, str):
            continue  # the check of the whole file says so
        try:
            arms.append(_scenario(find_beside(reference.value, reference.at, f"arms[{i}]")))
        except ScenarioError as error:
            problems += error.problems
    try:
        file = _validated(StudyFile, root, study_schema)
    except ScenarioError as error:
        raise ScenarioError(problems + error.problems) from None
    if problems:
        raise ScenarioError(problems)
    values = {name: getattr(file, name) for name in StudyFile.model_fields}
    values |= {"arms": tuple(arms), "baseline": file.baseline or arms[0].name}
    return Study(**values, name=path.stem, source=path)


def _validated(model: type[Model], root: Node, schema: Any) -> Model:
    # As JSON, because only there does pydantic's strict mode read lists into tuples: no text is
    # taken for a number, and no true for 1.
    data = json.dumps(plain(root))
    try:
        return model.model_validate_json(data, strict=True)
    except ValidationError as error:
        raise ScenarioError(translate(error, root, schema())) from None
