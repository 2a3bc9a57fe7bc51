from __future__ import annotations

from scenarios.json_schema import scenario_schema
from scenarios.keys import known_keys, known_types, place_elsewhere
from scenarios.problems import Position
from scenarios.source import Node, read_source
from simulation.programmes import PROGRAMMES


def test_keys_of_a_programme_depend_on_its_type(write):
    root = read_source(
        write("x.yaml", "programmes: [{type: group_therapy}, {type: community_events}, {}]\n")
    )
    schema = scenario_schema()
    for i, kind in enumerate(["group_therapy", "community_events"]):
        assert known_keys(schema, ("programmes", i), root) == [*PROGRAMMES[kind].model_fields]
    assert known_keys(schema, ("programmes", 2), root) == []
    assert known_types(schema, ("programmes", 0)) == sorted(PROGRAMMES)


def test_keys_are_known_where_the_file_has_nothing(tmp_path):
    empty = Node({}, Position(tmp_path))
    assert known_keys(scenario_schema(), ("run",), empty) == ["burn_in_weeks", "weeks"]


def test_a_key_in_the_wrong_place_is_found_in_the_right_one():
    schema = scenario_schema()
    assert place_elsewhere(schema, "people") == "population.people"
    assert place_elsewhere(schema, "attendance") == "programmes[...].attendance"
    assert place_elsewhere(schema, "nothing") is None
