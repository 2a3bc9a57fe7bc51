"""Recruitment: who is asked into a trial, who consents, and what the lot decides for each.

Every draw is keyed by the trial's seed and the person or neighbourhood, so a larger trial of the
same seed recruits the people of the smaller one and more.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from experiments.errors import KithError
from experiments.trials.estimates import Flags, Ints
from scenarios.study_parts.trial import TrialSettings
from simulation import ConnectivityModel
from simulation.conditions.census import Census
from simulation.conditions.conditions import parse_condition
from simulation.draws import uniforms
from simulation.purposes import purpose_key

__all__ = ["NEVER", "Recruited", "TrialError", "recruit"]

#: In place of a week for those who are not to begin while the arms are compared.
NEVER = -1


class TrialError(KithError):
    """A trial that cannot be run in this world."""


@dataclass(frozen=True)
class Recruited:
    """The people of a trial, ordered by unique id; shape (n,) each.

    Attributes
    ----------
    ids
        Unique ids.
    cluster
        Neighbourhood at recruitment, -1 for none.
    begins
        When they begin by allocation (weeks after randomisation), or ``NEVER``: controls.
    offered
        When they are offered the programmes, or ``NEVER``: differs from ``begins`` for controls of
        a waiting list, and for controls who are offered them all the same.
    eligible, asked
        How many were eligible, and how many of these were asked.
    """

    ids: Ints
    cluster: Ints
    begins: Ints
    offered: Ints
    eligible: int
    asked: int

    def begun(self, week: int) -> Flags:
        """Return who has begun by allocation before a survey in that week."""
        return np.asarray((self.begins != NEVER) & (self.begins < week))


def recruit(model: ConnectivityModel, settings: TrialSettings, seed: int) -> Recruited:
    """Return who is recruited in a world now, and how they are allocated.

    Parameters
    ----------
    model
        The world in the week of recruitment; nothing in it changes.
    settings
        The trial.
    seed
        Luck of recruitment and allocation.

    Raises
    ------
    TrialError
        When there are too few people or neighbourhoods for two arms.
    """
    week, ids = model.week, model.people.ids
    census = Census.of(model.people.records, model.survey_arrays())
    home = census.read("neighbourhood").astype(np.int64)
    eligible = np.array(parse_condition(settings.eligibility).compute(census.read))
    if settings.design in ("cluster", "stepped_wedge"):
        eligible &= np.isin(home, _taking_part(home, settings, seed))
    rows = np.flatnonzero(eligible)
    rows = rows[np.argsort(_draws(seed, "turn", week, ids[rows]), kind="stable")]
    consents = _draws(seed, "consent", week, ids[rows]) < settings.consent
    enough = np.flatnonzero(np.cumsum(consents) == settings.people)
    asked = int(enough[0]) + 1 if len(enough) else len(rows)
    rows = np.sort(rows[:asked][consents[:asked]])
    rows = rows[np.argsort(ids[rows], kind="stable")]
    begins = _begins(settings, seed, week, ids[rows], home[rows])
    if settings.design != "stepped_wedge" and len(np.unique(begins)) < 2:
        raise TrialError(
            f"a trial needs people in both arms: {len(rows)} were recruited of {asked} asked and "
            f"{eligible.sum()} eligible (design {settings.design})"
        )
    later = begins != 0
    offered = begins.copy()
    if settings.wait_weeks is not None:
        offered[later] = settings.wait_weeks
    if settings.crossover:
        offered[later & (_draws(seed, "crossover", week, ids[rows]) < settings.crossover)] = 0
    return Recruited(ids[rows], home[rows], begins, offered, int(eligible.sum()), asked)


def _draws(
    seed: int, what: str, week: int, of: Ints
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return uniforms(purpose_key(seed, f"trial/{what}", week), of)


def _in_lot_order(seed: int, what: str, of: Ints) -> Ints:
    return np.asarray(of[np.argsort(_draws(seed, what, 0, of), kind="stable")])


def _taking_part(home: Ints, settings: TrialSettings, seed: int) -> Ints:
    """Return the neighbourhoods of a trial, drawn by lot."""
    inhabited = np.unique(home[home >= 0])
    wanted = settings.neighbourhoods or len(inhabited)
    least = settings.steps or 2
    if len(inhabited) < max(wanted, least):
        raise TrialError(
            f"the trial needs {max(wanted, least)} neighbourhoods, and people live in "
            f"{len(inhabited)}: a world has one for every 200 people"
        )
    return _in_lot_order(seed, "neighbourhood", inhabited)[:wanted]


def _begins(settings: TrialSettings, seed: int, week: int, ids: Ints, home: Ints) -> Ints:
    begins = np.full(len(ids), NEVER, np.int64)
    if settings.design in ("individual", "waiting_list"):
        first = _in_lot_order(seed, "allocation", ids)[: _share_of(settings.allocation, len(ids))]
        begins[np.isin(ids, first)] = 0
        return begins
    places = _in_lot_order(seed, "allocation", np.unique(home))
    if settings.steps is None or settings.weeks_between_steps is None:
        first = places[: _share_of(settings.allocation, len(places))]
        begins[np.isin(home, first)] = 0
        return begins
    step = np.arange(len(places)) * settings.steps // max(len(places), 1)
    of_place = dict(
        zip(places.tolist(), (step * settings.weeks_between_steps).tolist(), strict=True)
    )
    return np.array([of_place[one] for one in home.tolist()], np.int64)


def _share_of(share: float, number: int) -> int:
    """Return a share of a number, rounded, leaving at least one on either side."""
    return min(max(round(share * number), 1), number - 1) if number > 1 else 0
