"""Policies and shocks: levers of the world that are no programmes, one file a kind."""

from __future__ import annotations

from simulation.policies.bereavement_wave import BereavementWave
from simulation.policies.disaster import Disaster
from simulation.policies.lockdown import Lockdown
from simulation.policies.meeting_places import MeetingPlaces
from simulation.policies.online_platform import OnlinePlatform
from simulation.policies.parameter_change import ParameterChange
from simulation.policies.policy import Policy
from simulation.policies.remote_work import RemoteWork
from simulation.policies.transport import Transport
from simulation.policies.working_hours import WorkingHours

__all__ = [
    "POLICIES",
    "BereavementWave",
    "Disaster",
    "Lockdown",
    "MeetingPlaces",
    "OnlinePlatform",
    "ParameterChange",
    "Policy",
    "RemoteWork",
    "Transport",
    "WorkingHours",
]

#: Kinds of policies by the word a scenario file uses.
POLICIES: dict[str, type[Policy]] = {
    "bereavement_wave": BereavementWave,
    "disaster": Disaster,
    "lockdown": Lockdown,
    "meeting_places": MeetingPlaces,
    "online_platform": OnlinePlatform,
    "parameter_change": ParameterChange,
    "remote_work": RemoteWork,
    "transport": Transport,
    "working_hours": WorkingHours,
}
