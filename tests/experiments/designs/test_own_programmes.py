"""Programmes of one's own in runs: found by workers, told in words when they fail, never mixed."""

from __future__ import annotations

import json
import sys

import pytest

from experiments import cli
from experiments.designs.making import make_plan, with_options
from experiments.designs.own_programmes import installed_kinds, named_kinds
from experiments.errors import ExitCode, KithError
from experiments.running.results import open_results
from experiments.running.runner import run_study
from scenarios import load_study
from tests.experiments.without_page import leave_out_the_page
from tests.simulation.programmes.packages import CHOIR, install

WORLD = "kith: 1\nextends: baseline\ntitle: {name}\nprogrammes: [{{use: {name}.py:{kind}}}]\n"
BROKEN = (
    CHOIR.replace("Choir", "Broken").replace('"choir"', '"broken"')
    + "\n    def weekly_inputs(self, people, enrolment, week):\n"
    + "        if week < 1:\n            return self.content\n"
    + '        return {"skill": people["shyness"]}\n'
)
STUDY = "kith: 1\ntitle: Own\narms: [baseline, choir.yaml, broken.yaml]\n"
SMALL = {"people": 60, "weeks": 3, "burn_in_weeks": 2, "seeds": 2}


class Notes:
    """Progress that remembers what it was told."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def start(self, title, total):
        pass

    def advance(self, worlds=1):
        pass

    def note(self, text):
        self.lines.append(text)

    def stop(self):
        pass


def write_study(folder):
    (folder / "choir.py").write_text(CHOIR, encoding="utf-8")
    (folder / "broken.py").write_text(BROKEN, encoding="utf-8")
    (folder / "study.yaml").write_text(STUDY, encoding="utf-8")
    for name, kind in (("choir", "Choir"), ("broken", "Broken")):
        text = WORLD.format(name=name, kind=kind)
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return load_study(folder / "study.yaml", allow_code=True)


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    """A study in which one world's own programme works and another's does not, on two workers."""
    folder = tmp_path_factory.mktemp("own")
    notes = Notes()
    with pytest.MonkeyPatch.context() as patch:
        leave_out_the_page(patch.setattr)
        study = write_study(folder)
        result = run_study(
            study, out=folder / "out", workers=2, progress=notes,
            cache_folder=folder / "cache", **SMALL,
        )  # fmt: skip
    return study, result, notes.lines


def test_workers_find_the_class_and_a_fault_costs_only_its_own_world(finished):
    _, result, _ = finished
    assert (result.counts.ok, result.counts.failed, result.counts.crashed) == (4, 2, 0)
    assert result.exit_code == ExitCode.SOME_RUNS_FAILED
    table = result.findings.differences
    assert set(table["arm"]) == {"choir"}
    assert "participants" in set(table["population"])


def test_a_fault_is_told_once_in_words_with_its_line(finished):
    study, result, lines = finished
    line = BROKEN.splitlines().index('        return {"skill": people["shyness"]}') + 1
    path = study.source.parent / "broken.py"
    what = (
        f"broken: failed: {path}:{line}: Broken.weekly_inputs failed: "
        "KeyError: \"people have no column 'shyness'"
    )
    told = [one for one in lines if "failed" in one]
    assert len(told) == 1
    assert what in told[0]
    failures = [json.loads(one.read_text()) for one in (result.folder / "failures").iterdir()]
    assert sorted((one["arm"], one["seed"]) for one in failures) == [("broken", 1), ("broken", 2)]
    assert all(what.removeprefix("broken: failed: ") in one["message"] for one in failures)
    assert all("Traceback" in one["traceback"] for one in failures)
    assert all(" --allow-code" in one["command"] for one in failures)


def test_results_keep_the_code_and_say_which_it_was(finished):
    study, result, _ = finished
    assert (result.folder / "sources" / "choir.py").read_text(encoding="utf-8") == CHOIR
    (choir,) = study.arms[1].code()
    manifest = json.loads((result.folder / "manifest.json").read_text())
    assert {"type": "choir", "use": "choir.py:Choir", "sha256": choir.sha256, "package": ""} in (
        manifest["own_programmes"]
    )
    assert [one["type"] for one in manifest["own_programmes"]] == ["broken", "choir"]
    _, plan, _ = open_results(result.folder)
    assert plan == result.plan


def test_another_version_of_the_file_is_another_run(tmp_path):
    def hashes(study):
        return make_plan(with_options(study, **SMALL)).points[0].hashes

    study = write_study(tmp_path)
    first = hashes(study)
    assert hashes(write_study(tmp_path)) == first
    (tmp_path / "choir.py").write_text(CHOIR.replace("Singing", "Humming"), encoding="utf-8")
    changed = load_study(tmp_path / "study.yaml", allow_code=True)
    others = {arm for arm, one in hashes(changed).items() if one != first[arm]}
    assert others == {"choir"}, "worlds without the file are the same worlds"
    assert hashes(study) == first, "what was read counts, not what lies there now"
    pasts = [one.world().burn_in_identity() for one in (*study.arms, *changed.arms)]
    assert all(one == pasts[0] for one in pasts), "the past does not depend on programmes"


def test_two_files_of_one_name_are_both_kept(tmp_path):
    study = write_study(tmp_path)
    (tmp_path / "sub").mkdir()
    other = write_study(tmp_path / "sub")
    (tmp_path / "sub" / "choir.py").write_text(f"# other\n{CHOIR}", encoding="utf-8")
    other = load_study(tmp_path / "sub" / "study.yaml", allow_code=True)
    both = study.model_copy(update={"arms": (study.arms[0], study.arms[1], other.arms[1])})

    from experiments.designs.sources import source_files

    kept = {name: text for name, text in source_files(both).items() if name.endswith(".py")}
    sha256 = other.arms[1].code()[0].sha256
    assert set(kept) == {"sources/choir.py", f"sources/{sha256[:8]}-choir.py"}
    assert sorted(kept.values()) == sorted([CHOIR.encode(), f"# other\n{CHOIR}".encode()])


# the command line


@pytest.fixture
def kith(monkeypatch, capsys, tmp_path):
    """Run a command in a folder with a choir, and return its exit code and what it printed."""
    write_study(tmp_path)
    monkeypatch.chdir(tmp_path)
    capsys.readouterr()

    def command(*arguments):
        monkeypatch.setattr(sys, "argv", ["kith", *arguments])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        printed = capsys.readouterr()
        return ended.value.code or 0, printed.out, printed.err

    return command


def test_every_command_asks_before_it_runs_code(kith):
    asked = "choir.yaml:4:20 programmes[0].use: wants to run the code of choir.py, which can do"
    for arguments in (["check", "choir.yaml"], ["run", "choir.yaml"], ["run", "study.yaml"]):
        code, out, err = kith(*arguments)
        assert (code, out) == (2, "")
        assert asked in err
    for arguments in (["schema"], ["list", "programmes"]):
        code, out, err = kith(*arguments, "--with", "choir.py:Choir")
        assert (code, out) == (2, "")
        assert err.startswith("--with choir.py:Choir: wants to run the code of choir.py, which can")
    assert kith("check", "choir.yaml", "--allow-code") == (0, "choir.yaml: fine\n", "")


def test_the_schema_and_the_list_know_programmes_that_are_named(kith):
    code, out, _ = kith("schema", "--with", "choir.py:Choir", "--allow-code")
    assert code == 0
    assert json.loads(out)["$defs"]["Choir"]["properties"]["tempo"]["maximum"] == 9
    code, out, _ = kith("list", "programmes", "--json", "--with", "choir.py:Choir", "--allow-code")
    (row,) = [row for row in json.loads(out) if row["type"] == "choir"]
    assert row["about"] == "Singing together."
    assert row["settings"][-1] == "tempo"
    named = ("choir", "--json", "--with", "choir.py:Choir", "--allow-code")
    code, out, _ = kith("list", "programme", *named)
    assert (code, json.loads(out)[-1]["name"]) == (0, "tempo")
    assert json.loads(out)[-1]["group"] == "this kind only"


def test_the_schema_and_the_list_know_installed_programmes(kith, tmp_path, monkeypatch):
    targets = {"choir": "kith_choirs_e:Choir", "opera": "kith_choirs_e:Opera"}
    install(tmp_path, "kith-choirs", {"kith_choirs_e": CHOIR}, targets)
    monkeypatch.syspath_prepend(tmp_path)
    left_out = "opera is left out: kith_choirs_e:Opera of kith-choirs 1.2 cannot be imported: "
    code, out, err = kith("schema")
    assert (code, err.startswith(left_out)) == (0, True)
    assert json.loads(out)["$defs"]["Choir"]["properties"]["use"]["const"] == "choir"
    code, out, err = kith("list", "programmes", "--json")
    assert (code, err.startswith(left_out)) == (0, True)
    assert "choir" in {row["type"] for row in json.loads(out)}
    (choir,) = named_kinds(["choir.py:Choir"], allow_code=True)
    assert installed_kinds(lambda text: None, [choir]) == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("schema --study --with choir.py:Choir", "--with: only the printed schema of scenarios"),
        ("schema --write --with choir.py:Choir", "--with: only the printed schema of scenarios"),
        ("list outcomes --with choir.py:Choir", "--with: names programmes, so it goes with `kith"),
        ("schema --allow-code --with chior.py:Choir", "--with chior.py:Choir: no such file: chior"),
        ("schema --with choir", "--with choir: no installed programme is called choir; a file is"),
    ],
)
def test_a_with_that_makes_no_sense_is_one_message(kith, arguments, message):
    code, out, err = kith(*arguments.split())
    assert (code, out) == (2, "")
    assert err.startswith(message)


def test_two_programmes_of_one_type_cannot_be_named_together(kith, tmp_path):
    (tmp_path / "other.py").write_text(CHOIR, encoding="utf-8")
    with pytest.raises(KithError, match=r"other\.py:Choir: another programme has the type 'choir'"):
        named_kinds(["choir.py:Choir", "other.py:Choir"], allow_code=True)


def test_mechanisms_are_listed_with_the_doses_of_built_in_programmes(kith):
    code, out, _ = kith("list", "mechanisms", "--json")
    assert code == 0
    rows = {row["name"]: row for row in json.loads(out)}
    assert "group_therapy 0.85" in rows["safe_contact"]["doses"]
    assert rows["giving"]["meaning"] == "helping others"
