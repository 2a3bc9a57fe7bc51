"""Scenarios that a page can choose: those of the library, and those of the command line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from demo.settings import SettingError
from scenarios.problems import nearest, shown

if TYPE_CHECKING:
    from scenarios import Scenario

__all__ = ["Offer", "library_offers", "offered"]


@dataclass(frozen=True)
class Offer:
    """A scenario on offer.

    Attributes
    ----------
    name
        What a setting calls it: a name of the library, or ``file:1``.
    scenario
        The world with help.
    as_it_is
        The world that it is compared with, where that is not simply the same without programmes
        and policies: the baseline of a study.
    """

    name: str
    scenario: Scenario
    as_it_is: Scenario | None = None

    @property
    def people(self) -> int | None:
        """The number of people, where it is fixed by a file of people."""
        own = self.scenario.own_data
        return None if own is None else own.people.rows


@lru_cache(maxsize=1)
def library_offers() -> dict[str, Offer]:
    """Return the scenarios of the library by name.

    Examples
    --------
    >>> library_offers()["group-therapy"].scenario.title
    'Group therapy'
    """
    from scenarios import load_scenario, scenario_names

    return {name: Offer(name, load_scenario(name)) for name in scenario_names()}


def offered(name: str, files: Sequence[Offer] = ()) -> Offer:
    """Return the scenario of a setting.

    Parameters
    ----------
    name
        As the setting has it.
    files
        Those of the command line.

    Raises
    ------
    SettingError
        When there is none of this name.

    Examples
    --------
    >>> offered("group-terapy")
    Traceback (most recent call last):
    ...
    demo.settings.SettingError: setting.scenario: no scenario is called 'group-terapy'; did you \
mean group-therapy?
    """
    for one in files:
        if one.name == name:
            return one
    known = library_offers()
    if name in known:
        return known[name]
    names = [*(one.name for one in files), *known]
    near = nearest(name, names)
    hint = f"did you mean {near}?" if near else f"there are: {', '.join(names)}"
    raise SettingError("setting.scenario", f"no scenario is called {shown(name)}; {hint}")
