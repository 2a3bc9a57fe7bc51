"""The registry of parameters: every file that declares some is in it, once."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

import simulation
from simulation import registry
from simulation.parameters import ParameterError
from simulation.registry import DECLARED_IN, PARAMETERS


def test_no_file_that_declares_parameters_is_forgotten():
    root = Path(simulation.__file__).parent
    declaring = {
        ".".join(path.relative_to(root).with_suffix("").parts)
        for path in root.rglob("*.py")
        if "\nPARAMETERS = (" in path.read_text() or "\nPARAMETERS: tuple" in path.read_text()
    }
    assert declaring == set(registry._FILES)


def test_each_parameter_is_known_by_its_own_name_and_file():
    assert set(DECLARED_IN) == set(PARAMETERS)
    for name, file in DECLARED_IN.items():
        declared = {one.name: one for one in import_module(f"simulation.{file}").PARAMETERS}
        assert declared[name] is PARAMETERS[name]
    total = sum(len(import_module(f"simulation.{file}").PARAMETERS) for file in registry._FILES)
    assert total == len(PARAMETERS)


def test_a_name_declared_twice_is_an_error(monkeypatch):
    monkeypatch.setattr(registry, "_FILES", (*registry._FILES, "week.loneliness"))
    with pytest.raises(
        ParameterError, match=r"^\w+: declared in week.loneliness and again in week.loneliness$"
    ):
        registry._gathered()
