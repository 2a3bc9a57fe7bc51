"""Programmes: what is offered to people, one file a kind, its settings beside it."""

from __future__ import annotations

from simulation.programmes.attachment_therapy import AttachmentTherapy
from simulation.programmes.balanced_digital_use import BalancedDigitalUse
from simulation.programmes.befriending import Befriending
from simulation.programmes.community_events import CommunityEvents
from simulation.programmes.creative_groups import CreativeGroups
from simulation.programmes.group_therapy import GroupTherapy
from simulation.programmes.interpersonal_therapy import InterpersonalTherapy
from simulation.programmes.peer_support import PeerSupport
from simulation.programmes.programme import Programme
from simulation.programmes.safe_network_mapping import SafeNetworkMapping
from simulation.programmes.social_prescribing import SocialPrescribing
from simulation.programmes.trauma_informed_care import TraumaInformedCare
from simulation.programmes.volunteering import Volunteering

__all__ = [
    "PROGRAMMES",
    "AttachmentTherapy",
    "BalancedDigitalUse",
    "Befriending",
    "CommunityEvents",
    "CreativeGroups",
    "GroupTherapy",
    "InterpersonalTherapy",
    "PeerSupport",
    "Programme",
    "SafeNetworkMapping",
    "SocialPrescribing",
    "TraumaInformedCare",
    "Volunteering",
]

#: Kinds of programmes by the word a scenario file uses.
PROGRAMMES: dict[str, type[Programme]] = {
    "attachment_therapy": AttachmentTherapy,
    "balanced_digital_use": BalancedDigitalUse,
    "befriending": Befriending,
    "community_events": CommunityEvents,
    "creative_groups": CreativeGroups,
    "group_therapy": GroupTherapy,
    "interpersonal_therapy": InterpersonalTherapy,
    "peer_support": PeerSupport,
    "safe_network_mapping": SafeNetworkMapping,
    "social_prescribing": SocialPrescribing,
    "trauma_informed_care": TraumaInformedCare,
    "volunteering": Volunteering,
}
