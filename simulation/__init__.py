"""The simulated world: people, ties, weekly processes, programmes, surveys."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from simulation.agents import Person, PersonSet
    from simulation.model import ConnectivityModel, memory_needed
    from simulation.parameters import ParameterError, ParameterSet
    from simulation.people import DepartedPersonError
    from simulation.population import PopulationSettings
    from simulation.storage import SavedWorldError

__all__ = [
    "ConnectivityModel",
    "DepartedPersonError",
    "ParameterError",
    "ParameterSet",
    "Person",
    "PersonSet",
    "PopulationSettings",
    "SavedWorldError",
    "memory_needed",
]

#: Where each public name lives: loaded when asked for, so that reading a scenario stays quick.
_HOMES = {
    "ConnectivityModel": "model",
    "DepartedPersonError": "people",
    "ParameterError": "parameters",
    "ParameterSet": "parameters",
    "Person": "agents",
    "PersonSet": "agents",
    "PopulationSettings": "population",
    "SavedWorldError": "storage",
    "memory_needed": "model",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'simulation' has no attribute {name!r}")
    return getattr(import_module(f"simulation.{_HOMES[name]}"), name)
