"""What is told of ties, against a plain account of it."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from demo.worlds.told_ties import TIE, Told, tell
from simulation.tie_arrays import SLOTS, empty_ties

PEOPLE = 7
pairs = st.tuples(st.integers(0, PEOPLE - 1), st.integers(0, PEOPLE - 1)).filter(
    lambda pair: pair[0] < pair[1]
)
towns = st.tuples(
    st.dictionaries(pairs, st.floats(0, 1, width=32), max_size=21),
    st.lists(st.integers(0, 1), min_size=PEOPLE, max_size=PEOPLE),
    st.randoms(use_true_random=False),
)


def town(ties, ids, luck):
    """A town with these ties, in slots of no particular order."""
    arrays = empty_ties(PEOPLE)
    records = np.zeros(PEOPLE, [("unique_id", "i8"), ("tie_count", "i4"), ("household", "i4")])
    records["unique_id"], records["household"] = ids, -1
    order = list(ties)
    luck.shuffle(order)
    for pair in order:
        for own, other in (pair, pair[::-1]):
            slot = records["tie_count"][own]
            assert slot < SLOTS
            arrays.neighbour[own, slot] = other
            arrays.closeness[own, slot] = arrays.their_closeness[own, slot] = ties[pair]
            records["tie_count"][own] += 1
    return SimpleNamespace(
        people=SimpleNamespace(records=records), ties=SimpleNamespace(arrays=arrays)
    )


@settings(max_examples=60)
@given(st.lists(towns, min_size=1, max_size=6))
def test_what_is_told_brings_a_page_from_any_town_to_any_other(weeks):
    told, page = Told.nothing(), {}
    ids = np.arange(PEOPLE)
    for number, (ties, leaves, luck) in enumerate(weeks):
        fresh = np.array(leaves, bool) | (number == 0)
        if number:
            ids = ids + PEOPLE * fresh
        news, told = tell(told, town(ties, ids, luck))
        assert news.arrived.tolist() == np.flatnonzero(fresh).tolist()
        gone = {(int(one["i"]), int(one["j"])) for one in news.lost}
        made = {(int(one["i"]), int(one["j"])): int(one["closeness"]) for one in news.made}
        moved = {(int(one["i"]), int(one["j"])): int(one["closeness"]) for one in news.changed}
        assert gone == page.keys() - ties.keys()
        new_people = {pair for pair in ties if fresh[list(pair)].any()}
        assert made.keys() == (ties.keys() - page.keys()) | new_people
        now = {pair: int(one * 255.0 + 0.5) for pair, one in ties.items()}
        going_on = ties.keys() - made.keys()
        assert moved.keys() == {one for one in going_on if abs(now[one] - page[one]) >= 16}
        page = {one: page[one] for one in going_on} | made | moved
        for pair in made | moved:
            assert page[pair] == now[pair]
        in_order = [(int(one["i"]), int(one["j"]), int(one["closeness"])) for one in told.ties]
        assert in_order == sorted((i, j, one) for (i, j), one in page.items())


def test_a_tie_takes_six_bytes_without_gaps():
    assert TIE.itemsize == 6
