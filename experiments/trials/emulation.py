"""Trial emulation: two worlds of one past and one luck, one of them with the trial.

The world with the trial offers the arm's programmes to those allocated to them; the world without
is the baseline. Until randomisation the two are the same bit for bit. At each survey everybody in
both worlds is asked, so for each person there is the answer with the trial and the one without.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from experiments.trials.decomposition import Answers
from experiments.trials.estimates import Flags, Floats, Ints
from experiments.trials.offers import invitations, tried_programmes
from experiments.trials.recruitment import Recruited, recruit
from experiments.trials.results import TrialResult, evaluate
from scenarios import Scenario
from scenarios.study_parts.trial import TrialSettings
from simulation import ConnectivityModel
from simulation.delivery.readiness import shifted
from simulation.draws import normals, uniforms
from simulation.purposes import purpose_key

__all__ = ["Observed", "emulate", "observe_without"]


@dataclass
class Observed:
    """Everybody's answers to one instrument in one world, by week after randomisation."""

    ids: dict[int, Ints] = field(default_factory=dict)
    scores: dict[int, Floats] = field(default_factory=dict)

    def note(self, week: int, model: ConnectivityModel, outcome: str) -> None:
        """Ask everybody now."""
        order = np.argsort(model.people.ids, kind="stable")
        self.ids[week] = model.people.ids[order]
        self.scores[week] = model.survey_arrays()[outcome][order].astype(np.float64)

    def of(self, week: int, ids: Ints) -> Floats:
        """Return the answers of some people, shape (n,); NaN for who does not live there then."""
        there = self.ids[week]
        place = np.minimum(np.searchsorted(there, ids), len(there) - 1)
        return np.where(there[place] == ids, self.scores[week][place], np.nan)


def observe_without(
    past: ConnectivityModel, baseline: Scenario, settings: TrialSettings
) -> Observed:
    """Let the world without the trial live, and ask everybody at the trial's surveys.

    Parameters
    ----------
    past
        The burnt-in world; it is forked and stays as it is.
    baseline
        Its programmes and policies are lived.
    settings
        When, and what is asked.

    Returns
    -------
    Observed
        Good for every trial in this past with the same recruitment week, surveys and outcome.
    """
    model = past.fork(programmes=list(baseline.programmes), policies=list(baseline.policies))
    model.run_weeks(settings.recruitment_week, observe=False)
    seen, lived = Observed(), 0
    for week in settings.survey_weeks:
        model.run_weeks(week - lived, observe=False)
        lived = week
        seen.note(week, model, settings.outcome)
    return seen


def emulate(
    past: ConnectivityModel,
    baseline_scenario: Scenario,
    arm_scenario: Scenario,
    settings: TrialSettings,
    seed: int,
    without: Observed | None = None,
) -> TrialResult:
    """Run a randomised trial inside the world, and the world without it.

    Parameters
    ----------
    past
        The burnt-in world that both scenarios share; it is forked and stays as it is.
    baseline_scenario, arm_scenario
        The world without, and the one whose programmes are tried.
    settings
        The trial.
    seed
        Luck of recruitment, allocation, response and loss; that of the world is in ``past``.
    without
        From :func:`observe_without`, where several trials share the world without.

    Returns
    -------
    TrialResult
        What the trial would publish, beside what is true.

    Raises
    ------
    TrialError
        When the trial cannot be run in this world.

    Examples
    --------
    >>> from scenarios import load_scenario
    >>> past = ConnectivityModel(people=150, rng=1)
    >>> settings = TrialSettings(arm="group-therapy", people=40, surveys=(0, 8))
    >>> result = emulate(
    ...     past, load_scenario("baseline"), load_scenario("group-therapy"), settings, seed=1)
    >>> result.people
    (20, 20)
    """
    tried = tried_programmes(baseline_scenario, arm_scenario, settings)
    model = past.fork(
        programmes=[*baseline_scenario.programmes, *tried],
        policies=list(baseline_scenario.policies),
    )
    labels = [one.label for one in tried]
    for label in labels:
        model.invite(label, ())
    model.run_weeks(settings.recruitment_week, observe=False)
    recruited = recruit(model, settings, seed)
    changes: dict[int, list[tuple[str, Ints]]] = {}
    for week, label, invited in invitations(tried, recruited, settings):
        changes.setdefault(week, []).append((label, invited))
    seen, attended = Observed(), dict[int, Ints]()
    last = settings.survey_weeks[-1]
    lived = 0
    for week in sorted({*settings.survey_weeks, *(one for one in changes if one <= last)}):
        model.run_weeks(week - lived, observe=False)
        lived = week
        if week in settings.survey_weeks:  # the week's offers come after its survey
            seen.note(week, model, settings.outcome)
            attended[week] = _attended(model, labels)
        for label, invited in changes.get(week, ()):
            model.invite(label, invited)
    if without is None:
        without = observe_without(past, baseline_scenario, settings)
    return _result(arm_scenario.name, settings, seed, recruited, seen, without, attended)


