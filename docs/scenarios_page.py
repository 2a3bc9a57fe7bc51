"""The page of scenarios: every file of the library in one line, read off the files."""

from __future__ import annotations

import re
from collections.abc import Iterable

from scenarios import Scenario, Study, load_scenario, load_study, scenario_names, study_names

__all__ = ["first_sentence", "scenarios_page", "section_of"]

_HEAD = """\
# Scenarios and studies

<!-- Written by `python -m docs.generate`; do not edit. -->

Every file here is a world to run, to read, and to copy and change. What its numbers rest on, and
which assumptions matter most, stands in its description; what else a programme can be set to stands
in [programmes](programmes.md).

```sh
kith run befriending-targeted            # against the world it extends
kith run befriending-targeted --quick    # does it run? marked as not to be quoted
kith run programmes-side-by-side         # a study: several worlds at once
kith list scenarios                      # this list, with whole descriptions
```

Nobody's town is like any of these. A file shows what follows from what it says, for people who
differ as people do; change what is known to be otherwise where you are.
"""

#: Sections of the page in their order, and what is said about each.
_SECTIONS: dict[str, str] = {
    "Towns": "Worlds in which nothing is offered. The others extend one and are compared with it.",
    "Programmes one by one": (
        "One file a kind, named after it: everybody it is meant for is asked, and there is a place "
        "for all who say yes. What is stated is the default of the kind unless a comment says more."
    ),
    "One programme, offered differently": (
        "To everybody or to those most in need, by different routes, or with too few places."
    ),
    "Programmes together": "What is done for the same town at the same time.",
    "Policies and shocks": "Levers of the world that are no programmes.",
    "Packages": "Programmes and policies for a town of its own.",
}


def section_of(scenario: Scenario) -> str:
    """Return the section a scenario stands in, told by what it holds.

    Examples
    --------
    >>> section_of(load_scenario("group-therapy")), section_of(load_scenario("baseline"))
    ('Programmes one by one', 'Towns')
    """
    if scenario.policies:
        return "Packages" if scenario.programmes else "Policies and shocks"
    if not scenario.programmes:
        return "Towns"
    if len(scenario.programmes) > 1:
        return "Programmes together"
    alone = scenario.programmes[0].type.replace("_", "-") == scenario.name
    return "Programmes one by one" if alone else "One programme, offered differently"


def first_sentence(text: str) -> str:
    """Return the first sentence of a description.

    Examples
    --------
    >>> first_sentence("A flood strikes. Nobody dies, and no aid comes.")
    'A flood strikes.'
    """
    return re.split(r"(?<=[.?!])\s", text.strip(), maxsplit=1)[0]


def _cell(text: object) -> str:
    return " ".join(str(text).split()).replace("|", "\\|")


def _table(heads: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> str:
    lines = [f"| {' | '.join(heads)} |", f"|{'|'.join(' --- ' for _ in heads)}|"]
    lines += [f"| {' | '.join(_cell(cell) for cell in row)} |" for row in rows]
    return "\n".join(lines) + "\n"


def _scenario(scenario: Scenario) -> tuple[object, ...]:
    name = scenario.name
    return (
        f"[`{name}`](../scenarios/{name}.yaml)",
        scenario.title,
        first_sentence(scenario.description),
    )


def _study(study: Study) -> tuple[object, ...]:
    name = study.name
    others = len(study.arms) - 1
    worlds = f"{others} against `{study.baseline}`"
    return f"[`{name}`](../scenarios/studies/{name}.yaml)", worlds, study.question


def scenarios_page() -> str:
    """Return the page of scenarios.

    Examples
    --------
    >>> scenarios_page().splitlines()[0]
    '# Scenarios and studies'
    """
    scenarios = [load_scenario(name) for name in scenario_names()]
    parts = [_HEAD]
    for title, about in _SECTIONS.items():
        rows = [_scenario(one) for one in scenarios if section_of(one) == title]
        parts.append(f"## {title}\n\n{about}\n\n{_table(('file', 'title', 'what it is'), rows)}")
    studies = [_study(load_study(name)) for name in study_names()]
    parts.append(
        "## Studies\n\nQuestions that take several worlds.\n\n"
        + _table(("file", "worlds", "what it asks"), studies)
    )
    return "\n".join(parts)
