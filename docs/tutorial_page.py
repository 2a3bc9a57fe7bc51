"""The tutorial on programmes of one's own: by hand, with a table of mechanisms from the code."""

from __future__ import annotations

import re
from pathlib import Path

from simulation.mechanisms import MECHANISM_COLUMNS
from simulation.programmes import PROGRAMMES

__all__ = ["tutorial_page"]

_PAGE = Path(__file__).parent / "tutorial-own-programme.md"
_PART = re.compile(r"(<!-- mechanisms: begin [^>]*-->\n).*?(<!-- mechanisms: end -->)", re.DOTALL)


def tutorial_page() -> str:
    """Return the text of ``docs/tutorial-own-programme.md`` with the mechanisms of now.

    Examples
    --------
    >>> tutorial_page().splitlines()[0]
    '# A programme of your own'
    """
    lines = ["| mechanism | meaning | doses of built-in programmes |", "| --- | --- | --- |"]
    for one in MECHANISM_COLUMNS:
        doses = ", ".join(
            f"{kind} {programme.content[one.name]:g}"
            for kind, programme in sorted(PROGRAMMES.items())
            if one.name in programme.content
        )
        lines.append(f"| `{one.name}` | {one.meaning} | {doses} |")
    table = "\n".join(lines)
    text = _PAGE.read_text(encoding="utf-8")
    return _PART.sub(lambda found: f"{found[1]}\n{table}\n\n{found[2]}", text)
