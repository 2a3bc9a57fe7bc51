"""The columns a person has: traits for life, places, and the states that move each week."""

from __future__ import annotations

from simulation.columns import Column, record_type

__all__ = ["COLUMNS", "FOCUS_COLUMNS", "PERSON", "STATES", "TRAITS"]

_Z = ("z score", -12.0, 12.0)
_UNIT = ("share", 0.0, 1.0)
_FOCUS = ("number, -1 = none", -1, 2**31 - 1)

# fmt: off
IDENTITY = (
    Column("unique_id", "i8", "number", 0, 2**62, "identity; never given to anybody else"),
    Column("partner", "i8", "unique_id, -1 = none", -1, 2**62,
           "whom the person lives with as a couple"),
)

FOCUS_COLUMNS = (
    Column("household", "i4", *_FOCUS, "the home"),
    Column("family", "i4", *_FOCUS, "the extended family, in and beyond the home"),
    Column("neighbourhood", "i4", *_FOCUS, "about 200 adults who live near each other"),
    Column("workplace", "i4", *_FOCUS, "the unit one works in"),
    Column("group", "i4", *_FOCUS, "a voluntary group: sport, choir, faith, hobby"),
)

COUNTS = (Column("tie_count", "i4", "ties", 0, 255, "number of ties", "degree"),)

TRAITS = (
    Column("age", "f4", "years", 18.0, 120.0, "age"),
    Column("neuroticism", "f4", *_Z, "tendency to negative emotion", "neu"),
    Column("extraversion", "f4", *_Z, "tendency to seek company", "ext"),
    Column("early_anxiety", "f4", *_UNIT, "attachment anxiety from early life, (ECR - 1)/6",
           "anx0"),
    Column("early_avoidance", "f4", *_UNIT, "attachment avoidance from early life", "avo0"),
    Column("need_to_belong", "f4", *_Z, "how much company and belonging one wants", "ntb"),
    Column("free_time", "f4", "ratio to the median", 0.05, 20.0, "time left for contact", "time"),
    Column("place_fit", "f4", *_Z, "fit with the place one lives in", "fit"),
    Column("early_belief", "f4", *_Z, "origin of the isolation belief", "belief0"),
    Column("stress_disposition", "f4", *_Z, "lasting part of stress not explained here", "str0"),
    Column("depression_disposition", "f4", *_Z, "the same of depression", "dep0"),
    Column("anxiety_disposition", "f4", *_Z, "the same of anxiety", "gad0"),
    Column("satisfaction_disposition", "f4", *_Z, "the same of life satisfaction", "ls0"),
    Column("online_share", "f4", *_UNIT, "share of contacts that are online"),
    Column("passive_share", "f4", *_UNIT, "share of online time that is passive"),
    Column("collectivism", "f4", "share", -0.5, 0.5, "culture of the neighbourhood", "cult"),
    Column("cohesion", "f4", *_Z, "cohesion of the neighbourhood"),
    Column("deprivation", "f4", "SD, 0 = average", -5.0, 5.0, "deprivation of the neighbourhood"),
)

