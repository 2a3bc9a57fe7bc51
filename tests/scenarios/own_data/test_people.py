"""Files of people: what is read, and what is said about each mistake."""

from __future__ import annotations

import numpy as np
import pytest

from scenarios import ScenarioError, check_file, load_scenario
from simulation.own_data import HAS_NONE, NOT_GIVEN
from tests.scenarios.own_data.conftest import PEOPLE

HEADER = PEOPLE.splitlines()[0]
ROWS = PEOPLE.splitlines()[1:]


def problems(path):
    return [str(one).removeprefix(f"{path.parent}/") for one in check_file(path)]


def with_rows(*rows, header=HEADER):
    return "\n".join([header, *rows]) + "\n"


def test_people_are_read_as_they_stand(town):
    scenario = load_scenario(town())
    own = scenario.own_data
    known = own.content.people
    assert scenario.population.people == known.people == own.people.rows == 11
    assert known.trait("age")[:3].tolist() == [34, 36, 71]
    assert np.isnan(known.trait("age")[3])
    assert known.trait("sex")[[0, 1, 2, 4, 7]].tolist() == [0, 1, 0, 0, 1]
    assert np.isnan(known.trait("sex")[10])
    assert np.isnan(known.trait("extraversion")).all()
    assert known.place("household")[:5].tolist() == [0, 0, 1, NOT_GIVEN, 0]
    assert known.place("group")[[0, 2, 4, 5, 9]].tolist() == [0, 0, HAS_NONE, NOT_GIVEN, 1]


def test_columns_of_other_names_and_words_are_mapped(town):
    text = PEOPLE.replace("id,age,sex", "id,alter,geschlecht").replace(",34,0,", ",34,w,")
    mapping = "columns: {age: alter, sex: {column: geschlecht, values: {w: 0, m: 1}}}"
    known = load_scenario(town(text, population=mapping)).own_data.content.people
    assert known.trait("age")[0] == 34
    assert known.trait("sex")[0] == 0


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_cells_may_stand_between_semicolons_or_tabs(town, delimiter):
    text = "\ufeff" + PEOPLE.replace(",", delimiter).replace("\n", "\r\n")
    assert load_scenario(town(text)).own_data.content.people.trait("age")[0] == 34


def test_columns_without_meaning_may_be_left_alone(town):
    text = PEOPLE.replace("neuroticism", "shoe_size").replace("1.2", "44")
    path = town(text)
    assert problems(path) == [
        "my_people.csv:1:4 shoe_size: unknown column; leave it out, or say so with "
        "population.other_columns: ignore"
    ]
    assert load_scenario(town(text, population="other_columns: ignore")).population.people == 11


CASES = [
    ("anna,34", "anna,17", "2:2 age: must be a number from 18 to 120 (years), got '17'"),
    ("anna,34", "anna,old", "2:2 age: must be a number from 18 to 120 (years), got 'old'"),
    ("anna,34", "anna,nan", "2:2 age: must be a number from 18 to 120 (years), got 'nan'"),
    ("34,0,", "34,2,", "2:3 sex: must be a whole number from 0 to 1 (0 woman, 1 man), got '2'"),
    ("34,0,", "34,w,", "2:3 sex: must be a whole number from 0 to 1 (0 woman, 1 man), got 'w'"),
    (",1.2,", ',"1,2",', "2:4 neuroticism: must be a number from -12 to 12 (z score), got '1,2' "
                         "(write 1.2)"),
    (",1.2,3", ",1.2,9", "2:5 adverse_childhood: must be a whole number from 0 to 8 (count of 8), "
                         "got '9'"),
    (",1.2,3", ",1.2,2.5", "2:5 adverse_childhood: must be a whole number from 0 to 8 "
                           "(count of 8), got '2.5'"),
    ("ben,", "anna,", "3:1 id: anna is given twice (first in line 2)"),
    ("ben,", ",", "3:1 id: missing; every person needs one"),
    ("ben,36", "ben,36,", "3:9: must have 8 cells, as the header has, got 9"),
    ("kim,29,NA,,,,,", "kim,29", "12:3: must have 8 cells, as the header has, got 2"),
    ("h1,north,\n", "h1,south,\n", "3:7 neighbourhood: household h1 stands in north (line 2), got "
                                   "south"),
    ("choir\nben", "choir\nben", None),
    ("h2,south", "none,south", "4:6 household: everybody has one; leave the cell empty"),
    ("neuroticism", "neurotisicm", "1:4 neurotisicm: unknown column, did you mean neuroticism?"),
    ("neuroticism", "age", "1:4 age: two columns are called age (the other is column 2)"),
    ("neuroticism", "", "1:4: column 4 has no name"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "message"), CASES)
def test_each_mistake_is_one_line_with_its_place(town, old, new, message):
    assert old in PEOPLE
    expected = [] if message is None else [f"my_people.csv:{message}"]
    assert problems(town(PEOPLE.replace(old, new, 1))) == expected


