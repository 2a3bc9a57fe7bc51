"""Compiled kernels: kept for one version of the model, in a folder that can be written."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numba
import pytest

import simulation
from simulation import compilation
from simulation.compilation import compiled_folder, inline, kernel
from simulation.fingerprint import source_fingerprint


@pytest.fixture
def fresh(monkeypatch, tmp_path):
    """Let the folder be chosen anew, with an empty home."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("KITH_CACHE", raising=False)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    return compiled_folder.__wrapped__


def test_the_folder_is_named_after_the_source(fresh, monkeypatch, tmp_path):
    assert fresh() == tmp_path / "home/.cache/kith/compiled" / source_fingerprint()[:16]
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert fresh().is_relative_to(tmp_path / "xdg/kith")
    monkeypatch.setenv("KITH_CACHE", str(tmp_path / "own"))
    assert fresh() == tmp_path / "own/compiled" / source_fingerprint()[:16]
    assert fresh().is_dir()


def test_a_folder_that_cannot_be_made_is_replaced(fresh, monkeypatch, tmp_path):
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("KITH_CACHE", str(tmp_path / "file"))
    folder = fresh()
    assert folder.is_dir()
    assert os.access(folder, os.W_OK)
    assert folder.name.startswith("kith-compiled-")
    folder.rmdir()


def test_only_the_newest_versions_are_kept(fresh, monkeypatch, tmp_path):
    monkeypatch.setenv("KITH_CACHE", str(tmp_path))
    for age in range(6):
        old = tmp_path / "compiled" / f"version{age}"
        old.mkdir(parents=True)
        (old / "kernel.nbi").write_text("x")
        os.utime(old, (1e9 - age, 1e9 - age))
    current = fresh()
    kept = {path.name for path in (tmp_path / "compiled").iterdir()}
    assert kept == {current.name, "version0", "version1", "version2"}


def _doubled(x):
    return 2 * x


def test_kernels_leave_numbas_own_folder_alone():
    settings: Any = numba.config
    before = settings.CACHE_DIR

    compiled: Any = kernel(_doubled)
    assert compiled(4) == 8
    assert before == settings.CACHE_DIR
    assert str(compiled_folder()) in compiled._cache.cache_path


def test_kernels_let_other_threads_run():
    compiled: Any = inline(_doubled)
    assert compiled(4) == 8
    assert compiled.targetoptions["nogil"]


def test_a_second_process_compiles_nothing(tmp_path):
    """The kernels of a first run serve the next: the promise of a warm start."""
    code = (
        "from simulation import draws; import numpy as np;"
        "draws.uniforms(1, np.arange(3));"
        "hits = draws._uniforms.stats.cache_hits; print(sum(hits.values()))"
    )
    root = Path(simulation.__file__).parents[1]
    environment = os.environ | {"KITH_CACHE": str(tmp_path), "PYTHONPATH": str(root)}
    counts = [
        subprocess.run(
            [sys.executable, "-c", code], env=environment, check=True, capture_output=True
        ).stdout.strip()
        for _ in range(2)
    ]
    assert counts == [b"0", b"1"]


def test_versions_kept_are_few():
    assert 2 <= compilation._KEEP_VERSIONS <= 10
