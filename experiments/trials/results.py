"""What a trial gives: what it would publish at each survey, beside what is true."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from experiments.trials.decomposition import Answers, Decomposition, Estimator, decompose
from experiments.trials.estimates import (
    Estimate,
    Flags,
    Floats,
    Ints,
    compare_clusters,
    compare_people,
    difference,
    mean_change,
)
from experiments.trials.recruitment import Recruited
from experiments.trials.stepped_wedge import compare_steps, stepped_difference
from scenarios.study_parts.trial import TrialSettings

__all__ = ["QUANTITIES", "TRIAL_COLUMNS", "TrialResult", "estimator_of", "evaluate"]

#: Columns of the table ``trials``, for the data dictionary.
TRIAL_COLUMNS: dict[str, str] = {
    "arm": "arm whose programmes are tried",
    "seed": "seed of the world and of the trial's luck",
    "week": "survey (weeks after randomisation)",
    "quantity": "what the value is: published, true_effect, luck, contamination, attrition, ...",
    "value": "in points of the outcome; for recruited, eligible and asked: people",
    "low": "lower end of the 95 % interval that the trial would publish; empty if none",
    "high": "upper end of that interval; empty if none",
    "treated": "people behind the value who were allocated to treatment (in a stepped wedge's "
    "published estimate: answers of those who had begun)",
    "controls": "people behind the value who were not",
}

#: What the quantities are; differences are with the trial minus without, in points of the outcome.
QUANTITIES: dict[str, str] = {
    "published": "difference between the arms among those who answered, as analysed",
    "true_effect": "mean effect on those allocated to treatment",
    "luck": "luck of allocation: the difference between the arms in the world without the trial",
    "contamination": "mean effect on the controls, which a trial takes off the true effect",
    "attrition": "what the loss of people adds to the published difference",
    "adjustment": "what adjustment for the first survey, or the design's fit, adds to it",
    "spread": "standard deviation, within arms, of what is compared",
    "clusters": "neighbourhoods compared, in a cluster trial",
    "alike": "share of that variance that lies between neighbourhoods (intracluster correlation)",
    "effect_on_allocated": "mean effect at this survey on those allocated to treatment",
    "effect_on_attenders": "mean effect on those of them who came to a session",
    "effect_on_controls": "mean effect on the controls",
    "effect_on_crossed": "mean effect on controls who were offered the programmes all the same",
    "effect_on_others": "mean effect on everybody who was not recruited",
    "before_after": "mean change since the first survey of those allocated to treatment",
    "before_after_without": "mean change of the same people in the world without the trial",
    "recruited": "people recruited",
    "eligible": "people eligible when they were recruited",
    "asked": "of these, people asked to take part",
}


@dataclass(frozen=True)
class TrialResult:
    """One trial in one world.

    Attributes
    ----------
    arm, seed, settings
        What was tried, with which luck, and how.
    people
        Recruited to treatment and to control; in a stepped wedge, to the first step and to later.
    published, parts
        Estimate and its account, by survey week; in a stepped wedge one, at the last survey.
    values
        Everything else: week, quantity, estimate.
    """

    arm: str
    seed: int
    settings: TrialSettings
    people: tuple[int, int]
    published: Mapping[int, Estimate]
    parts: Mapping[int, Decomposition]
    values: tuple[tuple[int, str, Estimate], ...]

    def rows(self) -> pd.DataFrame:
        """Return all of it as a table with ``TRIAL_COLUMNS``."""
        listed = [(week, "published", one) for week, one in self.published.items()]
        for week, parts in self.parts.items():
            one = self.published[week]
            for name in ("true_effect", "luck", "contamination", "attrition", "adjustment"):
                part = Estimate(getattr(parts, name), treated=one.treated, controls=one.controls)
                listed.append((week, name, part))
            more = {"spread": one.spread}
            if one.clusters:
                more |= {"clusters": float(one.clusters), "alike": one.alike}
            listed += [
                (week, name, Estimate(value, treated=one.treated, controls=one.controls))
                for name, value in more.items()
            ]
        records = [
            (self.arm, self.seed, week, name, one.value, one.low, one.high, one.treated,
             one.controls)
            for week, name, one in (*listed, *self.values)
        ]  # fmt: skip
        return pd.DataFrame(records, columns=list(TRIAL_COLUMNS))


def estimator_of(settings: TrialSettings) -> Estimator:
    """Return how a trial of these settings is analysed."""

    def people(some: Answers) -> Estimate:
        return compare_people(some.with_trial, some.at_start, some.exposed, settings.analysis)

    def clusters(some: Answers) -> Estimate:
        return compare_clusters(
            some.with_trial, some.at_start, some.exposed, some.cluster, settings.analysis
        )

    def steps(some: Answers) -> Estimate:
        return compare_steps(some.with_trial, some.exposed, some.cluster, some.survey)

    def arms(values: Floats, some: Answers) -> float:
        return difference(values, some.exposed)

    def begun(values: Floats, some: Answers) -> float:
        return stepped_difference(values, some.exposed, some.cluster, some.survey)

    if settings.design == "stepped_wedge":
        return Estimator(steps, begun)
    return Estimator(clusters if settings.design == "cluster" else people, arms)


def evaluate(
    arm: str,
    settings: TrialSettings,
    seed: int,
    recruited: Recruited,
    answers: Answers,
    attended: Mapping[int, Ints],
    others: Mapping[int, tuple[float, int]],
) -> TrialResult:
    """Analyse a trial, and put the truth beside it.

    Parameters
    ----------
    arm, settings, seed
        What was tried, how, and with which luck.
    recruited
        The people of the trial.
    answers
        Theirs in both worlds: at the first survey of everybody, then at the second, and so on.
    attended
        Unique ids of who had come to a session, by survey week.
    others
        Mean effect on everybody else, and how many they are, by survey week.
    """
    estimator = estimator_of(settings)
    published: dict[int, Estimate] = {}
    parts: dict[int, Decomposition] = {}
    for week in settings.compared_weeks:
        if settings.design == "stepped_wedge":
            if week != settings.compared_weeks[-1]:
                continue
            some = answers
        else:
            some = answers.only(answers.survey == week)
        published[week] = estimator.estimate(some.only(some.answered))
        parts[week] = decompose(some, estimator, published[week].value)
        if np.isfinite(
            parts[week].published
        ):  # the same number, to the step that parts are kept in
            published[week] = replace(published[week], value=parts[week].published)
    values = [
        one
        for week in settings.survey_weeks[1:]
        for one in _truths(week, recruited, answers, attended[week], others[week])
    ]
    first = int(recruited.begun(1).sum())
    people = (first, len(recruited.ids) - first)
    counts = (("recruited", len(recruited.ids)), ("eligible", recruited.eligible),
              ("asked", recruited.asked))  # fmt: skip
    values += [
        (0, name, Estimate(float(n), treated=people[0], controls=people[1])) for name, n in counts
    ]
    return TrialResult(arm, seed, settings, people, published, parts, tuple(values))


def _truths(
    week: int,
    recruited: Recruited,
    answers: Answers,
    attended: Ints,
    others: tuple[float, int],
) -> list[tuple[int, str, Estimate]]:
    some = answers.only(answers.survey == week)
    both, begun = some.in_both, recruited.begun(week)
    effect = some.with_trial - some.without
    came = np.isin(recruited.ids, attended)
    crossed = (recruited.offered != recruited.begins) & (recruited.offered == 0)

    def mean(who: Flags) -> Estimate:
        count, treated = int(who.sum()), int((who & begun).sum())
        value = float(effect[who].mean()) if count else float("nan")
        return Estimate(value, treated=treated, controls=count - treated)

    def change(values: Floats) -> Estimate:
        who = both & begun
        return mean_change(values[who], some.at_start[who])

    return [
        (week, "effect_on_allocated", mean(both & begun)),
        (week, "effect_on_attenders", mean(both & begun & came)),
        (week, "effect_on_controls", mean(both & ~begun)),
        (week, "effect_on_crossed", mean(both & ~begun & crossed)),
        (week, "effect_on_others", Estimate(others[0], controls=others[1])),
        (week, "before_after", change(some.with_trial)),
        (week, "before_after_without", change(some.without)),
    ]