def test_all_mistakes_are_told_at_once(town):
    text = PEOPLE.replace("anna,34", "anna,3").replace("hal,,man", "hal,,boy")
    assert [one.split(" ")[0] for one in problems(town(text))] == [
        "my_people.csv:2:2", "my_people.csv:9:3"
    ]  # fmt: skip


def test_of_many_mistakes_twenty_are_told_and_the_rest_counted(town):
    told = problems(town("age\n" + "5\n" * 64))
    assert len(told) == 20
    assert told[-1].startswith("my_people.csv:21:1 age: must be a number from 18 to 120")
    assert told[-1].endswith("got '5' (and 44 more problems in this file)")


def test_households_hold_as_many_as_have_seats(town):
    text = with_rows(*[f"p{n},,,,,home,," for n in range(12)])
    assert problems(town(text)) == [
        "my_people.csv:6:6 household: household home has more than 4 people, for whom there is room"
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b"", "my_people.csv: the file is empty; its first line names the columns"),
        (b" \n\n", "my_people.csv: the file is empty; its first line names the columns"),
        (HEADER.encode(), "my_people.csv: must hold 10 to 2,000,000 people, one a row, got 0"),
        ("\n".join([HEADER, *ROWS[:9]]).encode(),
         "my_people.csv: must hold 10 to 2,000,000 people, one a row, got 9"),
        (PEOPLE.replace("cora", "Zoë").encode("latin-1"),
         "my_people.csv:4:1: not text in UTF-8; save the file as CSV in UTF-8"),
        (PEOPLE.encode("utf-16"),
         "my_people.csv:1:1: not text in UTF-8; save the file as CSV in UTF-8"),
        (PEOPLE.replace("ben", "b\0n").encode(),
         "my_people.csv:3:1: holds characters that are no text; save the file as CSV"),
        (PEOPLE.replace("ben", '"ben').encode(),
         "my_people.csv:12:1: not valid CSV: unexpected end of data"),
    ],
)  # fmt: skip
def test_files_that_hold_no_people_are_refused(town, text, message):
    assert problems(town(text)) == [message]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("columns: {age: alter}",
         "6:18 population.columns.age: my_people.csv has no column alter; there are: id, age, sex, "
         "neuroticism, adverse_childhood, household, neighbourhood, group"),
        ("columns: {aeg: age}", "6:13 population.columns.aeg: unknown column, did you mean age?"),
        ("columns: {age: 3}",
         "6:18 population.columns.age: must be the name of a column, or column: and values:, "
         "got 3"),
        ("columns: {sex: {values: {w: 0}}}",
         "6:18 population.columns.sex.column: must be the name of a column"),
        ("columns: {sex: {column: sex, valeus: {}}}",
         "6:32 population.columns.sex.valeus: unknown key, did you mean values?"),
        ("columns: 3", "6:12 population.columns: must be a mapping of our column: your column "
                       "lines, got 3"),
        ("other_columns: yes", "6:18 population.other_columns: must be ignore or refuse, "
                               "got 'yes'"),
        ("newcomers_share: 0.2", "6:20 population.newcomers_share: must be 0 where people come "
                                 "from a file: all in it are here to stay"),
        ("colums: {age: age}", "6:3 population.colums: unknown key, did you mean columns?"),
    ],
)  # fmt: skip
def test_mistakes_in_the_scenario_are_told_there(town, line, message):
    assert problems(town(population=line)) == [f"town.yaml:{message}"]


@pytest.mark.parametrize(
    ("people", "message"),
    [
        ("my_poeple.csv", "no file my_poeple.csv, did you mean my_people.csv?"),
        ("people.xlsx", "must be a whole number or a CSV file, got 'people.xlsx'"),
        ("'5,000'", "must be a whole number, got '5,000' (write 5000)"),
    ],
)
def test_people_are_a_number_or_a_file_that_is_there(town, people, message):
    path = town()
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("my_people.csv", people), encoding="utf-8")
    assert problems(path) == [f"town.yaml:5:11 population.people: {message}"]


@pytest.mark.parametrize("key", ["ties: my_ties.csv", "columns: {}", "other_columns: ignore"])
def test_what_goes_with_a_file_of_people_needs_one(tmp_path, key):
    path = tmp_path / "town.yaml"
    path.write_text(f"kith: 1\nextends: baseline\npopulation: {{people: 200, {key}}}\n")
    name = key.split(":")[0]
    assert problems(path) == [
        f"town.yaml:3:27 population.{name}: goes with people from a file, as people: my_people.csv"
    ]


def test_a_wrong_file_is_an_error_of_loading_too(town):
    with pytest.raises(ScenarioError, match=r"my_people\.csv:2:2 age: must be a number"):
        load_scenario(town(PEOPLE.replace("anna,34", "anna,3")))
