"""JSON Schema of the files, for editors: completion, help on each key and first checks.

The two schema files beside the YAML files are generated: ``kith schema --write`` writes them anew.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

from scenarios.library import SCENARIOS, STUDIES
from scenarios.scenario import ScenarioFile
from scenarios.study import StudyFile

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def scenario_schema() -> dict[str, Any]:
    """Return the JSON Schema of a scenario file.

    Only ``kith`` is required, since all else may come from the file that it extends.

    Examples
    --------
    >>> scenario_schema()["required"]
    ['kith']
    """
    schema = _schema(ScenarioFile)
    extends = {
        "type": "string",
        "description": "The scenario this one starts from: a file beside it, or a name.",
    }
    schema["properties"] = {"kith": schema["properties"].pop("kith"), "extends": extends} | schema[
        "properties"
    ]
    schema["required"] = ["kith"]
    for part in schema.get("$defs", {}).values():
        # A type has a default in Python; in a file it says which programme or policy is meant.
        needed = [name for name in part.get("required", []) if name != "type"]
        part["required"] = ["type", *needed] if "type" in part["properties"] else []
    return schema


def study_schema() -> dict[str, Any]:
    """Return the JSON Schema of a study file.

    Examples
    --------
    >>> study_schema()["required"]
    ['kith', 'title', 'arms']
    """
    return _schema(StudyFile)


def schema_files() -> dict[Path, str]:
    """Return the text that each committed schema file should hold."""
    return {
        SCENARIOS / "scenario.schema.json": _text(scenario_schema()),
        STUDIES / "study.schema.json": _text(study_schema()),
    }


class _WithoutFieldTitles(GenerateJsonSchema):
    """Leaves out titles such as "Start Week": the key says as much."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


def _schema(model: type[BaseModel]) -> dict[str, Any]:
    return {"$schema": _DIALECT} | model.model_json_schema(schema_generator=_WithoutFieldTitles)


def _text(schema: dict[str, Any]) -> str:
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
