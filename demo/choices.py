"""What a page can choose from: scenarios, programmes with their main settings, levers, people."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from demo.class_words import class_words
from demo.main_settings import LEVERS, Lever, MainSetting, main_settings, plain_words, title_of
from demo.settings import PEOPLE_HIGH, PEOPLE_LOW, ClassSetting
from demo.worlds.offers import Offer, library_offers
from demo.worlds.resolving import lever_value
from experiments.storage.manifest import kith_version
from simulation.programmes import PROGRAMMES

if TYPE_CHECKING:
    from scenarios import Scenario
    from simulation.programmes import Programme

__all__ = ["choices"]


def choices(files: Iterable[Offer] = (), default: ClassSetting | None = None) -> dict[str, Any]:
    """Return everything a page can choose, as data for JSON.

    Parameters
    ----------
    files
        Scenarios of the command line; they come first.
    default
        What the page opens when its link says nothing.

    Returns
    -------
    dict
        ``scenarios``, ``programmes``, ``levers``, ``people``, ``default`` and ``version``. A
        scenario tells its own ``levers``, the number of ``people`` if a file fixes it, and whether
        two worlds can be ``compared`` as it stands. A setting whose default is null says under
        ``none`` what that means.

    Examples
    --------
    >>> [one["title"] for one in choices()["levers"]]
    ['Moving house', 'Life in the street', 'Contact online', 'Hardship']
    """
    usual = default or ClassSetting()
    offers = [*files, *library_offers().values()]
    kinds = dict(PROGRAMMES)
    for offer in offers:
        kinds |= {one.type: type(one) for one in offer.scenario.programmes}
    return {
        "scenarios": [_scenario(offer) for offer in offers],
        "programmes": [_kind(word, kind) for word, kind in kinds.items()],
        "levers": [_lever(one, library_offers()["baseline"].scenario) for one in LEVERS],
        "people": {"low": PEOPLE_LOW, "high": PEOPLE_HIGH, "default": usual.people},
        "default": usual.data(),
        "version": kith_version(),
    }


def _is_compared(scenario: Scenario) -> bool:
    return bool(scenario.programmes or scenario.policies)


def _scenario(offer: Offer) -> dict[str, Any]:
    scenario = offer.scenario
    return {
        "name": offer.name,
        "title": scenario.title,
        "about": class_words(scenario.description),
        "programmes": [_programme(one) for one in scenario.programmes],
        "policies": [title_of(one.label) for one in scenario.policies],
        "levers": {lever.key: lever_value(scenario, lever) for lever in LEVERS},
        "people": offer.people,
        "compared": _is_compared(scenario),
    }


def _programme(one: Programme) -> dict[str, Any]:
    return {
        "type": one.type,
        "title": title_of(one.label),
        "start_week": one.start_week,
        "settings": {each.key: getattr(one, each.key) for each in main_settings(type(one))},
    }


def _kind(word: str, kind: type[Programme]) -> dict[str, Any]:
    return {
        "type": word,
        "title": title_of(word),
        "summary": kind.summary,
        "settings": [_setting(one, kind) for one in main_settings(kind)],
    }


def _setting(one: MainSetting, kind: type[Programme]) -> dict[str, Any]:
    field = kind.model_fields[one.key]
    return {
        "key": one.key,
        "title": one.title,
        "about": plain_words(field.description),
        "unit": one.unit,
        "low": one.low,
        "high": one.high,
        "step": one.step,
        "default": field.default,
        "kind": one.kind,
        "none": one.none or None,
    }


def _lever(one: Lever, baseline: Scenario) -> dict[str, Any]:
    return {
        "key": one.key,
        "title": one.title,
        "about": one.about,
        "unit": one.unit,
        "low": one.low,
        "high": one.high,
        "step": one.step,
        "default": lever_value(baseline, one),
    }
