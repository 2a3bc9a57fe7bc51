"""Two lives: equal before help starts, and each the world that a study lives."""

from __future__ import annotations

import pytest

from demo.choices import choices
from demo.settings import SettingError, read_setting
from demo.worlds.offers import Offer
from demo.worlds.resolving import meant_by
from demo.worlds.twins import open_twins
from experiments.outcomes import MAIN_OUTCOMES
from experiments.worlds.job import Job, JobPoint, run_job
from experiments.worlds.pasts import burnt_in
from scenarios import load_scenario
from simulation.programmes import Befriending
from tests.demo.worlds.small import PEOPLE, scenario, setting, state, twins, weeks


def study_rows(baseline, arm, number, luck=3, people=PEOPLE):
    """Everybody's outcomes by week, and the cost in the end, as a worker of `kith run` finds."""
    job = Job(luck, baseline, (JobPoint(0, (arm,)),), number, people, None)
    result = run_job(job)
    assert not result.failures
    point = result.at(0)
    rows, costs = {}, {}
    for one in point.series:
        if one.population == "everybody":
            rows[one.arm] = {name: numbers.tolist() for name, numbers in one.columns().items()}
    for name in (baseline.name, arm.name):
        spent = [one.ledger["amount"].sum() for one in point.delivered if one.arm == name]
        costs[name] = float(sum(spent))
    return [(rows[name], costs[name]) for name in (baseline.name, arm.name)]


@pytest.mark.parametrize(
    ("name", "baseline"),
    [
        ("group-therapy", "baseline"),
        ("package-deprived", "deprived-neighbourhood"),
        ("epidemic", "baseline"),
        ("package-students", "first-year-students"),
    ],
)
def test_numbers_are_those_of_kith_run_in_every_week_and_so_are_the_costs(name, baseline):
    lives, number = twins(name), 22
    found = [lives.numbers()["worlds"] for _ in weeks(lives, number)]
    for k, (rows, cost) in enumerate(study_rows(scenario(baseline), scenario(name), number)):
        for week, both in enumerate(found):
            for outcome in MAIN_OUTCOMES:
                assert both[k][outcome] == rows[outcome][week]
        assert found[-1][k]["cost"] == cost
        assert (cost > 0) == (k == 1 and bool(scenario(name).programmes))


@pytest.mark.slow
def test_a_class_of_five_hundred_sees_the_year_of_kith_run():
    """The page's own default, with the whole past of the library and every week of a year."""
    asked = read_setting({"scenario": "group-therapy", "people": 500, "luck": 2})
    lives = open_twins(asked)
    found = [lives.numbers()["worlds"] for _ in weeks(lives, 52)]
    baseline, own = load_scenario("baseline"), load_scenario("group-therapy")
    both = study_rows(baseline, own, 52, luck=2, people=500)
    for k, (rows, cost) in enumerate(both):
        for name in MAIN_OUTCOMES:
            assert [one[k][name] for one in found] == rows[name]
        assert found[-1][k]["cost"] == cost
    assert found[-1][1]["cost"] > 10_000


def test_levers_and_other_help_are_the_scenario_that_says_so():
    levers = {"mobility": 0.2, "neighbourhood_life": 0.5, "online_share": 0.6, "hardship": 1.4}
    help_ = [{"type": "befriending", "start_week": 3, "settings": {"uptake": 0.9}}]
    lives = twins(levers=levers, help=help_)
    for _ in weeks(lives, 12):
        found = lives.numbers()["worlds"]
    own = scenario(
        "baseline",
        parameters={"residential_mobility": 0.2, "neighbourhood_life": 0.5, "online_mean": 0.6},
    )
    population = own.population.model_copy(update={"deprivation": 1.4})
    own = own.model_copy(update={"population": population})
    programmes = (Befriending(start_week=3, uptake=0.9),)
    arm = own.model_copy(update={"name": "befriending", "programmes": programmes})
    for k, (rows, cost) in enumerate(study_rows(own, arm, 12)):
        assert found[k]["lonely_per_1000"] == rows["lonely_per_1000"][-1]
        assert found[k]["life_satisfaction"] == rows["life_satisfaction"][-1]
        assert found[k]["cost"] == cost


@pytest.mark.parametrize("name", ["group-therapy", "package-deprived", "lockdown"])
def test_a_fork_at_the_start_of_help_equals_help_given_at_the_opening(name):
    lives, own = twins(name), scenario(name)
    past, _ = burnt_in(own, 3, PEOPLE, None)
    given = past.fork(programmes=own.programmes, policies=own.policies)
    plain = past.fork()
    start = lives.help[0].start_week
    assert start > 0
    for week in weeks(lives, start + 10):
        if week:
            given.run_weeks(1, observe=False)
            plain.run_weeks(1, observe=False)
        assert state(lives.world(0)) == state(plain)
        assert state(lives.world(1)) == state(given)
        assert (state(plain) == state(given)) == (week <= start)


def test_worlds_part_when_help_starts_and_not_before():
    lives = twins(help=[{"type": "group_therapy", "start_week": 6}, {"type": "volunteering"}])
    assert [one.start_week for one in lives.help] == [6, 0]
    assert lives.world(0) is lives.world(1)
    lives.step()
    assert lives.world(0) is not lives.world(1)
    lives = twins(help=[{"type": "group_therapy", "start_week": 2}])
    for week in weeks(lives, 3):
        assert (lives.world(0) is lives.world(1)) == (week <= 2)
        assert len(lives.models) == (1 if week <= 2 else 2)


