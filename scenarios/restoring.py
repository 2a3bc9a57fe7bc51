"""A study as it was written beside its results, made again without its files."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from scenarios.loading import load_scenario
from scenarios.origins import origin_of
from scenarios.own_code import CodeError, CodeFile
from scenarios.own_data.files import OwnDataFiles
from scenarios.problems import Problem, ScenarioError, shown_path
from scenarios.scenario import Scenario
from scenarios.study import Study
from scenarios.uses import find_kind
from simulation.programmes import PROGRAMMES, Programme
from simulation.programmes.installed import installed_kind
from simulation.programmes.kinds import ProgrammeKindError

__all__ = ["restored_study"]


def restored_study(
    content: Mapping[str, Any],
    sources: Path,
    *,
    allow_code: bool = False,
    own_data_from: Mapping[str, str] | None = None,
) -> Study:
    """Return the study that ``Study.resolved`` wrote.

    Parameters
    ----------
    content
        What it wrote.
    sources
        The folder in which the files of the study were kept; Python files are taken from there.
    allow_code
        Whether these may be run.
    own_data_from
        For each world with people of one's own, the scenario file that names them: people are read
        from there again, for they are not kept with results.

    Raises
    ------
    ScenarioError
        When a programme is not there any more, its code may not be run, or a file of people is
        not there any more or is another one now.

    Examples
    --------
    >>> from scenarios import load_study
    >>> study = load_study("quickstart")
    >>> restored_study(study.resolved(), study.source.parent).resolved() == study.resolved()
    True
    """
    homes = own_data_from or {}
    arms = tuple(
        _restored(arm, sources, allow_code, homes.get(arm["name"])) for arm in content["arms"]
    )
    name = content["name"]
    return Study(**{**content, "arms": arms, "source": sources.parent / f"{name}.yaml"})


def _restored(
    arm: Mapping[str, Any], sources: Path, allow_code: bool, home: str | None
) -> Scenario:
    settings = dict(arm)
    kept = settings.pop("own_data", None)
    own_data = None if kept is None else _own_data(kept, sources, home, allow_code)
    kinds = {
        one["type"]: _kind(one, sources, allow_code) for one in settings.pop("code", [])
    } | PROGRAMMES
    programmes = tuple(
        kinds[one["type"]].model_validate_json(json.dumps(one)) for one in settings["programmes"]
    )
    path = sources / f"{settings['name']}.yaml"
    return Scenario(**{**settings, "programmes": programmes, "source": path, "own_data": own_data})


def _own_data(kept: Any, sources: Path, home: str | None, allow_code: bool) -> OwnDataFiles:
    """Read people of one's own again, and make sure that they are the same."""
    if home is None:
        message = "these worlds hold people of your own, and it is not known where their files are"
        raise ScenarioError([Problem(sources, 0, 0, "population.people", message)])
    own = load_scenario(home, allow_code=allow_code).own_data
    if own is None or own.model_dump(mode="json") != kept:
        message = "the people or ties of your own are others now than when the study was run"
        raise ScenarioError([Problem(Path(home), 0, 0, "population.people", message)])
    return own


def _kind(origin: Mapping[str, str], sources: Path, allow_code: bool) -> type[Programme]:
    try:
        if origin["package"]:
            kind = installed_kind(origin["type"])
            now = origin_of(kind)
            if now is None or now.sha256 != origin["sha256"]:
                raise CodeError(f"{origin['package']} is another now than when the study was run")
            return kind
        name, _, class_name = origin["use"].rpartition(":")
        # Of two files of one name the second is kept under its hash.
        kept = sources / f"{origin['sha256'][:8]}-{name}"
        file = kept if kept.exists() else sources / name
        if file.exists():
            code = CodeFile(str(file), file.read_text(encoding="utf-8"))
            if code.sha256 != origin["sha256"]:  # told before any of it is run
                raise CodeError(f"{shown_path(file)} is another file now than when it was run")
        return find_kind(f"{file.name}:{class_name}", sources, allow_code=allow_code)
    except (CodeError, ProgrammeKindError) as error:
        raise ScenarioError([Problem(sources, 0, 0, origin["type"], str(error))]) from error
