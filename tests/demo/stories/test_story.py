"""A story as the page takes it: ties, lives, the difference between them."""

from __future__ import annotations

import json

import numpy as np
import pytest

from demo.names import name_of
from demo.stories.feelings import lately
from demo.stories.happenings import Happening
from simulation import ConnectivityModel, PopulationSettings


def people_here_in_both(lived):
    one, other = (model.people.ids for model in lived.models)
    return np.intersect1d(one, other).tolist()


def test_every_story_is_json_of_the_contract(lived):
    for unique_id in lived.everybody()[::3]:
        story = lived.story(unique_id)
        assert json.loads(json.dumps(story, allow_nan=False)) == story
        assert (story["tell"], story["id"], story["week"]) == ("person", unique_id, lived.week)
        assert story["row"] == unique_id % 120
        assert [life["title"] for life in story["lives"]] == ["As it is", "With help"]
        for life in story["lives"]:
            assert life["now"]
            assert len(life["loneliness"]) == len(life["stress"])
            weeks = [one["week"] for one in life["events"]]
            assert weeks == sorted(weeks)


@pytest.mark.parametrize("world", [0, 1])
def test_ties_are_those_of_the_model(lived, world):
    model = lived.models[world]
    for unique_id in model.people.ids[::5].tolist():
        theirs = model.ties.of(unique_id).set_index("person_b")
        ties = lived.story(unique_id)["lives"][world]["ties"]
        assert sorted(tie["id"] for tie in ties) == theirs.index.tolist()
        partner = int(model.people.records["partner"][model.people.row_of(unique_id)])
        for tie in ties:
            row = theirs.loc[tie["id"]]
            assert tie["closeness"] == pytest.approx(row["closeness_a"], abs=0.005001)
            assert tie["trust"] == pytest.approx(row["trust_a"], abs=0.005001)
            assert (tie["what"] == "partner") is (tie["id"] == partner)
            if tie["what"] in ("friend", "acquaintance"):
                assert not row["kin"]
            if tie["since_week"] is not None:
                assert abs(lived.week - row["weeks"] - tie["since_week"]) <= 1
            other = model.people.row_of(tie["id"])
            assert tie["name"] == name_of(tie["id"], model.people.records["sex"][other])
        near = [tie["closeness"] for tie in ties if tie["what"] != "partner"]
        assert near == sorted(near, reverse=True)


def test_ties_older_than_the_recording_are_known_for_years(lived):
    words = {
        tie["words"]
        for unique_id in lived.models[0].people.ids.tolist()
        for tie in lived.story(unique_id)["lives"][0]["ties"]
        if tie["since_week"] is None
    }
    assert words
    assert all("known for years" in one for one in words)


def test_feelings_cover_the_weeks_somebody_was_here(lived):
    for world, record in enumerate(lived.chronicle.records):
        for unique_id in lived.everybody():
            life = lived.story(unique_id)["lives"][world]
            here = [week for week, ids in enumerate(lived.seen[world].ids) if unique_id in set(ids)]
            assert len(life["loneliness"]) == len(here)
            assert life["first_week"] == (here[0] if here else None)
            if here:
                stress = [int(record.stress[week][unique_id % 120]) for week in here]
                assert life["stress"] == stress


def test_who_is_gone_in_one_life_only_is_told_of_kindly(wave):
    as_it_is, other = wave.chronicle.records
    once = set(other.gone) & set(as_it_is.people["unique_id"].tolist())
    assert len(once) > 5
    for unique_id in once:
        story = wave.story(unique_id)
        here, gone = story["lives"]
        assert (here["here"], gone["here"]) == (True, False)
        died = other.gone[unique_id].died
        assert ("life came to its end in week" in gone["now"][0]) is died
        assert ("Moved away from town in week" in gone["now"][0]) is not died
        assert "in town knew" in gone["now"][1]
        assert "lives in town; with help" in story["difference"]
        assert "this says nothing about the help itself" in story["difference"]
    born = {int(one) for one in other.people["unique_id"]} - set(as_it_is.people["unique_id"])
    for unique_id in born:
        story = wave.story(unique_id)
        assert story["lives"][0]["now"] == ["Never came to town in this life."]
        assert " never came to town; with help " in story["difference"]


def test_who_is_gone_in_both_lives_is_told_of_once(lived):
    records = lived.chronicle.records
    both = set(records[0].gone) & set(records[1].gone)
    assert both
    for unique_id in both:
        one, other = (record.gone[unique_id] for record in records)
        if (one.week, one.died) == (other.week, other.died):
            story = lived.story(unique_id)
            assert story["difference"].startswith("In both lives ")
            assert not any(life["here"] for life in story["lives"])


