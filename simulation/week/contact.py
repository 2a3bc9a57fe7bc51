"""Contact: who met whom this week, how deep it went, and what that did to the tie.

A close tie is sought more often; shared places add contact without seeking (Feld 1981). The depth
of a contact depends on compatibility, on both people's emotional availability to each other
(which needs trust), and on the mode: passive online contact is shallower. A map of one's network
turns contact from ties trusted less than people in general to those trusted more; the time budget
sees to it that this moves contact rather than adds to it. Mixed-neurotype pairs lose depth as a
pair (Milton 2012). Closeness follows the depth of contacts (Hall 2019) and decays without them, kin
hardly (Roberts & Dunbar 2011). Trust is lost faster than won.

How many visits are possible, and how easily people get to another neighbourhood, are as usual (1)
unless a policy or a shock changes them; part of the visits that cannot be paid turn into calls.

    sought      = rate closeness outreach [1 + map clip(10 (trust - working model), -.7, 1.5)]
    visits      = home visits [travel ease, to another neighbourhood]
    rate        = mean of both people's sought x time factor
                    x [1 + (1 - online share)(visits - 1)(1 - .5 if visits < 1)]
                  + neighbours' contact x neighbourhood life (1 + places to meet)
                  + colleagues' x presence of both + group's + event's;    4 in one household
    online      = 1 - contacts in person / all contacts, outside the home
    contact     with probability 1 - e^-rate, one draw for the pair
    reach       = availability (1 - .6 + .6 trust in this partner)
    depth       = clip((1.6 compatibility sqrt(reach reach') mode + .1 (u - .5)) liking, 0, 1)
    mode        = 1 in person, .55 + .45 . .7 (1 - passive) online;
                  passive = mean of both people's share
    conflict    with probability .041 (.4 + activations)(1 + anxious activations)(1.3 - .6 comp.)
    response    = clip(1.5 reach' mode (.55 + .45 comp.)(1 - .2 vigilance), 0, 1), x .3 after a
                  conflict, x .5 when a slight is read into it
    closeness  += .06 (depth - closeness), slower downwards; conflict and rupture take from it
    trust      += .0647 (response - trust), doubled downwards
    balance     = .98 balance + .3 (got - gave)
    no contact: closeness x (1 - decay), trust drifts to the working model
    a friendship below .11 is dropped with probability .183 a week, by either side
"""

from __future__ import annotations

import math
from typing import Any

from simulation.compilation import Record, inline
from simulation.doubt import Doubt
from simulation.draws import directed_uniform, pair_uniform
from simulation.maths import clip
from simulation.parameters import Parameter
from simulation.purposes import number

__all__ = [
    "PARAMETERS",
    "colleagues_meet",
    "compatibility",
    "contact_rate",
    "contact_sought",
    "liking",
    "neighbours_meet",
    "online_chance",
    "unusual_rate",
]

_AS_USUAL = Doubt("fixed", 1.0, 1.0, "1 = as usual, by definition")

