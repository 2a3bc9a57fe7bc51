"""Where a published estimate comes from: an exact account of it in five parts.

    published = true effect + luck of allocation - contamination + attrition + adjustment

Everybody recruited has two outcomes: one in the world with the trial and one in the world without,
with the same luck. Write D for the difference that the design compares, without adjustment: of the
means of the arms, or in a stepped wedge the effect of having begun that its fit gives. D adds up:
D(with) = D(without) + D(effect where allocated) + D(effect on controls). Then

- true effect: mean effect on those allocated to treatment (in a stepped wedge: who have begun);
- luck of allocation: D(without), the difference that would be there with no programme at all;
- contamination: -D(effect on controls), for people the mean effect on controls, through friends and
  through those who were offered the programme all the same;
- adjustment: what the analysis makes of the same people's outcomes beyond D(with); in a stepped
  wedge also what the fit makes of effects that grow with time;
- attrition: what the analysis gives for those who answered, less what it gives for all who live in
  both worlds.

The parts are kept in steps of 2^-40 of a point: sums of such numbers are exact in double precision,
so the account holds to the last digit.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from experiments.trials.estimates import Estimate, Flags, Floats, Ints

__all__ = ["Answers", "Decomposition", "Estimator", "decompose"]

_STEPS_A_POINT = 2.0**40


@dataclass(frozen=True)
class Answers:
    """Answers of those recruited, a row for each person and survey; shape (n,) each.

    Attributes
    ----------
    with_trial, without
        The outcome as measured in each world; NaN where the person does not live there any more.
    at_start
        The outcome at the first survey.
    exposed
        Allocated to treatment, and in a stepped wedge begun before that survey.
    answered
        Whether the trial has the answer.
    cluster, survey
        The neighbourhood at recruitment, and the week after randomisation.
    """

    with_trial: Floats
    without: Floats
    at_start: Floats
    exposed: Flags
    answered: Flags
    cluster: Ints
    survey: Ints

    def only(self, rows: Flags) -> Answers:
        """Return some of the rows."""
        return Answers(
            self.with_trial[rows], self.without[rows], self.at_start[rows], self.exposed[rows],
            self.answered[rows], self.cluster[rows], self.survey[rows],
        )  # fmt: skip

    @property
    def in_both(self) -> Flags:
        """Whether the person lives in both worlds, shape (n,)."""
        return np.isfinite(self.with_trial) & np.isfinite(self.without)


@dataclass(frozen=True)
class Estimator:
    """How a design is analysed.

    Attributes
    ----------
    estimate
        What would be published, from some answers (their ``with_trial``).
    compare
        The design's difference D of some values, a row for each of some answers, unadjusted.
    """

    estimate: Callable[[Answers], Estimate]
    compare: Callable[[Floats, Answers], float]


@dataclass(frozen=True)
class Decomposition:
    """The parts of a published estimate (points of the outcome).

    ``published == true_effect + luck - contamination + attrition + adjustment``, exactly.
    """

    published: float
    true_effect: float
    luck: float
    contamination: float
    attrition: float
    adjustment: float


def decompose(answers: Answers, estimator: Estimator, published: float) -> Decomposition:
    """Return the parts of what was published.

    Parameters
    ----------
    answers
        Of everybody recruited, at the surveys that were analysed.
    estimator
        How they were analysed.
    published
        The estimate from those who answered.

    Returns
    -------
    Decomposition
        NaN throughout where one of the arms is empty.
    """
    lived = answers.only(answers.in_both)
    effect = lived.with_trial - lived.without
    allocated, control = lived.exposed, ~lived.exposed
    if not allocated.any() or not control.any() or not np.isfinite(published):
        return Decomposition(*[float("nan")] * 6)
    whole = _step(published)
    true_effect = _step(float(effect[allocated].mean()))
    luck = _step(estimator.compare(lived.without, lived))
    contamination = _step(-estimator.compare(np.where(control, effect, 0.0), lived))
    all_answering = _step(estimator.estimate(lived).value)
    adjustment = all_answering - (true_effect + luck - contamination)
    return Decomposition(
        published=whole,
        true_effect=true_effect,
        luck=luck,
        contamination=contamination,
        attrition=whole - all_answering,
        adjustment=adjustment,
    )


def _step(value: float) -> float:
    """Return the nearest multiple of 2^-40; NaN stays NaN."""
    return float(np.round(value * _STEPS_A_POINT) / _STEPS_A_POINT) + 0.0  # never -0
