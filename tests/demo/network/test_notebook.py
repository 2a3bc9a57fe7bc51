"""The network in a notebook: what goes to the page, what comes back, and what is refused."""

from __future__ import annotations

import builtins
import importlib
import re

import pytest

from demo import notebook
from demo.notebook import network, solara_network
from simulation import ConnectivityModel
from tests.demo.network.frame_bytes import frame


@pytest.fixture
def model() -> ConnectivityModel:
    return ConnectivityModel(people=100, rng=1)


def test_update_sends_the_week_and_a_whole_picture_at_once(model):
    widget = network(model)
    sent = []
    widget.send_state = lambda key=None: sent.append(sorted(key))
    week = widget.week
    model.step()
    widget.update()
    assert widget.week == week + 1
    # One message: a page never sees the week of one picture and the ties of another.
    assert sent == [["picture", "week"]]
    assert widget.picture[:4] == frame([_nobody(100)], 0, full=True)[:4]
    assert widget.picture[8] == 1


def _nobody(people: int):
    from tests.demo.network.frame_bytes import World

    return World(people)


def test_two_worlds_are_sent_side_by_side(model):
    twin = model.fork()
    widget = network(model, compare=twin, titles=("One", "Other"))
    assert widget.meta["worlds"] == 2
    assert widget.meta["titles"] == ["One", "Other"]
    assert widget.picture[1] == 2
    head, blocks = widget.picture[:12], widget.picture[12:]
    assert len(head) == 12
    assert blocks[: len(blocks) // 2] == blocks[len(blocks) // 2 :]  # forked, not yet lived


def test_who_lives_where_is_the_models_own(model):
    meta = network(model).meta
    people = model.people.records
    assert meta["people"] == 100
    assert meta["homes"] == people["neighbourhood"].tolist()
    assert meta["households"] == people["household"].tolist()


def test_traits_are_checked(model):
    widget = network(model, colour="trust")
    assert widget.colour == "trust"
    widget.followed = 7
    widget.followed = None
    with pytest.raises(Exception, match="colour"):
        widget.colour = "mauve"


def test_a_page_tells_what_it_drew_and_who_was_picked(model):
    widget = network(model)
    heard = []
    widget.observe(lambda change: heard.append((change["name"], change["new"])))
    widget.set_state({"drawn": 3, "picked": {"world": 0, "row": 4, "id": 4}})
    assert ("drawn", 3) in heard
    assert widget.picked == {"world": 0, "row": 4, "id": 4}


def test_the_module_is_one_text_that_loads_nothing():
    text = notebook.module_text()
    assert not re.search(r"^\s*import\b", text, re.M)
    assert "import.meta" not in text
    assert text.count("export default") == 1
    assert text.startswith("globalThis.kithNetworkWorker = ")
    assert "http" not in re.sub(r"//.*", "", text)


def test_models_of_other_people_cannot_be_compared(model):
    with pytest.raises(
        ValueError, match=r"these have 100 and 120; make the second with model\.fork"
    ):
        network(model, ConnectivityModel(people=120, rng=1))


def test_too_many_people_are_refused():
    class Many:
        people = range(2001)

    with pytest.raises(
        ValueError, match="2001 people cannot be read; show a model of at most 2000"
    ):
        network(Many())


def test_an_unknown_colour_is_refused(model):
    with pytest.raises(ValueError, match="by 'mauve', only by style, loneliness"):
        network(model, colour="mauve")


@pytest.mark.parametrize(
    ("call", "gone", "told"),
    [
        (network, "anywidget", r'needs anywidget, .* pip install "kith\[notebook\]"'),
        (solara_network, "solara", r'needs solara, .* pip install "mesa\[viz\]"'),
    ],
)
def test_what_is_missing_is_told_with_how_to_install_it(monkeypatch, model, call, gone, told):
    real = builtins.__import__

    def without(name, *rest, **more):
        if name.partition(".")[0] == gone:
            raise ModuleNotFoundError(f"No module named {gone!r}", name=gone)
        return real(name, *rest, **more)

    for cached in (notebook._widget_class, notebook._solara_component):
        cached.cache_clear()
    monkeypatch.setattr(builtins, "__import__", without)
    monkeypatch.setattr(importlib, "import_module", without)
    with pytest.raises(ModuleNotFoundError, match=told):
        call(model)
