"""A seed lived with people from a file: the runner's way from file to rows."""

from __future__ import annotations

from experiments.worlds.compiling import compile_once
from experiments.worlds.job import Job, JobPoint, run_job
from scenarios import Study, load_scenario


def test_people_from_a_file_live_in_every_world_of_a_seed(tmp_path):
    (tmp_path / "my_people.csv").write_text("age\n" + "".join(f"{20 + n}\n" for n in range(40)))
    path = tmp_path / "town.yaml"
    path.write_text(
        "kith: 1\nextends: baseline\ntitle: Town\npopulation: {people: my_people.csv}\n"
        "programmes: [{type: community_events}]\nrun: {burn_in_weeks: 2, weeks: 2}\n"
    )
    arms = Study.from_scenario(load_scenario(path)).arms
    compile_once(arms)
    baseline, *others = arms
    job = Job(1, baseline, (JobPoint(0, tuple(others)),), 2, None, tmp_path / "cache")
    first, again = run_job(job), run_job(job)
    assert first.failures == []
    lived = {(run.arm, run.people) for run in first.points[0].runs}
    assert lived == {("town", 40), ("town-as-it-is", 40)}
    assert [run.burn_in_cached for run in again.points[0].runs] == [True, True]
    populations = {(one.arm, one.population) for one in first.points[0].series}
    assert ("town-as-it-is", "participants") in populations
    (tmp_path / "my_people.csv").write_text("age\n" + "30\n" * 40)
    baseline, *others = Study.from_scenario(load_scenario(path)).arms
    points = (JobPoint(0, tuple(others)),)
    changed = run_job(Job(1, baseline, points, 2, None, tmp_path / "cache"))
    assert not changed.points[0].runs[0].burn_in_cached
