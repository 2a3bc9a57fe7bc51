"""Frames of two real lives, read in a real browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from demo.settings import ClassSetting
from demo.worlds.twins import open_twins
from tests.demo.browser.network_page import Shown, shown

WEEKS = 10  # group therapy starts in week 4


@pytest.fixture(scope="module")
def lived():
    """The twins at the end, the frames on the way, and the last week told as a whole."""
    twins = open_twins(ClassSetting(scenario="group-therapy", people=120, luck=1, weeks=20))
    frames = [twins.full_frame()]
    for _ in range(WEEKS):
        twins.step()
        frames.append(twins.frame())
    return twins, frames, twins.full_frame()


@pytest.fixture
def network(browser, lived) -> Iterator[Shown]:
    twins, frames, _ = lived
    meta = twins.meta()
    known = {key: meta[key] for key in ("people", "homes", "households")}
    with shown(browser, {**known, "worlds": 2}, frames) as found:
        yield found


def test_week_by_week_the_page_comes_to_know_what_a_whole_frame_tells(network, lived):
    twins, _, whole = lived
    network.play(WEEKS)
    known, told = network.page.evaluate(
        """async (bytes) => {
            const { decode, WorldState } = await import("/static/frames.js");
            const frame = decode(Uint8Array.from(bytes).buffer);
            const seen = (state) => ({
                ties: [...state.ties].map(([key, tie]) => [key, tie.kind, tie.closeness])
                    .sort((a, b) => a[0] - b[0]),
                ids: [...state.ids], marks: [...state.marks], loneliness: [...state.loneliness],
                numbers: state.numbers,
            });
            const afresh = frame.worlds.map((block) => {
                const state = new WorldState(frame.people);
                state.apply(block, frame.week, frame.full);
                return seen(state);
            });
            return [harness.worlds.map(seen), afresh];
        }""",
        list(whole),
    )
    assert known == told
    for world, model in zip(known, twins.models, strict=True):
        assert world["ids"] == model.people.records["unique_id"].tolist()
        assert len(world["ties"]) > 100
    assert known[0]["ties"] != known[1]["ties"]  # help has changed something by then
    assert network.ask()["tiesOfWorlds"] == [len(world["ties"]) for world in known]


def test_before_help_both_skies_are_the_same(network):
    network.play(3)
    network.do("setDifferencesOnly(true)")
    network.wait("stat.ties === 0 && stat.drawnWeek === 3")
    network.play(WEEKS)
    network.wait(f"stat.ties > 0 && stat.drawnWeek === {WEEKS}")