def test_without_programmes_nobody_is_said_to_have_taken_part_or_not(wave):
    said = [wave.story(one)["difference"] for one in people_here_in_both(wave)]
    assert not any("took" in one for one in said)


def test_the_difference_agrees_with_both_lives(lived):
    number = {"less lonely": 0, "lonelier": 0, "about as lonely": 0}
    for unique_id in people_here_in_both(lived):
        story = lived.story(unique_id)
        without, helped = (lately(life["loneliness"]) for life in story["lives"])
        change = helped - without
        said = "about as lonely"
        if abs(change) >= 0.03:
            said = "less lonely" if change < 0 else "lonelier"
        assert said in story["difference"]
        number[said] += 1
        began = [one for one in story["lives"][1]["events"] if one["kind"] == "began_help"]
        assert ("took no part in the help" in story["difference"]) is not bool(began)
    assert min(number["less lonely"], number["about as lonely"]) > 5


def test_people_named_in_the_difference_are_in_one_life_and_not_in_the_other(lived):
    named = 0
    for unique_id in people_here_in_both(lived):
        story = lived.story(unique_id)
        ties = [{tie["name"] for tie in life["ties"]} for life in story["lives"]]
        for start, has, lacks in (("With help", ties[1], ties[0]), ("As it is", *ties)):
            for sentence in story["difference"].split(". "):
                if sentence.startswith(start):
                    name = sentence.split(" has ")[1].split(",")[0]
                    assert name in has - lacks
                    named += 1
    assert named > 20


def test_one_world_has_one_life_and_no_difference():
    from demo.stories import Chronicle

    model, chronicle = ConnectivityModel(people=100, rng=3), Chronicle()
    chronicle.note(0, (model,))
    story = chronicle.story(5, 0, (model,))
    assert len(story["lives"]) == 1
    assert story["difference"] == ""


@pytest.mark.parametrize(
    ("anxiety", "avoidance", "words"),
    [
        (0.2, 0.2, "finds it easy to trust people"),
        (0.8, 0.2, "needs people near and worries that they might leave her"),
        (0.2, 0.8, "keeps people at a distance and relies on herself"),
        (0.8, 0.8, "would like people near but finds it hard to trust them"),
    ],
)
def test_how_somebody_is_with_people_is_said_in_plain_words(anxiety, avoidance, words):
    from demo.stories import Chronicle

    model = ConnectivityModel(people=100, rng=3)
    women = np.flatnonzero(model.people.array("sex") == 0)[:3]
    model.people.assign("attachment_anxiety", women, anxiety)
    model.people.assign("attachment_avoidance", women, avoidance)
    for number, childhood in ((0, ""), (2, ", had some hard times as a child"),
                              (6, ", had a hard childhood")):  # fmt: skip
        model.people.assign("adverse_childhood", women, number)
        chronicle = Chronicle()
        chronicle.note(0, (model,))
        about = chronicle.story(int(women[0]), 0, (model,))["about"]
        assert about.endswith(words + childhood)


def test_a_child_who_turns_18_is_known_at_home(lived):
    record = lived.chronicle.record(0)
    rows = np.concatenate(record.happenings)
    grown = rows[(rows["kind"] == Happening.ARRIVED) & (rows["detail"] == 1)]
    said = [
        one["text"]
        for unique_id in grown["person"].tolist()
        for one in lived.story(unique_id)["lives"][0]["events"][:3]
    ]
    assert any(one.startswith("Has grown up with ") for one in said)


@pytest.mark.parametrize(
    ("population", "words"),
    [
        (
            {"newcomers_share": 0.3, "newcomers_in_courses": 0.9},
            ("Came to town for a time.", "studies"),
        ),
        ({"older_alone_share": 0.4}, ("Moved to town.", "lives alone")),
    ],
)
def test_towns_of_another_make_have_stories_too(population, words):
    from demo.stories import Chronicle

    settings = PopulationSettings(people=100, **population)
    model, chronicle = ConnectivityModel(population=settings, rng=4), Chronicle()
    chronicle.note(0, (model,))
    for week in range(1, 56):
        model.run_weeks(1, observe=False)
        chronicle.note(week, (model,))
    record = chronicle.record(0)
    assert len(record.gone) > 1
    said = ""
    for unique_id in (*model.people.ids.tolist(), *record.gone):
        story = chronicle.story(unique_id, 55, (model,))
        said += story["about"] + " ".join(one["text"] for one in story["lives"][0]["events"])
    assert all(one in said for one in words)
