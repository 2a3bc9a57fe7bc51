"""The ledger: exact to the penny whichever way it is read, in any order, copied or stored."""

from __future__ import annotations

import io
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulation.money.costs import ITEMS, Costs
from simulation.money.ledger import Ledger

CASES = 12
COSTS = Costs(payers={"travel": "voluntary_sector"})

weeks, items = st.integers(0, 5), st.sampled_from(ITEMS)
pence = st.integers(0, 10**9)
quantities = st.integers(0, 4000).map(lambda thousandths: thousandths / 1000)


@st.composite
def charges(draw):
    """One line of a ledger: the name of the method and its arguments."""
    week, item = draw(weeks), draw(items)
    kind = draw(st.sampled_from(["charge", "share", "charge_all"]))
    if kind == "charge_all":
        return kind, (week, item, draw(pence), draw(quantities))
    cases = draw(st.lists(st.integers(0, CASES - 1), max_size=8))
    if kind == "charge":
        n = len(cases)
        each = draw(pence | st.lists(pence, min_size=n, max_size=n))
        used = draw(st.none() | quantities | st.lists(quantities, min_size=n, max_size=n))
        return kind, (week, item, cases, each, used)
    of_case = draw(st.lists(st.integers(0, 3), min_size=len(cases), max_size=len(cases)))
    each = draw(pence | st.lists(pence, min_size=4, max_size=6))
    return kind, (week, item, each, of_case, cases, draw(st.none() | quantities))


def kept(lines):
    ledger = Ledger(COSTS)
    for name, arguments in lines:
        getattr(ledger, name)(*arguments)
    return ledger


def same(one: Ledger, other: Ledger) -> bool:
    mine, yours = one.arrays(), other.arrays()
    assert mine.keys() == yours.keys()
    assert all(np.array_equal(mine[name], yours[name]) for name in mine)
    assert one.total() == other.total()
    pd.testing.assert_frame_equal(one.weekly(), other.weekly())
    return True


def spent(name, arguments):
    """Return the pence of one line, by its arguments alone."""
    if name == "charge_all":
        return arguments[2]
    if name == "charge":
        _, _, cases, each, _ = arguments
        return each * len(cases) if isinstance(each, int) else sum(each)
    _, _, each, of_case, _, _ = arguments
    return each * len(set(of_case)) if isinstance(each, int) else sum(each)


lines = st.lists(charges(), max_size=8)


@given(lines)
def test_total_is_the_sum_of_weeks_of_cases_and_of_people(lines):
    ledger = kept(lines)
    total = ledger.total()
    assert isinstance(total, Decimal)
    assert total == Decimal(sum(spent(*line) for line in lines)) / 100
    weekly = ledger.weekly()
    assert sum(weekly["amount"], Decimal(0)) == total
    per_case, unassigned = ledger.per_case(CASES), ledger.unassigned()
    assert per_case.shape == (CASES, len(ITEMS))
    assert Decimal(int(per_case.sum() + unassigned.sum())) / 100 == total
    # Three people have four cases each.
    per_person = ledger.per_person(np.arange(CASES) % 3 + 100)
    assert set(per_person["unique_id"]) <= {100, 101, 102}
    assert sum(per_person["amount"], Decimal(int(unassigned.sum())) / 100) == total
    for column, item in enumerate(ITEMS):
        by_week = sum(weekly.loc[weekly["item"] == item, "amount"], Decimal(0))
        assert by_week * 100 == int(per_case[:, column].sum() + unassigned[column])


@settings(max_examples=50)
@given(lines, st.randoms(use_true_random=False))
def test_order_does_not_matter(lines, luck):
    shuffled = list(lines)
    luck.shuffle(shuffled)
    assert same(kept(shuffled), kept(lines))


@settings(max_examples=50)
@given(lines, lines)
def test_a_copy_goes_its_own_way(first, then):
    ledger = kept(first)
    copy = ledger.copy()
    assert same(copy, ledger)
    for name, arguments in then:
        getattr(copy, name)(*arguments)
    assert same(ledger, kept(first))
    assert same(copy, kept(first + then))
    assert copy.costs is ledger.costs


@settings(max_examples=50)
@given(lines, lines)
def test_a_stored_ledger_goes_on_like_the_one_stored(first, then):
    file = io.BytesIO()
    np.savez(file, **kept(first).arrays())
    file.seek(0)
    with np.load(file, allow_pickle=False) as archive:
        ledger = Ledger.from_arrays(COSTS, archive)
    assert same(ledger, kept(first))
    for name, arguments in then:
        getattr(ledger, name)(*arguments)
    assert same(ledger, kept(first + then))


def test_a_week_as_a_table():
    ledger = Ledger(COSTS)
    ledger.charge(7, "travel", [3, 1], 250)
    ledger.charge(2, "participant_time", [1, 3], [1200, 350], [2.0, 1.5])
    ledger.share(2, "facilitator_hour", [1001, 500], [0, 0], [3, 1], [3.5, 3.5])
    ledger.charge_all(2, "fixed", 99)
    expected = pd.DataFrame(
        [
            (2, "fixed", "health_service", 1.0, Decimal("0.99")),
            (2, "facilitator_hour", "health_service", 7.0, Decimal("15.01")),
            (2, "participant_time", "participant", 3.5, Decimal("15.50")),
            (7, "travel", "voluntary_sector", 2.0, Decimal("5.00")),
        ],
        columns=["week", "item", "payer", "quantity", "amount"],
    )
    pd.testing.assert_frame_equal(ledger.weekly(), expected)
    assert ledger.per_case(4)[:, ITEMS.index("facilitator_hour")].tolist() == [0, 501, 0, 500]
    assert ledger.unassigned().tolist() == [99, 0, 0, 500, 0, 0, 0]
    per_person = ledger.per_person([9, 8, 9, 8])
    assert per_person.values.tolist() == [
        [8, "facilitator_hour", "health_service", Decimal("10.01")],
        [8, "participant_time", "participant", Decimal("15.50")],
        [8, "travel", "voluntary_sector", Decimal("5.00")],
    ]


