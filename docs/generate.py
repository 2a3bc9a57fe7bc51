"""Write the pages that come from the code: ``python -m docs.generate``.

A test compares the committed pages with what this module would write.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from pathlib import Path

from docs.programmes_page import programmes_page
from docs.scenarios_page import scenarios_page
from docs.symbols import PARAMETER_SYMBOLS, TIE_FIELDS
from docs.tutorial_page import tutorial_page
from simulation.columns import Column
from simulation.doubt import DOUBT_BY_STATUS
from simulation.foci import STANDING
from simulation.indicators import INDICATORS, SUBGROUPS
from simulation.mechanisms import CIRCUMSTANCE_COLUMNS, MECHANISM_COLUMNS
from simulation.parameters import Parameter
from simulation.people import COLUMNS, DERIVED
from simulation.purposes import LIFELONG, WEEKLY
from simulation.received import RECEIVED_COLUMNS
from simulation.registry import DECLARED_IN, PARAMETERS
from simulation.shown import SHOWN_COLUMNS
from simulation.surveys import INSTRUMENTS
from simulation.tie_arrays import ORIGINS, SLOTS, TieArrays

__all__ = ["PAGES", "names_page", "stale_pages", "write_pages"]

FOLDER = Path(__file__).parent

#: From here on a bound is only the limit of a data type.
_NO_BOUND = 2**31 - 1

#: Sizes of the rule by status, in the order in which they are told.
_SIZES = tuple(DOUBT_BY_STATUS[status] for status in ("measured", "fitted", "assumed"))

_HEAD = """\
# Names

<!-- Written by `python -m docs.generate`; do not edit. -->

