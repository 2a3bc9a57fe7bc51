"""The classroom's network in a notebook: Jupyter, marimo, or inside SolaraViz.

Every picture sent holds all ties, so that one that a notebook leaves out is not missed; the page
finds out itself what is new since the last one.
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from demo.joined_modules import joined_script
from demo.worlds.numbers import numbers_of
from demo.worlds.picture import Picture, frame_of
from simulation import ConnectivityModel

if TYPE_CHECKING:
    from anywidget import AnyWidget

__all__ = ["QUALITIES", "network", "solara_network"]

#: What people can be coloured by.
QUALITIES = ("style", "loneliness", "stress", "belonging", "trust")

_HERE = Path(__file__).parent
_PEOPLE_AT_MOST = 2000
_TITLES = ("As it is", "With help")


def network(
    model: ConnectivityModel,
    compare: ConnectivityModel | None = None,
    *,
    colour: str = "style",
    titles: Sequence[str] = _TITLES,
    height: int = 480,
) -> AnyWidget:
    """Return a widget that shows a model's network; ``update()`` shows it as it is by then.

    Parameters
    ----------
    model
        The model to show and follow.
    compare
        A second model of the same people, such as a fork with a programme; shown beside the first,
        everybody in the same place.
    colour
        What people are coloured by: one of :data:`QUALITIES`.
    titles
        What the two worlds are called.
    height
        Height of the picture (pixels).

    Returns
    -------
    anywidget.AnyWidget
        Its traits: ``colour``, ``differences_only``, ``theme`` ("auto", "light", "dark") and
        ``followed`` (the unique id of a person, or None) can be set; ``week`` is the week shown,
        ``drawn`` the last week that a page has drawn, ``picked`` the person pressed last, as
        ``{"world", "row", "id"}``.

    Raises
    ------
    ModuleNotFoundError
        When anywidget is not installed.
    ValueError
        When there are too many people to draw, the two models differ in people, or there is no
        such colour.

    Examples
    --------
    >>> from simulation import ConnectivityModel
    >>> model = ConnectivityModel(people=100, rng=1)
    >>> shown = network(model, colour="loneliness")
    >>> before = shown.week
    >>> model.step()
    >>> shown.update()
    >>> shown.week - before
    1
    """
    models = (model,) if compare is None else (model, compare)
    _check(models, colour)
    shown: AnyWidget = _widget_class()(models, colour=colour, titles=list(titles), height=height)
    return shown


def solara_network(model: ConnectivityModel) -> Any:
    """Return the network as a component for the pages of ``mesa.visualization.SolaraViz``.

    It follows the model by itself: ``SolaraViz(model, components=[solara_network])``.

    Parameters
    ----------
    model
        The model of the page.

    Raises
    ------
    ModuleNotFoundError
        When Solara or anywidget is not installed.
    """
    return _solara_component()(model)


def _check(models: Sequence[ConnectivityModel], colour: str) -> None:
    people = [len(model.people) for model in models]
    if people[0] > _PEOPLE_AT_MOST:
        raise ValueError(
            f"a picture of {people[0]} people cannot be read; show a model of at most "
            f"{_PEOPLE_AT_MOST}"
        )
    if len(set(people)) > 1:
        raise ValueError(
            f"two models can be compared when they have the same people, these have {people[0]} "
            f"and {people[1]}; make the second with model.fork()"
        )
    if colour not in QUALITIES:
        raise ValueError(f"people cannot be coloured by {colour!r}, only by {', '.join(QUALITIES)}")


def _missing(package: str, extra: str) -> ModuleNotFoundError:
    return ModuleNotFoundError(
        f"the network in a notebook needs {package}, which is not installed; install it with: "
        f'pip install "{extra}"',
        name=package,
    )


@cache
def module_text() -> str:
    """Return the widget's module as one text: a notebook has no address to load parts from."""
    worker = json.dumps(joined_script(_HERE / "static", "network/worker.js"))
    return (
        f"globalThis.kithNetworkWorker = {worker};\n"
        f"{joined_script(_HERE, 'widget/widget.js')}"
        "export default globalThis.kithNetworkWidget;\n"
    )


@cache
def _widget_class() -> Any:
    """Return the widget's class, made when it is first needed: anywidget is an extra."""
    try:
        import anywidget
        import traitlets
    except ModuleNotFoundError as error:
        raise _missing("anywidget", "kith[notebook]") from error

    class NetworkWidget(anywidget.AnyWidget):
        """The network of one model or two."""

        _esm = module_text()
        _css = (_HERE / "widget" / "widget.css").read_text(encoding="utf-8")

        meta = traitlets.Dict().tag(sync=True)
        picture = traitlets.Bytes().tag(sync=True)
        week = traitlets.Int(0).tag(sync=True)
        height = traitlets.Int(480).tag(sync=True)
        colour = traitlets.Enum(QUALITIES, "style").tag(sync=True)
        theme = traitlets.Enum(("auto", "light", "dark"), "auto").tag(sync=True)
        differences_only = traitlets.Bool(False).tag(sync=True)
        followed = traitlets.Int(None, allow_none=True).tag(sync=True)
        drawn = traitlets.Int(-1).tag(sync=True)
        picked = traitlets.Dict(allow_none=True, default_value=None).tag(sync=True)

        def __init__(
            self,
            models: Sequence[ConnectivityModel],
            *,
            titles: list[str],
            **traits: Any,
        ) -> None:
            super().__init__(
                meta=_meta(models, titles),
                picture=_frame(models),
                week=models[0].week,
                **traits,
            )
            self._models = models

        def update(self) -> None:
            """Show the models as they are now."""
            with self.hold_sync():
                self.week = self._models[0].week
                self.picture = _frame(self._models)

    return NetworkWidget


def _meta(models: Sequence[ConnectivityModel], titles: Sequence[str]) -> Mapping[str, object]:
    people = models[0].people.records
    return {
        "people": len(people),
        "homes": people["neighbourhood"].tolist(),
        "households": people["household"].tolist(),
        "worlds": len(models),
        "titles": list(titles),
    }


def _frame(models: Sequence[ConnectivityModel]) -> bytes:
    # A picture to which nothing was told yet tells everything.
    blocks = [Picture().next(model, numbers_of(model)) for model in models]
    return frame_of(blocks, len(models[0].people), models[0].week, full=True)


@cache
def _solara_component() -> Any:
    try:
        # By name, because Solara carries no types that can be checked.
        solara: Any = importlib.import_module("solara")
        counters: Any = importlib.import_module("mesa.visualization.utils")
    except ModuleNotFoundError as error:
        raise _missing(error.name or "solara", "mesa[viz]") from error

    @solara.component
    def shown_network(model: ConnectivityModel) -> Any:
        counter = counters.update_counter.get()
        # A reset of the page gives another model, and that another widget.
        widget = solara.use_memo(lambda: network(model), [id(model)])
        solara.use_effect(widget.update, [counter, id(model)])
        return solara.Column(children=[widget])

    return shown_network
