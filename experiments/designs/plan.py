"""What a study will run, after every default and every option of the command has been applied.

The plan is plain data: it is written beside the results, and a report is made from it and the rows
alone, without the model.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from experiments.errors import KithError
from experiments.outcomes import MAIN_OUTCOMES, OUTCOMES
from experiments.worlds.cache import canonical_hash

if TYPE_CHECKING:
    from scenarios import Scenario, Study

__all__ = [
    "QUICK_BURN_IN_WEEKS",
    "ArmPlan",
    "PolicyPeriod",
    "ProgrammePeriod",
    "StudyPlan",
    "make_plan",
]

#: Weeks of burn-in under ``--quick``: enough to see that a file runs, not enough to trust it.
QUICK_BURN_IN_WEEKS = 26

_FORMAT = 2


@dataclass(frozen=True)
class ProgrammePeriod:
    """When a programme runs, in weeks after the burn-in.

    ``weeks`` last until the courses end of those who are offered a place last and need not wait.
    """

    label: str
    kind: str
    start_week: int
    weeks: int


@dataclass(frozen=True)
class PolicyPeriod:
    """When a policy is in force, in weeks after the burn-in; no ``weeks`` is for good."""

    label: str
    kind: str
    start_week: int
    weeks: int | None


@dataclass(frozen=True)
class ArmPlan:
    """One world of a study."""

    name: str
    title: str
    people: int
    burn_in_weeks: int
    shares_past: bool
    programmes: tuple[ProgrammePeriod, ...]
    policies: tuple[PolicyPeriod, ...] = ()


@dataclass(frozen=True)
class StudyPlan:
    """A study as it will be run; :meth:`as_dict` and :meth:`from_dict` are inverse.

    ``code`` says where programmes that are not built in come from, and which version they were.
    """

    name: str
    title: str
    question: str
    baseline: str
    arms: tuple[ArmPlan, ...]
    outcomes: tuple[str, ...]
    smallest_difference: Mapping[str, float]
    weeks: int
    first_seed: int
    seeds: int
    quick: bool
    study_hash: str
    code: tuple[Mapping[str, str], ...] = ()
    people_costs: bool = False

    @property
    def seed_numbers(self) -> range:
        """The seeds that were asked for."""
        return range(self.first_seed, self.first_seed + self.seeds)

    @property
    def compared(self) -> tuple[ArmPlan, ...]:
        """Every arm but the baseline."""
        return tuple(arm for arm in self.arms if arm.name != self.baseline)

    def arm(self, name: str) -> ArmPlan:
        """Return the arm called ``name``."""
        return next(arm for arm in self.arms if arm.name == name)

    def late_starts(self, arm: ArmPlan) -> dict[str, str]:
        """Return what to say of an arm's programmes and policies that would start after the run."""
        periods: list[ProgrammePeriod | PolicyPeriod] = [*arm.programmes, *arm.policies]
        return {
            one.label: f"starts in week {one.start_week}, after the end of the run "
            f"({self.weeks} weeks)"
            for one in periods
            if one.start_week >= self.weeks
        }

    def as_dict(self) -> dict[str, Any]:
        """Return the plan as data for a JSON file."""
        return asdict(self)

    @classmethod
    def from_dict(cls, content: Mapping[str, Any]) -> StudyPlan:
        """Return the plan that :meth:`as_dict` wrote."""
        arms = tuple(
            ArmPlan(
                **{
                    **arm,
                    "programmes": tuple(ProgrammePeriod(**p) for p in arm["programmes"]),
                    "policies": tuple(PolicyPeriod(**p) for p in arm["policies"]),
                }
            )
            for arm in content["arms"]
        )
        code = tuple(content.get("code", ()))
        return cls(
            **{**content, "arms": arms, "outcomes": tuple(content["outcomes"]), "code": code}
        )


