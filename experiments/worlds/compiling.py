"""Compile the model's kernels once, before several workers would all compile them."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scenarios import Scenario

__all__ = ["compile_once", "nothing_compiled"]

_PEOPLE = 60


def nothing_compiled() -> bool:
    """Return whether no kernel of this version of the model lies compiled on the disk."""
    from simulation.compilation import compiled_folder

    return not any(compiled_folder().rglob("*.nbi"))


def compile_once(scenarios: Sequence[Scenario]) -> None:
    """Live a few weeks of tiny worlds, so that every kernel of a study lies compiled on the disk.

    Parameters
    ----------
    scenarios : sequence of Scenario
        The worlds of the study; a mistake in their settings shows here, before any long run.
    """
    from simulation.delivery.inputs import ProgrammeError

    worlds = {}
    for scenario in scenarios:
        key = str(scenario.world().burn_in_identity())
        if key not in worlds:
            people = _PEOPLE if scenario.own_data is None else None  # those of a file are all there
            worlds[key] = scenario.world().build(rng=1, people=people)
            worlds[key].run_weeks(1, observe=False)
        at_once = {"start_week": 0}
        twin = worlds[key].fork(
            programmes=[one.model_copy(update=at_once) for one in scenario.programmes],
            policies=[one.model_copy(update=at_once) for one in scenario.policies],
        )
        # A fault of a programme's own code is recorded with the runs; other worlds are healthy.
        with suppress(ProgrammeError):
            twin.run_weeks(2, observe=False)
        twin.survey_arrays()
