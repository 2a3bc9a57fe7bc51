"""Where files are found: by path, or by name among those that come with Kith."""

from __future__ import annotations

from pathlib import Path

from scenarios.problems import Position, Problem, ScenarioError, nearest

SCENARIOS = Path(__file__).parent
STUDIES = SCENARIOS / "studies"
_SUFFIXES = (".yaml", ".yml")


def scenario_names() -> list[str]:
    """Return the names of the scenarios that come with Kith, in alphabetical order.

    Examples
    --------
    >>> "group-therapy" in scenario_names()
    True
    """
    return sorted(path.stem for path in SCENARIOS.glob("*.yaml"))


def study_names() -> list[str]:
    """Return the names of the studies that come with Kith, in alphabetical order.

    Examples
    --------
    >>> "quickstart" in study_names()
    True
    """
    return sorted(path.stem for path in STUDIES.glob("*.yaml"))


def find(name_or_path: str | Path, bundled: Path) -> Path:
    """Return the file meant by a path, or by a name in the ``bundled`` folder.

    Raises
    ------
    ScenarioError
        When there is none; the nearest name is suggested.
    """
    text = str(name_or_path)
    path = Path(name_or_path)
    named = not text.endswith(_SUFFIXES) and path.name == text
    if named and not path.is_file():
        path = bundled / f"{text}.yaml"
        if path.is_file():
            return path
        kind = "study" if bundled == STUDIES else "scenario"
        names = [found.stem for found in sorted(bundled.glob("*.yaml"))]
        near = nearest(text, names)
        hint = f", did you mean {near}?" if near else f"; there are: {', '.join(names)}"
        raise ScenarioError([Problem(Path(text), 0, 0, "", f"no {kind} of this name{hint}")])
    if path.is_file():
        return path
    if path.is_dir():
        raise ScenarioError([Problem(path, 0, 0, "", "is a folder; name a .yaml file in it")])
    near = nearest(path.name, _files(path.parent))
    hint = f", did you mean {path.parent / near}?" if near else ""
    raise ScenarioError([Problem(path, 0, 0, "", f"no such file{hint}")])


def find_beside(reference: str, position: Position, key: str) -> Path:
    """Return the scenario that a file refers to.

    A reference is a file beside the referring one, with or without ``.yaml``; for a file in a
    folder called ``studies`` also one in the folder above; else a scenario that comes with Kith.

    Raises
    ------
    ScenarioError
        At ``position``, when there is none.
    """
    folder = position.path.parent
    folders = [folder, folder.parent] if folder.name == "studies" else [folder]
    endings = [""] if reference.endswith(_SUFFIXES) else [".yaml", ".yml"]
    if Path(reference).name == reference:
        folders.append(SCENARIOS)
    for place in folders:
        for ending in endings:
            path = place / f"{reference}{ending}"
            if path.is_file():
                return path
    known = [file for place in folders for file in _files(place)]
    if endings != [""]:
        known = [Path(file).stem for file in known]
    near = nearest(Path(reference).name, known)
    hint = f", did you mean {near}?" if near else ""
    what = "file" if endings == [""] else "scenario"
    raise ScenarioError([Problem.at(position, key, f"no {what} {reference}{hint}")])


def _files(folder: Path) -> list[str]:
    if not folder.is_dir():
        return []
    return sorted(path.name for path in folder.iterdir() if path.suffix in _SUFFIXES)
