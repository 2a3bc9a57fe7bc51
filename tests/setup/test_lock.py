from __future__ import annotations

import re
from urllib.parse import urlsplit


def requirement(text: str) -> tuple[str, str]:
    """Return name and version range of a requirement."""
    match = re.fullmatch(r"([a-z0-9-]+)(.*)", text)
    assert match
    return match[1], match[2]


def entries(listed) -> set[tuple[str, frozenset[str]]]:
    return {
        (one["name"], frozenset(filter(None, one.get("specifier", "").split(","))))
        for one in listed
    }


def asked(texts) -> set[tuple[str, frozenset[str]]]:
    pairs = map(requirement, texts)
    return {(name, frozenset(filter(None, versions.split(",")))) for name, versions in pairs}


def own(lock):
    (kith,) = [one for one in lock["package"] if one["name"] == "kith"]
    return kith


def test_lock_answers_what_the_project_asks(lock, project):
    metadata = own(lock)["metadata"]
    extras = project["project"]["optional-dependencies"]
    wanted = project["project"]["dependencies"] + [one for some in extras.values() for one in some]
    assert entries(metadata["requires-dist"]) == asked(wanted)
    (with_extras,) = [one for one in metadata["requires-dev"]["dev"] if one["name"] == "kith"]
    assert set(with_extras["extras"]) == set(extras)
    tools = [one for one in metadata["requires-dev"]["dev"] if one["name"] != "kith"]
    groups = project["dependency-groups"]
    assert entries(tools) == asked(one for one in groups["dev"] if not one.startswith("kith["))
    assert own(lock)["version"] == project["project"]["version"]
    wanted = project["project"]["requires-python"].replace(" ", "")
    assert lock["requires-python"].replace(" ", "") == wanted


def test_lock_holds_both_versions_of_mesa(lock):
    versions = {
        one["version"]: one["resolution-markers"]
        for one in lock["package"]
        if one["name"] == "mesa"
    }
    assert sorted(versions) == ["3.3.1", "3.5.1"]
    assert all("< '3.12'" in marker for marker in versions["3.3.1"])
    assert all(">= '3.12'" in marker for marker in versions["3.5.1"])


def test_lock_names_only_the_public_index(lock):
    for package in lock["package"]:
        if package["name"] == "kith":
            assert package["source"] == {"editable": "."}
            continue
        assert package["source"] == {"registry": "https://pypi.org/simple"}
        files = [*package.get("wheels", []), *filter(None, [package.get("sdist")])]
        assert {urlsplit(file["url"]).netloc for file in files} == {"files.pythonhosted.org"}
        assert all(file["hash"].startswith("sha256:") for file in files)
