from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest

from experiments import cli
from simulation.indicators import INDICATORS
from tests.experiments.without_page import WITHOUT_PAGE

ROOT = Path(__file__).parents[2]
SMALL = ("--people", "200", "--weeks", "3", "--quick", "--workers", "2")
QUICK = "QUICK: short burn-in, for trying a file out"


COMMAND = ("-m", "experiments.cli")


def hear_ctrl_c():
    # A shell lets what it starts in the background ignore Ctrl-C, and children inherit that.
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def start(*arguments, cwd=ROOT, command=COMMAND, **environment):
    return subprocess.Popen(
        [sys.executable, *command, *map(str, arguments)],
        cwd=cwd, text=True, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        preexec_fn=hear_ctrl_c if os.name == "posix" else None,
    )  # fmt: skip


def kith(*arguments, **settings):
    process = start(*arguments, **settings)
    out, err = process.communicate(timeout=300)
    return process.returncode, out, err


def run_here(monkeypatch, *arguments):
    """Run the command in this process, which spares the seconds in which one is imported anew."""
    monkeypatch.setattr(sys, "argv", ["kith", *map(str, arguments)])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    return ended.value.code or 0


def test_a_scenario_is_compared_with_its_baseline_and_every_output_is_marked_quick(
    tmp_path, monkeypatch, capsys
):
    folder = tmp_path / "results"
    code, out, err = kith(
        "run", "group-therapy", *SMALL, "--seeds", 2, "--out", folder, COLUMNS="100"
    )
    assert (code, "Traceback" in err) == (0, False)
    assert "Group therapy minus No programme, week 3, 2 seeds" in out
    assert "Everybody" in out
    assert "Group therapy: delivery and cost, means over 2 seeds" in out
    assert (
        "Group therapy: group_therapy has not started: it starts in week 4, after the end of the "
        "run (3 weeks)."
    ) in " ".join(out.split())
    assert "group-therapy: group_therapy starts in week 4, after the end of the run" in err
    assert QUICK in " ".join(out.split())
    assert out.strip().endswith(f"report: {folder / 'report.html'}")
    assert "group-therapy: 100 % (4 of 4 worlds)" in err
    table = pd.read_csv(folder / "tables" / "differences.csv")
    assert list(table.columns) == [
        "arm", "baseline", "outcome", "population", "difference", "low", "high", "seeds",
    ]  # fmt: skip
    assert set(table["arm"]) == {"group-therapy"}
    assert set(table["baseline"]) == {"baseline"}
    assert set(table["seeds"]) == {2}
    assert QUICK in (folder / "report.html").read_text(encoding="utf-8")
    assert QUICK in (folder / "README.txt").read_text()
    assert QUICK in (folder / "tables" / "QUICK.txt").read_text()
    assert json.loads((folder / "manifest.json").read_text())["notice"] == QUICK
    written = {name: (folder / name).read_bytes() for name in ("report.html", "manifest.json")}
    assert run_here(monkeypatch, "report", folder) == 0
    assert capsys.readouterr().err == ""
    assert {name: (folder / name).read_bytes() for name in written} == written


def test_ctrl_c_keeps_what_is_finished_and_the_report_says_that_seeds_are_missing(
    tmp_path, monkeypatch, capsys
):
    folder = tmp_path / "results"
    process = start(
        "run", "group-therapy", *SMALL, "--seeds", 150, "--json", "--out", folder,
        command=WITHOUT_PAGE,
    )  # fmt: skip
    for line in process.stderr:
        if "10 %" in line:
            break
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=300)
    assert process.returncode == 130
    assert "Traceback" not in err
    document = json.loads(out)
    kept = document["counts"]["ok"]
    assert 30 <= kept < 300
    assert document["exit_code"] == 130
    assert len(pd.concat(map(pd.read_parquet, folder.glob("parts/*/runs.parquet")))) == kept
    assert run_here(monkeypatch, "report", folder) == 3
    assert "of 300 worlds are missing or failed" in capsys.readouterr().err
    assert "of 300 worlds are missing or failed" in (folder / "report.html").read_text()


