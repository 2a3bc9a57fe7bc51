from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from scenarios.json_schema import scenario_schema, schema_files, study_schema
from scenarios.keys import resolve
from scenarios.own_code import CodeFile
from simulation.policies import POLICIES
from simulation.programmes import PROGRAMMES
from simulation.programmes.installed import installed_kind
from simulation.registry import PARAMETERS
from tests.simulation.programmes.packages import CHOIR, install

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


def says(words: dict[str, Any], text: str) -> bool:
    """Return whether a text is one that a schema of texts allows."""
    if "not" in words:
        return not any(says(one, text) for one in words["not"]["anyOf"])
    return (
        words.get("const", text) == text and re.search(words.get("pattern", ""), text) is not None
    )


def options(schema: dict[str, Any], item: dict[str, Any]) -> list[str]:
    """Return which options of a programme an item could be, by the keys that tell them apart."""
    found = []
    for option in schema["properties"]["programmes"]["items"]["oneOf"]:
        part = resolve(schema, option)
        words, known = {"use", "type"} & set(item), part["properties"]
        fits = all(says(known.get(word, {"const": None}), item[word]) for word in words)
        fits &= set(part["required"]) <= set(item)
        fits &= "oneOf" not in part or len(words) == 1
        fits &= part.get("additionalProperties", True) or set(item) <= set(known)
        found += [part.get("title", "unknown")] * fits
    return found


def test_an_unknown_programme_of_ones_own_may_have_any_settings():
    schema = scenario_schema()
    assert options(schema, {"use": "choir.py:Choir", "tempo": 4}) == ["unknown"]
    assert options(schema, {"type": "group_therapy", "uptake": 1}) == ["GroupTherapy"]
    assert options(schema, {"uptake": 1}) == []


def test_a_programme_of_ones_own_can_be_known_with_its_settings(tmp_path):
    kind = CodeFile(str(tmp_path / "choir.py"), CHOIR).kind("Choir")
    schema = scenario_schema([kind])
    tempo = schema["$defs"]["Choir"]["properties"]["tempo"]
    assert tempo == {
        "default": 3.0, "description": "Songs in an hour (songs an hour).",
        "maximum": 9, "minimum": 1, "type": "number",
    }  # fmt: skip
    assert "type" not in schema["$defs"]["Choir"]["properties"]
    for use in ("choir.py:Choir", "../a/choir.py:Choir", "C:\\a\\choir.py:Choir"):
        assert options(schema, {"use": use, "tempo": 4}) == ["Choir"]
        assert options(schema, {"use": use, "tempi": 4}) == []
    for use in ("mychoir.py:Choir", "choirspy:Choir", "choir.py:Chorus"):
        assert options(schema, {"use": use, "tempi": 4}) == ["unknown"]


def test_an_installed_programme_can_be_known_by_either_word(tmp_path, monkeypatch):
    code = CHOIR.replace("= 3.0\n", "\n")
    install(tmp_path, "kith-choirs", {"kith_choirs_s": code}, {"choir": "kith_choirs_s:Choir"})
    monkeypatch.syspath_prepend(tmp_path)
    schema = scenario_schema([installed_kind("choir")])
    for key in ("use", "type"):
        assert options(schema, {key: "choir", "tempo": 4}) == ["Choir"]
        assert options(schema, {key: "choir"}) == [], "tempo has no default here"
    assert options(schema, {"use": "choir", "type": "choir", "tempo": 4}) == []
    assert options(schema, {"use": "opera"}) == ["unknown"]
