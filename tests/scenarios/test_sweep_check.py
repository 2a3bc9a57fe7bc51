"""Mistakes in a sweep are told at their line and column of the study's file."""

from __future__ import annotations

import pytest

from scenarios import check_file, load_study

HEAD = "kith: 1\ntitle: T\narms: [baseline, group-therapy]\nsweep:\n"


@pytest.mark.parametrize(
    ("sweep", "problem"),
    [
        (
            "  grid: {contagion: [0.1]}\n",
            "study.yaml:5:22 sweep.grid.contagion[0]: is no path of a setting; write parameters.",
        ),
        (
            "  grid:\n    programmes[choir].uptake: [0.1]\n",
            "study.yaml:6:32 sweep.grid.programmes[choir].uptake[0]: no programmes are called "
            "choir; there are: group_therapy",
        ),
        (
            "  grid:\n    programmes[group_theraphy].uptake: [0.1]\n",
            "no programmes are called group_theraphy, did you mean group_therapy?",
        ),
        (
            "  grid:\n    policies[lockdown].strength: [0.1]\n",
            "no policies are called lockdown; no world has any",
        ),
        (
            "  zip:\n    programmes[group_therapy].uptak: [0.1]\n",
            "study.yaml:6:39 sweep.zip.programmes[group_therapy].uptak[0]: "
            "programmes[group_therapy] has no setting uptak, did you mean uptake?",
        ),
        (
            "  grid:\n    programmes[group_therapy].uptake:\n      - 0.1\n      - 1.5\n",
            "study.yaml:8:9 sweep.grid.programmes[group_therapy].uptake[1]: must be ",
        ),
        (
            "  list:\n    - {parameters.contagion: 0.1}\n    - {parameters.contagion: 9.0}\n",
            "study.yaml:7:30 sweep.list[1].parameters.contagion: ",
        ),
        (
            "  grid: {parameters.contagoin: [0.1]}\n",
            "study.yaml:5:33 sweep.grid.parameters.contagoin[0]: ",
        ),
        (
            "  grid: {population.people: [60, '70']}\n",
            "study.yaml:5:34 sweep.grid.population.people[1]: must be a whole number, got '70'",
        ),
        (
            "  sample: {n: 3, ranges: {population.people: [5, 70]}}\n",
            "study.yaml:5:47 sweep.sample.ranges.population.people[0]: must be ",
        ),
        (
            "  sample: {n: 3, ranges: {population.people: [70, 60]}}\n",
            "sweep.sample.ranges.population.people: the first must be below the second",
        ),
        (
            "  gird: {population.people: [60]}\n",
            "study.yaml:5:3 sweep.gird: unknown key, did you mean grid?",
        ),
        (
            "  grid: {population.people: [60]}\n  zip: {population.people: [60]}\n",
            "sweep: must have exactly one of grid, list, zip and sample, got grid and zip",
        ),
    ],
)
def test_each_mistake_is_told_at_its_place(write, sweep, problem):
    found = [str(one) for one in check_file(write("study.yaml", HEAD + sweep))]
    assert len(found) == 1, found
    assert problem in found[0]


def test_a_bare_name_is_helped_on(write):
    for name, path in (("contagion", "parameters"), ("cohesion", "population")):
        text = HEAD + f"  grid: {{{name}: [0.1]}}\n"
        (problem,) = check_file(write("study.yaml", text))
        assert problem.message.endswith(f"[LABEL].SETTING; did you mean {path}.{name}?")


def test_a_mistake_in_every_value_is_told_for_every_value(write):
    path = write("study.yaml", HEAD + "  grid: {population.people: [1, 2, 60]}\n")
    assert [one.column for one in check_file(path)] == [30, 33]


def test_values_that_only_some_worlds_have_are_fine(write):
    text = HEAD + "  grid:\n    programmes[group_therapy].uptake: [0, 0.5, 1]\n"
    study = load_study(write("study.yaml", text))
    assert len(study.sweep.points()) == 3
