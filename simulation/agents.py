"""People as the agents of a Mesa model.

`Person` and `PersonSet` are what Mesa's users meet; `ModelOfPeople` puts them in the place of the
agents that ``mesa.Model`` would keep one by one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

import mesa
from mesa.agent import AgentSet

from simulation.person import Person, PersonViews
from simulation.person_set import PersonSet

__all__ = ["ModelOfPeople", "Person", "PersonSet"]

# Mesa 3.5 and later tell observers of agents that come and go; earlier versions have no signals.
_ADDED = getattr(mesa.Model.register_agent, "_mesa_signal_emitter", None)
_REMOVED = getattr(mesa.Model.deregister_agent, "_mesa_signal_emitter", None)


class ModelOfPeople(mesa.Model):
    """A Mesa model whose agents are the rows of ``self.people``.

    ``agents`` is the set of all people. Other Mesa agents, such as a facilitator of your own class,
    can live beside them: they are in ``other_agents`` and ``agents_by_type``, not in ``agents``,
    and their unique ids count down from -1, so that a person's id, and with it their luck, does
    not depend on what else lives in the model. ``remove_all_agents`` removes these others only.
    """

    people: Any

    @property
    def agents(self) -> PersonSet:
        """All people living now, in row order; a new set each time, free to be changed."""
        return PersonSet._kith_of(self, None, self.random)

    @agents.setter
    def agents(self, agents: Any) -> None:
        raise AttributeError(
            "model.agents cannot be set: it is the set of all people. "
            "Keep a set of your own under another name"
        )

    @property
    def other_agents(self) -> AgentSet:
        """The agents that are not people; not to be changed."""
        return super().agents

    @property
    def agent_types(self) -> list[type]:
        """Person, and the types of the other agents."""
        return [Person, *super().agents_by_type]

    @property
    def agents_by_type(self) -> dict[type, AgentSet]:
        """The set of all people, and the sets of other agents, by type."""
        return {Person: self.agents, **super().agents_by_type}

    def register_agent(self, agent: mesa.Agent) -> None:
        """Take in an agent that is not a person; Mesa calls this when the agent is made."""
        if isinstance(agent, Person):
            raise TypeError(f"{agent!r} cannot be registered: people are born or move in")
        count = self.__dict__.get("_kith_others_made", 0) + 1
        self.__dict__["_kith_others_made"] = count
        agent.unique_id = -count
        if hasattr(self, "agent_id_counter"):
            # Mesa 3.5 gives the number out itself.
            self.agent_id_counter = -count
        # Mesa 3.3 counts ids in a class attribute that would keep this model in memory for ever.
        getattr(mesa.Agent, "_ids", {}).pop(self, None)
        super().register_agent(agent)

    def deregister_agent(self, agent: mesa.Agent) -> None:
        """Let an agent go that is not a person; ``agent.remove()`` calls this."""
        if isinstance(agent, Person):
            raise TypeError(
                f"{agent!r} cannot be removed: people die or move away as the world goes on. "
                "To leave them out, select the others: model.agents.select(...)"
            )
        super().deregister_agent(agent)

    @property
    def _kith_views(self) -> PersonViews:
        views: PersonViews | None = self.__dict__.get("_kith_person_views")
        if views is None:
            views = self.__dict__["_kith_person_views"] = PersonViews(self)
        return views

    def _kith_announce(self, came: Iterable[int], left: Collection[int]) -> None:
        """Tell Mesa's observers who came and who left, and let the views of the departed go."""
        self._kith_tell(_REMOVED, left)
        self._kith_views.forget(left)
        self._kith_tell(_ADDED, came)

    def _kith_tell(self, emitter: tuple[str, Any] | None, unique_ids: Iterable[int]) -> None:
        if emitter is not None and emitter in self.subscribers:
            for person in self._kith_views.all_of(unique_ids):
                self.notify(*emitter, args=(person,))

    def _kith_set_clock(self, steps: int) -> None:
        """Set Mesa's own count of steps, for a world that goes on from another's past."""
        self.steps = steps
        generator = getattr(self, "_default_schedule", None)
        if generator is None:
            return
        # Mesa 3.5 makes each step an event; the next one must lie ahead of the new time.
        generator.stop()
        self.time = float(steps)
        schedule = type(generator.schedule)(interval=1.0, start=steps + 1.0)
        self._default_schedule = type(generator)(
            self, self._do_step, schedule, priority=generator.priority
        ).start()
