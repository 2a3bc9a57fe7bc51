"""Commands of other packages: found, never in place of Kith's own, and no danger to them."""

from __future__ import annotations

import sys
from importlib.metadata import EntryPoint

import pytest
import typer

from experiments.commands import installed
from experiments.errors import KithError

MODULE = """
import typer

def choir(voices: int = 4) -> None:
    \"\"\"Sing.\"\"\"
    typer.echo(f"{voices} voices")

def odd(thing: int | str) -> None:
    \"\"\"Has an annotation that no command can have.\"\"\"

number = 5
"""


def own() -> None:
    """Do what Kith does."""
    typer.echo("own")


@pytest.fixture
def app_with(monkeypatch, tmp_path):
    """Return an application to which entry points were added."""
    (tmp_path / "extra_commands.py").write_text(MODULE)
    (tmp_path / "falls_over.py").write_text("raise RuntimeError('on import')")
    monkeypatch.syspath_prepend(tmp_path)

    def make(**points):
        made = [EntryPoint(name, value, installed.GROUP) for name, value in points.items()]
        monkeypatch.setattr(installed, "entry_points", lambda group: made)
        app = typer.Typer()
        app.command("own")(own)
        installed.add_installed(app)
        return app

    yield make
    sys.modules.pop("extra_commands", None)


def run(app, *words):
    return app(list(words), standalone_mode=False)


def test_a_command_of_another_package_is_one_of_kith(app_with, capsys):
    app = app_with(choir="extra_commands:choir")
    run(app, "choir", "--voices", "8")
    assert capsys.readouterr().out == "8 voices\n"


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("falls_over:command", "RuntimeError: on import"),
        ("no_such_module:command", "ModuleNotFoundError"),
        ("extra_commands:missing", "AttributeError"),
        ("extra_commands:number", "TypeError: extra_commands:number is no function"),
        ("extra_commands:odd", "cannot be loaded"),
    ],
)
def test_a_broken_one_says_why_when_it_is_called_and_leaves_the_others_alone(
    app_with, capsys, value, why
):
    app = app_with(broken=value, choir="extra_commands:choir")
    run(app, "own")
    run(app, "choir")
    assert capsys.readouterr().out == "own\n4 voices\n"
    run(app, "--help")
    assert "broken" in capsys.readouterr().out
    with pytest.raises(KithError) as told:
        run(app, "broken")
    assert str(told.value).startswith("kith broken: cannot be loaded from an installed package (")
    assert why in str(told.value)


def test_a_command_of_kith_is_not_replaced(app_with, capsys):
    app = app_with(own="extra_commands:choir")
    run(app, "--help")  # with one command only, there would be no commands to choose from
    capsys.readouterr()
    assert [one.name for one in app.registered_commands] == ["own"]