def test_a_row_exists_only_where_something_was_used_or_spent():
    ledger = Ledger(COSTS)
    ledger.charge(1, "travel", [], 250)
    ledger.charge(1, "referral", [0], 0, 0.0)
    ledger.charge_all(1, "fixed", 0, 0)
    assert ledger.weekly().empty
    assert list(ledger.weekly().columns) == ["week", "item", "payer", "quantity", "amount"]
    assert ledger.per_person([5]).empty
    assert ledger.total() == 0
    ledger.charge(1, "group_session", [0], 0)  # a free room
    ledger.charge_all(2, "fixed", 5, 0)
    assert ledger.weekly()[["quantity", "amount"]].values.tolist() == [
        [1.0, Decimal("0.00")],
        [0.0, Decimal("0.05")],
    ]


def test_what_costs_nothing_still_counts_as_a_case():
    ledger = Ledger(COSTS)
    ledger.charge(0, "travel", [4], 0)
    with pytest.raises(ValueError, match=r"^case 4 was charged, but there are 4 cases$"):
        ledger.per_case(4)
    with pytest.raises(ValueError, match=r"^case 4 was charged, but there are 2 cases$"):
        ledger.per_person([1, 2])
    assert ledger.per_case(6).shape == (6, len(ITEMS))


@pytest.mark.parametrize(
    ("name", "arguments", "message"),
    [
        ("charge", (0, "tea", [0], 5), "unknown item 'tea'; there are: fixed, group_session, .*"),
        ("charge", (-1, "travel", [0], 5), "a week must not be negative, got -1"),
        ("charge", (0, "travel", [0], -5), "an amount must be not negative, got -5"),
        ("charge", (0, "travel", [0], float("nan")), "an amount must be finite, got nan"),
        ("charge", (0, "travel", [0], 0.5), r"an amount must be whole pence, got 0\.5"),
        ("charge", (0, "travel", [0, -2], 5), "a case must be not negative, got -2"),
        ("charge", (0, "travel", [0], [5, 6]), r"one number or 1 were expected, got shape \(2,\)"),
        ("charge", (0, "travel", [0], 5, [1, 1]), r"one number or 1 were expected, .* \(2,\)"),
        ("charge", (0, "travel", [0], 5, -1), r"a quantity must be not negative, got -1\.0"),
        ("share", (0, "tea", 5, [0], [0]), "unknown item 'tea'; .*"),
        ("share", (0, "travel", [5], [1], [0]), "group 1 has no amount: 1 amounts were given"),
        ("charge_all", (0, "fixed", -5), "an amount must be not negative, got -5"),
        ("charge_all", (0, "fixed", 5, float("inf")), "a quantity must be finite, got inf"),
        ("charge_all", (0, "fixed", [5, 6]), r"one number or 1 were expected, got shape \(2,\)"),
    ],
)
def test_wrong_charges_are_refused_and_leave_no_trace(name, arguments, message):
    ledger = kept([("charge", (0, "travel", [1, 2], 200))])
    before = ledger.copy()
    with pytest.raises(ValueError, match=f"^{message}$"):
        getattr(ledger, name)(*arguments)
    assert same(ledger, before)


def test_a_week_must_be_a_whole_number():
    with pytest.raises(TypeError, match="integer"):
        Ledger(COSTS).charge(0.5, "travel", [0], 5)


def test_a_ledger_full_to_the_brim_is_refused_more():
    ledger = Ledger(COSTS)
    for week in range(511):
        ledger.charge_all(week, "fixed", 2**53)
    ledger.charge_all(511, "fixed", 2**53 - 1)
    assert ledger.total() == Decimal(2**62 - 1) / 100
    with pytest.raises(ValueError, match=r"^the sum is too large to be kept exactly$"):
        ledger.charge_all(0, "fixed", 1)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"pence": None}, "a stored ledger lacks 'pence'"),
        ({"week": np.array([0.5, 1.0])}, "a stored ledger's 'week' must hold whole numbers .*"),
        ({"week": np.array([[0, 1]])}, "a stored ledger's 'week' must hold whole numbers .*"),
        ({"week": np.array([0, -1])}, "a stored ledger's 'week' must hold whole numbers .*"),
        ({"week": np.array([0])}, "a stored ledger must have as many weeks as items, .*"),
        ({"item": np.array([0, 7])}, "a stored ledger names item 7, there are 7"),
        ({"unassigned": np.zeros(6, int)}, "a stored ledger must have 7 items"),
        ({"per_case": np.zeros((2, 8), int)}, "a stored ledger must have 7 items"),
        (
            {"pence": np.array([10, 400])},
            "a stored ledger is damaged: fixed is 10 pence by week, 9 by case",
        ),
    ],
)
def test_a_damaged_ledger_is_refused(changes, message):
    ledger = kept([("charge_all", (0, "fixed", 9)), ("charge", (1, "travel", [0, 1], 200))])
    arrays = {name: one for name, one in (ledger.arrays() | changes).items() if one is not None}
    with pytest.raises(ValueError, match=f"^{message}$"):
        Ledger.from_arrays(COSTS, arrays)


def test_cases_that_come_week_by_week_find_room():
    ledger = Ledger(COSTS)
    for week in range(40):
        ledger.charge(week, "referral", np.arange(week * 5, week * 5 + 5), week)
    assert (
        ledger.per_case(200)[:, ITEMS.index("referral")].tolist()
        == np.repeat(np.arange(40), 5).tolist()
    )
