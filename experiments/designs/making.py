"""From a study and the options of a command to a plan."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from experiments.designs.plan import ArmPlan, PolicyPeriod, ProgrammePeriod, StudyPlan
from experiments.designs.points import PointPlan
from experiments.designs.varied import varied_points
from experiments.designs.world_hashes import WorldHashes
from experiments.errors import KithError
from experiments.outcomes import MAIN_OUTCOMES, OUTCOMES

if TYPE_CHECKING:
    from scenarios import Scenario, Study

__all__ = ["QUICK_BURN_IN_WEEKS", "make_plan", "with_options", "worlds_at"]

#: Weeks of burn-in under ``--quick``: enough to see that a file runs, not enough to trust it.
QUICK_BURN_IN_WEEKS = 26

_SECTIONS = ("stop", "sweep", "economics", "uncertainty", "trial", "reporting")


def with_options(
    study: Study,
    *,
    people: int | None = None,
    seeds: int | None = None,
    first_seed: int | None = None,
    weeks: int | None = None,
    burn_in_weeks: int | None = None,
    quick: bool = False,
) -> Study:
    """Return a study as the options of a command want it.

    Parameters
    ----------
    study : scenarios.Study
        As read from its file.
    people : int, optional
        People in every world; replaces the number in the files.
    seeds, first_seed : int, optional
        How many seeds, and the first of them.
    weeks : int, optional
        Weeks of life after the burn-in.
    burn_in_weeks : int, optional
        Weeks of burn-in.
    quick : bool
        Shorten the burn-in to :data:`QUICK_BURN_IN_WEEKS` at most.

    Examples
    --------
    >>> from scenarios import load_study
    >>> with_options(load_study("quickstart"), seeds=3).seeds
    3
    """
    asked = {"people": people, "seeds": seeds, "first_seed": first_seed, "weeks": weeks}
    given: dict[str, Any] = {name: value for name, value in asked.items() if value is not None}
    burn_in = study.burn_in_weeks if burn_in_weeks is None else burn_in_weeks
    arms = tuple(_with_burn_in(arm, burn_in, quick) for arm in study.arms)
    given["weeks"] = weeks or study.weeks or max(arm.run.weeks for arm in arms)
    if study.stop is not None:
        if seeds is not None:
            raise KithError("--seeds: the study has stop, which decides on the number of seeds")
        given["seeds"] = study.stop.at_most
    return study.model_copy(update={**given, "arms": arms, "burn_in_weeks": None})


def make_plan(study: Study, *, quick: bool = False) -> StudyPlan:
    """Return the plan of a study.

    Parameters
    ----------
    study : scenarios.Study
        As :func:`with_options` returns it.
    quick : bool
        Whether its burn-in was shortened, so that all outputs are marked.

    Raises
    ------
    KithError
        If the study names an outcome that does not exist.
    """
    study = study if study.weeks is not None else with_options(study, quick=quick)
    assert study.weeks is not None
    outcomes = tuple(study.outcomes) or MAIN_OUTCOMES
    _check_outcomes(study, (*outcomes, *study.smallest_difference))
    for arm in study.arms:
        arm.check_people(study.people)
    pasts = {arm.name: arm.world().burn_in_identity() for arm in study.arms}
    arms = tuple(
        ArmPlan(
            name=arm.name,
            title=arm.title or arm.name,
            people=study.people if study.people is not None else arm.population.people,
            burn_in_weeks=arm.run.burn_in_weeks,
            shares_past=pasts[arm.name] == pasts[study.baseline],
            programmes=tuple(
                ProgrammePeriod(p.label, str(p.type), p.start_week, p.last_intake_week + p.weeks)
                for p in arm.programmes
            ),
            policies=tuple(
                PolicyPeriod(p.label, p.type, p.start_week, p.total_weeks) for p in arm.policies
            ),
        )
        for arm in study.arms
    )
    hashes = WorldHashes(study)
    points = [
        PointPlan(number, one.kind, one.values, hashes.at(one.values), one.seeds)
        for number, one in enumerate(varied_points(study))
    ]
    return StudyPlan(
        name=study.name,
        title=study.title or study.name,
        question=study.question,
        baseline=study.baseline,
        arms=arms,
        outcomes=outcomes,
        smallest_difference={str(n): value for n, value in study.smallest_difference.items()},
        weeks=study.weeks,
        first_seed=study.first_seed,
        seeds=study.seeds,
        quick=quick,
        points=tuple(points),
        code=tuple(asdict(one) for one in sorted({one for a in study.arms for one in a.code()})),
        people_costs=study.record.people_costs,
        sections={
            name: part.model_dump(mode="json", by_alias=True)
            for name in _SECTIONS
            if (part := getattr(study, name)) is not None
        },
    )


def worlds_at(study: Study, point: PointPlan) -> tuple[Scenario, ...]:
    """Return the worlds of one point, in the order of the arms.

    Parameters
    ----------
    study : scenarios.Study
        The study.
    point : PointPlan
        One of its points.

    Raises
    ------
    KithError
        If a setting cannot hold a value that was drawn for it.
    """
    from pydantic import ValidationError

    from scenarios.setting_paths import changed
    from simulation.parameters import ParameterError

    try:
        return tuple(changed(arm, point.values) for arm in study.arms)
    except ParameterError as error:
        raise KithError(f"{study.source}: at point {point.number}, parameters.{error}") from None
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise KithError(
            f"{study.source}: at point {point.number}, {where}: {first['msg']}, got "
            f"{first['input']!r}; keep what is varied within what the setting can hold"
        ) from None


def _with_burn_in(scenario: Scenario, weeks: int | None, quick: bool) -> Scenario:
    wanted = scenario.run.burn_in_weeks if weeks is None else weeks
    if quick:
        wanted = min(wanted, QUICK_BURN_IN_WEEKS)
    run = scenario.run.model_copy(update={"burn_in_weeks": wanted})
    return scenario.model_copy(update={"run": run})


def _check_outcomes(study: Study, named: Iterable[str]) -> None:
    for name in named:
        if name not in OUTCOMES:
            near = difflib.get_close_matches(name, OUTCOMES, n=1)
            hint = f", did you mean {near[0]}?" if near else f"; one of: {', '.join(OUTCOMES)}"
            raise KithError(f"{study.source}: outcomes: no outcome called {name}{hint}")