STATES = (
    Column("loneliness_logit", "f4", "logit", -6.0, 5.0, "loneliness on the scale it moves on",
           "lon"),
    Column("chronic_loneliness", "f4", *_UNIT, "26-week mean of loneliness", "habL"),
    Column("intimacy", "f4", *_UNIT, "intimacy one can count on", "INT"),
    Column("companionship", "f4", *_UNIT, "company one has", "REL"),
    Column("belonging", "f4", *_UNIT, "belonging to groups and place", "BEL"),
    Column("desired_intimacy", "f4", "share", -2.0, 3.0, "intimacy one wants", "dINT"),
    Column("desired_companionship", "f4", "share", -2.0, 3.0, "company one wants", "dREL"),
    Column("desired_belonging", "f4", "share", -2.0, 3.0, "belonging one wants", "dBEL"),
    Column("identification", "f4", *_UNIT, "identification with a group or place", "IDN"),
    Column("working_model", "f4", *_UNIT, "expected responsiveness of people", "W"),
    Column("isolation_belief", "f4", *_Z, "'I do not belong, they will not want me'", "Z"),
    Column("belief_set_point", "f4", *_Z, "slow anchor of that belief", "Z_sp"),
    Column("vigilance", "f4", *_UNIT, "watchfulness for social threat", "V"),
    Column("confidence", "f4", *_UNIT, "relational confidence and skill", "CONF"),
    Column("attachment_anxiety", "f4", *_UNIT, "current attachment anxiety", "ANX"),
    Column("attachment_avoidance", "f4", *_UNIT, "current attachment avoidance", "AVO"),
    Column("attachment_activation", "f4", *_UNIT, "how far threat has roused attachment", "ACT"),
    Column("availability", "f4", *_UNIT, "emotional availability to others", "EA"),
    Column("withdrawal", "f4", *_UNIT, "tendency to stay away", "WD"),
    Column("outreach", "f4", "ratio", 0.0, 50.0, "how much contact one seeks", "OUT"),
    Column("openness", "f4", "ratio", 0.0, 20.0, "openness to new people", "OPEN"),
    Column("time_factor", "f4", "ratio", 0.0, 1.3, "how far time allows the contact sought", "TAU"),
    Column("contact_sought", "f4", "contacts a week", 0.0, 500.0, "contact wanted with all ties"),
    Column("numbness", "f4", *_UNIT, "emotional numbness", "NUM"),
    Column("emotion_regulation", "f4", *_UNIT, "regulation of emotion", "ER"),
    Column("strain", "f4", *_Z, "chronic strain", "STRAIN"),
    Column("life_events", "f4", "size", 0.0, 6.0, "undigested life events", "EV"),
    Column("stress", "f4", *_Z, "perceived stress", "PSS"),
    Column("depression", "f4", *_Z, "depressive mood", "DEP"),
    Column("anxiety", "f4", *_Z, "anxious mood", "GAD"),
    Column("cortisol", "f4", *_Z, "cortisol above one's usual", "CORT"),
    Column("allostatic_load", "f4", "load", 0.0, 50.0, "wear of the body by stress", "AL"),
    Column("inflammation", "f4", *_Z, "inflammation", "INF"),
    Column("illness", "f4", "points of health", 0.0, 40.0, "burden of acute illness", "ILL"),
    Column("health", "f4", "points", 0.0, 100.0, "physical health", "HEALTH"),
    Column("cognition", "f4", "z score", -30.0, 12.0, "cognition", "COG"),
    Column("purpose", "f4", *_UNIT, "purpose in life", "PURP"),
    Column("satisfaction", "f4", "points", -5.0, 15.0, "life satisfaction before rounding", "LS"),
    Column("ideation_risk", "f4", "probability", 0.0, 1.0, "risk of suicidal ideation", "RISK"),
    Column("rootedness", "f4", *_UNIT, "roots in the place one lives in", "ROOT"),
    Column("support", "f4", *_UNIT, "support one feels to have", "SUP"),
    Column("support_given", "f4", "amount a week", 0.0, 50.0, "support given, 20-week mean"),
    Column("support_received", "f4", "amount a week", 0.0, 50.0, "support received, 20-week mean"),
    Column("distant_closeness", "f4", *_UNIT,
           "closeness to family and friends who live elsewhere; 0 for most"),
    Column("lasting_friendships", "f4", "ties", 0.0, 255.0,
           "ties that are not kin and have lasted half a year"),
    Column("friendships_lost", "f4", "ties", 0.0, 5000.0,
           "such ties that faded or broke over the last year, as memory weighs them"),
    Column("shallow_contact", "f4", *_UNIT,
           "share of contacts that was passive online, 20-week mean"),
    Column("bereavement", "f4", "closeness", 0.0, 60.0,
           "closeness lost this week by death or departure"),
)

FLAGS = (
    Column("sex", "u1", "0 woman, 1 man", 0, 1, "sex"),
    Column("adverse_childhood", "u1", "count of 8", 0, 8, "adverse childhood experiences", "ace"),
    Column("neurodivergent", "u1", "0 no, 1 yes", 0, 1, "neurodivergent", "nd"),
    Column("adult_child", "u1", "0 no, 1 yes", 0, 1, "lives in the parents' home"),
    Column("attending_group", "u1", "0 no, 1 yes", 0, 1, "went to the group this week"),
)

# fmt: on

#: All stored columns by name.
COLUMNS: dict[str, Column] = {
    column.name: column for column in (*IDENTITY, *FOCUS_COLUMNS, *COUNTS, *TRAITS, *STATES, *FLAGS)
}

#: The record a person is stored in.
PERSON = record_type(tuple(COLUMNS.values()))
