"""Whether the page can do what a lesson asks of it: known scenarios, levers and help in range."""

from __future__ import annotations

from demo.main_settings import LEVERS, main_settings
from demo.settings import ClassSetting, HelpItem
from scenarios import load_scenario
from scenarios.library import SCENARIOS
from scenarios.problems import Location, ScenarioError, suggestion
from simulation.programmes import PROGRAMMES

__all__ = ["offers_help", "setting_complaints"]


def offers_help(setting: ClassSetting) -> bool:
    """Return whether anything is offered or changed in the second world of a setting."""
    if setting.help is not None and setting.help:
        return True
    try:
        scenario = load_scenario(setting.scenario)
    except ScenarioError:  # a file of the command line, or a name that is complained of elsewhere
        return True
    return bool(scenario.policies) or (setting.help is None and bool(scenario.programmes))


def setting_complaints(setting: ClassSetting) -> list[tuple[Location, str]]:
    """Return what the page would refuse of a setting, with the places below the item."""
    found: list[tuple[Location, str]] = []
    names = sorted(path.stem for path in SCENARIOS.glob("*.yaml"))
    if setting.scenario not in names and not setting.scenario.startswith("file:"):
        message = f"unknown scenario {setting.scenario!r}{suggestion(setting.scenario, names)}"
        found.append((("set", "scenario"), message))
    for lever in LEVERS:
        value = getattr(setting.levers, lever.key)
        if value is not None and not lever.low <= value <= lever.high:
            message = f"must be {lever.low:g} to {lever.high:g} ({lever.unit}), got {value:g}"
            found.append((("set", "levers", lever.key), message))
    for at, item in enumerate(setting.help or ()):
        found += [(("set", "help", at, *below), text) for below, text in _help_complaints(item)]
    return found


def _help_complaints(item: HelpItem) -> list[tuple[Location, str]]:
    kind = PROGRAMMES.get(item.type)
    if kind is None:
        message = f"unknown programme {item.type!r}{suggestion(item.type, sorted(PROGRAMMES))}"
        return [(("type",), message)]
    known = {one.key: one for one in main_settings(kind)}
    found: list[tuple[Location, str]] = []
    for key, value in item.settings.items():
        one = known.get(key)
        if one is None:
            message = f"no setting of {item.type} on the page{suggestion(key, sorted(known))}"
            found.append((("settings", key), message))
        elif value is not None and not one.low <= value <= one.high:
            message = f"must be {one.low:g} to {one.high:g} ({one.unit}), got {value:g}"
            found.append((("settings", key), message))
    return found
