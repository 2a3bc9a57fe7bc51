"""Programmes in plain words: what somebody began, finished or stopped."""

from __future__ import annotations

from simulation.programmes.programme import Programme

__all__ = ["help_in_words"]

#: What somebody begins, by kind of programme.
_WORDS = {
    "attachment_therapy": "weekly talks with a therapist about trusting people",
    "balanced_digital_use": "coaching for a better life online",
    "befriending": "weekly calls or visits from a volunteer",
    "community_events": "going to the community events",
    "creative_groups": "weekly meetings of a creative group",
    "group_therapy": "group therapy",
    "interpersonal_therapy": "weekly talks with a therapist about relationships",
    "peer_support": "weekly meetings of a support group",
    "safe_network_mapping": "drawing a map of safe people with a helper",
    "social_prescribing": "meetings with somebody who knows the groups in town",
    "trauma_informed_care": "meetings with a careful helper",
    "volunteering": "volunteering",
}


def help_in_words(programme: Programme) -> str:
    """Return what somebody who takes part has begun; a name of one's own is kept as it is.

    Examples
    --------
    >>> from simulation.programmes import CreativeGroups
    >>> help_in_words(CreativeGroups())
    'weekly meetings of a creative group'
    >>> help_in_words(CreativeGroups(name="Friday choir"))
    'Friday choir'
    """
    if programme.name is not None and programme.name != programme.type:
        return programme.name.replace("_", " ")
    return _WORDS.get(programme.type, programme.type.replace("_", " "))
