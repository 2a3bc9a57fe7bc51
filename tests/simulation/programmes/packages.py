"""Packages as an installer leaves them: modules, and metadata that name programmes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

#: A module with one programme.
CHOIR = '''\
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from simulation.programmes import Programme


class Choir(Programme):
    """Singing together."""

    content: ClassVar = {"safe_contact": 0.4, "skill": 0.3}
    format: ClassVar = "group"
    type: Literal["choir"] = "choir"
    tempo: Annotated[float, Field(ge=1, le=9)] = 3.0
    """Songs in an hour (songs an hour)."""
'''


def install(
    folder: Path, package: str, modules: Mapping[str, str], programmes: Mapping[str, str]
) -> None:
    """Write version 1.2 of a package into a folder of the import path."""
    for name, text in modules.items():
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
    about = folder / f"{package.replace('-', '_')}-1.2.dist-info"
    about.mkdir()
    metadata = f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.2\n"
    (about / "METADATA").write_text(metadata, encoding="utf-8")
    lines = [f"{name} = {target}" for name, target in programmes.items()]
    text = "\n".join(["[kith.programmes]", *lines, ""])
    (about / "entry_points.txt").write_text(text, encoding="utf-8")