GOOD = "kith: 1\ntitle: T\nextends: {baseline}\nprogrammes:\n  - type: group_therapy\n"


@pytest.fixture
def in_folder(tmp_path):
    (tmp_path / "good.yaml").write_text(GOOD.format(baseline=ROOT / "scenarios" / "baseline.yaml"))
    bad = "kith: 1\ntitle: T\nprogrammes:\n  - type: group_therapy\n    uptake: 40%\n"
    (tmp_path / "bad.yaml").write_text(bad)
    (tmp_path / "typo.yaml").write_text("kith: 1\ntitle: T\nprogrames: []\n")
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "chapter.txt").write_text("mine")
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("run bad.yaml", "bad.yaml:5:13 programmes[0].uptake: must be a number, got '40%'"),
        ("check typo.yaml", "typo.yaml:3:1 programes: unknown key, did you mean programmes?"),
        ("run missing.yaml", "missing.yaml: no such file"),
        ("run quikstart", "quikstart: no scenario or study of this name, did you mean quickstart?"),
        ("run baseline", "this is the baseline itself; name a scenario to compare with it"),
        ("run good.yaml --out thesis", "thesis: holds files that are not results of Kith"),
        ("run good.yaml --out good.yaml/x", "cannot write results here (not a directory)"),
        ("run good.yaml good.yaml", "good: given twice"),
        ("run good.yaml --seeds 9000", "18,000 worlds: add --yes to run so many"),
        ("report thesis", "thesis: not a results folder of Kith"),
        ("new Bad_Name", "a name has small letters, digits and hyphens"),
        ("run good.yaml --people 3", "greater than or equal to 10"),
        ("list programme", "say which, one of: attachment_therapy, balanced_digital_use"),
        ("list programme group_theraphy", "of this name, did you mean group_therapy?"),
        ("list programme x", "x: no kind of programme of this name; there are: attachment_therapy"),
        ("list outcomes x", "kith list outcomes: takes no name, got 'x'; kith list programme"),
    ],
)
def test_bad_input_is_one_clear_message_and_exit_code_2(
    in_folder, arguments, expected, monkeypatch, capsys
):
    monkeypatch.chdir(in_folder)
    monkeypatch.setenv("COLUMNS", "200")
    assert run_here(monkeypatch, *arguments.split()) == 2
    written = capsys.readouterr()
    assert expected in written.err
    assert written.out == ""
    assert "Traceback" not in written.err


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("check typo.yaml", "typo.yaml:3:1 programes: unknown key, did you mean programmes?"),
        ("run good.yaml --out thesis", "thesis: holds files that are not results of Kith"),
        ("run good.yaml --people 3", "greater than or equal to 10"),
    ],
)
def test_the_command_itself_leaves_with_message_and_code(in_folder, arguments, expected):
    """Of the reader's files, of what is met on the way, and of the command line."""
    code, out, err = kith(*arguments.split(), cwd=in_folder, COLUMNS="200")
    assert expected in err
    assert (code, out) == (2, "")
    assert "Traceback" not in err


def test_new_writes_a_file_that_passes_its_check_and_is_not_overwritten(
    tmp_path, monkeypatch, capsys
):
    monkeypatch.chdir(tmp_path)
    assert run_here(monkeypatch, "new", "evening-groups") == 0
    assert capsys.readouterr().out.startswith("evening-groups.yaml: written.")
    assert run_here(monkeypatch, "check", "evening-groups.yaml") == 0
    assert capsys.readouterr() == ("evening-groups.yaml: fine\n", "")
    assert run_here(monkeypatch, "new", "evening-groups") == 2
    assert "is there already" in capsys.readouterr().err