def make_plan(
    study: Study,
    *,
    people: int | None = None,
    seeds: int | None = None,
    first_seed: int | None = None,
    weeks: int | None = None,
    burn_in_weeks: int | None = None,
    quick: bool = False,
) -> tuple[StudyPlan, tuple[Scenario, ...]]:
    """Apply options to a study.

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

    Returns
    -------
    StudyPlan
        Plain data.
    tuple of Scenario
        The worlds in the order of the arms, with the burn-in of the plan.

    Raises
    ------
    KithError
        If the study names an outcome that does not exist.
    """
    from simulation.fingerprint import source_fingerprint

    if people is None:
        people = study.people
    if burn_in_weeks is None:
        burn_in_weeks = study.burn_in_weeks
    scenarios = tuple(_with_burn_in(arm, burn_in_weeks, quick) for arm in study.arms)
    if weeks is None:
        weeks = study.weeks or max(scenario.run.weeks for scenario in scenarios)
    outcomes = tuple(study.outcomes) or MAIN_OUTCOMES
    _check_outcomes(study, (*outcomes, *study.smallest_difference))
    pasts = {scenario.name: scenario.world().burn_in_identity() for scenario in scenarios}
    arms = tuple(
        ArmPlan(
            name=scenario.name,
            title=scenario.title or scenario.name,
            people=people if people is not None else scenario.population.people,
            burn_in_weeks=scenario.run.burn_in_weeks,
            shares_past=pasts[scenario.name] == pasts[study.baseline],
            programmes=tuple(
                ProgrammePeriod(p.label, str(p.type), p.start_week, p.last_intake_week + p.weeks)
                for p in scenario.programmes
            ),
            policies=tuple(
                PolicyPeriod(p.label, p.type, p.start_week, p.total_weeks)
                for p in scenario.policies
            ),
        )
        for scenario in scenarios
    )
    content = {
        "format": _FORMAT,
        "fingerprint": source_fingerprint(),
        "baseline": study.baseline,
        "people": people,
        "weeks": weeks,
        "record": study.record.model_dump(mode="json"),
        "arms": [
            {
                "name": scenario.name,
                "past": pasts[scenario.name],
                "programmes": [p.model_dump(mode="json") for p in scenario.programmes],
                "policies": [p.model_dump(mode="json") for p in scenario.policies],
                **_code(scenario),
            }
            for scenario in scenarios
        ],
    }
    plan = StudyPlan(
        name=study.name,
        title=study.title or study.name,
        question=study.question,
        baseline=study.baseline,
        arms=arms,
        outcomes=outcomes,
        smallest_difference={str(n): value for n, value in study.smallest_difference.items()},
        weeks=weeks,
        first_seed=study.first_seed if first_seed is None else first_seed,
        seeds=study.seeds if seeds is None else seeds,
        quick=quick,
        study_hash=canonical_hash(content),
        code=tuple(asdict(one) for one in sorted({one for s in scenarios for one in s.code()})),
        people_costs=study.record.people_costs,
    )
    return plan, scenarios


def _code(scenario: Scenario) -> dict[str, Any]:
    """Return what rows depend on beside settings: the source of programmes of one's own."""
    hashes = {one.type: one.sha256 for one in scenario.code()}
    return {"code": hashes} if hashes else {}


def _with_burn_in(scenario: Scenario, weeks: int | None, quick: bool) -> Scenario:
    wanted = scenario.run.burn_in_weeks if weeks is None else weeks
    if quick:
        wanted = min(wanted, QUICK_BURN_IN_WEEKS)
    run = scenario.run.model_copy(update={"burn_in_weeks": wanted})
    return scenario.model_copy(update={"run": run})


def _check_outcomes(study: Study, named: tuple[str, ...]) -> None:
    import difflib

    for name in named:
        if name not in OUTCOMES:
            near = difflib.get_close_matches(name, OUTCOMES, n=1)
            hint = f", did you mean {near[0]}?" if near else f"; one of: {', '.join(OUTCOMES)}"
            raise KithError(f"{study.source}: outcomes: no outcome called {name}{hint}")