def _attended(model: ConnectivityModel, labels: Iterable[str]) -> Ints:
    """Return who has come to a session of any of the programmes so far."""
    came = []
    for label in labels:
        cases = model.delivery(label).roster.cases
        came.append(cases["unique_id"][cases["sessions_attended"] > 0])
    return np.unique(np.concatenate(came))


def _result(
    arm: str,
    settings: TrialSettings,
    seed: int,
    recruited: Recruited,
    seen: Observed,
    without: Observed,
    attended: dict[int, Ints],
) -> TrialResult:
    weeks, ids = settings.survey_weeks, recruited.ids
    noise = np.concatenate([_response_noise(settings, seed, week, ids) for week in weeks])
    with_trial = np.concatenate([seen.of(week, ids) for week in weeks]) + noise
    at_start = with_trial[: len(ids)]
    answers = Answers(
        with_trial=with_trial,
        without=np.concatenate([without.of(week, ids) for week in weeks]) + noise,
        at_start=np.tile(at_start, len(weeks)),
        exposed=np.concatenate([recruited.begun(week) for week in weeks]),
        answered=_answered(settings, seed, ids, with_trial.reshape(len(weeks), -1)).reshape(-1),
        cluster=np.tile(recruited.cluster, len(weeks)),
        survey=np.repeat(np.array(weeks, np.int64), len(ids)),
    )
    others = {week: _effect_on_others(week, recruited, seen, without) for week in weeks[1:]}
    return evaluate(arm, settings, seed, recruited, answers, attended, others)


def _response_noise(settings: TrialSettings, seed: int, week: int, ids: Ints) -> Floats:
    if not settings.response_noise:
        return np.zeros(len(ids))
    drawn = normals(purpose_key(seed, "trial/response noise", week), ids)
    return np.asarray(settings.response_noise * drawn, np.float64)


def _answered(settings: TrialSettings, seed: int, ids: Ints, outcome: Floats) -> Flags:
    """Return whose answer the trial has at each survey: all at the first, none once lost."""
    lost = settings.attrition
    answered = np.isfinite(outcome)
    still = answered[0].copy()
    usual = float(outcome[0].mean())
    for number, week in enumerate(settings.survey_weeks[1:], start=1):
        shift = lost.per_point * np.nan_to_num(outcome[number] - usual)
        draw = uniforms(purpose_key(seed, "trial/attrition", week), ids)
        still &= draw >= shifted(lost.chance_a_survey, shift)
        answered[number] &= still
    return answered


def _effect_on_others(
    week: int, recruited: Recruited, seen: Observed, without: Observed
) -> tuple[float, int]:
    """Return the mean effect on those who were not recruited, and how many live in both worlds."""
    both = np.intersect1d(seen.ids[week], without.ids[week], assume_unique=True)
    both = both[~np.isin(both, recruited.ids)]
    if not len(both):
        return float("nan"), 0
    return float((seen.of(week, both) - without.of(week, both)).mean()), len(both)
