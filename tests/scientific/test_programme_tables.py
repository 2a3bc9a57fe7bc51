"""What programmes say they move, they give; and what they give moves it in the way they say."""

from __future__ import annotations

from functools import cache

import pytest

from simulation.person_columns import COLUMNS
from simulation.programmes import PROGRAMMES
from tests.scientific.mechanism_tables import (
    EVERYBODY,
    Laboratory,
    Row,
    all_inputs,
    only,
    tables,
    variants,
)

KINDS = sorted(PROGRAMMES)

#: Each mechanism once, in a programme that gives it, with the columns all programmes say it moves.
CLAIMS: dict[str, tuple[str, dict[str, int]]] = {}
for _kind in KINDS:
    for _row in (row for table in tables(PROGRAMMES[_kind]) for row in table):
        CLAIMS.setdefault(_row.mechanism, (_kind, {}))[1][_row.column] = _row.sign

COURSES = [(kind, settings) for kind in KINDS for settings in variants(PROGRAMMES[kind])]


@pytest.mark.parametrize("kind", KINDS)
def test_tables_hold_every_mechanism_with_its_dose(kind):
    written = {
        frozenset((row.mechanism, row.dose) for row in table) for table in tables(PROGRAMMES[kind])
    }
    assert written == {
        frozenset((name, round(dose, 2)) for name, dose in one)
        for one in all_inputs(PROGRAMMES[kind])
    }


@pytest.mark.parametrize("kind", KINDS)
def test_the_content_is_the_first_table(kind):
    first = {row.mechanism: row.dose for row in tables(PROGRAMMES[kind])[0]}
    assert first == dict(PROGRAMMES[kind].content)


@pytest.mark.parametrize("kind", KINDS)
def test_tables_name_columns_of_people_and_agree_on_signs(kind):
    for row in (row for table in tables(PROGRAMMES[kind]) for row in table):
        assert row.column in COLUMNS
        assert CLAIMS[row.mechanism][1][row.column] == row.sign


@pytest.fixture(scope="module")
def small_laboratory(village):
    return Laboratory(village)


@pytest.fixture(scope="module")
def laboratory(town):
    return Laboratory(town)


@pytest.mark.parametrize("mechanism", sorted(CLAIMS))
def test_a_full_dose_of_a_mechanism_moves_what_programmes_say(small_laboratory, mechanism):
    kind, columns = CLAIMS[mechanism]
    programme = only(PROGRAMMES[kind], mechanism, dose=1.0)(**EVERYBODY, weeks=16)
    found = small_laboratory.differences(programme)
    for column, sign in columns.items():
        mean, error = found.of(column)
        assert sign * mean > 3 * error > 0, f"{mechanism} moves {column} by {mean:+.4f}"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "settings"), COURSES, ids=[" ".join([kind, *one.values()]) for kind, one in COURSES]
)
def test_a_whole_course_moves_what_its_tables_say(laboratory, kind, settings):
    given = {mechanism for table in tables(PROGRAMMES[kind]) for mechanism, *_ in table}

    @cache
    def found(mechanism):
        programme = only(PROGRAMMES[kind], mechanism)(**EVERYBODY, **settings)
        return laboratory.differences(programme)

    rows: set[Row] = {row for table in tables(PROGRAMMES[kind]) for row in table}
    assert {row.mechanism for row in rows} == given
    for row in sorted(rows):
        mean, error = found(row.mechanism).of(row.column)
        assert row.sign * mean > 3 * error > 0, f"{row.mechanism} moves {row.column} by {mean:+.4f}"
