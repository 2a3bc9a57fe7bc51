"""People as columns: read, written with checks, found by id."""

from __future__ import annotations

import pickle

import numpy as np
import pytest

from simulation import DepartedPersonError
from simulation.people import COLUMNS, DERIVED, People


@pytest.fixture
def people(village):
    return village.fork().people


def test_every_column_has_a_value_for_everybody_in_one_order(people):
    assert len(people) == 500
    assert repr(people) == "<People: 500 living>"
    assert set(people.column_names) == set(COLUMNS) | set(DERIVED)
    for name in people.column_names:
        values = people.array(name)
        assert values.shape == (500,)
        assert values.flags.c_contiguous
        low, high = (
            (COLUMNS.get(name) or DERIVED[name][0]).low,
            (COLUMNS.get(name) or DERIVED[name][0]).high,
        )
        assert values.min() >= low
        assert values.max() <= high
    assert people.ids.tolist() == people.array("unique_id").tolist()
    assert people.ids.dtype == np.int64
    assert len(set(people.ids.tolist())) == 500


def test_an_array_is_ones_own(people):
    for name in ("age", "loneliness", "unique_id"):
        people.array(name)[:] = 99
        assert not (people.array(name) == 99).all()
    people.ids[:] = 0
    assert people.ids[1] != 0


def test_loneliness_is_the_logistic_of_its_logit(people):
    logit = people.array("loneliness_logit").astype(float)
    np.testing.assert_allclose(people.array("loneliness"), 1 / (1 + np.exp(-logit)), rtol=1e-12)


def test_some_rows_can_be_read(people):
    rows = np.array([5, 2, 2])
    for name in ("age", "loneliness"):
        assert people.values(name, rows).tolist() == people.array(name)[rows].tolist()


def test_what_is_assigned_is_read(people):
    people.assign("stress", [3, 4], [0.5, -0.25])
    assert people.array("stress")[[3, 4]].tolist() == [0.5, -0.25]
    people.assign("adverse_childhood", np.arange(500) < 10, 8)
    assert (people.array("adverse_childhood")[:10] == 8).all()


@pytest.mark.parametrize(
    ("name", "values", "error", "message"),
    [
        ("age", 17.0, ValueError, r"^age: must be from 18 to 120 \(years\), got 17.0$"),
        ("sex", 0.5, ValueError, "^sex: must be whole numbers, got a fraction$"),
        (
            "loneliness",
            0.5,
            ValueError,
            "^loneliness: is worked out from other columns and cannot be set$",
        ),
        ("unique_id", 5, ValueError, "^unique_id: is a person's identity and cannot be set$"),
        ("height", 1.8, KeyError, "people have no column 'height'"),
    ],
)
def test_wrong_assignments_are_refused_and_change_nothing(people, name, values, error, message):
    before = people.records.tobytes()
    with pytest.raises(error, match=message):
        people.assign(name, [0], values)
    assert people.records.tobytes() == before


def test_an_unknown_column_is_named(people):
    with pytest.raises(KeyError, match="people have no column 'height'"):
        people.array("height")
    with pytest.raises(KeyError, match="people have no column 'height'"):
        people.values("height", [0])


def test_people_are_found_by_id_even_in_reused_rows():
    records = np.zeros(5, [("unique_id", np.int64)])
    records["unique_id"] = [0, 11, 2, 3, 9]
    people = People(records)
    assert [people.row_of(i) for i in (0, 11, 2, 3, 9)] == [0, 1, 2, 3, 4]
    for gone in (1, 6, 4, -1, -4, 16):
        assert not people.is_present(gone)
        with pytest.raises(DepartedPersonError) as caught:
            people.row_of(gone)
        assert caught.value.unique_id == gone
        assert f"person {gone} is no longer here" in str(caught.value)
        assert "Check `unique_id in model.people.ids` first." in str(caught.value)
        assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)
    assert people.is_present(11)