Kith spells its names out; papers write symbols. This page has both, with units and ranges, for
everything the world keeps: [people](#people), [ties](#ties), [what others meet](#shown),
[what a week gave](#received), [mechanisms](#mechanisms), [places](#places),
[instruments](#instruments), [indicators](#indicators), [parameters](#parameters) and
[what luck is drawn for](#luck).
How they work together stands in [the model](model.md).
"""


def _cell(text: object) -> str:
    return str(text).replace("|", "\\|").replace("\n", " ")


def _table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [f"| {' | '.join(heads)} |", f"|{'|'.join(' --- ' for _ in heads)}|"]
    lines += [f"| {' | '.join(_cell(cell) for cell in row)} |" for row in rows]
    return "\n".join(lines) + "\n"


def _code(text: str) -> str:
    return f"`{text}`" if text else ""


def _range(low: float, high: float) -> str:
    return f"from {low:g}" if high >= _NO_BOUND else f"{low:g} to {high:g}"


def _columns(columns: Iterable[Column]) -> str:
    listed = list(columns)
    symbols = any(one.symbol for one in listed)
    heads = ["name", *(["symbol"] if symbols else []), "unit", "range", "meaning"]
    rows = [
        [
            _code(one.name),
            *([_code(one.symbol)] if symbols else []),
            one.unit,
            _range(one.low, one.high),
            one.meaning,
        ]
        for one in listed
    ]
    return _table(heads, rows)


def _people() -> str:
    derived = [column for column, _ in DERIVED.values()]
    return f"""\
## People

Columns of a person, one value each: `model.people.array("loneliness")`, or `person.loneliness`. One
unit of a z score is meant as one standard deviation between people; what a world shows can differ.

{_columns(COLUMNS.values())}
Worked out when read:

{_columns(derived)}"""


def _ties() -> str:
    fields = [
        (_code(name), _code(TIE_FIELDS[name][0]), *TIE_FIELDS[name][1:])
        for name in TieArrays._fields
    ]
    return f"""\
## Ties

Fields of a half-tie. A person has {SLOTS} slots for them. `model.ties.table()` joins two halves
into one row a tie.

{_table(["name", "symbol", "unit and range", "meaning"], fields)}
Origins, in the order of their codes from 0: {", ".join(ORIGINS)}.
"""


def _shown() -> str:
    return f"""\
## Shown

What other people meet in a person this week; all of a tie's behaviour is worked out from the two
people's records.

{_columns(SHOWN_COLUMNS)}"""


def _received() -> str:
    return f"""\
## Received

What a person's ties gave in one week: the sums that the inner life works with.

{_columns(RECEIVED_COLUMNS)}"""


def _mechanisms() -> str:
    return f"""\
## Mechanisms

The levers a programme can move, each a weekly dose a person. Two programmes compose as independent
chances do, 1 - (1 - a)(1 - b).

{_columns(MECHANISM_COLUMNS)}
Circumstances that policies and shocks set, for everybody whom they reach:

{_columns(CIRCUMSTANCE_COLUMNS)}"""


def _places() -> str:
    rows = [
        (
            _code(one.name),
            one.size or "one a person",
            f"{one.nominal:g}" if one.nominal else "everybody",
            one.rounds,
            "those who went there this week" if one.selective else "everybody with a seat",
        )
        for one in STANDING
    ]
    heads = ["place", "seats", "people in a typical one", "rounds a week", "who is met"]
    return f"""\
## Places

Standing venues. A programme that gathers people opens one of its own.

{_table(heads, rows)}"""


def _instruments() -> str:
    rows = [
        (
            _code(name),
            one.title,
            f"{one.low} to {one.high}",
            f"{'from' if one.direction > 0 else 'under'} {one.cut}",
            one.source,
        )
        for name, one in INSTRUMENTS.items()
    ]
    return f"""\
## Instruments

What surveys ask. Every outcome of a study is read off these scores.

{_table(["name", "title", "range", "trouble", "source"], rows)}"""


def _indicators() -> str:
    rows = [
        (_code(name), one.title, one.kind, one.definition, one.sources)
        for name, one in INDICATORS.items()
    ]
    groups = [(_code(name), one.definition) for name, one in SUBGROUPS.items()]
    return f"""\
## Indicators

Signs of impaired connection and of healing, read off the states of people without the noise of
surveys, in people per 1,000: `model.indicators`. Fewer signs and more healing are better.

{_table(["name", "title", "kind", "rule", "cuts"], rows)}
Subgroups of `model.indicator_table()`:

{_table(["name", "who is in it"], groups)}"""


def _parameter(one: Parameter) -> tuple[str, ...]:
    return (
        _code(one.name),
        _code(PARAMETER_SYMBOLS.get(one.name, "")),
        f"{one.default:g}",
        one.unit,
        _range(one.low, one.high),
        one.status,
        str(one.distribution),
        one.meaning,
        one.source,
    )


def _doubts() -> str:
    rows = [
        (_code(one.name), f"{one.default:g}", str(one.distribution), one.doubt.source)
        for one in PARAMETERS.values()
        if one.doubt is not None
    ]
    measured, fitted, assumed = (f"{size:.0%}".replace("%", " %") for size in _SIZES)
    return f"""\
### How far they are in doubt

Each parameter has a distribution, given by its central 95 % interval. {len(rows)} intervals have a
source of their own, below. The others follow a rule by status: the interval ends {measured} of the
default above it for measured parameters, {fitted} for fitted and {assumed} for assumed ones, and as
far below it on the scale of the distribution, so that the default is the median; shares above one
half, with the range 0 to 1, take that part of what they lack to 1. A default of 0, or at the end of
a share's range, is fixed. The rule is a judgement: it says how doubts are spread when nobody has
stated them, and a default near 0 on a scale with both signs gets a narrow interval by it.

{_table(["name", "default", "95 % interval", "source of the interval"], rows)}"""


def _parameters() -> str:
    counts = {
        status: sum(one.status == status for one in PARAMETERS.values())
        for status in ("measured", "fitted", "assumed")
    }
    parts = [
        f"""\
## Parameters

{len(PARAMETERS)} constants, each declared beside its equation: {counts["measured"]} measured,
{counts["fitted"]} fitted, {counts["assumed"]} assumed. "Measured" means taken from a published
figure; "fitted", that the value was set so that the world meets a target; "assumed", that nobody
has measured it and its size is a judgement. Those without a symbol are plain numbers in the
formulas.
""",
        _doubts(),
    ]
    for file, names in groupby(PARAMETERS, key=DECLARED_IN.__getitem__):
        path = f"simulation/{file.replace('.', '/')}.py"
        heads = [
            "name", "symbol", "default", "unit", "range", "status", "95 % interval", "meaning",
            "source",
        ]  # fmt: skip
        rows = [_parameter(PARAMETERS[name]) for name in names]
        parts.append(f"### [{path}](../{path})\n\n{_table(heads, rows)}")
    return "\n".join(parts)


def _luck() -> str:
    return f"""\
## Luck

Every draw is keyed by the seed, one of these purposes, the week (but for the first list) and one
person, pair or place. Programmes draw for purposes of their own, named after their label.

Once in a life: {", ".join(LIFELONG)}.

Every week anew: {", ".join(WEEKLY)}.
"""


def names_page() -> str:
    """Return the text of ``docs/names.md``.

    Examples
    --------
    >>> names_page().splitlines()[0]
    '# Names'
    """
    parts = (
        _HEAD, _people(), _ties(), _shown(), _received(), _mechanisms(), _places(),
        _instruments(), _indicators(), _parameters(), _luck(),
    )  # fmt: skip
    return "\n".join(parts)


#: Pages that come from the code, wholly or in part, by file name.
PAGES: dict[str, Callable[[], str]] = {
    "names.md": names_page,
    "programmes.md": programmes_page,
    "scenarios.md": scenarios_page,
    "tutorial-own-programme.md": tutorial_page,
}


def stale_pages(folder: Path = FOLDER) -> list[str]:
    """Return the generated pages that are missing in ``folder`` or differ from the code."""
    return [
        name
        for name, page in PAGES.items()
        if not (folder / name).is_file() or (folder / name).read_text(encoding="utf-8") != page()
    ]


def write_pages(folder: Path = FOLDER) -> list[Path]:
    """Write every generated page to ``folder``; return their paths."""
    for name, page in PAGES.items():
        (folder / name).write_text(page(), encoding="utf-8")
    return [folder / name for name in PAGES]


if __name__ == "__main__":
    for path in write_pages():
        print(path)
