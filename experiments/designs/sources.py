"""Which study is meant by a word on the command line, and where its settings stand in files."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import TYPE_CHECKING

from experiments.errors import KithError

if TYPE_CHECKING:
    from scenarios import Scenario, Study

__all__ = ["people_setting", "resolve_study", "source_files"]

_SUFFIXES = (".yaml", ".yml")


def resolve_study(name_or_path: str, *, allow_code: bool = False) -> Study:
    """Return a study by name or file; a single scenario is compared with its baseline.

    Parameters
    ----------
    name_or_path : str
        A name that ``kith list scenarios`` prints, or a YAML file.
    allow_code : bool
        Whether Python files that its scenarios name with ``use`` may be run.

    Raises
    ------
    ScenarioError
        With every problem in the file.
    KithError
        If there is no study or scenario of that name.

    Examples
    --------
    >>> [arm.name for arm in resolve_study("group-therapy").arms]
    ['baseline', 'group-therapy']
    """
    from scenarios import (
        Study,
        file_kind,
        load_scenario,
        load_study,
        scenario_names,
        study_names,
    )

    path = Path(name_or_path)
    named = path.name == name_or_path and not name_or_path.endswith(_SUFFIXES)
    if named and not path.is_file():
        if name_or_path in study_names():
            return load_study(name_or_path)
        if name_or_path not in scenario_names():
            known = [*study_names(), *scenario_names()]
            near = difflib.get_close_matches(name_or_path, known, n=1)
            hint = f", did you mean {near[0]}?" if near else f"; there are: {', '.join(known)}"
            raise KithError(f"{name_or_path}: no scenario or study of this name{hint}")
    elif path.is_file() and file_kind(path) == "study":
        return load_study(path, allow_code=allow_code)
    scenario = load_scenario(name_or_path, allow_code=allow_code)
    return Study.from_scenario(scenario, allow_code=allow_code)


def source_files(study: Study) -> dict[str, bytes]:
    """Return the files a study was read from, by the name to keep them under.

    Files of code are kept as they were when they were read, which is what is run; files of one's
    own people and ties only if the study asks for it.
    """
    from scenarios.own_code import home_of
    from scenarios.own_data import own_data_files

    files = {}
    if study.source not in {arm.source for arm in study.arms}:
        files["study.yaml"] = study.source.read_bytes()
    for arm in study.arms:
        for path in (arm.source, *arm.ancestry):
            files[f"sources/{path.name}"] = path.read_bytes()
        for home in (home_of(type(programme)) for programme in arm.programmes):
            if home is not None:
                code, name = home[0], home[0].name
                content = code.text.encode()
                if files.get(f"sources/{name}", content) != content:
                    name = f"{code.sha256[:8]}-{name}"
                files[f"sources/{name}"] = content
        if study.record.own_data:
            for path in own_data_files(arm):
                files[f"sources/{path.name}"] = path.read_bytes()
    return files


def people_setting(study: Study, arm: Scenario, asked: int | None) -> str:
    """Return where the number of people was set: the option, or file, line, column and key."""
    from scenarios.merging import read_merged
    from scenarios.problems import shown_path
    from scenarios.source import read_source

    if asked is not None:
        return "--people"
    if not study.source.exists():  # made again from a results folder
        return "population.people"
    if study.people is not None:
        node, key = read_source(study.source).value.get("people"), "people"
    else:
        key = "population.people"
        population = read_merged(arm.source).node.value.get("population")
        node = population.value.get("people") if population is not None else None
    if node is None:
        return f"{shown_path(arm.source)} {key}"
    return f"{shown_path(node.at.path)}:{node.at.line}:{node.at.column} {key}"
