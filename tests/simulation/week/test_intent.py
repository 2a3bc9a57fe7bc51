"""Intent: the equations against plain NumPy, their direction, and what others are shown."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import expit

from simulation import ParameterSet
from simulation.foci import GROUP, ONLINE
from simulation.purposes import number, week_keys
from simulation.shown import SHOWN
from simulation.week.intent import intent
from tests.properties import candidates
from tests.properties.twins import fields
from tests.simulation.week.conftest import DEFAULTS as P
from tests.simulation.week.conftest import as_floats

SEED = 5
KEYS = week_keys(SEED, 0)


def lived(people, doses, gathering=None, first=0, last=None, **parameters):
    people = people.copy()
    shown = np.zeros(len(people), SHOWN)
    gathering = np.zeros(len(people), np.uint64) if gathering is None else gathering
    values = ParameterSet(parameters).record()[0]
    end = len(people) if last is None else last
    intent(people, shown, doses, gathering, values, KEYS, first, end)
    return people, shown


@pytest.fixture
def crowd(random_lives):
    people = random_lives.people.copy()
    rng = np.random.default_rng(8)
    people["free_time"] = rng.uniform(0.5, 2.0, len(people))
    people["contact_sought"] = rng.uniform(0.0, 9.0, len(people))
    people["group"] = rng.integers(-1, 4, len(people))
    people["workplace"] = rng.integers(-1, 4, len(people))
    return people, random_lives.doses


def test_motives_follow_the_equations(crowd):
    people, doses = crowd
    now, _ = lived(people, doses)
    b, d = as_floats(people), as_floats(doses)
    activation = np.clip(
        np.clip(P.activation_stress * (b.stress + 1), 0, 1)
        + P.activation_vigilance * (b.vigilance - 0.3),
        0,
        1,
    )
    avoidance = b.attachment_avoidance
    withdrawal = expit(
        P.withdrawal_base + P.withdrawal_vigilance * b.vigilance
        + P.withdrawal_depression * b.depression
        + P.withdrawal_avoidance * avoidance * (0.5 + activation)
        - P.confidence_approach * (b.confidence - 0.5)
        - P.withdrawal_extraversion * b.extraversion - P.threshold_relief * d.threshold
    )  # fmt: skip
    acute = np.maximum(0, expit(b.loneliness_logit) - b.chronic_loneliness)
    turned_active = b.online_share * b.passive_share * P.active_use * d.digital
    freed = P.freed_time * turned_active
    outreach = np.exp(
        P.outreach_extraversion * b.extraversion + P.outreach_need * b.need_to_belong
        + P.reaffiliation * acute
        + 0.25 * P.hyperactivation * b.attachment_anxiety * activation
        + P.outreach_checking * d.checking + freed
    ) * (1 - P.outreach_withdrawal * withdrawal)  # fmt: skip
    availability = expit(
        P.availability_base
        - P.avoidance_unavailability * avoidance * (1 + P.deactivation * (activation - 0.3))
        - P.numbness_unavailability * b.numbness
        - P.depression_unavailability * np.maximum(0, b.depression)
        + P.regulation_availability * (b.emotion_regulation - 0.6)
        + P.emotion_work_availability * d.emotion_work
    )  # fmt: skip
    ease = (1 - withdrawal) * (0.3 + b.confidence) * (1 - 0.5 * b.vigilance)
    openness = (
        2
        * ease**P.openness_power
        * np.exp(P.openness_extraversion * b.extraversion)
        * np.maximum(0, 1 - b.tie_count / P.ties_that_fill_a_life)
    )
    stretch = np.exp(
        P.time_extraversion * b.extraversion
        + P.outreach_checking * d.checking
        + freed
        + d.spare_time
    )
    budget = P.social_time * b.free_time * stretch
    time = np.minimum(P.time_stretch, budget / np.maximum(b.contact_sought, 0.1))
    for name, expected in (
        ("attachment_activation", activation),
        ("withdrawal", withdrawal),
        ("outreach", outreach),
        ("availability", availability),
        ("openness", openness),
        ("time_factor", time),
    ):
        np.testing.assert_allclose(now[name], expected, rtol=2e-5, atol=1e-6, err_msg=name)


@pytest.mark.parametrize(
    ("column", "raises", "lowers"),
    [
        ("stress", ["attachment_activation", "withdrawal"], ["availability"]),
        ("vigilance", ["attachment_activation", "withdrawal"], ["openness"]),
        ("depression", ["withdrawal"], ["openness", "outreach"]),
        ("attachment_avoidance", ["withdrawal"], ["availability"]),
        ("attachment_anxiety", ["outreach"], []),
        ("confidence", ["openness"], ["withdrawal"]),
        ("extraversion", ["outreach", "openness"], ["withdrawal"]),
        ("need_to_belong", ["outreach"], []),
        ("numbness", [], ["availability"]),
        ("emotion_regulation", ["availability"], []),
        ("tie_count", [], ["openness"]),
        ("contact_sought", [], ["time_factor"]),
        ("free_time", ["time_factor"], []),
    ],
)
def test_more_of_a_state_moves_motives_the_way_theory_says(two, column, raises, lowers):
    people = two.people
    people["contact_sought"] = 6.0
    people["free_time"] = 0.9
    people[column][1] += 3 if column == "tie_count" else 0.2
    now, _ = lived(people, two.doses)
    for name in raises:
        assert now[name][1] > now[name][0], name
    for name in lowers:
        assert now[name][1] < now[name][0], name


def test_only_acute_loneliness_raises_approach(two):
    people = two.people
    people["loneliness_logit"] = 0.5
    people["chronic_loneliness"] = [0.2, 0.7]
    now, _ = lived(people, two.doses)
    assert now["outreach"][0] > now["outreach"][1]
    people["loneliness_logit"][1] = -3.0
    calm, _ = lived(people, two.doses)
    assert calm["outreach"][1] == now["outreach"][1]


def test_passive_time_given_up_is_time_for_people(two):
    two.people["contact_sought"] = 6.0
    two.people["passive_share"] = [0.2, 0.8]
    before, _ = lived(two.people, two.doses)
    two.doses["digital"] = 1.0
    after, shown = lived(two.people, two.doses)
    for name in ("outreach", "time_factor"):
        gain = after[name] / before[name]
        assert 1.0 < gain[0] < gain[1] < 1.5, name
    assert (shown["passive_share"] < two.people["passive_share"]).all()
    two.people["online_share"] = 0.0
    offline, _ = lived(two.people, two.doses)
    assert (offline["outreach"] == before["outreach"]).all()


def test_a_full_life_is_closed_and_a_fuller_one_no_less(two):
    two.people["tie_count"] = [30, 40]
    now, _ = lived(two.people, two.doses)
    assert now["openness"].tolist() == [0.0, 0.0]


@pytest.mark.parametrize(("presence", "passivity"), [(1.0, 1.0), (0.4, 2.5)])
def test_what_others_see(crowd, presence, passivity):
    people, doses = crowd
    gathering = np.full(len(people), 1 << 9, np.uint64)
    now, shown = lived(
        people, doses, gathering, workplace_presence=presence, online_passivity=passivity
    )
    b, d, s = as_floats(now), as_floats(doses), as_floats(shown)
    assert (shown["identity"] == candidates.identities(people["unique_id"])).all()
    goes = now["attending_group"] == 1
    for name, expected in {
        "household": b.household,
        "neighbourhood": b.neighbourhood,
        "workplace": b.workplace,
        "group_met": np.where(goes, b.group, -1),
        "event_met": np.where(d.event > 0, b.neighbourhood, -1),
        "outreach": b.outreach,
        "time_factor": b.time_factor,
        "mapping": d.mapping,
        "availability": b.availability,
        "root_availability": np.sqrt(b.availability),
        "loneliness_logit": b.loneliness_logit,
        "working_model": b.working_model,
        "activation": b.attachment_activation,
        "anxious_activation": b.attachment_anxiety * b.attachment_activation,
        "vigilance": b.vigilance,
        "slight_chance": P.slight_rate
        * b.vigilance
        * (1 - P.challenge_against_slights * d.belief_challenge)
        * (1 - P.map_against_slights * d.mapping),
        "need": np.clip(P.need_of_support * (b.stress + 0.5), 0, 1),
        "online_share": b.online_share + (1 - b.online_share) * P.remote_online * d.remote_work,
        "passive_share": np.minimum(
            1, b.passive_share * (1 - P.active_use * d.digital) * passivity
        ),
        "away_from_work": 1 - presence * (1 - d.remote_work),
        "local_places": d.local_places,
        "unusual": (d.local_places > 0) | (d.remote_work > 0) | (presence < 1),
        "openness": b.openness,
        "meeting": d.meeting,
        "temperament": b.neuroticism + b.early_belief,
        "extraversion": b.extraversion,
        "age": b.age,
        "neurodivergent": b.neurodivergent,
    }.items():
        np.testing.assert_allclose(getattr(s, name), expected, rtol=2e-6, atol=1e-7, err_msg=name)
    everywhere = sum(1 << venue for venue in range(ONLINE + 1) if venue != GROUP) | 1 << 9
    assert (shown["places"] == everywhere + np.where(goes, 1 << GROUP, 0)).all()


@pytest.mark.parametrize(
    ("parameter", "value", "unusual"),
    [
        ("home_visits", 0.9, 1),
        ("travel_ease", 1.1, 1),
        ("neighbourhood_life", 0.5, 1),
        ("workplace_presence", 0.8, 1),
        ("group_opening", 0.5, 0),
        ("online_passivity", 2.0, 0),
        ("home_visits", 1.0, 0),
    ],
)
def test_a_week_is_unusual_if_people_can_see_each_other_otherwise(two, parameter, value, unusual):
    _, shown = lived(two.people, two.doses, **{parameter: value})
    assert shown["unusual"].tolist() == [unusual, unusual]


def test_circumstances_are_as_usual_unless_set(two):
    people, doses = two.people, two.doses
    _, shown = lived(people, doses)
    assert (shown["online_share"] == people["online_share"]).all()
    assert (shown["passive_share"] == people["passive_share"]).all()
    assert not shown["away_from_work"].any()
    assert not shown["unusual"].any()


@pytest.mark.parametrize(("opening", "ease"), [(1.0, 1.0), (0.5, 1.0), (0.8, 1.3), (0.0, 1.0)])
def test_the_group_is_gone_to_by_its_members_with_the_chance_named(crowd, opening, ease):
    people, doses = crowd
    now, _ = lived(people, doses, group_opening=opening, travel_ease=ease)
    goes = now["attending_group"] == 1
    luck = candidates.unit(
        candidates.bits_of(KEYS[number("group attendance")], people["unique_id"])
    )
    expected = (people["group"] >= 0) & (
        luck
        < P.group_attendance * opening * ease * (1 - P.absence_by_withdrawal * now["withdrawal"])
    )
    assert (goes == expected).all()
    assert 100 * opening <= goes.sum() < (people["group"] >= 0).sum()


def test_only_the_rows_asked_for_are_written(crowd):
    people, doses = crowd
    now, shown = lived(people, doses, first=100, last=200)
    rest = np.r_[0:100, 200 : len(people)]
    assert (fields(now)[rest] == fields(people)[rest]).all()
    assert not fields(shown)[rest].any()
    whole, _ = lived(people, doses)
    assert (fields(now)[100:200] == fields(whole)[100:200]).all()


def test_a_mechanism_left_out_changes_nothing(crowd):
    people, doses = crowd
    for name in (
        "safe_contact",
        "skill",
        "giving",
        "session",
        "joining",
        "attachment_work",
        "hurt",
    ):
        without = doses.copy()
        without[name] = 0.0
        now, shown = lived(people, doses)
        then, seen = lived(people, without)
        assert (fields(now) == fields(then)).all()
        assert (fields(shown) == fields(seen)).all()
