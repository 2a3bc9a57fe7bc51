"""What a page shows can be done: code runs, worlds are valid, commands and links exist."""

from __future__ import annotations

import re
import shlex
from urllib.parse import urlsplit

import pytest
import typer

from experiments.cli import app
from scenarios import check_file
from tests.docs.markdown import ROOT, anchors, blocks, links, write_files

#: Need what is not there while tests run: a results folder, and hosts of notebooks, in one of which
#: the widget has a test of its own.
ONLY_READ = {ROOT / "results" / "README.md", ROOT / "docs" / "notebook.md"}
TUTORIAL = "docs/tutorial-own-programme.md"


def commands(text: str, language: str, prompt: str = "") -> list[list[str]]:
    lines = [line for block in blocks(text, language) for line in block.text.splitlines()]
    return [
        shlex.split(line.removeprefix(prompt), comments=True)
        for line in lines
        if line.startswith(f"{prompt}kith ")
    ]


def inline_commands(text: str) -> list[list[str]]:
    return [shlex.split(code) for code in re.findall(r"`(kith [^`]+)`", text)]


def wrong_in(words: list[str]) -> str | None:
    """Return what in a command line the program does not know, or None."""
    known = vars(typer.main.get_command(app))["commands"]
    if len(words) < 2 or words[1] not in known:
        return " ".join(words[:2])
    options = {name for one in known[words[1]].params for name in one.opts}
    return next((word for word in words if word.startswith("--") and word not in options), None)


def test_python_runs(page, tmp_path, monkeypatch):
    text = page.read_text(encoding="utf-8")
    found = blocks(text, "python")
    if page in ONLY_READ or not found:
        for block in found:
            compile(block.text, str(page), "exec")
        return
    monkeypatch.chdir(tmp_path)
    write_files(text, tmp_path)
    namespace: dict[str, object] = {"__name__": "example"}
    for block in found:
        if block.file is not None:
            continue  # it is run by what uses the file
        padded = "\n" * (block.line - 1) + block.text
        exec(compile(padded, str(page), "exec"), namespace)


def test_the_pages_that_should_have_examples_have_them():
    for name in ("README.md", "docs/model.md", "docs/contributing-a-process.md", TUTORIAL):
        assert blocks((ROOT / name).read_text(encoding="utf-8"), "python"), name


def test_worlds_shown_are_valid(page, tmp_path):
    text = page.read_text(encoding="utf-8")
    write_files(text, tmp_path)
    for block in blocks(text, "yaml"):
        path = tmp_path / "shown.yaml"
        path.write_text(block.text, encoding="utf-8")
        assert check_file(path, allow_code=True) == []


def test_commands_shown_exist(page):
    text = page.read_text(encoding="utf-8")
    shown = commands(text, "sh") + commands(text, "console", "$ ") + inline_commands(text)
    assert [wrong for words in shown if (wrong := wrong_in(words)) is not None] == []


def test_a_command_that_does_not_exist_would_be_noticed():
    assert wrong_in(["kith", "ruin", "quickstart"]) == "kith ruin"
    assert wrong_in(["kith", "run", "quickstart", "--sedes", "3"]) == "--sedes"
    assert wrong_in(["kith", "run", "quickstart", "--seeds", "3"]) is None
    assert commands("```sh\nkith check a.yaml  # all of it\n```\n", "sh") == [
        ["kith", "check", "a.yaml"]
    ]


def test_targets_of_make_shown_exist(page):
    made = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    text = page.read_text(encoding="utf-8")
    lines = [line for block in blocks(text, "sh") for line in block.text.splitlines()]
    shown = [line.split()[1] for line in lines if line.startswith("make ")]
    shown += re.findall(r"`make ([a-z-]+)", text)
    assert set(shown) <= set(made)


def test_links_lead_somewhere(page):
    broken = []
    for link in links(page.read_text(encoding="utf-8")):
        parts = urlsplit(link)
        if parts.scheme:
            assert parts.scheme == "https", link
            continue
        target = (page.parent / parts.path).resolve() if parts.path else page
        there = target.is_relative_to(ROOT) and target.exists()
        if there and parts.fragment:
            there = parts.fragment in anchors(target.read_text(encoding="utf-8"))
        if not there:
            broken.append(link)
    assert broken == []


def test_the_mistake_that_the_readme_shows_is_reported_just_so(tmp_path):
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    (block,) = blocks(text, "yaml")
    path = tmp_path / "evening-groups.yaml"
    path.write_text(block.text.replace("uptake:", "uptaek:"), encoding="utf-8")
    (problem,) = check_file(path)
    message = f"{problem.line}:{problem.column} {problem.key}: {problem.message}"
    assert f"evening-groups.yaml:{message}\n" in text


@pytest.mark.parametrize("heading", ["Same people, same luck", "Limits", "Licence"])
def test_the_readme_says_what_newcomers_look_for(heading):
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"\n## {heading}\n" in text
