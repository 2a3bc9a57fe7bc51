"""From a file to a checked scenario or study."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ValidationError

from scenarios.code_faults import file_at_fault, told
from scenarios.file_model import file_model
from scenarios.json_schema import scenario_schema, study_schema
from scenarios.library import SCENARIOS, STUDIES, find, find_beside, study_names
from scenarios.merging import check_format, read_merged
from scenarios.own_code import home_of
from scenarios.own_data.files import resolve_own_data
from scenarios.problems import Problem, ScenarioError, shown_path
from scenarios.scenario import RunSettings, Scenario, ScenarioFile
from scenarios.source import Node, plain, read_source
from scenarios.study import Study, StudyFile
from scenarios.sweep_check import input_problems, sweep_problems
from scenarios.translation import translate
from scenarios.uses import NotLoaded, resolve_uses
from simulation import PopulationSettings

Model = TypeVar("Model", bound=BaseModel)


def load_scenario(name_or_path: str | Path, *, allow_code: bool = False) -> Scenario:
    """Return a checked scenario.

    Parameters
    ----------
    name_or_path
        A name of a scenario that comes with Kith, such as ``"group-therapy"``, or a YAML file.
    allow_code
        Whether Python files that it names with ``use`` may be run. Such a file can do whatever
        you can, so allow it only for files that you trust.

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
    return _scenario(find(name_or_path, SCENARIOS), allow_code)


def load_study(name_or_path: str | Path, *, allow_code: bool = False) -> Study:
    """Return a checked study with its worlds.

    Parameters
    ----------
    name_or_path
        A name of a study that comes with Kith, such as ``"quickstart"``, or a YAML file.
    allow_code
        As in :func:`load_scenario`.

    Raises
    ------
    ScenarioError
        With every problem found in the study and in the scenarios it names.

    Examples
    --------
    >>> [arm.name for arm in load_study("quickstart").arms][:2]
    ['baseline', 'group-therapy']
    """
    return _study(find(name_or_path, STUDIES), allow_code)


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


def check_file(path: str | Path, *, allow_code: bool = False) -> list[Problem]:
    """Return every problem in a scenario or study file; none if it is fine.

    Parameters
    ----------
    path
        The file, or a name of the library. What it holds is told by its keys.
    allow_code
        As in :func:`load_scenario`.

    Examples
    --------
    >>> from scenarios.library import SCENARIOS
    >>> check_file(SCENARIOS / "baseline.yaml")
    []
    """
    try:
        load_file(path, allow_code=allow_code)
    except ScenarioError as error:
        return error.problems
    return []


def load_file(path: str | Path, *, allow_code: bool = False) -> Scenario | Study:
    """Return what a file holds, told by its keys, or what a name of the library stands for.

    Parameters
    ----------
    path
        The file, or a name of the library.
    allow_code
        As in :func:`load_scenario`.

    Raises
    ------
    ScenarioError
        With every problem found.

    Examples
    --------
    >>> load_file("quickstart").seeds
    12
    """
    found = find(path, STUDIES if str(path) in study_names() else SCENARIOS)
    if file_kind(found) == "study":
        return _study(found, allow_code)
    return _scenario(found, allow_code)


def baseline_of(scenario: Scenario, *, allow_code: bool = False) -> Scenario:
    """Return the scenario that one is compared with when nothing else is said.

    It is the farthest of the files it extends that has its people, parameters and burn-in, so that
    the same people are compared: a package for a town is compared with that town. If none has, it
    is the farthest file, or the ``baseline`` that comes with Kith; but a world of people from a
    file is then compared with itself without programmes and policies.

    Parameters
    ----------
    scenario
        The one that is compared.
    allow_code
        As in :func:`load_scenario`, for the baseline.

    Raises
    ------
    ScenarioError
        When the scenario is itself that baseline, or has the same name.

    Examples
    --------
    >>> baseline_of(load_scenario("package-students")).name
    'first-year-students'
    """
    path = _baseline_path(scenario, allow_code)
    if scenario.own_data is not None and not _shares_people(scenario, path, allow_code):
        return _as_it_is(scenario)
    if path.resolve() == scenario.source.resolve():
        message = "this is the baseline itself; name a scenario to compare with it"
        raise ScenarioError([Problem(scenario.source, 0, 0, "", message)])
    if path.stem == scenario.name:
        message = f"its baseline {shown_path(path)} has the same name; rename one of them"
        raise ScenarioError([Problem(scenario.source, 0, 0, "", message)])
    return _scenario(path, allow_code)


