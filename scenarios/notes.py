"""What a file may say but probably does not mean: notes, which stop nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from scenarios.loading import load_file
from scenarios.merging import read_merged
from scenarios.problems import Location, Problem, key_text
from scenarios.scenario import Scenario
from scenarios.study import Study
from scenarios.translation import place_of
from simulation.policies import Policy
from simulation.programmes import Programme


def file_notes(path: str | Path, *, allow_code: bool = False) -> list[Problem]:
    """Return what is probably not meant in a scenario or study file that has no problems.

    Parameters
    ----------
    path
        The file, or a name of the library.
    allow_code
        As in :func:`~scenarios.loading.load_scenario`.

    Returns
    -------
    list of Problem
        In reading order. Those of a study stand in the files of its arms.

    Raises
    ------
    ScenarioError
        When the file has problems.

    Examples
    --------
    >>> file_notes("quickstart")
    []
    """
    found = load_file(path, allow_code=allow_code)
    if isinstance(found, Study):
        arms = found.arms
        weeks = found.weeks or max(arm.run.weeks for arm in arms)
    else:
        arms, weeks = (found,), found.run.weeks
    return sorted({note for arm in arms for note in _late_starts(arm, weeks)})


def _late_starts(scenario: Scenario, weeks: int) -> Iterator[Problem]:
    places: list[tuple[Location, Programme | Policy]] = [
        *((("programmes", i), one) for i, one in enumerate(scenario.programmes)),
        *((("policies", i), one) for i, one in enumerate(scenario.policies)),
    ]
    late = [(place, one) for place, one in places if one.start_week >= weeks]
    if not late:
        return
    root = read_merged(scenario.source).node
    for place, one in late:
        location = (*place, "start_week")
        message = (
            f"week {one.start_week} is after the end of the run ({weeks} weeks): "
            f"{one.label} will not start"
        )
        yield Problem.at(place_of(root, location), key_text(location), message)