def test_problems_come_as_json_for_machines(in_folder, monkeypatch, capsys):
    monkeypatch.chdir(in_folder)
    assert run_here(monkeypatch, "check", "--json", "bad.yaml", "good.yaml") == 2
    problems = json.loads(capsys.readouterr().out)
    assert [(one["kind"], one["line"], one["column"], one["key"]) for one in problems] == [
        ("problem", 5, 13, "programmes[0].uptake")
    ]


def test_a_start_after_the_run_is_noted_and_is_no_problem(in_folder, monkeypatch, capsys):
    monkeypatch.chdir(in_folder)
    with (in_folder / "good.yaml").open("a") as file:
        file.write("    start_week: 300\n")
    assert run_here(monkeypatch, "check", "good.yaml") == 0
    captured = capsys.readouterr()
    assert captured.out == "good.yaml: fine\n"
    assert captured.err == (
        "note: good.yaml:6:17 programmes[0].start_week: week 300 is after the end of the run "
        "(104 weeks): group_therapy will not start\n"
    )
    assert run_here(monkeypatch, "check", "--json", "good.yaml") == 0
    assert [one["kind"] for one in json.loads(capsys.readouterr().out)] == ["note"]


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("scenarios", "group-therapy"),
        ("scenarios", "quickstart"),
        ("programmes", "group_therapy"),
        ("policies", "lockdown"),
        ("parameters", "contagion"),
        ("outcomes", "isolated_per_1000"),
        ("indicators", "chronically_lonely"),
    ],
)
def test_lists_name_what_files_can_use(kind, name, monkeypatch, capsys):
    assert run_here(monkeypatch, "list", kind) == 0
    assert name in capsys.readouterr().out
    assert run_here(monkeypatch, "list", kind, "--json") == 0
    rows = json.loads(capsys.readouterr().out)
    assert name in {next(iter(row.values())) for row in rows}


def test_kinds_of_programmes_take_a_line_each(monkeypatch, capsys):
    monkeypatch.setenv("COLUMNS", "100")
    assert run_here(monkeypatch, "list", "programmes") == 0
    lines = capsys.readouterr().out.splitlines()
    (line,) = [line for line in lines if "group_therapy" in line]
    assert "weekly sessions in groups of eight with a facilitator" in line
    assert lines[-1] == "kith list programme KIND shows the settings of a kind."


def test_settings_of_a_programme_stand_in_groups_with_default_and_meaning(monkeypatch, capsys):
    from simulation.programmes import PROGRAMMES

    monkeypatch.setenv("COLUMNS", "160")
    assert run_here(monkeypatch, "list", "programme", "community_events") == 0
    text = capsys.readouterr().out
    heads = ["reach", "groups", "sessions", "costs", "this kind only"]
    places = [text.index(f"\n {head} ") for head in heads]
    assert places == sorted(places)
    squeezed = " ".join(text.split())
    assert "weeks 26 (1 to 5200) Length of the programme (weeks)." in squeezed
    assert "offers_a_week none (from 0 or none) Most offers made in a week" in squeezed
    assert run_here(monkeypatch, "list", "programme", "community_events", "--json") == 0
    rows = json.loads(capsys.readouterr().out)
    names = [row["name"] for row in rows]
    assert sorted(names) == sorted(set(PROGRAMMES["community_events"].model_fields) - {"type"})
    assert all(row["meaning"] for row in rows)


def test_indicators_are_listed_with_rule_cut_and_source(monkeypatch, capsys):
    assert run_here(monkeypatch, "list", "indicators", "--json") == 0
    rows = {row["name"]: row for row in json.loads(capsys.readouterr().out)}
    assert list(rows) == list(INDICATORS)
    assert rows["numb"] == {
        "name": "numb", "kind": "sign", "title": "Emotional numbness", "unit": "per 1,000 people",
        "better": "lower", "definition": "Feels little: numbness is at least 0.25.",
        "sources": "0.25 share: assumed: one adult in nine of the default town",
    }  # fmt: skip


