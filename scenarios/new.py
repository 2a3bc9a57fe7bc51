"""The text of a new scenario: a working file to change."""

from __future__ import annotations

import re
from pathlib import Path

from scenarios.problems import Problem, ScenarioError
from simulation.programmes import PROGRAMMES

_TEXT = """\
kith: 1
# A what-if world. Check it with `kith check {name}.yaml`, run it with `kith run {name}.yaml`:
# it is compared with the world that it extends.

extends: baseline            # everything not said below is as in the baseline
title: {title}
description: >-
  Say in a sentence or two what this world is for.

programmes:                  # kinds: {kinds}
  - type: group_therapy
    start_week: 4            # weeks after the burn-in
    weeks: 16
    eligibility: loneliness_ucla3 >= 6   # offered to lonely people; UCLA-3 goes from 3 to 9
    offered_share: 0.5       # half of them are asked ...
    uptake: 0.6              # ... and six in ten of those say yes

run:
  weeks: 104                 # weeks lived after the burn-in: two years

# More to change:
# population:
#   people: 5000
# parameters:                # constants of the model; `kith list parameters` shows all with units
#   contagion: 0.0
"""


def new_scenario(name: str) -> str:
    """Return the text of a new scenario file with comments, ready to run.

    Parameters
    ----------
    name
        Its short name: small letters, digits and hyphens, as in ``evening-groups``.

    Raises
    ------
    ScenarioError
        When the name would make no good file name.

    Examples
    --------
    >>> new_scenario("evening-groups").splitlines()[0]
    'kith: 1'
    """
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        message = "a name has small letters, digits and hyphens, as in evening-groups"
        raise ScenarioError([Problem(Path(name), 0, 0, "", message)])
    title = name.replace("-", " ").capitalize()
    return _TEXT.format(
        name=name, title=f'"{title}"' if title.isdigit() else title, kinds=", ".join(PROGRAMMES)
    )