def test_without_help_there_is_one_world():
    for lives in (twins("baseline"), twins(help=[])):
        assert not lives.compared
        assert len(lives.numbers()["worlds"]) == 1
        assert lives.help == []
        with pytest.raises(IndexError, match="there is no world 1"):
            lives.world(1)
        lives.step()
        assert len(lives.models) == 1


def test_policies_stay_when_programmes_are_taken_out():
    lives = twins("package-deprived", help=[])
    assert lives.compared
    assert [one.title for one in lives.help] == ["Meeting places", "Transport"]
    assert [one.end_week for one in lives.help] == [None, None]


def test_back_at_the_beginning_everything_happens_again():
    lives = twins()
    first = [lives.frame() for _ in weeks(lives, 12)]
    lives.reset()
    assert (lives.week, len(lives.models), lives.recording.frames) == (0, 1, ())
    assert [lives.frame() for _ in weeks(lives, 12)] == first


def test_a_recording_holds_every_frame_once():
    lives = twins()
    for _ in weeks(lives, 6):
        told = [lives.frame(), lives.full_frame(), lives.frame()]
        assert lives.recording.frames[-1] == told[0]
    assert len(lives.recording.frames) == 7


def test_the_page_can_spell_out_the_help_of_every_scenario():
    """Whoever opens the sliders and moves none lives the same worlds."""
    for one in choices()["scenarios"]:
        found = load_scenario(one["name"])
        items = [
            {"type": p["type"], "start_week": p["start_week"], "settings": p["settings"]}
            for p in one["programmes"]
        ]
        spelled = {"scenario": one["name"], "help": items, "levers": one["levers"]}
        meant = meant_by(read_setting(spelled))
        assert meant.with_help.programmes == found.programmes
        assert meant.with_help.policies == found.policies
        assert meant.world.burn_in_identity() == found.world().burn_in_identity()


def test_the_baseline_of_a_study_keeps_its_own_programmes():
    usual = (Befriending(start_week=5),)
    as_it_is = scenario("baseline", programmes=usual)
    offer = Offer("file:1", scenario("group-therapy"), as_it_is)
    lives = open_twins(setting(), [offer])
    number = 12
    for _ in weeks(lives, number):
        found = lives.numbers()["worlds"]
    for k, (rows, cost) in enumerate(study_rows(as_it_is, scenario("group-therapy"), number)):
        assert found[k]["cost"] == cost > 0
        assert found[k]["pss10"] == rows["pss10"][-1]


def test_a_chronicle_is_told_of_every_week():
    class Notes:
        def __init__(self):
            self.seen = []

        def note(self, week, models):
            self.seen.append((week, len(models)))

    lives = twins(help=[{"type": "volunteering", "start_week": 1}])
    lives.chronicle = notes = Notes()
    for _ in range(3):
        lives.step()
    assert notes.seen == [(1, 1), (2, 2), (3, 2)]
    lives.reset()
    assert lives.chronicle is None


def test_a_page_is_told_what_it_needs_before_the_first_frame():
    lives = twins(levers={"mobility": 0.1})
    meta = lives.meta()
    assert meta["setting"]["levers"] == {"mobility": 0.1}
    assert read_setting(meta["setting"]) == lives.setting
    assert meta["levers"]["mobility"] == 0.1
    assert meta["levers"]["online_share"] == 0.35
    assert (meta["title"], meta["people"], meta["compared"]) == ("Group therapy", PEOPLE, True)
    assert meta["currency"] == "GBP"
    assert meta["help"] == [
        {"label": "group_therapy", "title": "Group therapy", "start_week": 4, "end_week": 20}
    ]
    assert len(meta["homes"]) == len(meta["households"]) == PEOPLE
    assert [one["key"] for one in meta["outcomes"]] == [*lives.numbers()["worlds"][0]]
    told = str(meta["outcomes"]).lower()
    assert not any(word in told for word in ("depress", "disorder", "suicid", "anxiety"))


def test_a_past_in_the_cache_of_studies_is_found(tmp_path):
    own = scenario("group-therapy")
    burnt_in(own, 3, PEOPLE, tmp_path)
    kept = sorted(tmp_path.iterdir())
    shares = []
    lives = open_twins(setting(), [Offer("file:1", own)], tmp_path, tell=shares.append)
    assert shares == []  # nothing was lived
    assert sorted(tmp_path.iterdir()) == kept
    assert lives.frame() == twins().frame()


def test_the_opening_says_how_far_it_is_and_can_be_ended():
    offer = [Offer("file:1", scenario("baseline"))]
    shares = []
    open_twins(setting(), offer, tell=shares.append)
    assert shares == [0.0, 13 / 20, 1.0]

    def leave(share):
        if share > 0:
            raise ConnectionError("the page is closed")

    with pytest.raises(ConnectionError):
        open_twins(setting(), offer, tell=leave)


def test_a_scenario_that_nobody_has_is_refused():
    with pytest.raises(SettingError, match="no scenario is called 'group-terapy'; did you mean"):
        open_twins(read_setting({"scenario": "group-terapy"}))
