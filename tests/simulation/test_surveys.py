"""Surveys: what people would answer, read from their states with keyed response noise."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from simulation.asking import ask as ask_everybody
from simulation.draws import normals
from simulation.instruments import INSTRUMENTS
from simulation.parameters import ParameterSet
from simulation.person_columns import PERSON
from simulation.purposes import number, week_keys
from simulation.surveys import PARAMETERS, survey
from simulation.tie_arrays import TieArrays, empty_ties
from tests.properties.twins import world_of

SEED = 9
KNOWN = {one.name: one for one in PARAMETERS}
SILENT: dict[str, Any] = dict.fromkeys((name for name in KNOWN if name.endswith("_noise")), 0.0)
Scores = dict[str, npt.NDArray[np.uint8]]


def ask(
    people: npt.NDArray[np.void],
    ties: TieArrays | None = None,
    week: int = 0,
    first: int = 0,
    last: int | None = None,
    **parameters: Any,
) -> Scores:
    values = ParameterSet(known=KNOWN).record()
    for name, value in parameters.items():
        values[name] = value
    out = np.zeros((len(INSTRUMENTS), len(people)), np.uint8)
    end = len(people) if last is None else last
    keys = week_keys(SEED, week)
    everything = np.ones(len(INSTRUMENTS), np.bool_)
    rows = np.arange(len(people))
    ties = ties or empty_ties(len(people))
    survey(people, ties, values[0], keys, everything, rows, out, first, end)
    return dict(zip(INSTRUMENTS, out, strict=True))


def draws(people: npt.NDArray[np.void], purpose: str) -> npt.NDArray[np.float64]:
    return normals(int(week_keys(SEED, 0)[number(purpose)]), people["unique_id"])


def with_states(**columns: npt.ArrayLike) -> npt.NDArray[np.void]:
    size = max(np.size(values) for values in columns.values())
    people = np.zeros(size, PERSON)
    people["unique_id"] = np.arange(size) * 31 + 5
    for name, values in columns.items():
        people[name] = values
    return people


@pytest.fixture(scope="module")
def crowd() -> tuple[npt.NDArray[np.void], TieArrays]:
    """Four thousand people with random states and up to 40 ties."""
    rng = np.random.default_rng(3)
    size = 4000
    people = with_states(
        loneliness_logit=rng.normal(-0.8, 1.2, size),
        stress=rng.normal(size=size),
        depression=rng.normal(size=size),
        anxiety=rng.normal(size=size),
        satisfaction=rng.normal(7.4, 1.6, size),
        tie_count=rng.integers(0, 41, size),
    )
    ties = empty_ties(size)
    used = np.arange(40) < people["tie_count"][:, None]
    ties.closeness[:] = rng.uniform(0.02, 1, used.shape)
    ties.trust[:] = rng.uniform(0.02, 1, used.shape)
    ties.contact_rate[:] = rng.uniform(0, 0.5, used.shape)
    ties.kin[:] = rng.random(used.shape) < 0.3
    people["distant_closeness"] = np.maximum(0.0, rng.uniform(-1, 1, size))
    return people, ties


@pytest.mark.parametrize(
    ("logit", "score"), [(-3.0, 3), (-0.5, 4), (-0.4, 5), (0.0, 6), (1.2, 7), (1.3, 8), (2.0, 9)]
)
def test_ucla3_without_noise_counts_the_cuts_passed(logit, score):
    assert ask(with_states(loneliness_logit=[logit]), **SILENT)["ucla3"][0] == score


@pytest.mark.parametrize(
    ("instrument", "column", "state", "score"),
    [
        ("pss10", "stress", 0.0, 15),
        ("pss10", "stress", 1.0, 21),  # 20.6
        ("pss10", "stress", -4.0, 0),
        ("pss10", "stress", 6.0, 40),
        ("phq9", "depression", 0.0, 2),  # exp(.95) - .6 = 1.99
        ("phq9", "depression", 1.9, 11),  # exp(2.47) - .6 = 11.2
        ("phq9", "depression", -4.0, 0),
        ("phq9", "depression", 9.0, 27),
        ("gad7", "anxiety", 0.0, 2),  # exp(.8) - .6 = 1.63
        ("gad7", "anxiety", 2.0, 10),  # exp(2.4) - .6 = 10.4
        ("gad7", "anxiety", 9.0, 21),
        ("life_satisfaction", "satisfaction", 7.4, 7),
        ("life_satisfaction", "satisfaction", 7.6, 8),
        ("life_satisfaction", "satisfaction", -3.0, 0),
        ("life_satisfaction", "satisfaction", 14.0, 10),
    ],
)
def test_scores_without_noise(instrument, column, state, score):
    assert ask(with_states(**{column: [state]}), **SILENT)[instrument][0] == score


def _network(ties: list[dict[str, Any]]) -> Scores:
    people = with_states(tie_count=[len(ties)])
    arrays = empty_ties(1)
    for slot, tie in enumerate(ties):
        for name, value in tie.items():
            getattr(arrays, name)[0, slot] = value
    return ask(people, arrays, **SILENT)


_CLOSE = {"closeness": 0.8, "trust": 0.8, "contact_rate": 0.5}


@pytest.mark.parametrize(
    ("count", "code"), [(0, 0), (1, 1), (2, 2), (3, 3), (4, 3), (5, 4), (8, 4), (9, 5), (20, 5)]
)
@pytest.mark.parametrize("kin", [0, 1])
def test_lsns6_codes_counts_as_the_instrument_does(count, code, kin):
    assert _network([_CLOSE | {"kin": kin}] * count)["lsns6"][0] == 3 * code


@pytest.mark.parametrize(
    ("tie", "points"),
    [
        ({"contact_rate": 0.15}, 0),  # not seen monthly: no question counts it
        ({"closeness": 0.30, "trust": 0.95}, 2),  # at ease, too distant to call on
        ({"closeness": 0.80, "trust": 0.30}, 2),  # to call on, not at ease
        ({"closeness": 0.30, "trust": 0.30}, 1),  # only seen
    ],
)
def test_lsns6_asks_three_different_things(tie, points):
    assert _network([_CLOSE | tie])["lsns6"][0] == points


@pytest.mark.parametrize(
    ("closeness", "points"), [(0.0, 0), (0.2, 2), (0.4, 4), (0.6, 6), (1.0, 6)]
)
def test_lsns6_counts_people_far_away_as_far_as_one_is_close_to_them(closeness, points):
    people = with_states(distant_closeness=[closeness])
    one_each = SILENT | {"lsns6_distant_people": 1.0}
    assert ask(people, **one_each)["lsns6"][0] == points


def test_lsns6_asks_about_relatives_and_friends_apart():
    # Four of each are coded 3; eight of one kind would be coded 4.
    mixed = _network([_CLOSE | {"kin": 0}] * 4 + [_CLOSE | {"kin": 1}] * 4)
    assert mixed["lsns6"][0] == 18
    assert _network([_CLOSE] * 8)["lsns6"][0] == 12


def test_slots_beyond_the_tie_count_are_nobody():
    people = with_states(tie_count=[2])
    ties = empty_ties(1)
    for name, value in _CLOSE.items():
        getattr(ties, name)[:] = value
    assert ask(people, ties, **SILENT)["lsns6"][0] == 6


def test_noise_enters_as_described(crowd):
    people, ties = crowd
    scores = ask(people, ties)
    v = {name: one.default for name, one in KNOWN.items()}
    lonely = people["loneliness_logit"].astype(float)
    total = np.full(len(people), 3)
    for item in (1, 2, 3):
        answer = lonely + v["ucla3_noise"] * draws(people, f"survey ucla3 item {item}")
        total += (answer > v[f"ucla3_item{item}_sometimes"]).astype(int)
        total += (answer > v[f"ucla3_item{item}_often"]).astype(int)
    np.testing.assert_array_equal(scores["ucla3"], total)
    stressed = 15 + 5.6 * people["stress"].astype(float) + 2.2 * draws(people, "survey pss10")
    np.testing.assert_array_equal(scores["pss10"], np.clip(np.rint(stressed), 0, 40))
    for name, column, intercept, high in (
        ("phq9", "depression", 0.95, 27),
        ("gad7", "anxiety", 0.80, 21),
    ):
        log = intercept + 0.8 * people[column].astype(float)
        symptoms = np.exp(log + 0.25 * draws(people, f"survey {name}")) - 0.6
        np.testing.assert_array_equal(scores[name], np.clip(np.rint(symptoms), 0, high))
    satisfied = people["satisfaction"] + 0.9 * draws(people, "survey life_satisfaction")
    np.testing.assert_array_equal(scores["life_satisfaction"], np.clip(np.rint(satisfied), 0, 10))


def test_lsns6_reports_counts_with_error(crowd):
    people, ties = crowd
    used = np.arange(40) < people["tie_count"][:, None]
    monthly = used & (ties.contact_rate > np.float32(0.16))
    at_ease = monthly & (ties.closeness * ties.trust > np.float32(0.25))
    to_call = monthly & (ties.closeness > np.float32(0.36))
    kin = ties.kin == 1
    groups = [k & one for k in (kin, ~kin) for one in (monthly, at_ease, to_call)]
    distant = people["distant_closeness"]
    far_away = [1.5 * (distant > one) for one in (0.0, 0.5, np.float32(0.36))]
    total = np.zeros(len(people), int)
    for question, (near, far) in enumerate(zip(groups, far_away * 2, strict=True), start=1):
        counted = near.sum(1) + far
        scale = np.exp(0.30 * draws(people, f"survey lsns6 scale {question}"))
        offset = 0.35 * draws(people, f"survey lsns6 offset {question}")
        total += np.digitize(np.rint(counted * scale + offset), [1, 2, 3, 5, 9])
    np.testing.assert_array_equal(ask(people, ties)["lsns6"], total)


def test_scores_stay_in_range_for_extreme_people(crowd):
    ties = crowd[1]
    ends = np.array([-12.0, 12.0])
    people = with_states(
        loneliness_logit=[-6.0, 5.0], stress=ends, depression=ends, anxiety=ends,
        satisfaction=[-5.0, 15.0], tie_count=[0, 40],
    )  # fmt: skip
    scores = ask(people, TieArrays(*(one[:2] for one in ties)))
    for name, instrument in INSTRUMENTS.items():
        assert scores[name].min() >= instrument.low, name
        assert scores[name].max() <= instrument.high, name


def test_asking_changes_nobody(crowd):
    people, ties = crowd
    copies = people.copy(), [one.copy() for one in ties]
    ask(people, ties)
    assert (people == copies[0]).all()
    for before, now in zip(copies[1], ties, strict=True):
        np.testing.assert_array_equal(before, now)


def test_the_same_week_gives_the_same_answers_another_week_others(crowd):
    people, ties = crowd
    first, again, later = ask(people, ties), ask(people, ties), ask(people, ties, week=1)
    for name in INSTRUMENTS:
        np.testing.assert_array_equal(first[name], again[name])
        assert (first[name] != later[name]).mean() > 0.05, name


def test_answers_belong_to_the_person_not_to_the_row(crowd):
    people, ties = crowd
    order = np.arange(len(people))[::-1]
    turned = ask(people[order], TieArrays(*(one[order] for one in ties)))
    for name, scores in ask(people, ties).items():
        np.testing.assert_array_equal(turned[name], scores[order])


def test_only_the_rows_asked_for_answer(crowd):
    people, ties = crowd
    part = ask(people, ties, first=10, last=20)
    whole = ask(people, ties)
    assert part["ucla3"][:10].sum() == part["ucla3"][20:].sum() == 0
    np.testing.assert_array_equal(part["ucla3"][10:20], whole["ucla3"][10:20])


@pytest.mark.parametrize("parameter", PARAMETERS, ids=lambda one: one.name)
def test_every_parameter_matters(crowd, parameter):
    people, ties = crowd
    far = max(parameter.low, parameter.high, key=lambda end: abs(end - parameter.default))
    usual, changed = ask(people, ties), ask(people, ties, **{parameter.name: far})
    moved = {name for name in INSTRUMENTS if (usual[name] != changed[name]).any()}
    instrument = next(name for name in INSTRUMENTS if parameter.name.startswith(name))
    assert moved == {instrument}


def test_item_noise_weakens_correlations(crowd):
    people, ties = crowd
    related = people.copy()
    related["depression"] = 0.6 * (people["loneliness_logit"] + 0.8) + 0.8 * people["depression"]

    def correlation(**parameters: Any) -> float:
        scores = ask(related, ties, **parameters)
        return float(np.corrcoef(scores["phq9"], scores["ucla3"])[0, 1])

    assert 0.2 < correlation() < correlation(**SILENT) - 0.01


def test_an_answer_does_not_depend_on_what_else_is_asked(village):
    world = world_of(village)
    everything = ask_everybody(world)
    for name in INSTRUMENTS:
        alone = ask_everybody(world, instruments=[name])
        assert list(alone) == [name]
        assert (alone[name] == everything[name]).all()


def test_an_answer_does_not_depend_on_who_else_is_asked(village):
    world = world_of(village)
    everybody, rows = ask_everybody(world), np.array([400, 3, 77])
    for name, scores in ask_everybody(world, rows=rows).items():
        assert scores.tolist() == everybody[name][rows].tolist()
