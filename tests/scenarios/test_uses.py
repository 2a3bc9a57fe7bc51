"""Programmes of one's own in scenario files: how they are named, allowed, and checked."""

from __future__ import annotations

import pytest

from scenarios import ScenarioError, Study, file_notes, load_scenario, load_study
from scenarios.own_code import CodeError
from scenarios.uses import find_kind
from tests.simulation.programmes.packages import CHOIR, install

HEAD = "kith: 1\ntitle: x\nprogrammes:\n"
USE = f"{HEAD}  - use: choir.py:Choir\n"
ALLOW = "if you trust that file, add --allow-code (in Python: allow_code=True)"


@pytest.fixture
def choir(write):
    return write("choir.py", CHOIR)


def test_a_class_of_a_file_is_a_programme_like_any_other(choir, write):
    path = write("x.yaml", USE + "    tempo: 5\n    uptake: 0.25\n")
    (programme,) = load_scenario(path, allow_code=True).programmes
    assert type(programme).__name__ == "Choir"
    assert (programme.label, programme.uptake) == ("choir", 0.25)
    assert programme.model_dump()["tempo"] == 5.0


@pytest.mark.parametrize("place", ["../choir.py", "./x/../../choir.py", "{folder}/choir.py"])
def test_a_path_starts_from_the_file_that_says_it(choir, write, folder, place):
    write("sub/x/empty", "")
    write("sub/base.yaml", f"{HEAD}  - use: {place.format(folder=folder)}:Choir\n")
    leaf = write("x.yaml", "kith: 1\nextends: sub/base.yaml\n")
    assert load_scenario(leaf, allow_code=True).programmes[0].type == "choir"


def test_code_is_never_run_unless_that_is_allowed(write, check, folder):
    mark = folder / "it-ran"
    write("choir.py", f"open({str(mark)!r}, 'w').close()\n{CHOIR}")
    write("base.yaml", USE)
    expected = (
        "programmes[0].use: wants to run the code of choir.py, which can do whatever you can; "
        + ALLOW
    )
    assert check(USE) == [f"x.yaml:4:10 {expected}"]
    assert check("kith: 1\nextends: base\n", "leaf.yaml") == [f"base.yaml:4:10 {expected}"]
    study = "kith: 1\ntitle: x\narms: [baseline, base]\n"
    assert check(study, "study.yaml") == [f"base.yaml:4:10 {expected}"]
    with pytest.raises(ScenarioError, match="wants to run the code of"):
        load_scenario("x.yaml")
    with pytest.raises(ScenarioError, match="wants to run the code of"):
        load_study("study.yaml")
    leaf = load_scenario(write("quiet.yaml", "kith: 1\nextends: base\nprogrammes: []\n"))
    with pytest.raises(ScenarioError, match="wants to run the code of"):
        Study.from_scenario(leaf)
    assert not mark.exists()
    assert check(USE, allow_code=True) == []
    assert mark.exists()
    assert Study.from_scenario(leaf, allow_code=True).baseline == "base"


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ("    tempi: 5\n", "5:5 programmes[0].tempi: unknown key, did you mean tempo?"),
        ("    uptaek: 5\n", "5:5 programmes[0].uptaek: unknown key, did you mean uptake?"),
        ("    tempo: 50\n", "5:12 programmes[0].tempo: must be at most 9, got 50"),
        ("    tempo: .inf\n", "5:12 programmes[0].tempo: must be a finite number, got inf"),
        ("    uptake: .nan\n", "5:13 programmes[0].uptake: must be a finite number, got nan"),
        ("    tempo: 40%\n", "5:12 programmes[0].tempo: must be a number, got '40%' (write 0.4)"),
        (
            "    type: choir\n",
            "5:5 programmes[0].type: use says already which programme it is; leave type out",
        ),
        (
            "  - use: choir.py:Choir\n",
            "5:5 programmes[1].name: two programmes are called choir (the other is "
            "programmes[0]); give one of them a name of its own",
        ),
    ],
)
def test_its_settings_are_checked_as_those_of_built_in_ones(choir, check, settings, expected):
    assert check(USE + settings, allow_code=True) == [f"x.yaml:{expected}"]


def test_a_start_after_the_end_of_the_run_is_noted_as_of_built_in_ones(choir, write):
    path = write("x.yaml", USE + "    start_week: 200\n")
    assert [str(note) for note in file_notes(path, allow_code=True)] == [
        "x.yaml:5:17 programmes[0].start_week: week 200 is after the end of the run (104 weeks): "
        "choir will not start"
    ]


