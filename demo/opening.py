"""What the command line names: scenario files, study files and results folders to watch."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from demo.settings import (
    PEOPLE_HIGH,
    PEOPLE_LOW,
    WEEKS_HIGH,
    WEEKS_LOW,
    ClassSetting,
)
from demo.worlds.offers import Offer
from experiments.errors import KithError

if TYPE_CHECKING:
    from scenarios import Scenario, Study

__all__ = ["Opened", "open_paths"]


@dataclass(frozen=True)
class Opened:
    """What a page offers and how it begins.

    Attributes
    ----------
    files
        Scenarios of the command line, in its order, called ``file:1``, ``file:2``, ...
    default
        What the page opens when its link says nothing.
    notes
        Sentences for the terminal: what is shown in another way than it was asked for.
    """

    files: tuple[Offer, ...]
    default: ClassSetting
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Found:
    """One scenario, the baseline that it is compared with, and its run."""

    scenario: Scenario
    baseline: Scenario | None
    people: int
    weeks: int
    luck: int


def open_paths(paths: Sequence[str | Path] = (), *, allow_code: bool = False) -> Opened:
    """Return what a page offers beside the library.

    Parameters
    ----------
    paths
        Scenario files, names of the library, study files or results folders. The page opens the
        first of them; of a study or results folder, the first arm that is not its baseline.
    allow_code
        Whether Python files that they name may be run.

    Raises
    ------
    KithError
        When a folder holds no results.
    ScenarioError
        When a file is not there, or not as it should be.

    Examples
    --------
    >>> open_paths(["group-therapy"]).default.scenario
    'file:1'
    """
    found = [one for path in paths for one in _found(Path(path), allow_code)]
    if not found:
        return Opened((), ClassSetting())
    files = tuple(
        Offer(f"file:{number}", one.scenario, one.baseline)
        for number, one in enumerate(found, start=1)
    )
    first = next((n for n, one in enumerate(found) if _has_help(one.scenario)), 0)
    default, notes = _default(files[first], found[first])
    return Opened(files, default, tuple(notes))


def _found(path: Path, allow_code: bool) -> list[_Found]:
    from scenarios import Study
    from scenarios.loading import load_file

    if path.is_dir():
        from experiments.running.results import open_study

        return _arms(open_study(path, allow_code=allow_code)[0])
    one = load_file(path, allow_code=allow_code)
    if isinstance(one, Study):
        return _arms(one)
    own = one.own_data
    people = ClassSetting().people if own is None else own.people.rows
    return [_Found(one, None, people, one.run.weeks, ClassSetting().luck)]


def _arms(study: Study) -> list[_Found]:
    from experiments.designs.making import with_options

    study = with_options(study) if study.weeks is None else study
    assert study.weeks is not None
    baseline = next(arm for arm in study.arms if arm.name == study.baseline)
    rest = [arm for arm in study.arms if arm.name != study.baseline]
    return [
        _Found(
            arm,
            _beside(arm, baseline),
            study.people or arm.population.people,
            study.weeks,
            study.first_seed,
        )
        for arm in (*rest, baseline)
    ]


def _beside(arm: Scenario, baseline: Scenario) -> Scenario | None:
    """Return the baseline where an arm is compared with it as the same people."""
    from experiments.worlds.pasts import past_key

    is_other = arm.name != baseline.name
    return baseline if is_other and past_key(arm) == past_key(baseline) else None


def _has_help(scenario: Scenario) -> bool:
    return bool(scenario.programmes or scenario.policies)


def _default(offer: Offer, found: _Found) -> tuple[ClassSetting, Iterable[str]]:
    notes: list[str] = []
    title = found.scenario.title
    if offer.people is not None and not PEOPLE_LOW <= offer.people <= PEOPLE_HIGH:
        raise KithError(
            f"{found.scenario.source}: holds {offer.people} people, and the classroom shows "
            f"{PEOPLE_LOW} to {PEOPLE_HIGH}; use `kith run` for this scenario"
        )
    people = min(max(found.people, PEOPLE_LOW), PEOPLE_HIGH)
    if people != found.people:
        notes.append(
            f"{title}: {people} people are shown instead of {found.people}, so numbers differ "
            "from those of the study"
        )
    weeks = min(max(found.weeks, WEEKS_LOW), WEEKS_HIGH)
    if weeks != found.weeks:
        notes.append(f"{title}: play stops in week {weeks} instead of {found.weeks}")
    return ClassSetting(scenario=offer.name, people=people, luck=found.luck, weeks=weeks), notes
