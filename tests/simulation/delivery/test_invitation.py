"""Invitation: a programme that is for certain people only."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

import numpy as np
import pytest

from simulation import ConnectivityModel
from simulation.delivery.roster import Status
from simulation.delivery.story import tell
from simulation.programmes import CommunityEvents, GroupTherapy, Programme
from tests.properties.twins import difference


class Walks(Programme):
    """Something for everybody who is found."""

    content: ClassVar[dict[str, float]] = {"skill": 0.5}
    type: Literal["walks"] = "walks"


def asked(model, label="walks"):
    return np.unique(model.delivery(label).roster.cases["unique_id"])


@pytest.mark.parametrize(
    "settings",
    [
        {"intake_weeks": 6},
        {"targeting": "most_in_need", "offers_a_week": 20, "intake_weeks": 6},
        {"targeting": "referral", "consultation_chance": 0.9, "intake_weeks": 6},
        {"targeting": "referral", "consultation_chance": 0.9, "eligibility": "lonely"},
        {"targeting": "self_referral", "self_referral_chance": 0.5, "intake_weeks": 6},
        {"targeting": "neighbourhood", "neighbourhood_share": 1.0},
        {"targeting": "network", "intake_weeks": 6, "uptake": 1.0},
        {"repeats": 2, "repeat_every_weeks": 2},
        {"format_of": "events", "intake_weeks": 6},
    ],
)
def test_nobody_uninvited_is_ever_offered_a_place(village, settings: dict[str, Any]):
    settings = dict(settings)
    kind = CommunityEvents if settings.pop("format_of", "") else Walks
    programme = kind(**settings)
    model = village.fork([programme])
    invited = model.people.ids[::3]
    model.invite(programme.label, invited)
    model.run_weeks(8, observe=False)
    assert len(asked(model, programme.label))
    assert np.isin(asked(model, programme.label), invited).all()


def test_inviting_everybody_changes_nothing_at_all(village):
    programmes = [GroupTherapy(weeks=4), Walks(weeks=4, intake_weeks=3, targeting="referral")]
    plain, invited, again = (village.fork(programmes) for _ in range(3))
    invited.invite("walks", village.people.ids)
    again.invite("walks", [])
    again.invite("walks", None)
    for one in (plain, invited, again):
        one.run_weeks(6, observe=False)
    assert difference(plain, invited) == []
    assert difference(plain, again) == []
    cases = plain.delivery("walks").roster.cases
    assert np.array_equal(cases, invited.delivery("walks").roster.cases)
    eligible = [one.delivery("walks").eligible_at_start for one in (plain, invited)]
    assert eligible[0] == eligible[1] > 0


def test_a_programme_to_which_nobody_is_invited_is_as_none_at_all(village):
    without, with_it = village.fork([]), village.fork([Walks()])
    with_it.invite("walks", [])
    for one in (without, with_it):
        one.run_weeks(5, observe=False)
    assert difference(without, with_it) == []
    told = tell(with_it.delivery("walks"))
    assert told == "walks was offered to nobody: nobody was invited. It cost 0.00 GBP."


def test_an_invitation_takes_back_no_offer_that_was_made(village):
    model = village.fork([Walks(uptake=1.0, weeks=4, intake_weeks=4)])
    first, second = model.people.ids[:40], model.people.ids[40:80]
    model.invite("walks", first)
    model.run_weeks(1, observe=False)
    model.invite("walks", second)
    model.run_weeks(1, observe=False)
    cases = model.delivery("walks").roster.cases
    assert np.isin(cases["unique_id"][cases["offered_week"] == 52], first).all()
    assert np.isin(cases["unique_id"][cases["offered_week"] == 53], second).all()
    assert (cases["status"][cases["offered_week"] == 52] == Status.IN_COURSE).any()


def test_forks_keep_the_invitation_and_go_their_own_way(village):
    model = village.fork([Walks(intake_weeks=9)])
    model.invite("walks", model.people.ids[:10])
    twin, other = model.fork(), model.fork()
    other.invite("walks", model.people.ids[10:20])
    for one in (twin, other):
        one.run_weeks(1, observe=False)
    assert asked(twin).max() < 10
    assert asked(other).min() >= 10
    assert model.delivery("walks").invited.tolist() == list(range(10))


@pytest.mark.parametrize("invited", [[3, 1, 2], [], None])
def test_a_saved_world_keeps_the_invitation(village, tmp_path, invited):
    model = village.fork([Walks(intake_weeks=9)])
    model.invite("walks", invited)
    path = tmp_path / "walks.kith"
    model.save(path)
    back = ConnectivityModel.load(path, programmes=[Walks])
    kept = back.delivery("walks").invited
    assert (kept if kept is None else kept.tolist()) == (invited and sorted(invited))
    for one in (model, back):
        one.run_weeks(2, observe=False)
    assert difference(model, back) == []
    assert asked(model).tolist() == asked(back).tolist()


def test_only_unique_ids_can_be_invited(village):
    model = village.fork([Walks()])
    with pytest.raises(ValueError, match=r"unique ids are whole numbers, got 1.5 \(float64\)"):
        model.invite("walks", [1.5, 2])
    with pytest.raises(ValueError, match=r"unique ids are whole numbers, got anna"):
        model.invite("walks", ["anna"])
    with pytest.raises(KeyError, match="no programme is called 'choir'; this world has: walks"):
        model.invite("choir", [1])
