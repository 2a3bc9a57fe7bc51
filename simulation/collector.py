"""Mesa's DataCollector over columns: what agents report is stored as arrays, a column a time.

Reporters of people that are column names or expressions need no agent to be made; functions work as
in Mesa, person by person. The step in the tables is the week of the model.
"""

from __future__ import annotations

import functools
import types
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, TypeAlias

import mesa
import numpy as np
import numpy.typing as npt
import pandas as pd

from simulation.expressions import Expression, widened
from simulation.person_set import PersonSet

__all__ = ["ColumnCollector"]

Reporter: TypeAlias = "str | Expression | Callable[..., Any] | list[Any]"
Values: TypeAlias = "npt.NDArray[Any] | list[Any]"

_IMMUTABLE = (str, int, float, bool, tuple)


@dataclass
class _Report:
    """What some agents reported at one step; a sequence of Mesa's records for who wants those."""

    step: Any
    ids: npt.NDArray[np.int64]
    values: list[Values]

    def __len__(self) -> int:
        return len(self.ids)

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        for unique_id, *own in zip(self.ids.tolist(), *map(_as_list, self.values), strict=True):
            yield (self.step, unique_id, *own)


class ColumnCollector(mesa.DataCollector):
    """Collect what a model and its agents report, as Mesa's DataCollector does.

    Parameters
    ----------
    model_reporters
        By name: a function of the model, an attribute of the model, ``[function, arguments]``, or
        another callable, called without arguments.
    agent_reporters
        By name: a column or an expression, stored as one array for everybody; another attribute,
        a function of a person or ``[function, further arguments]``, asked of each person.
    agenttype_reporters
        By type of agent, such reporters by name.
    tables
        By name, the columns of a table that is filled with ``add_table_row``.

    Examples
    --------
    >>> from simulation import ConnectivityModel, Person
    >>> model = ConnectivityModel(people=100, rng=1)
    >>> collector = ColumnCollector(agent_reporters={"lonely": Person.loneliness > 0.5})
    >>> collector.collect(model)
    >>> len(collector.get_agent_vars_dataframe())
    100
    """

    def __init__(
        self,
        model_reporters: Mapping[str, Any] | None = None,
        agent_reporters: Mapping[str, Reporter] | None = None,
        agenttype_reporters: Mapping[type, Mapping[str, Reporter]] | None = None,
        tables: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        super().__init__(model_reporters=model_reporters, tables=tables)
        self.agent_reporters = dict(agent_reporters or {})
        self.agenttype_reporters = {
            kind: dict(reporters) for kind, reporters in (agenttype_reporters or {}).items()
        }

    def collect(self, model: Any) -> None:
        """Store what the model and its agents report now.

        Raises
        ------
        AttributeError
            If a reporter names something that is neither a column nor an attribute.
        """
        step = _step_of(model)
        for name, reporter in self.model_reporters.items():
            self.model_vars[name].append(deepcopy(_of_model(name, reporter, model)))
        if self.agent_reporters:
            self._agent_records[step] = _reported(self.agent_reporters, [model.agents], step)
        if self.agenttype_reporters:
            self._agenttype_records[step] = {
                kind: _reported(reporters, _sets_of(kind, model), step)
                for kind, reporters in self.agenttype_reporters.items()
            }
        # Mesa 3.5's batch_run finds the rows of a step by this list.
        if hasattr(self, "_collection_steps"):
            self._collection_steps.append(step)

    def get_agent_vars_dataframe(self) -> pd.DataFrame:
        """Return a column for each agent reporter, indexed by Step and AgentID."""
        if not self.agent_reporters:
            raise UserWarning(
                "No agent reporters have been defined in the DataCollector, returning empty "
                "DataFrame."
            )
        return _frame(list(self.agent_reporters), list(self._agent_records.values()))

    def get_agenttype_vars_dataframe(self, agent_type: type) -> pd.DataFrame:
        """Return a column for each reporter of one type of agents, indexed by Step and AgentID."""
        if agent_type not in self.agenttype_reporters:
            warnings.warn(
                f"No agent-type reporters have been defined for {agent_type} in the "
                "DataCollector, returning empty DataFrame.",
                UserWarning,
                stacklevel=2,
            )
            return pd.DataFrame()
        reports = [reports[agent_type] for reports in self._agenttype_records.values()]
        return _frame(list(self.agenttype_reporters[agent_type]), reports)


def _step_of(model: Any) -> Any:
    return model.week if hasattr(model, "week") else model.steps


def _of_model(name: str, reporter: Any, model: Any) -> Any:
    try:
        if isinstance(reporter, str):
            return getattr(model, reporter)
        if isinstance(reporter, list):
            return reporter[0](*reporter[1])
        if isinstance(reporter, types.FunctionType | functools.partial):
            return reporter(model)
        return reporter()
    except Exception as error:
        error.add_note(f"while asking the model reporter {name!r}")
        raise


def _sets_of(kind: type, model: Any) -> list[Any]:
    sets = [agents for own, agents in model.agents_by_type.items() if issubclass(own, kind)]
    if not sets and not issubclass(kind, mesa.Agent):
        raise ValueError(
            f"agenttype_reporters: {kind!r} is no type of agent; the model has {model.agent_types}"
        )
    return sets


def _reported(reporters: Mapping[str, Reporter], sets: list[Any], step: Any) -> _Report:
    ids = [np.array(some.get("unique_id"), np.int64).reshape(-1) for some in sets]
    values = [
        _joined([_values(name, reporter, some) for some in sets])
        for name, reporter in reporters.items()
    ]
    return _Report(step, np.concatenate([*ids, np.empty(0, np.int64)]), values)


def _values(name: str, reporter: Reporter, agents: Any) -> Values:
    if isinstance(agents, PersonSet) and isinstance(reporter, str | Expression):
        column = agents.column(reporter)
        if column is not None:
            return column
    try:
        if isinstance(reporter, str):
            return [_own(value) for value in agents.get(reporter)]
        if isinstance(reporter, list):
            function, further = reporter
            return [_own(function(agent, *further)) for agent in agents]
        return [_own(reporter(agent)) for agent in agents]
    except Exception as error:
        error.add_note(f"while asking the agent reporter {name!r}")
        raise


def _own(value: Any) -> Any:
    return value if isinstance(value, _IMMUTABLE) else deepcopy(value)


def _joined(parts: list[Values]) -> Values:
    if len(parts) == 1:
        return parts[0]
    return [value for part in parts for value in _as_list(part)]


def _as_list(values: Values) -> list[Any]:
    return values if isinstance(values, list) else values.tolist()


def _frame(names: list[str], reports: list[_Report]) -> pd.DataFrame:
    steps = [np.repeat(report.step, len(report)) for report in reports]
    index = pd.MultiIndex.from_arrays(
        [
            np.concatenate(steps) if steps else np.empty(0, np.int64),
            np.concatenate([*(report.ids for report in reports), np.empty(0, np.int64)]),
        ],
        names=["Step", "AgentID"],
    )
    columns: dict[str, Values] = {}
    for place, name in enumerate(names):
        columns[name] = _stacked([report.values[place] for report in reports])
    return pd.DataFrame(columns, index=index, columns=names)


def _stacked(parts: list[Values]) -> Values:
    arrays = [part for part in parts if isinstance(part, np.ndarray)]
    if parts and len(arrays) == len(parts):
        return widened(np.concatenate(arrays))
    return [value for part in parts for value in _as_list(part)]
