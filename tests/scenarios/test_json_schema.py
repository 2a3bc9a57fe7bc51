from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from scenarios.json_schema import scenario_schema, schema_files, study_schema
from simulation.policies import POLICIES
from simulation.programmes import PROGRAMMES
from simulation.registry import PARAMETERS

NEEDED = {"ParameterChange": ["parameter", "value"]}


@pytest.mark.parametrize("path", schema_files(), ids=lambda path: path.name)
def test_committed_schema_is_fresh(path: Path):
    fresh = schema_files()[path]
    assert path.read_text(encoding="utf-8") == fresh, "stale: run `make schema`"


def test_a_file_that_extends_another_needs_only_its_format_version():
    schema = scenario_schema()
    assert schema["required"] == ["kith"]
    assert "extends" in schema["properties"]


def test_editors_can_complete_programmes_and_parameters():
    schema = scenario_schema()
    items = schema["properties"]["programmes"]["items"]
    assert set(items["discriminator"]["mapping"]) == set(PROGRAMMES)
    assert set(schema["properties"]["parameters"]["properties"]) == set(PARAMETERS)


def test_editors_ask_for_the_type_of_a_programme():
    parts = scenario_schema()["$defs"]
    for programme in PROGRAMMES.values():
        assert parts[programme.__name__]["required"] == ["type"]


def test_editors_can_complete_policies_and_the_parameters_they_change():
    schema = scenario_schema()
    items = schema["properties"]["policies"]["items"]
    assert set(items["discriminator"]["mapping"]) == set(POLICIES)
    for policy in POLICIES.values():
        required = schema["$defs"][policy.__name__]["required"]
        assert required == ["type", *NEEDED.get(policy.__name__, [])]
    change = schema["$defs"]["ParameterChange"]["properties"]["parameter"]
    assert change["enum"] == sorted(PARAMETERS)
    assert "kith list parameters" in change["description"]


def numbers(part: Any, key: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(part, dict):
        kinds = [part.get("type"), *(one.get("type") for one in part.get("anyOf", []))]
        if {"integer", "number"} & {kind for kind in kinds if isinstance(kind, str)}:
            yield key, part
        for name, child in part.get("properties", {}).items():
            yield from numbers(child, name)
        for name, child in part.get("$defs", {}).items():
            yield from numbers(child, name)


@pytest.mark.parametrize("schema", [scenario_schema(), study_schema()], ids=["scenario", "study"])
def test_every_number_says_what_it_counts(schema):
    found = dict(numbers(schema))
    assert len(found) > 5
    silent = [key for key, part in found.items() if not part.get("description")]
    assert silent == []


def test_schemas_are_plain_json():
    for text in schema_files().values():
        assert json.loads(text)["$schema"] == "https://json-schema.org/draft/2020-12/schema"
