"""JSON Schema of the files, for editors: completion, help on each key and first checks.

The two schema files beside the YAML files are generated: ``kith schema --write`` writes them anew.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

from scenarios.file_model import file_model
from scenarios.keys import resolve
from scenarios.library import SCENARIOS, STUDIES
from scenarios.origins import origin_of
from scenarios.own_data.people import PEOPLE_COLUMNS
from scenarios.own_data.ties import TIE_COLUMNS
from scenarios.study import StudyFile
from simulation.programmes import Programme

_USE = (
    "A programme of one's own: `my_programmes.py:Choir` is a class in a file, `choir` a programme "
    "of an installed package."
)
#: A column of a user's file: its name, or its name and what its words stand for.
_COLUMN: dict[str, Any] = {
    "anyOf": [
        {"type": "string"},
        {
            "type": "object",
            "properties": {
                "column": {"type": "string"},
                "values": {
                    "type": "object",
                    "additionalProperties": {"type": ["string", "number", "boolean", "null"]},
                },
            },
            "required": ["column"],
            "additionalProperties": False,
        },
    ]
}
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def scenario_schema(kinds: Sequence[type[Programme]] = ()) -> dict[str, Any]:
    """Return the JSON Schema of a scenario file.

    Only ``kith`` is required, since all else may come from the file that it extends.

    Parameters
    ----------
    kinds
        Programmes that are not built in but are to be known with their settings. Of any other
        programme that is brought in with ``use``, the settings are not checked.

    Examples
    --------
    >>> scenario_schema()["required"]
    ['kith']
    """
    schema = _schema(file_model(kinds))
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
        part["required"] = ["type", *needed] if "type" in part.get("properties", {}) else []
    _let_use(schema, kinds)
    _let_bring_people(schema)
    return schema


def _let_use(schema: dict[str, Any], kinds: Sequence[type[Programme]]) -> None:
    """Let programmes of one's own be named with ``use``, known ones with their settings."""
    items = schema["properties"]["programmes"]["items"]
    known: list[dict[str, Any]] = []
    for kind in kinds:
        own = origin_of(kind)
        assert own is not None
        part = resolve(schema, {"$ref": items["discriminator"]["mapping"][own.type]})
        # A file of code may lie in any folder; an installed programme has a name only.
        ending = re.sub(r"([.\\^$*+?()\[\]{}|])", r"\\\1", own.use)
        word = {"const": own.use} if own.package else {"pattern": rf"(^|[/\\]){ending}$"}
        known.append(word)
        use = {"use": {"type": "string", "description": _USE} | word}
        needed = [name for name, field in kind.model_fields.items() if field.is_required()]
        if own.package:
            part["properties"] = use | part["properties"]
            part["required"] = needed
            part["oneOf"] = [{"required": ["use"]}, {"required": ["type"]}]
        else:
            del part["properties"]["type"]
            part["properties"] = use | part["properties"]
            part["required"] = ["use", *needed]
    unknown = {"not": {"anyOf": known}} if known else {}
    items["oneOf"].append(
        {
            "type": "object",
            "description": "A programme of one's own whose settings are not known here.",
            "properties": {"use": {"type": "string", "description": _USE} | unknown},
            "required": ["use"],
        }
    )


def _let_bring_people(schema: dict[str, Any]) -> None:
    """Let people and ties come from files."""
    population = schema["$defs"]["PopulationSettings"]["properties"]
    number = population["people"]
    about = number.pop("description")
    file = {"type": "string", "pattern": r"\.[cC][sS][vV]$"}
    population["people"] = {
        "anyOf": [number, file],
        "default": number["default"],
        "description": f"{about} Or a CSV file of people beside the scenario, one a row.",
    }
    population["ties"] = {
        "type": "string",
        "pattern": r"\.([cC][sS][vV]|[gG][rR][aA][pP][hH][mM][lL])$",
        "description": "A CSV or GraphML file of ties between the people of a file.",
    }
    for key, known, what in (
        ("columns", PEOPLE_COLUMNS, "people"),
        ("tie_columns", TIE_COLUMNS, "ties"),
    ):
        population[key] = {
            "type": "object",
            "description": f"Columns of the file of {what} that have other names there.",
            "properties": {name: _COLUMN for name in known},
            "additionalProperties": False,
        }
    population["other_columns"] = {
        "enum": ["refuse", "ignore"],
        "default": "refuse",
        "description": "What becomes of columns of these files that have no meaning here.",
    }


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


@lru_cache(maxsize=8)
def _generated(model: type[BaseModel]) -> str:
    # Each file with a mistake asks for the keys there are, and this takes most of its check.
    return json.dumps(model.model_json_schema(schema_generator=_WithoutFieldTitles))


def _schema(model: type[BaseModel]) -> dict[str, Any]:
    schema: dict[str, Any] = json.loads(_generated(model))
    return {"$schema": _DIALECT} | schema


def _text(schema: dict[str, Any]) -> str:
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
