"""Signs of impaired connection, each read off states of the person.

What a sign is follows from what the model knows: loneliness that lasts (Qualter et al. 2015),
belonging short of what one wants (Perlman & Peplau 1981), low expectations of others (Bowlby 1973),
friendships that do not last, withdrawal, numbness, and shallow contact that nothing deeper makes up
for. How many people show a sign depends on its cut, so compare worlds rather than single levels.
"""

from __future__ import annotations

from simulation.indicators.indicator import Cut, Flags, Indicator, Records

__all__ = ["SIGNS"]


def _chronically_lonely(people: Records, lonely: float) -> Flags:
    return people["chronic_loneliness"] >= lonely


def _not_belonging(people: Records) -> Flags:
    return people["belonging"] < people["desired_belonging"]


def _difficulty_trusting(people: Records, half: float) -> Flags:
    return people["working_model"] < half


def _difficulty_keeping(people: Records, lost: float, ratio: float) -> Flags:
    gone = people["friendships_lost"]
    return (gone >= lost) & (gone >= ratio * people["lasting_friendships"])


def _withdrawn(people: Records, strong: float, milder: float) -> Flags:
    withdrawal = people["withdrawal"]
    return (withdrawal >= strong) | ((withdrawal >= milder) & (people["group"] < 0))


def _numb(people: Records, numb: float) -> Flags:
    return people["numbness"] >= numb


def _relies_on_shallow_contact(people: Records, share: float) -> Flags:
    unmet = people["intimacy"] < people["desired_intimacy"]
    return (people["shallow_contact"] >= share) & unmet


SIGNS: tuple[Indicator, ...] = (
    Indicator(
        "chronically_lonely", "Chronic loneliness", "sign",
        "Lonely for half a year: chronic_loneliness, the 26-week mean of loneliness, is at least "
        "{lonely}.",
        {"lonely": Cut(0.51, "share", "the loneliness at which half of people answer UCLA-3 with "
                       "6 or more, worked out from the cut points of its items")},
        _chronically_lonely,
    ),
    Indicator(
        "not_belonging", "Not belonging", "sign",
        "Belongs less than one wants: belonging is lower than desired_belonging.",
        {},
        _not_belonging,
    ),
    Indicator(
        "difficulty_trusting", "Difficulty trusting", "sign",
        "Expects little of people: working_model, the responsiveness expected of others, is under "
        "{half}.",
        {"half": Cut(0.5, "share", "assumed: the middle of the scale")},
        _difficulty_trusting,
    ),
    Indicator(
        "difficulty_keeping", "Difficulty keeping relationships", "sign",
        "Loses friendships: over about the last year at least {lost} friendship of half a year or "
        "more faded or broke (friendships_lost), and at least {ratio} for each that still lasts "
        "(lasting_friendships). Losses by death or moving away do not count; who had no such "
        "friendship does not show this sign.",
        {"lost": Cut(1.0, "friendships", "assumed: one loss at least"),
         "ratio": Cut(0.6, "lost for each that lasts", "assumed: three lost for five that last")},
        _difficulty_keeping,
    ),
    Indicator(
        "withdrawn", "Social withdrawal", "sign",
        "Stays away from people: withdrawal is at least {strong}; or it is at least {milder} and "
        "the person is in no group (avoidance of groups).",
        {"strong": Cut(0.4, "share", "assumed: one adult in thirteen of the default town"),
         "milder": Cut(0.25, "share", "assumed: one adult in six of the default town")},
        _withdrawn,
    ),
    Indicator(
        "numb", "Emotional numbness", "sign",
        "Feels little: numbness is at least {numb}.",
        {"numb": Cut(0.25, "share", "assumed: one adult in nine of the default town")},
        _numb,
    ),
    Indicator(
        "relies_on_shallow_contact", "Overreliance on superficial digital contact", "sign",
        "Shallow digital contact that nothing deeper makes up for: shallow_contact, the share of "
        "contacts of the last months that was passive online, is at least {share}, and intimacy is "
        "lower than desired_intimacy.",
        {"share": Cut(0.125, "share of contacts", "assumed: one contact in eight")},
        _relies_on_shallow_contact,
    ),
)  # fmt: skip