def test_the_rest_of_a_file_is_checked_even_if_its_code_may_not_run(choir, check):
    found = check(f"{USE}    tempi: 5\n  - type: group_therapy\n    uptaek: 1\nweeks: 9\n")
    assert [line.partition(": ")[0] for line in found] == [
        "x.yaml:4:10 programmes[0].use",
        "x.yaml:7:5 programmes[1].uptaek",
        "x.yaml:8:1 weeks",
    ]


@pytest.mark.parametrize(
    ("use", "message"),
    [
        ("chior.py:Choir", "no such file: chior.py, did you mean choir.py?"),
        ("sub/songs.py:Choir", "no such file: sub/songs.py"),
        ("choir.py:Chior", "choir.py has no class Chior, did you mean Choir?"),
        ("choir.py:Field", "choir.py:1: Field is no class; a programme is one"),
        ("choir.py:Programme", "choir.py:1: Programme has no type; add the line"),
        ("choir.py", "must name a file and a class in it, such as my_programmes.py:Choir"),
        ("'choir.py:'", "must name a file and a class in it, such as my_programmes.py:Choir"),
        ("choir.py:a b", "must name a file and a class in it, such as my_programmes.py:Choir"),
        (":Choir", "must name a Python file, such as my_programmes.py:Choir, got ''"),
        ("choir.txt:Choir", "must name a Python file, such as my_programmes.py:Choir, got 'choir."),
        ("https://x.org/a.py:Choir", "must be a file on this machine, such as my_programmes.py:Ch"),
        ("file:///a.py:Choir", "must be a file on this machine, such as my_programmes.py:Choir, n"),
        ("choir", "no installed programme is called choir; a file is written my_programmes.py:Ch"),
        ("group_therapy", "group_therapy is built in; write type: group_therapy"),
        ('"c\\0.py:Choir"', "must be text such as my_programmes.py:Choir, got 'c\\x00.py:Choir'"),
        (f"{'c' * 300}.py:Choir", "cannot be read (File name too long)"),
        ("[choir.py, Choir]", "must be text such as my_programmes.py:Choir, got a list"),
        ("", "must be text such as my_programmes.py:Choir, got nothing"),
    ],
)
def test_a_use_that_names_no_programme_is_said_with_its_place(choir, check, use, message):
    (found,) = check(f"{HEAD}  - use: {use}\n", allow_code=True)
    start = "x.yaml:4:10" if use else "x.yaml:4:9"
    assert found.startswith(f"{start} programmes[0].use: ")
    assert message in found


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("def f(:\n", "broken.py:1: not valid Python: invalid syntax"),
        ("x = 1\n\n  y = 2\n", "broken.py:3: not valid Python: unexpected indent"),
        ("x = '\0'\n", "null byte"),
        ("x = 1\ny = x / 0\n", "broken.py:2: ZeroDivisionError: division by zero"),
        ("def f():\n    1 / 0\n\nf()\n", "broken.py:2: ZeroDivisionError: division by zero"),
        ("import sys\nsys.exit('bye')\n", "broken.py:2: SystemExit: bye"),
        ("import nonesuch.part\n", "broken.py:1: imports nonesuch, which is not installed"),
        (
            "x = 1\nfrom songs import all_of_them\n",
            "broken.py:2: imports songs, which lies beside it; a programme is one file, or an "
            "installed package",
        ),
        (
            "from simulation.programmes import Programe\n",
            "broken.py:1: ImportError: cannot import name 'Programe' from",
        ),
        ("x = 1\n", "broken.py has no class Choir; it has no programme at all"),
        (
            "x = 1\nclass Choir:\n    pass\n",
            "broken.py:2: Choir is no programme; write class Choir(Pr",
        ),
        (
            CHOIR.replace('    type: Literal["choir"] = "choir"\n', ""),
            'broken.py:8: Choir has no type; add the line type: Literal["choir"] = "choir"',
        ),
        (
            CHOIR.replace('"skill": 0.3', '"charm": 0.3'),
            "broken.py:8: TypeError: Choir.content: charm=0.3 must be one of safe_contact,",
        ),
        (
            CHOIR.replace("= 3.0", '= float("inf")'),
            "broken.py:8: Choir.tempo has a default that its own rules refuse: Input should be",
        ),
        (
            CHOIR.replace("tempo: Annotated[float, Field(ge=1, le=9)] = 3.0", "tempo = 3.0"),
            "broken.py:8: PydanticUserError: A non-annotated attribute was detected: `tempo = 3.0`",
        ),
    ],
)
def test_a_file_that_cannot_be_used_is_named_with_its_line(write, check, code, message):
    write("broken.py", code)
    write("songs.py", "all_of_them = ()\n")
    (found,) = check(f"{HEAD}  - use: broken.py:Choir\n", allow_code=True)
    assert found.startswith("x.yaml:4:10 programmes[0].use: broken.py")
    assert message in found
    assert "\n" not in found


