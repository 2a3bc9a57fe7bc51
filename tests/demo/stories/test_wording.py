"""Every sentence of every kind, and of every life of a whole town."""

from __future__ import annotations

import re

import numpy as np
import pytest

from demo.stories.happenings import NOBODY, Happening, happenings
from demo.stories.help_in_words import help_in_words
from demo.stories.life_changes import (
    CAME_FOR_A_TIME,
    CAME_OF_AGE,
    CHANGED_WORK,
    LEFT_HOME,
    LEFT_TOWN,
    LEFT_WORK,
    MOVED_ELSEWHERE,
    MOVED_HOME,
    MOVED_IN_TOGETHER,
    MOVED_TO_TOWN,
    PARTED,
    RETIRED,
    STARTED_COURSE,
    STARTED_WORK,
    WENT_BY_DEATH,
)
from demo.stories.people import name_in
from demo.stories.tie_changes import (
    DIED,
    FELL_OUT,
    KIN_BIT,
    LEVEL_BITS,
    OF_KIN,
    OF_PARTNER,
    PARTNER_BIT,
)
from demo.stories.wording import events_in_words
from simulation.delivery.roster import Status
from simulation.programmes import PROGRAMMES, GroupTherapy
from simulation.tie_arrays import ORIGINS

#: Words that no page for a class may show: diagnoses, suicidality, instruments, advice, machinery.
FORBIDDEN = re.compile(
    r"suicid|self-harm|\bkill|ideation|depress|anxi|disorder|diagnos|symptom|patient|mental|illness"
    r"|autis|neurodiv|trauma|abuse|adverse|attachment|avoidan|fearful|preoccupied|dismissing"
    r"|phq|gad-?7|pss|ucla|lsns|\bace\b|hot ?line|help-?line|you should|you could|should|ought"
    r"|see a doctor|seek|\bnan\b|none\b(?! of them)|null|\{|\}|_|<|>",
    re.IGNORECASE,
)

FRIEND_BEFORE = 1 << LEVEL_BITS
CLOSE_BEFORE = 2 << LEVEL_BITS


@pytest.fixture(scope="module")
def record(lived):
    return lived.chronicle.record(1)


def who(record, sex):
    return next(int(one["unique_id"]) for one in record.people if one["sex"] == sex)


def said(record, person, kind, detail, other=NOBODY):
    (one,) = events_in_words(record, person, happenings([person], kind, 9, other, detail))
    assert one["week"] == 9
    assert one["kind"] == kind.word
    return one["text"]


@pytest.mark.parametrize(
    ("kind", "detail", "text"),
    [
        (Happening.MET, ORIGINS.index("household"), "Began to share a home with {}."),
        (Happening.MET, ORIGINS.index("family"), "Met {} in the family."),
        (Happening.MET, ORIGINS.index("neighbourhood"), "Met {} in the neighbourhood."),
        (Happening.MET, ORIGINS.index("event"), "Met {} at a community event."),
        (Happening.MET, ORIGINS.index("work"), "Met {} at work."),
        (Happening.MET, ORIGINS.index("group"), "Met {} in a group."),
        (Happening.MET, ORIGINS.index("programme"), "Met {} in the sessions of a programme."),
        (Happening.MET, ORIGINS.index("online"), "Met {} online."),
        (Happening.MET, ORIGINS.index("introduced"), "Met {} through somebody they both know."),
        (Happening.CLOSER, 1, "{} became a friend."),
        (Happening.CLOSER, 2, "{} became a close friend."),
        (Happening.CLOSER, 1 + KIN_BIT, "Grew closer to {}, one of the family."),
        (Happening.CLOSER, 2 + KIN_BIT, "Grew closer to {}, one of the family."),
        (Happening.CLOSER, 1 + KIN_BIT + PARTNER_BIT, "Grew closer to {}, her partner."),
        (Happening.QUARRELLED, 0, "Quarrelled with {}."),
        (Happening.QUARRELLED, FELL_OUT, "Fell out badly with {}."),
        (Happening.DRIFTED, 0, "Lost touch with {}."),
        (Happening.DRIFTED, FRIEND_BEFORE, "The friendship with {} broke up."),
        (Happening.LOST, 0, "{}, whom she knew, moved away from town."),
        (Happening.LOST, DIED, "{}, whom she knew, died."),
        (Happening.LOST, DIED + FRIEND_BEFORE, "{}, a friend, died."),
        (Happening.LOST, CLOSE_BEFORE, "{}, a close friend, moved away from town."),
        (Happening.LOST, DIED + OF_KIN + CLOSE_BEFORE, "{}, one of the family, died."),
        (Happening.LOST, DIED + OF_KIN + OF_PARTNER, "{}, her partner, died."),
        (Happening.MOVED, MOVED_IN_TOGETHER, "Began to live with {} as a couple."),
        (Happening.MOVED, PARTED, "Parted from {}; they no longer live together."),
    ],
)
def test_what_happens_with_another_person(record, kind, detail, text):
    person = who(record, sex=0)
    other = who(record, sex=1)
    assert said(record, person, kind, detail, other) == text.format(name_in(record, other))