# fmt: off
PARAMETERS = (
    Parameter("friend_contact", 0.9919, "contacts a week", 0, 5, "fitted", "fitted to layer sizes",
              "weekly contact rate of a maximally close friend"),
    Parameter("kin_contact", 0.55, "contacts a week", 0, 5, "assumed", "rate assumed",
              "same, kin outside the home"),
    Parameter("household_contact", 4.0, "contacts a week", 0, 20, "assumed", "rate assumed",
              "contact rate of people who live together"),
    Parameter("neighbour_contact", 0.04, "contacts a week", 0, 2, "assumed", "Feld 1981; assumed",
              "contact by living in one neighbourhood"),
    Parameter("work_contact", 0.5, "contacts a week", 0, 5, "assumed", "Feld 1981; assumed",
              "contact by working in one unit"),
    Parameter("group_contact", 0.45, "contacts a week", 0, 5, "assumed", "Feld 1981; assumed",
              "contact when both went to one group"),
    Parameter("event_contact", 2.0, "contacts an event", 0, 5, "assumed",
              "people look for those they know: above a group meeting; rate assumed",
              "contact with people one knows when both are at an event"),
    Parameter("home_visits", 1.0, "ratio", 0, 3, "assumed",
              "1 = as usual, by definition; what a policy leaves of it is the policy's setting",
              "visits in person between homes that are possible",
              doubt=_AS_USUAL),
    Parameter("travel_ease", 1.0, "ratio", 0, 3, "assumed",
              "1 = as usual, by definition; what a policy makes of it is the policy's setting",
              "how easily people get to their group and to people in other neighbourhoods",
              doubt=_AS_USUAL),
    Parameter("online_substitution", 0.5, "share", 0, 1, "assumed", "share assumed",
              "part of impossible visits that turn into contact online"),
    Parameter("neighbourhood_life", 1.0, "ratio", 0, 3, "assumed",
              "1 = as usual, by definition; what a policy leaves of it is the policy's setting",
              "how much neighbours come across each other",
              doubt=_AS_USUAL),
    Parameter("local_meeting_gain", 1.0, "ratio per dose", 0, 5, "assumed",
              "Klinenberg 2018, Oldenburg 1989: social infrastructure (direction); size assumed",
              "places to meet -> neighbours meet and get to know each other more"),
    Parameter("map_slope", 10.0, "ratio per unit of trust", 0, 20, "assumed",
              "a tie one SD (.1) above one's usual trust is sought twice as much; weight assumed",
              "how a map shifts contact to those trusted more than people in general"),
    Parameter("compatibility_floor", 0.25, "share", 0, 1, "fitted", "fitted with depth",
              "compatibility of the least matching pair"),
    Parameter("age_homophily", 0.12, "share per 20 years", 0, 1, "assumed",
              "McPherson, Smith-Lovin & Cook 2001: friends are close in age; weight assumed",
              "compatibility lost to difference in age"),
    Parameter("temperament_homophily", 0.168, "share per SD", 0, 1, "fitted",
              "Cacioppo, Fowler & Christakis 2009: lonely people cluster",
              "compatibility lost to difference in temperament"),
    Parameter("extraversion_homophily", 0.3, "ratio", 0, 2, "assumed", "weight assumed",
              "weight of extraversion in temperament"),
    Parameter("kin_compatibility", 0.5007, "share", 0, 1, "fitted", "fitted to kin layers",
              "floor for kin"),
    Parameter("household_compatibility", 0.5, "share", 0, 1, "assumed", "floor assumed",
              "floor for people who live together"),
    Parameter("double_empathy_cost", 0.25, "share", 0, 1, "assumed", "Milton 2012; size assumed",
              "depth lost in mixed-neurotype pairs"),
    Parameter("directed_liking", 0.3, "share", 0, 0.95, "fitted",
              "Almaatouq et al. 2016: about half of nominations are returned",
              "asymmetry of liking"),
    Parameter("disclosure_needs_trust", 0.6, "share", 0, 1, "assumed", "weight assumed",
              "part of availability that needs trust in this partner"),
    Parameter("intimacy_potential", 1.6, "ratio", 0, 5, "fitted", "fitted to strong ties",
              "depth reached by a compatible, available pair"),
    Parameter("depth_luck", 0.1, "share", 0, 1, "assumed", "spread assumed",
              "range of luck in the depth of a contact"),
    Parameter("household_online", 0.3, "ratio", 0, 1, "assumed", "ratio assumed",
              "online share of contact inside a household, relative"),
    Parameter("online_depth", 0.55, "ratio", 0, 1, "assumed", "value assumed",
              "depth of passive online contact"),
    Parameter("active_online_depth", 0.7, "share", 0, 1, "assumed", "value assumed",
              "part of the lost depth that active online contact regains"),
    Parameter("conflict_rate", 0.041, "chance a contact", 0, 0.5, "assumed", "rate assumed",
              "conflict chance at rest"),
    Parameter("conflict_calm", 0.4, "ratio", 0, 2, "assumed", "weight assumed",
              "conflict between two people at peace"),
    Parameter("conflict_hit", 0.12, "share", 0, 1, "assumed", "size assumed",
              "closeness lost in a conflict (kin half)"),
    Parameter("rupture_risk", 0.1754, "chance a conflict", 0, 1, "fitted",
              "fitted to the loss of strong friends",
              "chance that a conflict breaks a friendship (kin a quarter)"),
    Parameter("response_gain", 1.5, "ratio", 0, 5, "assumed", "scale set with availability",
              "responsiveness felt from an available partner"),
    Parameter("response_compatibility", 0.45, "share", 0, 1, "assumed", "weight assumed",
              "part of responsiveness that needs compatibility"),
    Parameter("vigilant_reading", 0.4, "ratio", 0, 2, "assumed",
              "Cacioppo & Hawkley 2009: confirmatory bias; weight assumed",
              "good news that vigilance discounts, times disconfirmation resistance"),
    Parameter("disconfirmation_resistance", 0.5, "ratio", 0, 1.5, "assumed",
              "Bowlby 1973: working models resist disconfirmation; weight assumed",
              "insecure filter on good news"),
    Parameter("response_in_conflict", 0.3, "ratio", 0, 1, "assumed", "ratio assumed",
              "responsiveness left in a conflict"),
    Parameter("response_in_slight", 0.5, "ratio", 0, 1, "assumed", "ratio assumed",
              "responsiveness left when a slight is felt"),
    Parameter("depth_against_slights", 0.6, "share", 0, 1, "assumed", "weight assumed",
              "slights prevented by a deep contact"),
    Parameter("depth_gain", 0.06, "share a contact", 0, 1, "assumed",
              "Hall 2019: about 50, 90, 200 hours to casual friend, friend, close friend",
              "speed at which closeness follows the depth of contacts",
              doubt=Doubt("lognormal", 0.05, 0.075,
                          "Hall 2019: 40 to 60 hours to a casual friend about 50, in "
                          "proportion")),
    Parameter("shallow_pull", 0.35, "ratio", 0, 1, "assumed", "weight assumed",
              "share of that speed when contact is shallower than the bond"),
    Parameter("friend_decay", 0.02, "share a week", 0, 0.5, "assumed",
              "Roberts & Dunbar 2011: friends decay without contact; half-life 34 weeks assumed",
              "weekly loss without contact, friends"),
    Parameter("kin_decay", 0.004, "share a week", 0, 0.5, "assumed",
              "Roberts & Dunbar 2011: kin hardly decay; half-life 173 weeks assumed",
              "same, kin"),
    Parameter("trust_gain", 0.0647, "share a contact", 0, 1, "fitted", "fitted with loss aversion",
              "trust moved by one contact"),
    Parameter("trust_loss_aversion", 2.0, "ratio", 1, 10, "assumed", "ratio assumed",
              "how much faster trust is lost"),
    Parameter("trust_drift", 0.01, "share a week", 0, 0.5, "assumed", "speed assumed",
              "drift of trust to the working model without contact"),
    Parameter("balance_memory", 0.98, "share a week", 0, 1, "assumed", "memory assumed",
              "how long giving and receiving are remembered"),
    Parameter("balance_step", 0.3, "ratio", 0, 2, "assumed", "size assumed",
              "weight of one exchange in the balance"),
    Parameter("contact_memory", 0.12, "share a week", 0.01, 1, "assumed", "8-week mean",
              "weight of this week in the contact rate of a tie"),
    Parameter("under_benefit", 0.35, "share", 0, 1, "assumed",
              "equity theory: giving more than one gets hurts; weight assumed",
              "worth of a tie lost when one gives more"),
    Parameter("over_benefit", 0.15, "share", 0, 1, "assumed", "weight assumed",
              "worth of a tie lost when one gets more"),
    Parameter("fading_closeness", 0.11, "closeness", 0, 0.5, "assumed", "threshold assumed",
              "closeness under which a friendship may be dropped"),
    Parameter("dropping", 0.1829, "chance a week", 0, 1, "fitted", "fitted to weak-tie turnover",
              "chance that a faded friendship is dropped"),
    Parameter("kin_in_contagion", 0.5, "ratio", 0, 1, "measured",
              "Cacioppo, Fowler & Christakis 2009: friends count more than family",
              "weight of kin in the contagion of loneliness",
              doubt=Doubt("logit_normal", 0.15, 0.85,
                          "the source has the direction, not the size: most of the range "
                          "(judgement)")),
    Parameter("coresidence_weight", 2.5998, "ratio", 0, 10, "fitted", "fitted to living alone",
              "companionship of a household contact"),
)
# fmt: on