def test_a_file_that_is_no_text_is_named(folder, check):
    (folder / "broken.py").write_bytes(b"x = '\xff\xfe'\n")
    (found,) = check(f"{HEAD}  - use: broken.py:Choir\n", allow_code=True)
    assert found.startswith("x.yaml:4:10 programmes[0].use: broken.py: not text in UTF-8 (")
    (folder / "broken.py").write_bytes(b"#" * 1_000_001)
    (found,) = check(f"{HEAD}  - use: broken.py:Choir\n", allow_code=True)
    assert found.endswith("broken.py: larger than 1,000,000 bytes")


def test_a_rule_of_its_own_that_fails_is_named_with_its_line(write, check):
    rule = """
    @field_validator("tempo")
    @classmethod
    def _even(cls, value):
        if value == 7:
            raise ValueError("nobody sings seven")
        return value / (value - 4)
"""
    code = CHOIR.replace("import Field", "import Field, field_validator") + rule
    write("choir.py", code)
    assert check(USE + "    tempo: 7\n", allow_code=True) == [
        "x.yaml:5:12 programmes[0].tempo: nobody sings seven"
    ]
    line = code.splitlines().index("        return value / (value - 4)") + 1
    assert check(USE + "    tempo: 4\n", allow_code=True) == [
        f"x.yaml:4:3 programmes: choir.py:{line}: ZeroDivisionError: float division by zero"
    ]


def test_two_classes_with_one_type_cannot_stand_in_one_file(choir, write, check):
    write("other.py", CHOIR.replace("class Choir", "class Chorus"))
    assert check(f"{USE}  - use: other.py:Chorus\n    name: b\n", allow_code=True) == [
        "x.yaml:5:10 programmes[1].use: Chorus and Choir both have the type 'choir'; "
        "give one of them another"
    ]
    assert check(f"{USE}  - use: choir.py:Choir\n    name: b\n", allow_code=True) == []


@pytest.mark.parametrize("key", ["use", "type"])
def test_an_installed_programme_needs_no_permission(folder, check, key, monkeypatch):
    module = f"kith_choirs_uses_{key}"
    install(folder, "kith-choirs", {module: CHOIR}, {"choir": f"{module}:Choir"})
    monkeypatch.syspath_prepend(folder)
    assert check(f"{HEAD}  - {key}: choir\n    tempo: 5\n") == []
    assert check(f"{HEAD}  - {key}: choir\n    tempi: 5\n") == [
        "x.yaml:5:5 programmes[0].tempi: unknown key, did you mean tempo?"
    ]
    nearest = {
        "use": "no installed programme is called chior, did you mean choir?",
        "type": "unknown programme 'chior', did you mean choir?",
    }
    assert check(f"{HEAD}  - {key}: chior\n") == [
        f"x.yaml:4:{len(key) + 7} programmes[0].{key}: {nearest[key]}"
    ]


def test_an_installed_programme_that_cannot_be_imported_is_named(folder, check, monkeypatch):
    install(folder, "kith-choirs", {}, {"choir": "kith_choirs_gone:Choir"})
    monkeypatch.syspath_prepend(folder)
    assert check(f"{HEAD}  - type: choir\n") == [
        "x.yaml:4:11 programmes[0].type: kith_choirs_gone:Choir of kith-choirs 1.2 cannot be "
        "imported: ModuleNotFoundError: No module named 'kith_choirs_gone'"
    ]


def test_a_kind_is_found_from_a_folder(choir, folder):
    assert find_kind("choir.py:Choir", folder, allow_code=True).__name__ == "Choir"
    with pytest.raises(CodeError, match="wants to run the code of"):
        find_kind("choir.py:Choir", folder, allow_code=False)
