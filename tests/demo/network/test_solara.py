"""The network as a component of a SolaraViz page."""

from __future__ import annotations

import warnings

import pytest

from demo.notebook import solara_network
from simulation import ConnectivityModel

pytest.importorskip("solara", reason="Solara is not installed (see docs/notebook.md for the pins)")


@pytest.fixture
def page():
    """Solara and Mesa's counter of steps; their own warnings are not ours to mend."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import solara
        from mesa.visualization.utils import update_counter

        yield solara, update_counter


def test_the_network_follows_the_model_of_the_page(page):
    solara, update_counter = page
    model = ConnectivityModel(people=100, rng=1)
    box, context = solara.render(solara_network(model), handle_error=False)
    try:
        (widget,) = _networks(box)
        week, picture = widget.week, widget.picture
        model.step()
        update_counter.value += 1
        assert _networks(box) == [widget]
        assert widget.week == week + 1
        assert widget.picture != picture
    finally:
        context.close()


def test_another_model_gets_another_network(page):
    solara, _ = page
    first, second = (ConnectivityModel(people=people, rng=1) for people in (100, 110))
    box, context = solara.render(solara_network(first), handle_error=False)
    try:
        (before,) = _networks(box)
        context.render(solara_network(second))
        (after,) = _networks(box)
        assert after is not before
        assert after.meta["people"] == 110
    finally:
        context.close()


def _networks(widget) -> list:
    if hasattr(widget, "picture"):
        return [widget]
    children = getattr(widget, "children", ()) or ()
    return [found for child in children for found in _networks(child)]
