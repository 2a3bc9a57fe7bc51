"""Columns: one declaration for storage and checks."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from simulation.columns import Column, aligned_records, record_type
from simulation.mechanisms import CIRCUMSTANCE_COLUMNS, MECHANISM_COLUMNS
from simulation.person_columns import COLUMNS, PERSON
from simulation.received import RECEIVED_COLUMNS
from simulation.shown import SHOWN, SHOWN_COLUMNS

AGE = Column("age", "f4", "years", 18.0, 120.0, "age")
COUNT = Column("count", "u1", "of 8", 0, 8, "count")


def test_values_come_back_in_the_type_of_the_column():
    checked = AGE.checked([18, 30.5, 120])
    assert checked.dtype == np.float32
    assert checked.tolist() == [18.0, 30.5, 120.0]
    assert COUNT.checked(3.0).dtype == np.uint8
    assert COUNT.checked(True) == 1


@pytest.mark.parametrize(
    ("column", "values", "message"),
    [
        (AGE, [20, 17.9], r"^age: must be from 18 to 120 \(years\), got 17.9$"),
        (AGE, np.nan, r"^age: must be from 18 to 120 \(years\), got nan$"),
        (AGE, np.inf, r"^age: must be from 18 to 120 \(years\), got inf$"),
        (AGE, "old", r"^age: must be numbers, got <U3$"),
        (AGE, None, r"^age: must be numbers, got object$"),
        (AGE, 1j, r"^age: must be numbers, got complex128$"),
        (COUNT, 2.5, r"^count: must be whole numbers, got a fraction$"),
        (COUNT, -1, r"^count: must be from 0 to 8 \(of 8\), got -1$"),
        (COUNT, 256, r"^count: must be from 0 to 8 \(of 8\), got 256$"),
        (COUNT, [1.0, np.nan], r"^count: must be whole numbers, got a fraction$"),
    ],
)
def test_wrong_values_are_refused_with_the_reason(column, values, message):
    with pytest.raises(ValueError, match=message):
        column.checked(values)


def test_fields_are_packed_in_order_and_rounded_up():
    kind: Any = record_type((AGE, COUNT))
    assert kind.names == ("age", "count")
    assert kind.fields["count"][1] == 4
    assert kind.itemsize == 8
    assert record_type((AGE,), size=64).itemsize == 64


@pytest.mark.parametrize(
    "columns",
    [
        tuple(COLUMNS.values()),
        SHOWN_COLUMNS,
        RECEIVED_COLUMNS,
        MECHANISM_COLUMNS + CIRCUMSTANCE_COLUMNS,
    ],
)
def test_every_declaration_is_whole(columns):
    assert len({one.name for one in columns}) == len(columns)
    for one in columns:
        assert one.name.isidentifier()
        assert one.unit.strip()
        assert one.meaning.strip()
        assert one.low < one.high
        kind = np.dtype(one.dtype)
        if kind.kind in "iu":
            assert np.iinfo(kind).min <= one.low


@pytest.mark.parametrize("columns", [tuple(COLUMNS.values()), SHOWN_COLUMNS])
def test_wide_fields_come_first_so_that_all_are_aligned(columns):
    kind: Any = record_type(columns)
    for name in kind.names:
        field, offset = kind.fields[name][:2]
        assert offset % field.itemsize == 0


def test_what_is_read_for_every_tie_fits_the_first_cache_line():
    kind: Any = SHOWN
    assert kind.itemsize == 128
    assert kind.fields["root_availability"][1] + 4 <= 64


@pytest.mark.parametrize("count", [0, 1, 7])
def test_records_begin_on_a_cache_line(count):
    for _ in range(5):
        records = aligned_records(count, SHOWN)
        assert len(records) == count
        assert count == 0 or records.ctypes.data % 64 == 0
        assert not records.tobytes().strip(b"\0")
    assert aligned_records(3, PERSON, 32).ctypes.data % 32 == 0