_COMPATIBILITY = number("compatibility")
_LIKING = number("liking")

#: Mean differences of a random pair: compatibility is centred on them.
_MEAN_AGE_GAP = 0.9
_MEAN_TEMPER_GAP = 1.46


@inline
def compatibility(me: Record, other: Record, p: Record, keys: Any) -> float:
    """Return how well two people match, 0.05 to 1: luck of the pair, age and temperament."""
    luck = pair_uniform(keys[_COMPATIBILITY], me.identity, other.identity)
    age_gap = min(abs(float(me.age) - float(other.age)) / 20.0, 2.0) - _MEAN_AGE_GAP
    temper_gap = (
        abs(float(me.temperament) - float(other.temperament)) * math.sqrt(0.5)
        + p.extraversion_homophily * abs(float(me.extraversion) - float(other.extraversion))
        - _MEAN_TEMPER_GAP
    )
    return clip(
        p.compatibility_floor
        + (1.0 - p.compatibility_floor) * luck
        - p.age_homophily * age_gap
        - p.temperament_homophily * temper_gap,
        0.05,
        1.0,
    )


@inline
def matched(me: Record, other: Record, match: float, kin: int, home: bool, p: Record) -> float:
    """Return how well two people who know each other get on, from their compatibility."""
    if kin:
        match = p.kin_compatibility + (1.0 - p.kin_compatibility) * match
    if home:
        match = max(match, p.household_compatibility)
    if me.neurodivergent != other.neurodivergent:
        match *= 1.0 - p.double_empathy_cost
    return match


