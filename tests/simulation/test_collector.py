"""The collector gives the tables Mesa's would give, without making an agent."""

from __future__ import annotations

import pickle
from functools import partial
from typing import Any

import mesa
import numpy as np
import pandas as pd
import pytest

from simulation.agents import Person
from simulation.collector import ColumnCollector
from tests.simulation.small_world import Facilitator, SmallWorld


def oldest(model, share=1.0):
    return share * model.agents.agg("age", max)


def age_times(person, factor):
    return person.age * factor


MODEL = {
    "function": oldest,
    "attribute": "week",
    "partial": partial(oldest, share=0.5),
}
AGENTS: dict[str, Any] = {
    "age": "age",
    "ace": "adverse_childhood",
    "lonely": lambda person: person.loneliness > 0.5,
    "double": [age_times, [2]],
    "pair": lambda person: (person.unique_id, 1),
}


@pytest.fixture
def world():
    return SmallWorld(12)


def collected(collector, world, weeks=3):
    for week in range(weeks):
        collector.collect(world)
        world.step()
        world.agents.set("age", 30 + week)
        world.replace(week)
    return collector


def test_tables_are_mesas():
    mesas = collected(mesa.DataCollector(MODEL, AGENTS, {Person: {"age": "age"}}), SmallWorld(12))
    ours = collected(ColumnCollector(MODEL, AGENTS, {Person: {"age": "age"}}), SmallWorld(12))
    pd.testing.assert_frame_equal(ours.get_model_vars_dataframe(), mesas.get_model_vars_dataframe())
    for table in ("get_agent_vars_dataframe", partial(_of_type, Person)):
        got, expected = _table(ours, table), _table(mesas, table)
        # Mesa 3.5 counts steps as floats.
        expected.index = expected.index.set_levels(
            expected.index.levels[0].astype(np.int64), level=0
        )
        pd.testing.assert_frame_equal(got, expected)
        assert got.index.names == ["Step", "AgentID"]


def _of_type(kind, collector):
    return collector.get_agenttype_vars_dataframe(kind)


def _table(collector, table):
    return table(collector) if callable(table) else getattr(collector, table)()


def test_columns_and_expressions_make_no_views(world):
    collector = ColumnCollector(
        agent_reporters={
            "age": "age",
            "column": Person.age,
            "lonely": Person.loneliness > 0.5,
            "sum": Person.age + Person.adverse_childhood,
        },
        agenttype_reporters={Person: {"sex": "sex"}},
    )
    collected(collector, world)
    frame = collector.get_agent_vars_dataframe()
    assert len(world._kith_views) == 0
    assert frame.shape == (36, 4)
    assert frame["lonely"].dtype == bool
    assert frame["age"].equals(frame["column"])
    assert frame.loc[(1, 132), "age"] == 30
    assert (0, 132) not in frame.index
    assert frame["sum"].tolist()[:12] == SmallWorld(12).agents.get(
        Person.age + Person.adverse_childhood
    )


def test_arrays_stay_small_until_a_table_is_asked_for(world):
    collector = ColumnCollector(agent_reporters={"ace": "adverse_childhood"})
    collector.collect(world)
    (report,) = collector._agent_records.values()
    assert report.values[0].dtype == np.uint8
    assert list(report)[1] == (0, 121, 1)
    assert len(report) == 12


def test_other_types_of_agents(world):
    Facilitator(world), Facilitator(world)
    collector = ColumnCollector(
        agenttype_reporters={
            Facilitator: {"skill": "skill"},
            mesa.Agent: {"id": lambda agent: agent.unique_id},
        }
    )
    collector.collect(world)
    skills = collector.get_agenttype_vars_dataframe(Facilitator)
    assert skills["skill"].to_dict() == {(0, -1): 3, (0, -2): 3}
    everybody = collector.get_agenttype_vars_dataframe(mesa.Agent)
    assert everybody["id"].tolist() == [*range(120, 132), -1, -2]
    with pytest.warns(UserWarning, match="No agent-type reporters have been defined"):
        assert collector.get_agenttype_vars_dataframe(Person).empty


