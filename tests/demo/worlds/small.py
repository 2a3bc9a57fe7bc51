"""Small classrooms: scenarios of the library with a short past."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from demo.settings import ClassSetting, read_setting
from demo.worlds.offers import Offer
from demo.worlds.shelf import Shelf
from demo.worlds.twins import Twins, open_twins
from scenarios import Scenario, load_scenario

PEOPLE, BURN_IN = 120, 20
_SHELF = Shelf()


def scenario(name: str, **changes: Any) -> Scenario:
    """Return a scenario of the library that has lived twenty weeks before it is opened."""
    found = load_scenario(name)
    run = found.run.model_copy(update={"burn_in_weeks": BURN_IN})
    return found.model_copy(update={"run": run, **changes})


def setting(**changes: Any) -> ClassSetting:
    return read_setting({"scenario": "file:1", "people": PEOPLE, "luck": 3, **changes})


def twins(name: str = "group-therapy", **changes: Any) -> Twins:
    """Return both lives of a small town; their past is lived once for all tests of a file."""
    return open_twins(setting(**changes), [Offer("file:1", scenario(name))], shelf=_SHELF)


def weeks(lives: Twins, number: int) -> Iterator[int]:
    """Live, and yield every week from the one it is now."""
    yield lives.week
    for _ in range(number):
        lives.step()
        yield lives.week


def state(model: Any) -> tuple[bytes, ...]:
    """Return every bit of people and ties."""
    return (model.people.records.tobytes(), *(one.tobytes() for one in model.ties.arrays))