def test_schema_of_scenarios_and_of_studies(monkeypatch, capsys):
    assert run_here(monkeypatch, "schema") == 0
    assert "programmes" in json.loads(capsys.readouterr().out)["properties"]
    assert run_here(monkeypatch, "schema", "--study") == 0
    assert "arms" in json.loads(capsys.readouterr().out)["properties"]


def test_an_unexpected_fault_goes_to_a_file_and_not_to_the_screen(monkeypatch, capsys, tmp_path):
    def broken(path, **options):
        raise ZeroDivisionError("a fault of our own")

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr("scenarios.check_file", broken)
    assert run_here(monkeypatch, "check", "x.yaml") == 1
    message = capsys.readouterr().err
    assert message.startswith("kith failed (ZeroDivisionError: a fault of our own); details: ")
    details = Path(message.split("details: ")[1].strip())
    assert "Traceback" in details.read_text()
    assert "kith check x.yaml" in details.read_text()


def test_version_and_help(monkeypatch, capsys):
    assert run_here(monkeypatch, "--version") == 0
    assert capsys.readouterr().out.startswith("kith ")
    assert run_here(monkeypatch, "--help") == 0
    text = capsys.readouterr().out
    assert all(name in text for name in ("run", "check", "schema", "list", "new", "validate"))


def test_help_and_check_stay_quick_by_not_importing_what_they_do_not_need():
    code = (
        "import sys, experiments.cli as cli; sys.argv = ['kith', *{arguments}]\n"
        "try: cli.main()\n"
        "except SystemExit: pass\n"
        "print(sorted({{'numpy', 'numba', 'mesa', 'pandas', 'seaborn', 'matplotlib', 'pyarrow'}}"
        " & set(sys.modules)))"
    )
    for arguments, allowed in (
        (["--help"], "[]"),
        (["check", "group-therapy"], "['numba', 'numpy']"),  # as far as programmes need them
    ):
        done = subprocess.run(
            [sys.executable, "-c", code.format(arguments=arguments)],
            cwd=ROOT, capture_output=True, text=True, check=True,
        )  # fmt: skip
        loaded = done.stdout.strip().splitlines()[-1]
        assert loaded == allowed


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full")
def test_a_reader_that_leaves_is_no_fault(tmp_path):
    started = time.monotonic()
    process = start("list", "parameters", "--json")
    process.stdout.close()
    err = process.stderr.read()
    process.wait(timeout=60)
    process.stderr.close()
    assert "Traceback" not in err
    assert time.monotonic() - started < 60


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks processes up in /proc")
def test_a_killed_worker_costs_no_run(tmp_path):
    folder = tmp_path / "results"
    process = start(
        "run", "group-therapy", *SMALL, "--seeds", 20, "--json", "--out", folder,
        command=WITHOUT_PAGE,
    )  # fmt: skip
    for line in process.stderr:
        if "10 %" in line:
            break
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    worker = next(
        child for child in children
        if "spawn_main" in Path(f"/proc/{child}/cmdline").read_text()
    )  # fmt: skip
    os.kill(int(worker), signal.SIGKILL)
    out, err = process.communicate(timeout=120)
    assert (process.returncode, "Traceback" in err) == (0, False)
    assert json.loads(out)["counts"] == {"ok": 40, "failed": 0, "crashed": 0}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the shell has no ulimit")
def test_more_people_than_memory_holds_are_refused_before_the_run(tmp_path):
    """Under a limit of 4 GB, which two million people would exceed."""
    command = f"ulimit -v 4000000; exec {sys.executable} -m experiments.cli run quickstart"
    done = subprocess.run(
        ["sh", "-c", f"{command} --people 2000000 --out {tmp_path / 'results'}"],
        cwd=ROOT, text=True, capture_output=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.startswith("--people: 2,000,000 people for 104 weeks need about ")
    assert done.stderr.strip().endswith("are free; ask for fewer people")
    assert not (tmp_path / "results").exists()
