"""Offers of a trial: the arm's programmes, and who is invited to each of them when.

The trial decides who may come: a programme's own ``eligibility`` and ``offered_share`` give way to
the invitation. How people are found and say yes, places, groups, sessions and staff stay as they
are. The first of the programmes begins at randomisation; the others follow as far behind it as in
the arm. Where some are to begin later, each programme stays open for offers that much longer, and
invites people for as long as its own intake would have lasted.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from experiments.trials.estimates import Ints
from experiments.trials.recruitment import NEVER, Recruited, TrialError
from scenarios import Scenario
from scenarios.study_parts.trial import TrialSettings
from simulation.programmes import Programme

__all__ = ["invitations", "tried_programmes"]


def tried_programmes(baseline: Scenario, arm: Scenario, settings: TrialSettings) -> list[Programme]:
    """Return what is tried: the arm's programmes that the baseline does not offer.

    Parameters
    ----------
    baseline, arm
        The two worlds.
    settings
        The trial.

    Returns
    -------
    list of Programme
        Dated from the end of the burn-in, and open for as long as the trial has offers to make.

    Raises
    ------
    TrialError
        When nothing is left to try, or the arm differs in a way that cannot be drawn by lot.
    """
    if arm.policies != baseline.policies:
        raise TrialError(
            f"the policies of {arm.name} differ from those of {baseline.name}: a policy changes "
            f"everybody's world, so no trial can draw it by lot"
        )
    usual = {one.label: one for one in baseline.programmes}
    tried = [one for one in arm.programmes if usual.get(one.label) != one]
    for one in tried:
        if one.label in usual:
            raise TrialError(
                f"{one.label} is in {baseline.name} too, with other settings; give that of "
                f"{arm.name} a name of its own"
            )
    if not tried:
        raise TrialError(f"{arm.name} has no programme that {baseline.name} lacks: nothing to try")
    first = min(one.start_week for one in tried)
    return [_for_trial(one, first, settings) for one in tried]


def _for_trial(programme: Programme, first: int, settings: TrialSettings) -> Programme:
    changes: dict[str, object] = {
        "eligibility": "",
        "offered_share": 1.0,
        "start_week": settings.recruitment_week + programme.start_week - first,
    }
    longer = _last_start(settings)
    if longer:
        if programme.repeats or programme.waves > 1:
            raise TrialError(
                f"{programme.label}: the trial says who begins when, so repeats and waves must be "
                f"left out for the design {settings.design}"
            )
        changes["intake_weeks"] = programme.intake_weeks + longer
        if programme.open_weeks is not None:
            changes["open_weeks"] = programme.open_weeks + longer
    return programme.model_copy(update=changes)


def _last_start(settings: TrialSettings) -> int:
    """Return the week after randomisation in which the last people may begin."""
    if settings.wait_weeks is not None:
        return settings.wait_weeks
    if settings.steps is not None and settings.weeks_between_steps is not None:
        return (settings.steps - 1) * settings.weeks_between_steps
    return 0


def invitations(
    tried: list[Programme], recruited: Recruited, settings: TrialSettings
) -> Iterator[tuple[int, str, Ints]]:
    """Yield every change of who is invited: the week after randomisation, the label, who.

    Parameters
    ----------
    tried
        From :func:`tried_programmes`.
    recruited
        Who is offered the programmes when.
    settings
        The trial.
    """
    starts = np.unique(recruited.offered[recruited.offered != NEVER])
    for programme in tried:
        behind = programme.start_week - settings.recruitment_week
        window = programme.last_intake_week + 1 - _last_start(settings)
        for week in np.unique(np.concatenate([starts, starts + window])).tolist():
            open_to = (recruited.offered != NEVER) & (recruited.offered <= week)
            open_to &= week < recruited.offered + window
            yield week + behind, programme.label, recruited.ids[open_to]
