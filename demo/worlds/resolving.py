"""From a setting to the worlds it means: the shared past, and what is given to each life."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from demo.main_settings import LEVERS, Lever, main_settings, plain_words
from demo.settings import PEOPLE_HIGH, ClassSetting, HelpItem, SettingError
from demo.worlds.offers import Offer, offered
from scenarios.problems import nearest, shown
from simulation.parameters import ParameterError
from simulation.programmes import PROGRAMMES, Programme

if TYPE_CHECKING:
    from scenarios import Scenario
    from simulation.policies import Policy

__all__ = ["Help", "Meant", "lever_value", "meant_by"]


@dataclass(frozen=True)
class Help:
    """What is given to one life, in weeks from the opening."""

    programmes: tuple[Programme, ...] = ()
    policies: tuple[Policy, ...] = ()

    def __bool__(self) -> bool:
        """Return whether there is anything."""
        return bool(self.programmes or self.policies)

    @property
    def first_week(self) -> int | None:
        """The earliest start; None without help."""
        starts = [one.start_week for one in self.programmes]
        starts += [one.start_week for one in self.policies]
        return min(starts, default=None)

    def given_in(self, week: int) -> Help:
        """Return the same help as it is given in a week: starts count from then.

        Examples
        --------
        >>> from simulation.programmes import GroupTherapy
        >>> Help((GroupTherapy(start_week=9),)).given_in(4).programmes[0].start_week
        5
        """

        def later(one: Any) -> Any:
            return one.model_copy(update={"start_week": one.start_week - week})

        return Help(tuple(map(later, self.programmes)), tuple(map(later, self.policies)))


@dataclass(frozen=True)
class Meant:
    """What a setting means.

    Attributes
    ----------
    world
        The scenario with levers, without programmes and policies: the past of both lives.
    as_it_is, with_help
        What is given to each life.
    """

    setting: ClassSetting
    offer: Offer
    world: Scenario
    as_it_is: Help
    with_help: Help

    @property
    def compared(self) -> bool:
        """Whether there are two lives."""
        return self.as_it_is != self.with_help

    @property
    def currency(self) -> str:
        """The currency of all programmes."""
        both = (*self.with_help.programmes, *self.as_it_is.programmes)
        return next((one.currency for one in both), "GBP")


def meant_by(setting: ClassSetting, files: Sequence[Offer] = ()) -> Meant:
    """Return what a setting means.

    Parameters
    ----------
    setting
        Read and checked by itself.
    files
        Scenarios of the command line.

    Raises
    ------
    SettingError
        When there is no such scenario, a lever or a setting of a programme is out of its range, or
        the people are those of a file and another number is asked for.
    """
    offer = offered(setting.scenario, files)
    _check_people(offer, setting.people)
    world = _with_levers(offer.scenario.world(), setting)
    as_it_is = Help() if offer.as_it_is is None else _help_of(offer.as_it_is)
    with_help = _help_of(offer.scenario)
    if setting.help is not None:
        programmes = _programmes(setting.help, with_help.programmes)
        with_help = Help(programmes, with_help.policies)
    meant = Meant(setting, offer, world, as_it_is, with_help)
    _check_money(meant)
    return meant


def lever_value(scenario: Scenario, lever: Lever) -> float:
    """Return the value that a scenario has itself.

    Examples
    --------
    >>> from scenarios import load_scenario
    >>> lever_value(load_scenario("deprived-neighbourhood"), LEVERS[3])
    1.75
    """
    from simulation import ParameterSet

    part, _, name = lever.setting.rpartition(".")
    if part:
        return float(getattr(scenario.population, name))
    return float(ParameterSet(scenario.parameters)[name])


def _help_of(scenario: Scenario) -> Help:
    return Help(tuple(scenario.programmes), tuple(scenario.policies))


def _check_people(offer: Offer, people: int) -> None:
    fixed = offer.people
    if fixed is None or fixed == people:
        return
    if fixed > PEOPLE_HIGH:
        text = (
            f"this file holds {fixed} people and a page shows {PEOPLE_HIGH} at most; use kith run"
        )
    else:
        text = f"must be {fixed}, the people of the scenario's own file, got {people}; set {fixed}"
    raise SettingError("setting.people", text)


def _with_levers(world: Scenario, setting: ClassSetting) -> Scenario:
    from pydantic import ValidationError

    from simulation import ParameterSet, PopulationSettings

    parameters, population = dict(world.parameters), world.population.model_dump()
    for lever in LEVERS:
        value = getattr(setting.levers, lever.key)
        if value is None:
            continue
        part, _, name = lever.setting.rpartition(".")
        try:
            if part:
                population = PopulationSettings(**population | {name: value}).model_dump()
            else:
                parameters[name] = ParameterSet({name: value})[name]
        except ParameterError as error:
            raise SettingError(f"setting.levers.{lever.key}", error.message) from None
        except ValidationError as error:
            fault = error.errors(include_url=False)[0]
            told = f"{fault['msg']}, got {shown(value)}; choose another value"
            raise SettingError(f"setting.levers.{lever.key}", told) from None
    changed = {"parameters": parameters, "population": PopulationSettings(**population)}
    return world.model_copy(update=changed)


def _programmes(items: Sequence[HelpItem], own: Sequence[Programme]) -> tuple[Programme, ...]:
    """Return the programmes that are asked for.

    The first item of a kind stands for the scenario's first programme of that kind, and so on:
    what it does not say is as there. Items beyond those have the kind's defaults and a name of
    their own.
    """
    seen: Counter[str] = Counter()
    labels: set[str] = set()
    made: list[Programme] = []
    for place, item in enumerate(items):
        alike = [one for one in own if one.type == item.type]
        number = seen[item.type]
        seen[item.type] += 1
        where = f"setting.help[{place}]"
        if number < len(alike):
            base: Programme | None = alike[number]
            kind = type(alike[number])
        elif item.type in PROGRAMMES:
            base, kind = None, PROGRAMMES[item.type]
        else:
            known = sorted({*PROGRAMMES, *(one.type for one in own)})
            near = nearest(item.type, known)
            hint = f"did you mean {near}?" if near else f"there are: {', '.join(known)}"
            raise SettingError(
                f"{where}.type", f"no programme is called {shown(item.type)}; {hint}"
            )
        one = _programme(kind, base, item, where)
        if one.label in labels:
            turn = next(n for n in range(2, 99) if f"{item.type} {n}" not in labels)
            one = one.model_copy(update={"name": f"{item.type} {turn}"})
        labels.add(one.label)
        made.append(one)
    return tuple(made)


def _programme(
    kind: type[Programme], base: Programme | None, item: HelpItem, where: str
) -> Programme:
    from pydantic import ValidationError

    known = {one.key: one for one in main_settings(kind)}
    for key in item.settings:
        if key not in known:
            near = nearest(key, known)
            hint = f"did you mean {near}?" if near else f"there are: {', '.join(known)}"
            raise SettingError(f"{where}.settings.{key}", f"is no setting here; {hint}")
    given = {key: _whole(value) for key, value in item.settings.items()}
    # Only what was stated is carried over: some kinds have defaults that follow from another.
    stated = {} if base is None else base.model_dump(exclude_unset=True)
    start = {} if item.start_week is None else {"start_week": item.start_week}
    try:
        return kind(**{"type": item.type} | stated | given | start)
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        key = next((str(part) for part in fault["loc"] if part in given), "")
        place = f"{where}.settings.{key}" if key else f"{where}.settings"
        told = fault["msg"].removeprefix("Value error, ").rstrip(".")
        text = f"{told}; choose another value"
        if key:
            about = plain_words(kind.model_fields[key].description).rstrip(".")
            text = f"{told}, got {shown(fault['input'])} ({about}); choose another value"
        raise SettingError(place, text) from None


def _whole(value: float | None) -> float | int | None:
    """Return 4 for 4.0: sliders of a page know no whole numbers."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _check_money(meant: Meant) -> None:
    both = (*meant.with_help.programmes, *meant.as_it_is.programmes)
    found = sorted({one.currency for one in both})
    if len(found) > 1:
        text = (
            f"its programmes count money in {' and '.join(found)}, and a page can add up one "
            "currency only; give them one"
        )
        raise SettingError("setting.scenario", text)
