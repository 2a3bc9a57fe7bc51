"""Modules of the page joined into one script, for files that have no server beside them.

A tape and a notebook cannot load modules one by one, and a worker made from a text cannot import.
So the modules that an entry needs are written one after the other, those needed first, each in a
function of its own that returns what it exports.

The page's modules keep to a few plain forms, each at the beginning of a line; anything else is
refused here with its place, so that a script never fails later in somebody's browser:

- ``import { a, b as c } from "./x.js";``, ``import * as x from "./x.js";``, ``import "./x.js";``
- ``export const a = ...``, ``export function a``, ``export async function a``, ``export class A``
- ``export { a, b as c };`` and ``export { a, b as c } from "./x.js";``

``import.meta.url`` becomes the address of the page.
"""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

__all__ = ["JoinError", "joined_script"]

_FROM = r"""(?P<quote>["'])(?P<path>[^"'\n]+)(?P=quote)[ \t]*;?[ \t]*$"""
_IMPORT = re.compile(
    rf"^import[ \t]+(?:(?P<names>\{{[^}}]*\}}|\*[ \t]+as[ \t]+\w+)\s+from[ \t]+)?{_FROM}",
    re.MULTILINE,
)
_EXPORT_FROM = re.compile(
    rf"^export[ \t]+(?P<names>\{{[^}}]*\}})\s+from[ \t]+{_FROM}", re.MULTILINE
)
_EXPORT_LIST = re.compile(r"^export[ \t]+(?P<names>\{[^}]*\})[ \t]*;?[ \t]*$", re.MULTILINE)
_EXPORT = re.compile(
    r"^export[ \t]+(?P<what>const|class|(?:async[ \t]+)?function[ \t]*\*?)[ \t]*(?P<name>[\w$]+)",
    re.MULTILINE,
)
_LEFT = re.compile(r"^(?:import|export|await)\b.*", re.MULTILINE)


class JoinError(ValueError):
    """A module that cannot be joined; the message says which, where and why."""


def joined_script(static: Path, entry: str) -> str:
    """Return a script that does what the module ``entry`` does, without loading anything.

    Parameters
    ----------
    static
        The folder of the page's files.
    entry
        Path of the first module in it, such as ``network/worker.js``.

    Raises
    ------
    JoinError
        When a module is missing, lies outside the folder, needs itself, or uses another form of
        import or export than those above.
    """
    written: dict[str, str] = {}
    _write(static, entry, (), written)
    return (
        "(() => {\n'use strict';\nconst kithModules = {};\n" + "".join(written.values()) + "})();\n"
    )


def _write(static: Path, path: str, before: tuple[str, ...], written: dict[str, str]) -> None:
    if path in written:
        return
    if path in before:
        circle = " -> ".join((*before[before.index(path) :], path))
        raise JoinError(f"{circle}: these modules need each other; let one stand below the other")
    file = static / path
    if path.startswith("..") or not file.is_file():
        whose = f" that {before[-1]} needs" if before else ""
        raise JoinError(f"{path}: there is no module of this name{whose}")
    text = file.read_text(encoding="utf-8")
    needed: list[str] = []
    exported: dict[str, str] = {}

    def home(found: re.Match[str]) -> str:
        wanted = found["path"]
        if not wanted.startswith("."):
            raise JoinError(f"{path}: imports {wanted!r}; only files beside it can be joined")
        other = posixpath.normpath(posixpath.join(posixpath.dirname(path), wanted))
        needed.append(other)
        return f"kithModules[{_quoted(other)}]"

    def imported(found: re.Match[str]) -> str:
        names, module = found["names"], home(found)
        if names is None:
            return _same_lines(found, "")
        if names.startswith("*"):
            return _same_lines(found, f"const {names.split()[-1]} = {module};")
        pairs = (f"{theirs}: {own}" for theirs, own in _pairs(names))
        return _same_lines(found, f"const {{ {', '.join(pairs)} }} = {module};")

    def passed_on(found: re.Match[str]) -> str:
        module = home(found)
        exported.update({own: f"{module}.{theirs}" for theirs, own in _pairs(found["names"])})
        return _same_lines(found, "")

    def listed(found: re.Match[str]) -> str:
        exported.update({other: own for own, other in _pairs(found["names"])})
        return _same_lines(found, "")

    def declared(found: re.Match[str]) -> str:
        exported[found["name"]] = found["name"]
        return f"{found['what']} {found['name']}"

    body = _IMPORT.sub(imported, text)
    body = _EXPORT_FROM.sub(passed_on, body)
    body = _EXPORT_LIST.sub(listed, body)
    body = _EXPORT.sub(declared, body)
    left = _LEFT.search(body)
    if left is not None:
        line = body.count("\n", 0, left.start()) + 1
        raise JoinError(f"{path}:{line}: {left[0].strip()!r} is a form that cannot be joined")
    for other in needed:
        _write(static, other, (*before, path), written)
    body = body.replace("import.meta.url", "globalThis.location.href")
    returned = ", ".join(f"{name}: {value}" for name, value in exported.items())
    written[path] = (
        f"kithModules[{_quoted(path)}] = (() => {{\n{body.rstrip()}\n"
        f"return {{ {returned} }};\n}})();\n"
    )


def _pairs(names: str) -> list[tuple[str, str]]:
    """Return what stands in braces: each name, and the one after ``as`` or the same."""
    words = [one.split() for one in re.sub(r"//[^\n]*", "", names).strip("{} \n").split(",")]
    return [(one[0], one[-1]) for one in words if one]


def _same_lines(found: re.Match[str], text: str) -> str:
    """Keep the numbers of the lines below, which messages of browsers speak of."""
    return text + "\n" * found[0].count("\n")


def _quoted(path: str) -> str:
    return "'" + path.replace("\\", "\\\\").replace("'", "\\'") + "'"
