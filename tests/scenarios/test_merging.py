from __future__ import annotations

import pytest

from scenarios.merging import merge, read_merged
from scenarios.problems import Position, ScenarioError
from scenarios.source import Node, plain, read_source


def merged(write, base: str, patch: str):
    return plain(
        merge(read_source(write("base.yaml", base)), read_source(write("patch.yaml", patch)))
    )


# The cases of RFC 7396, appendix A, whose document and patch are both mappings.
@pytest.mark.parametrize(
    ("base", "patch", "result"),
    [
        ("{a: b}", "{a: c}", {"a": "c"}),
        ("{a: b}", "{b: c}", {"a": "b", "b": "c"}),
        ("{a: b}", "{a: null}", {}),
        ("{a: b, b: c}", "{a: null}", {"b": "c"}),
        ("{a: [b]}", "{a: c}", {"a": "c"}),
        ("{a: c}", "{a: [b]}", {"a": ["b"]}),
        ("{a: {b: c}}", "{a: {b: d, c: null}}", {"a": {"b": "d"}}),
        ("{a: [{b: c}]}", "{a: [1]}", {"a": [1]}),
        ("{e: null}", "{a: 1}", {"e": None, "a": 1}),
        ("{}", "{a: {bb: {ccc: null}}}", {"a": {"bb": {}}}),
        ("{a: foo}", "{a: {b: 1, c: null}}", {"a": {"b": 1}}),
    ],
)
def test_merging_follows_rfc_7396(write, base, patch, result):
    assert merged(write, base, patch) == result


def test_merging_changes_neither_side(write):
    base = read_source(write("base.yaml", "{run: {weeks: 1}}"))
    merge(base, read_source(write("patch.yaml", "{run: {weeks: 2, burn_in_weeks: 3}}")))
    assert plain(base) == {"run": {"weeks": 1}}


def test_each_value_keeps_the_place_it_was_written_at(write):
    base = write("base.yaml", "kith: 1\nrun:\n  weeks: 1\n  burn_in_weeks: 2\n")
    child = write("child.yaml", "kith: 1\nextends: base.yaml\nrun:\n  weeks: 3\n")
    run: Node = read_merged(child).node.value["run"]
    assert run.at == Position(child, 4, 3)
    assert run.value["weeks"].at == Position(child, 4, 10)
    assert run.value["burn_in_weeks"].at == Position(base, 4, 18)


def test_chain_is_merged_from_its_root(write):
    top = write("a.yaml", "{kith: 1, title: a, description: a, population: {people: 10}}")
    middle = write("b.yaml", "{kith: 1, extends: a, title: b, description: b}")
    result = read_merged(write("c.yaml", "{kith: 1, extends: b.yaml, title: c}"))
    assert plain(result.node) == {
        "kith": 1, "title": "c", "description": "b", "population": {"people": 10}
    }  # fmt: skip
    assert result.ancestry == (middle, top)


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (
            {"x.yaml": "kith: 1\nextends: bse.yaml\n", "base.yaml": "kith: 1\n"},
            "x.yaml:2:10 extends: no file bse.yaml, did you mean base.yaml?",
        ),
        (
            {"x.yaml": "kith: 1\nextends: grup-therapy\n"},
            "x.yaml:2:10 extends: no scenario grup-therapy, did you mean group-therapy?",
        ),
        (
            {"x.yaml": "kith: 1\nextends: nothing-like-it\n"},
            "x.yaml:2:10 extends: no scenario nothing-like-it",
        ),
        (
            {"x.yaml": "kith: 1\nextends: x.yaml\n"},
            "x.yaml:2:10 extends: a file cannot extend itself: x.yaml -> x.yaml",
        ),
        (
            {"x.yaml": "kith: 1\nextends: y.yaml\n", "y.yaml": "kith: 1\nextends: x\n"},
            "y.yaml:2:10 extends: a file cannot extend itself: x.yaml -> y.yaml -> x.yaml",
        ),
        (
            {
                "x.yaml": "kith: 1\nextends: y\n",
                "y.yaml": "kith: 1\nextends: z\n",
                "z.yaml": "kith: 1\nextends: y\n",
            },
            "z.yaml:2:10 extends: a file cannot extend itself: y.yaml -> z.yaml -> y.yaml",
        ),
        (
            {"x.yaml": "kith: 1\nextends: [a, b]\n"},
            "x.yaml:2:10 extends: must be the name of one file, got a list",
        ),
        (
            {"x.yaml": "title: x\n"},
            "x.yaml:1:1 kith: missing; the first line of a file is kith: 1",
        ),
        (
            {"x.yaml": "kith: 1\nextends: y\n", "y.yaml": "kith: 2\n"},
            "y.yaml:1:7 kith: must be 1, the format this version of Kith reads, got 2",
        ),
        (
            {"x.yaml": "kith: 1.0\n"},
            "x.yaml:1:7 kith: must be 1, the format this version of Kith reads, got 1.0",
        ),
        (
            {"x.yaml": "kith: true\n"},
            "x.yaml:1:7 kith: must be 1, the format this version of Kith reads, got true",
        ),
    ],
)
def test_what_cannot_be_merged_is_refused(write, folder, files, expected):
    for name, text in files.items():
        write(name, text)
    with pytest.raises(ScenarioError) as caught:
        read_merged(folder / "x.yaml")
    assert str(caught.value) == expected
