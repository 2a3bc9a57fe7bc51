"""``requirements.txt`` is for those without make: what a run needs, and nothing that tests need."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any


def listed(root: Path) -> dict[tuple[str, str], set[str]]:
    """Return the hashes by package and version."""
    text = (root / "requirements.txt").read_text(encoding="utf-8").replace("\\\n", " ")
    found = {}
    for line in text.splitlines():
        match = re.match(r"([a-z0-9-]+)==(\S+)", line)
        if match:
            found[match[1], match[2]] = set(re.findall(r"--hash=(sha256:[0-9a-f]{64})", line))
    return found


def needed(lock: dict[str, Any]) -> dict[tuple[str, str], set[str]]:
    """Return the same for all that a run of Kith needs, by way of the lock."""
    packages: dict[str, list[dict[str, Any]]] = {}
    for package in lock["package"]:
        packages.setdefault(package["name"], []).append(package)
    found = {}
    waiting: list[tuple[str, str | None]] = [("kith", None)]
    seen = set(waiting)
    while waiting:
        name, version = waiting.pop()
        for package in packages[name]:
            if version not in (None, package["version"]):
                continue
            files = [*package.get("wheels", []), *filter(None, [package.get("sdist")])]
            found[name, package["version"]] = {file["hash"] for file in files}
            dependencies = list(package.get("dependencies", []))
            # The extras of Kith itself are no part of what every run needs.
            extras = {} if name == "kith" else package.get("optional-dependencies", {})
            for extra in extras.values():
                dependencies += extra
            for one in dependencies:
                step = (one["name"], one.get("version"))
                if step not in seen:
                    seen.add(step)
                    waiting.append(step)
    del found["kith", next(version for name, version in found if name == "kith")]
    return found


def test_requirements_are_those_of_the_lock(root, lock):
    assert listed(root) == needed(lock), "stale: run `make lock`"


def test_requirements_hold_no_test_tools(root, project):
    names = {name for name, _ in listed(root)}
    tools = {re.split(r"[<>=]", one)[0] for one in project["dependency-groups"]["dev"]}
    assert "mesa" in names
    assert not names & tools


def test_requirements_name_no_place_of_their_own(root):
    text = (root / "requirements.txt").read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"^(-e|-r|-i|--index|--find|/|\.)", text, re.MULTILINE)