def test_a_type_nobody_has_is_empty_and_what_is_no_agent_an_error(world):
    collector = ColumnCollector(agenttype_reporters={Facilitator: {"skill": "skill"}})
    collector.collect(world)
    assert len(collector.get_agenttype_vars_dataframe(Facilitator)) == 0
    wrong = ColumnCollector(agenttype_reporters={dict: {"skill": "skill"}})
    with pytest.raises(ValueError, match=r"is no type of agent; the model has .*Person"):
        wrong.collect(world)


def test_model_reports_are_copies_and_methods_are_called(world):
    world.list = [1]
    collector = ColumnCollector(
        {"list": "list", "size": world.agents.__len__, "called": [oldest, [world]]}
    )
    collector.collect(world)
    world.list.append(2)
    assert collector.model_vars == {"list": [[1]], "size": [12], "called": [oldest(world)]}


@pytest.mark.parametrize(
    ("reporters", "error", "message", "note"),
    [
        ({"model_reporters": {"x": "wek"}}, AttributeError, "wek", "the model reporter 'x'"),
        (
            {"model_reporters": {"x": lambda model: 1 / 0}},
            ZeroDivisionError,
            "division",
            "the model reporter 'x'",
        ),
        (
            {"agent_reporters": {"y": "lonelines"}},
            AttributeError,
            "lonelines",
            "the agent reporter 'y'",
        ),
    ],
)
def test_errors_name_the_reporter(world, reporters, error, message, note):
    with pytest.raises(error, match=message) as caught:
        ColumnCollector(**reporters).collect(world)
    assert note in caught.value.__notes__[0]


def test_tables_without_reporters(world):
    collector = ColumnCollector(tables={"deaths": ["unique_id", "age"]})
    collector.collect(world)
    collector.add_table_row("deaths", {"unique_id": 3, "age": 80})
    assert collector.get_table_dataframe("deaths").to_dict("list") == {
        "unique_id": [3],
        "age": [80],
    }
    with pytest.raises(UserWarning, match="No agent reporters have been defined"):
        collector.get_agent_vars_dataframe()
    with pytest.raises(UserWarning, match="No model reporters have been defined"):
        collector.get_model_vars_dataframe()


def test_before_anything_is_collected_the_table_is_empty():
    frame = ColumnCollector(agent_reporters={"age": "age"}).get_agent_vars_dataframe()
    assert frame.empty
    assert list(frame.columns) == ["age"]


def test_pickles_with_names_and_expressions(world):
    collector = ColumnCollector({"week": "week"}, {"age": "age", "old": Person.age > 50})
    collector.collect(world)
    again = pickle.loads(pickle.dumps(collector))
    again.collect(world)
    assert len(again.get_agent_vars_dataframe()) == 12
    assert again.get_agent_vars_dataframe().equals(collector.get_agent_vars_dataframe())


def test_what_people_report_is_copied(world):
    world.agents[0].list = [1]
    world.agents[1:][0].list = [2]
    collector = ColumnCollector(agent_reporters={"list": lambda p: getattr(p, "list", None)})
    collector.collect(world)
    world.agents[0].list.append(3)
    assert collector.get_agent_vars_dataframe()["list"].tolist()[0] == [1]


class Watched(SmallWorld):
    """A world that collects each week."""

    def __init__(self, people=12, rng=1, seed=None):
        super().__init__(people, rng)
        self.datacollector = ColumnCollector({"week": "week"}, {"age": "age"})
        self.datacollector.collect(self)

    def step(self):
        super().step()
        self.datacollector.collect(self)


def test_mesas_batch_run_reads_it():
    rows = mesa.batch_run(
        Watched, {"people": [5, 6]}, number_processes=1, max_steps=2, display_progress=False
    )
    last = [row for row in rows if row["Step"] == 2 and row["people"] == 6]
    assert [row["AgentID"] for row in last] == list(range(60, 66))
    assert [row["age"] for row in last] == SmallWorld(6).agents.get("age")
    assert {row["week"] for row in last} == {2}