def _baseline_path(scenario: Scenario, allow_code: bool) -> Path:
    if not scenario.ancestry:
        return SCENARIOS / "baseline.yaml"
    past = scenario.burn_in_identity()
    for path in reversed(scenario.ancestry):
        if _scenario(path, allow_code).burn_in_identity() == past:
            return path
    return scenario.ancestry[-1]


def _shares_people(scenario: Scenario, path: Path, allow_code: bool) -> bool:
    if path.resolve() == scenario.source.resolve():
        return True
    other = _scenario(path, allow_code).own_data
    return other is not None and other.identity() == (
        None if scenario.own_data is None else scenario.own_data.identity()
    )


def _as_it_is(scenario: Scenario) -> Scenario:
    """Return a world of people from a file without what is done for them."""
    if not scenario.programmes and not scenario.policies:
        message = "has no programmes and no policies, so there is nothing to compare; add one"
        raise ScenarioError([Problem(scenario.source, 0, 0, "", message)])
    changed = {"name": f"{scenario.name}-as-it-is", "title": f"{scenario.title}: as it is"}
    return scenario.world().model_copy(update=changed)


def _scenario(path: Path, allow_code: bool) -> Scenario:
    merged = read_merged(path)
    own = resolve_own_data(merged.node)
    uses = resolve_uses(own.node, allow_code=allow_code)
    found = [*uses.problems, *own.problems]
    model = file_model([NotLoaded, *uses.kinds] if uses.problems else uses.kinds)
    try:
        file = _validated(model, uses.node, partial(scenario_schema, uses.kinds))
    except ScenarioError as error:
        raise ScenarioError([*found, *error.problems]) from None
    except Exception as error:  # a rule that a programme of one's own has for its settings
        homes = [home_of(kind) for kind in uses.kinds]
        faulty = file_at_fault(error, [home[0].path for home in homes if home is not None])
        if faulty is None:
            raise
        place = uses.node.value["programmes"].at
        raise ScenarioError([Problem.at(place, "programmes", told(error, faulty))]) from error
    if found:
        raise ScenarioError(found)
    values = {name: getattr(file, name) for name in ScenarioFile.model_fields}
    values |= {"own_data": own.own_data}
    return Scenario(**values, name=path.stem, source=path, ancestry=merged.ancestry)


def _study(path: Path, allow_code: bool) -> Study:
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
            arm = find_beside(reference.value, reference.at, f"arms[{i}]")
            arms.append(_scenario(arm, allow_code))
        except ScenarioError as error:
            problems += error.problems
    try:
        file = _validated(StudyFile, root, study_schema)
    except ScenarioError as error:
        raise ScenarioError(problems + error.problems) from None
    problems = problems or [*sweep_problems(root, arms), *input_problems(root, arms)]
    if problems:
        raise ScenarioError(problems)
    for i, world in enumerate(arms):
        own = None if world.own_data is None else world.own_data.people
        if own is not None and file.people not in (None, own.rows):
            message = f"leave it out: the people of arms[{i}] are the {own.rows} in {own.name}"
            problems.append(Problem.at(root.value["people"].at, "people", message))
    if problems:
        raise ScenarioError(problems)
    values = {name: getattr(file, name) for name in StudyFile.model_fields}
    values |= {"arms": tuple(arms), "baseline": file.baseline or arms[0].name}
    return Study(**values, name=path.stem, source=path)


def _validated(model: type[Model], root: Node, schema: Callable[[], dict[str, Any]]) -> Model:
    # As JSON, because only there does pydantic's strict mode read lists into tuples: no text is
    # taken for a number, and no true for 1.
    data = json.dumps(plain(root))
    try:
        return model.model_validate_json(data, strict=True)
    except ValidationError as error:
        raise ScenarioError(translate(error, root, schema())) from None