@inline
def liking(me: Record, other: Record, p: Record, keys: Any) -> float:
    """Return how much ``me`` likes ``other``: fixed, directed, mean 1."""
    luck = directed_uniform(keys[_LIKING], me.identity, other.identity)
    return 1.0 + p.directed_liking * (2.0 * luck - 1.0)


@inline
def contact_sought(person: Record, closeness: float, trust: float, kin: int, p: Record) -> float:
    """Return the contacts a week that ``person`` seeks with one tie."""
    rate = p.friend_contact + (p.kin_contact - p.friend_contact) * kin
    sought = rate * closeness * person.outreach
    if person.mapping > 0.0:
        lead = trust - person.working_model
        sought *= 1.0 + person.mapping * clip(p.map_slope * lead, -0.7, 1.5)
    return sought


@inline
def neighbours_meet(me: Record, other: Record, p: Record) -> float:
    """Return how readily two neighbours meet, relative to the usual: what places to meet add."""
    return 1.0 + p.local_meeting_gain * (0.5 * (me.local_places + other.local_places))


@inline
def colleagues_meet(me: Record, other: Record) -> float:
    """Return how often two colleagues are at work together, relative to the usual."""
    return (1.0 - me.away_from_work) * (1.0 - other.away_from_work)


@inline
def _change_in_visits(me: Record, other: Record, p: Record) -> float:
    """Return the change in visits that two people of different homes can pay; 0 = as usual."""
    elsewhere = me.neighbourhood != other.neighbourhood
    return p.home_visits * (1.0 + (p.travel_ease - 1.0) * elsewhere) - 1.0


@inline
def _in_person(me: Record, other: Record) -> float:
    """Return the share of two people's usual contact that is in person."""
    return 1.0 - 0.5 * (me.online_share + other.online_share)


@inline
def _possible(change: float, me: Record, other: Record, p: Record) -> float:
    """Return what a change in visits leaves of the contact that two people seek."""
    instead = p.online_substitution * (change < 0.0)
    return 1.0 + _in_person(me, other) * change * (1.0 - instead)


@inline
def _rate(
    sought: float, neighbours: float, colleagues: float, me: Record, other: Record, p: Record
) -> float:
    rate = (
        sought
        + neighbours * ((me.neighbourhood == other.neighbourhood) & (me.neighbourhood >= 0))
        + colleagues * ((me.workplace == other.workplace) & (me.workplace >= 0))
        + p.group_contact * ((me.group_met == other.group_met) & (me.group_met >= 0))
        + p.event_contact * ((me.event_met == other.event_met) & (me.event_met >= 0))
    )
    return p.household_contact if me.household == other.household else rate


@inline
def contact_rate(sought: float, their_sought: float, me: Record, other: Record, p: Record) -> float:
    """Return the weekly rate at which two people who know each other meet."""
    wanted = 0.5 * (sought * me.time_factor + their_sought * other.time_factor)
    return _rate(wanted, p.neighbour_contact, p.work_contact, me, other, p)


@inline
def unusual_rate(sought: float, their_sought: float, me: Record, other: Record, p: Record) -> float:
    """Return the same where circumstances are unusual; it is the same where they are not."""
    wanted = 0.5 * (sought * me.time_factor + their_sought * other.time_factor)
    possible = _possible(_change_in_visits(me, other, p), me, other, p)
    street = p.neighbourhood_life * neighbours_meet(me, other, p)
    return _rate(
        wanted * possible,
        p.neighbour_contact * street,
        p.work_contact * colleagues_meet(me, other),
        me,
        other,
        p,
    )


@inline
def online_chance(
    me: Record,
    other: Record,
    closeness: float,
    theirs: float,
    trust: float,
    their_trust: float,
    kin: int,
    p: Record,
) -> float:
    """Return the chance that a contact of two people of different homes is online.

    It is their usual share, unless fewer or more visits than usual are possible.
    """
    usual = 0.5 * (me.online_share + other.online_share)
    if me.unusual == 0:
        return usual
    change = _change_in_visits(me, other, p)
    if change == 0.0:
        return usual
    sought = contact_sought(me, closeness, trust, kin, p)
    their_sought = contact_sought(other, theirs, their_trust, kin, p)
    in_person = _in_person(me, other)
    wanted = 0.5 * (sought * me.time_factor + their_sought * other.time_factor)
    contacts = unusual_rate(sought, their_sought, me, other, p)
    at_places = contacts - wanted * _possible(change, me, other, p)
    return 1.0 - in_person * (wanted * (1.0 + change) + at_places) / contacts