@pytest.mark.parametrize(
    ("kind", "detail", "text"),
    [
        (Happening.JOINED, 0, "Joined a group."),
        (Happening.LEFT, 0, "Left the group."),
        (Happening.MOVED, LEFT_HOME, "Moved out of the parents' home."),
        (Happening.MOVED, MOVED_ELSEWHERE, "Moved to another part of town."),
        (Happening.MOVED, MOVED_HOME, "Moved to another home."),
        (Happening.WORK, STARTED_WORK, "Started work."),
        (Happening.WORK, LEFT_WORK, "Left work and has no job for now."),
        (Happening.WORK, CHANGED_WORK, "Changed to another job."),
        (Happening.WORK, RETIRED, "Retired from work."),
        (Happening.WORK, STARTED_COURSE, "Began to study."),
        (Happening.ARRIVED, MOVED_TO_TOWN, "Moved to town."),
        (Happening.ARRIVED, CAME_OF_AGE, "Turned 18 and began a grown-up life in town."),
        (Happening.ARRIVED, CAME_FOR_A_TIME, "Came to town for a time."),
        (Happening.DEPARTED, LEFT_TOWN, "Moved away from town."),
        (Happening.DEPARTED, WENT_BY_DEATH, "His life came to its end."),
    ],
)
def test_what_happens_to_one_person(record, kind, detail, text):
    assert said(record, who(record, sex=1), kind, detail) == text


@pytest.mark.parametrize(
    ("kind", "status", "text"),
    [
        (Happening.BEGAN_HELP, Status.IN_COURSE, "Began {}."),
        (Happening.ENDED_HELP, Status.COMPLETED, "Finished {}."),
        (Happening.ENDED_HELP, Status.NOT_COMPLETED, "Finished {}, but missed many meetings."),
        (Happening.ENDED_HELP, Status.LEFT, "Stopped {} early."),
    ],
)
def test_what_becomes_of_help(record, kind, status, text):
    number = record.help_words.index("group therapy")
    assert said(record, 3, kind, status, number) == text.format("group therapy")


def test_a_second_meeting_is_told_as_one(record):
    rows = np.concatenate(
        [
            happenings([1], kind, week, 2, ORIGINS.index("work"))
            for week, kind in enumerate((Happening.MET, Happening.DRIFTED, Happening.MET))
        ]
    )
    first, _, second = (one["text"] for one in events_in_words(record, 1, rows))
    assert second == first.replace(" at work", " again at work")


def test_every_kind_of_programme_has_words_of_its_own():
    words = [help_in_words(kind()) for kind in PROGRAMMES.values()]
    assert len(set(words)) == len(words)
    assert not [one for one in words if FORBIDDEN.search(one)]
    assert help_in_words(GroupTherapy(name="Friday_circle")) == "Friday circle"


def texts(story):
    yield story["about"]
    yield story["difference"]
    for life in story["lives"]:
        yield from life["now"]
        yield from (one["text"] for one in life["events"])
        yield from (one["words"] for one in life["ties"])


def test_all_stories_of_a_town_are_fit_for_a_class(lived):
    kinds, sentences = set(), set()
    for unique_id in lived.everybody():
        story = lived.story(unique_id)
        kinds |= {one["kind"] for life in story["lives"] for one in life["events"]}
        sentences |= set(texts(story))
    assert kinds == {kind.word for kind in Happening}
    assert not [one for one in sentences if FORBIDDEN.search(one)]
    assert len(sentences) > 1000
    for one in sentences:
        assert one == one.strip()
        assert "  " not in one
