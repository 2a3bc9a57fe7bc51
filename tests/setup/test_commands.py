from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest


@pytest.fixture
def make(root: Path, tmp_path: Path):
    """Run make in a copy of the set-up files, with almost nothing in the environment."""
    command = shutil.which("make")
    if command is None:
        pytest.skip("make is not installed")
    for name in ("Makefile", "pyproject.toml", "uv.lock"):
        shutil.copy(root / name, tmp_path / name)

    def runner(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [command, *arguments],
            cwd=tmp_path,
            env={"PATH": os.environ["PATH"], "HOME": str(tmp_path)},
            capture_output=True,
            text=True,
            check=False,
        )

    return runner


def executable(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)
    return path


def test_an_old_python_is_refused_with_the_fix(make, tmp_path):
    old = executable(
        tmp_path / "python-old",
        '#!/bin/sh\nif [ "$1" = --version ]; then echo Python 3.10.1; else exit 1; fi\n',
    )
    done = make("env", f"PYTHON={old}")
    assert done.returncode == 2
    assert done.stderr.splitlines()[0] == (
        f"error: Kith needs Python 3.11, 3.12 or 3.13, and {old} is Python 3.10.1. "
        "Name one: make PYTHON=python3.12 env"
    )
    assert not (tmp_path / ".tools").exists()
    assert not (tmp_path / ".venv").exists()


def test_a_missing_python_is_refused_with_the_fix(make):
    done = make("run", "PYTHON=python-that-is-not-there")
    assert done.returncode == 2
    assert "Kith needs Python 3.11, 3.12 or 3.13" in done.stderr
    assert "Traceback" not in done.stderr


def test_help_lists_every_target_that_users_need(make):
    done = make("help")
    assert done.returncode == 0
    words = done.stdout.split()
    for target in ("env", "run", "test", "bench", "test-all-pythons", "clean"):
        assert target in words


def stub_environment(folder: Path) -> None:
    """Make an environment that looks ready and writes down how it is called."""
    binaries = folder / ".venv" / "bin"
    binaries.mkdir(parents=True)
    for name in ("kith", "python", "ruff", "mypy"):
        executable(binaries / name, f'#!/bin/sh\necho {name} "$@"\n')
    tools = folder / ".tools" / "bin"
    tools.mkdir(parents=True)
    executable(tools / "uv", "#!/bin/sh\necho uv is not to be called; exit 1\n")
    for stamp in (".runtime", ".dev"):
        (folder / ".venv" / stamp).touch()


def test_run_takes_the_first_seed(make, tmp_path):
    stub_environment(tmp_path)
    plain, seeded = make("run"), make("run", "SEEDS=100")
    study = "kith run scenarios/studies/quickstart.yaml"
    assert plain.stdout.splitlines()[0] == study
    assert seeded.stdout.splitlines()[0] == f"{study} --first-seed 100"
    assert plain.stdout.splitlines()[1].startswith("ran in ")


def test_run_fails_when_kith_fails(make, tmp_path):
    stub_environment(tmp_path)
    executable(tmp_path / ".venv" / "bin" / "kith", "#!/bin/sh\nexit 1\n")
    assert make("run").returncode != 0


SIDE_BY_SIDE = "--numprocesses auto --maxprocesses 4 --dist loadfile"


@pytest.mark.parametrize(("target", "marked"), [("test", " -m not slow"), ("test-all", "")])
def test_test_checks_lint_types_and_tests(make, tmp_path, target, marked):
    stub_environment(tmp_path)
    assert [line.rstrip() for line in make(target).stdout.splitlines()] == [
        "ruff check .",
        "ruff format --check .",
        "mypy",
        f"python -m pytest -q {SIDE_BY_SIDE}{marked}",
    ]


def test_environment_for_a_run_takes_no_tools_away(make, tmp_path):
    stub_environment(tmp_path)
    (tmp_path / ".venv" / ".runtime").unlink()
    executable(tmp_path / ".tools" / "bin" / "uv", '#!/bin/sh\necho uv "$@"\n')
    done = make("env", "PYTHON=python3")
    assert done.stdout.splitlines()[0] == (
        "uv sync --quiet --locked --python python3 --no-dev --inexact"
    )


def test_continuous_integration_runs_the_tests(root):
    script = root / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert script.read_text(encoding="utf-8").splitlines()[-1] == "make test"
