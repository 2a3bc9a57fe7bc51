"""What a mechanism does to lonely people over weeks, against their same-seed twins."""

from __future__ import annotations

import numpy as np
import pytest

from tests.properties.twins import difference, half_ties
from tests.simulation.week.dosed import Twins


def test_people_hurt_every_week_end_lonelier_than_their_twins(town):
    twins = Twins(town, 8, hurt=1.0)
    assert len(twins.rows) > 200
    assert 0.05 < twins.change("loneliness_logit") < 0.4
    for column in ("isolation_belief", "vigilance", "stress", "life_events"):
        assert twins.change(column) > 0.05, column
    for column in ("working_model", "confidence", "support"):
        assert twins.change(column) < -0.02, column
    after = twins.treated, twins.twin
    for one in after:
        one.plan = [step for step in one.plan if step.name != "inputs"]
        one._kith_world.scratch.clear_inputs()
        one.run_weeks(26, observe=False)
    assert twins.change("vigilance") < 0.5, "harm fades when the sessions end"


def test_a_hurt_takes_away_from_what_a_session_gives(town):
    session = {"safe_contact": 0.85, "belief_challenge": 0.5}
    good = Twins(town, 8, **session).change("loneliness_logit")
    mixed = Twins(town, 8, **session, hurt=0.3).change("loneliness_logit")
    failed = Twins(town, 8, safe_contact=0.0, belief_challenge=0.5, hurt=1.0)
    assert good < mixed < 0 < failed.change("loneliness_logit")


@pytest.mark.parametrize("mechanism", ["hurt", "mapping", "digital"])
def test_a_dose_of_nothing_changes_nothing(village, mechanism):
    twins = Twins(village, 12, **{mechanism: 0.0})
    assert difference(twins.twin, twins.treated) == []


def test_a_map_moves_contact_to_trusted_ties_and_shows_what_they_give(town):
    twins = Twins(town, 12, mapping=1.0, checking=0.5)
    assert -0.3 < twins.change("loneliness_logit") < -0.03
    assert twins.ratio("negatives") < 0.9
    assert twins.ratio("companionship", each="contacts") > 1.0
    assert twins.ratio("responsiveness", each="contacts") > 1.02
    for column in ("support", "working_model", "intimacy"):
        assert twins.change(column) > 0.01, column


def _shares_of_trusted(town, twins):
    """Return the part of contact beyond the home with ties that were trusted more than people."""
    start, people = half_ties(town), town.people
    me, other = start["me"] % len(people), start["other"] % len(people)
    apart = people.array("household")[me] != people.array("household")[other]
    start = start[apart & np.isin(start["me"], twins.ids)]
    trusted = start["trust"] > people.array("working_model")[start["me"] % len(people)]
    shares = []
    for model in (twins.treated, twins.twin):
        table = half_ties(model)
        _, was, now = np.intersect1d(
            start["me"] * 2**32 + start["other"], table["me"] * 2**32 + table["other"],
            return_indices=True,
        )  # fmt: skip
        rate = table["contact_rate"][now].astype(float)
        shares.append(rate[trusted[was]].sum() / rate.sum())
    return shares


def test_a_map_turns_people_to_ties_trusted_more_than_people_in_general(town):
    """Those who trust few people turn to those few: they do not lose contact by it."""
    twins = Twins(town, 12, mapping=1.0)
    assert 0.93 < twins.ratio("contacts") < 1.03
    mapped, usual = _shares_of_trusted(town, twins)
    assert mapped > usual + 0.03


def test_active_use_calms_and_gives_time_back_to_people(town):
    twins = Twins(town, 26, digital=1.0, checking=0.3)
    assert -0.3 < twins.change("loneliness_logit") < -0.02
    assert twins.change("vigilance") < -0.2
    assert twins.change("companionship") > 0.03
    assert twins.ratio("contacts") > 1.03
    assert twins.ratio("shallow_contacts", each="contacts") < 0.8
