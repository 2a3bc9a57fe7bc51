"""The data dictionary: every column of every table of a results folder, and what can stand in it.

A name that means different things in different tables has a row for each meaning, with the tables
for which it holds; no name has two meanings in one table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pandas as pd

from experiments.comparison.area import AREA_COLUMNS
from experiments.comparison.equity import GAP_COLUMNS, GROUP_COLUMNS
from experiments.comparison.gainers import GAINER_COLUMNS, PROFILE_COLUMNS
from experiments.comparison.persistence import PERSISTENCE_COLUMNS
from experiments.comparison.replication import REPLICATION_COLUMNS
from experiments.comparison.simultaneous import SIMULTANEOUS_COLUMNS
from experiments.comparison.spillover import DISTANCE_COLUMNS, SPILLOVER_COLUMNS
from experiments.comparison.timing import TIMING_COLUMNS
from experiments.delivery.costs import COST_MEASURES
from experiments.delivery.tables import DELIVERY_MEASURES
from experiments.economics.columns import ECONOMIC_COLUMNS
from experiments.outcomes import OUTCOMES
from experiments.report.basis_tables import BASIS_COLUMNS
from experiments.report.delivery_files import DELIVERY_COLUMNS
from experiments.storage.readme import BASIS_TABLES
from experiments.trials.results import QUANTITIES, TRIAL_COLUMNS
from experiments.trials.summary import MEASURES, SUMMARY_COLUMNS
from experiments.uncertainty.accepting import ACCEPTANCE_COLUMNS
from experiments.uncertainty.point_differences import DIFFERENCE_COLUMNS
from experiments.uncertainty.screening import MORRIS_COLUMNS, SOBOL_COLUMNS
from experiments.uncertainty.tornado import TORNADO_COLUMNS
from experiments.worlds.individuals import EFFECT_COLUMNS, TRAIT_COLUMNS
from experiments.worlds.panels import PANEL_COLUMNS
from simulation.indicators import INDICATORS, SUBGROUPS

__all__ = ["columns_of", "data_dictionary"]

#: Unit and meaning, by name.
Words = Mapping[str, tuple[str, str]]

_OF_OUTCOME = "unit of the outcome"

#: What is the same wherever it stands.
_EVERYWHERE: Words = {
    "arm": ("", "World. In tables of rows by week: the world in which the people were asked."),
    "baseline": ("", "World that the arm is compared with."),
    "outcome": ("", "One of the outcomes that this dictionary lists by name."),
    "indicator": ("", "One of the signs of impaired connection, or of healing, listed by name."),
    "population": (
        "",
        "Group of people: everybody, participants, participants of a programme; in tables of "
        "indicators also the subgroups listed by name, every fourth week and in the last. Who is "
        "in a subgroup is asked anew each time, in each world: where a programme changes who is, a "
        "difference mixes what happened to people with who they are.",
    ),
    "participants_of": ("", "World whose participants they are; empty for everybody."),
    "seed": ("", "Number that people and luck follow from; the same in all worlds."),
    "run_id": ("", "Name of the run: a hash of all that its rows depend on."),
    "point": ("", "Point of what the study varies; 0 is the study as written."),
}

#: What a table means if it does not say otherwise.
_USUALLY: Words = {
    **DELIVERY_COLUMNS,
    "week": (
        "weeks",
        "Weeks after the burn-in; 0 is before the first week of life. In tables of delivery and "
        "costs: the week of life that begins then, as start_week counts.",
    ),
    "people": ("people", "Size of the group; for participants those present in both worlds."),
    "difference": (
        "unit of the outcome; of indicators per 1,000 people",
        "Arm minus baseline, mean over seeds.",
    ),
    "mean": (_OF_OUTCOME, "Mean over seeds."),
    "low": (_OF_OUTCOME, "Lower end of the 95 % t interval over seeds; empty for one."),
    "high": (_OF_OUTCOME, "Upper end of that interval."),
    "with": (_OF_OUTCOME, "Mean in the arm's world."),
    "without": (_OF_OUTCOME, "Mean of the same group in the baseline world."),
    "gain": ("times", "As many unpaired runs would be as sure as one pair; empty if all alike."),
    "seeds": ("seeds", "Seeds behind the number."),
}

_OF_MEASURE: Words = {
    "mean": ("unit of the measure", "Mean over seeds."),
    "low": ("unit of the measure", "Lower end of the 95 % t interval over seeds; empty for one."),
    "high": ("unit of the measure", "Upper end of that interval."),
}
_OF_TEXT_UNITS = {
    "seeds": "seeds", "week": "weeks", "beyond_luck": "", "input": "", "outcome": "", "kind": "",
    "inside": "", "accepted": "", "measure": "", "quantity": "", "treated": "people",
    "controls": "people", "low_value": "unit of the setting", "high_value": "unit of the setting",
    "first": "share", "first_half_width": "share", "total": "share", "total_half_width": "share",
}  # fmt: skip


def _worded(texts: Mapping[str, str], unit: str = _OF_OUTCOME) -> dict[str, tuple[str, str]]:
    """Return texts with units beside them and a full stop."""
    return {
        name: (_OF_TEXT_UNITS.get(name, unit), f"{text[0].upper()}{text[1:].rstrip('.')}.")
        for name, text in texts.items()
    }


_TRIAL = _worded(TRIAL_COLUMNS, "points of the outcome, people or share: see quantity")

#: What one table means, by its name without ending; CSV and Parquet agree.
_IN_TABLE: Mapping[str, Words] = {
    "simultaneous": SIMULTANEOUS_COLUMNS,
    "replication": REPLICATION_COLUMNS,
    "timing": TIMING_COLUMNS,
    "area": AREA_COLUMNS,
    "persistence": PERSISTENCE_COLUMNS,
    "subgroups": GROUP_COLUMNS,
    "gaps": GAP_COLUMNS,
    "distance": DISTANCE_COLUMNS,
    "spillover": SPILLOVER_COLUMNS,
    "gainers": GAINER_COLUMNS,
    "gainer_profiles": PROFILE_COLUMNS,
    "panels": PANEL_COLUMNS,
    "individuals": EFFECT_COLUMNS,
    "profiles": TRAIT_COLUMNS,
    **dict.fromkeys(
        ("cost_effectiveness", "incremental", "budget_impact", "cost_effectiveness_plane",
         "acceptability", "information_value"),
        ECONOMIC_COLUMNS,
    ),
    "trial": _TRIAL,
    "trials": _TRIAL,
    "trial_summary": _worded(SUMMARY_COLUMNS, "unit of the measure"),
    "point_differences": _worded(DIFFERENCE_COLUMNS)
    | {"week": ("weeks", "Weeks after the burn-in: the last of the run.")},
    "tornado": _worded(TORNADO_COLUMNS),
    "morris": _worded(MORRIS_COLUMNS),
    "sobol": _worded(SOBOL_COLUMNS),
    "acceptance": _worded(ACCEPTANCE_COLUMNS),
    "points": {
        "kind": ("", "Why it is lived: as written, sweep, draw, tornado, morris or sobol."),
        "input": ("", "Path of a setting that the point changes."),
        "value": ("unit of the setting", "Its value at this point."),
    },
    **dict.fromkeys(BASIS_TABLES, BASIS_COLUMNS),
    "delivery": _OF_MEASURE,
    "costs": _OF_MEASURE,
    "delivery_by_week": {
        "mean": ("in a week", "Mean over seeds of the count."),
        "low": ("in a week", "Lower end of its 95 % t interval over seeds; empty for one."),
        "high": ("in a week", "Upper end of that interval."),
    },
    "costs_by_week": {"mean": ("currency", "Mean over seeds of what was spent in the week.")},
    "yearly": {
        "year": ("year", "Year after the burn-in, from 1."),
        "weeks": ("weeks", "Weeks of that year that were lived."),
        "people": ("people", "Mean size of the group over these weeks."),
        **{one.name: (one.unit, f"{one.meaning} Mean over the weeks of the year.")
           for one in OUTCOMES.values()},
    },
    "yearly_costs": {
        "year": ("year", "Year after the burn-in, from 1."),
        "pence": ("hundredths of the currency", "What was spent in the world in that year, exact."),
    },
    "programmes": {
        name: (DELIVERY_MEASURES[name].unit, DELIVERY_MEASURES[name].meaning)
        for name in ("eligible", "participants")
    },
    "runs": {
        "world_hash": ("", "Hash of all that the world depends on, the model's source included."),
        "people": ("people", "Size of the town at the end of the run."),
        "seconds": ("seconds", "Time to live the world after its burn-in."),
        "step_seconds": ("seconds", "Of these, time to live its weeks and ask its people."),
        "burn_in_seconds": ("seconds", "Time to make or fetch the burnt-in world."),
        "burn_in_cached": ("", "Whether the burnt-in world came from the cache."),
        **{f"end.{one.name}": (one.unit, f"{one.meaning} In the last week, everybody.")
           for one in OUTCOMES.values()},
    },
    "checklists": {
        "checklist": ("", "The checklist of reporting."),
        "item": ("", "Number of the item in it."),
        "topic": ("", "What the item asks for."),
        "stated": ("", "Whether the study or its results say something on it."),
        "told": ("", "What they say; 'not stated' where they are silent."),
    },
    "data_dictionary": {
        "name": ("", "Name of a column, or of what stands in cells of a column."),
        "unit": ("", "Unit of its numbers; empty for texts, numbers without one, and yes or no."),
        "meaning": ("", "What it means."),
        "tables": ("", "Files in which it has that meaning, as a column or in cells."),
    },
}  # fmt: skip

#: Tables with a column for each arm or for each input.
_BY_NAME: Mapping[str, tuple[str, str]] = {
    "draws_cost": (
        ECONOMIC_COLUMNS["cost"][0],
        "Discounted cost of the arm {name} itself in each draw, a row a draw.",
    ),
    "draws_effect": (
        ECONOMIC_COLUMNS["effect"][0],
        "Main effect of the arm {name} itself in each draw, a row a draw.",
    ),
    "draws_parameters": (
        "unit of the setting",
        "Value of the setting {name} in each draw, in the rows of draws_cost and draws_effect.",
    ),
    "draws_inputs": ("unit of the setting", "Value of the setting {name} at this point."),
}


_ECONOMIC_MEASURES = [
    name
    for name in ECONOMIC_COLUMNS
    if name == "cost"
    or name.startswith(("cost_", "net_benefit", "isolation_", "loneliness_", "lonely_", "life_"))
]


def columns_of(folder: Path) -> dict[str, list[str]]:
    """Return the columns of every table of a results folder, by the name of its file.

    Parameters
    ----------
    folder : Path
        A results folder. Of parts, the first that holds a table is looked at: all have its columns.
    """
    import pyarrow.parquet as pq

    found: dict[str, list[str]] = {}
    for path in sorted((folder / "tables").glob("*.csv")):
        found[path.name] = list(pd.read_csv(path, nrows=0).columns)
    for path in sorted((folder / "parts").glob("*/*.parquet")):
        if path.name not in found:
            found[path.name] = list(pq.read_schema(path).names)
    return dict(sorted(found.items()))


def data_dictionary(columns: Mapping[str, Sequence[str]]) -> pd.DataFrame:
    """Return what every column of some tables means, and what the names in their cells mean.

    Parameters
    ----------
    columns : mapping of str to sequence of str
        Columns by file, as :func:`columns_of` returns them.

    Returns
    -------
    DataFrame
        ``name``, ``unit``, ``meaning`` (empty for a column that nothing is known of) and
        ``tables``, file names with commas between them.

    Examples
    --------
    >>> data_dictionary({"differences.csv": ["arm", "gain"]})["name"].tolist()
    ['arm', 'gain']
    >>> found = data_dictionary({"weekly.csv": ["outcome"], "weekly.parquet": ["pss10"]})
    >>> found.set_index("name").at["pss10", "tables"]
    'weekly.csv, weekly.parquet'
    """
    rows: dict[tuple[str, str, str], list[str]] = {}
    for file, names in columns.items():
        for name in names:
            rows.setdefault((name, *_explained(file, name)), []).append(file)
    for column, stems, words in _in_cells():
        here = [
            file for file, names in columns.items()
            if column in names and (stems is None or Path(file).stem in stems)
        ]  # fmt: skip
        for name, told in words.items():
            if here:
                files = rows.setdefault((name, *told), [])
                files += [file for file in here if file not in files]
    listed = [(*key, ", ".join(sorted(files))) for key, files in rows.items()]
    return pd.DataFrame(listed, columns=["name", "unit", "meaning", "tables"])


def _explained(file: str, name: str) -> tuple[str, str]:
    stem = Path(file).stem
    if stem in _BY_NAME and name != "point":
        unit, meaning = _BY_NAME[stem]
        return unit, meaning.format(name=name)
    for words in (_EVERYWHERE, _IN_TABLE.get(stem, {}), _USUALLY, _series_words()):
        if name in words:
            return words[name]
    return "", ""


def _series_words() -> dict[str, tuple[str, str]]:
    """Return what the columns of rows by week mean: outcomes, indicators and counts."""
    return {**_outcome_words(), **_indicator_words(), **_count_words()}


def _outcome_words() -> dict[str, tuple[str, str]]:
    return {one.name: (one.unit, one.meaning) for one in OUTCOMES.values()}


def _indicator_words() -> dict[str, tuple[str, str]]:
    return {
        one.name: (
            one.unit, f"{one.title}, {one.better} is better. {one.definition} ({one.sources})",
        )
        for one in INDICATORS.values()
    }  # fmt: skip


def _count_words() -> dict[str, tuple[str, str]]:
    from simulation.delivery.history import FLOWS, STOCKS  # pulls in programmes: when needed

    ends = {name: f"{text} at the end of the week" for name, text in STOCKS.items()}
    return {name: ("in a week", f"{text}.") for name, text in {**FLOWS, **ends}.items()}


def _in_cells() -> Iterator[tuple[str, set[str] | None, Words]]:
    """Yield columns, the tables it is about (None: all), and what the names in their cells mean."""
    groups = {
        one.name: ("group of people", f"{one.title}: {one.definition}.")
        for one in SUBGROUPS.values()
    }
    delivered = {**DELIVERY_MEASURES, **COST_MEASURES}
    yield "population", {"indicators", "indicator_differences"}, groups
    yield "measure", {"delivery", "costs"}, {n: (m.unit, m.meaning) for n, m in delivered.items()}
    yield "outcome", None, _outcome_words()
    yield "indicator", None, _indicator_words()
    yield "count", {"delivery_by_week"}, _count_words()
    yield (
        "measure",
        {"cost_effectiveness"},
        {name: ECONOMIC_COLUMNS[name] for name in _ECONOMIC_MEASURES},
    )
    yield "quantity", {"trial", "trials"}, _quantity_words()
    yield "measure", {"trial_summary"}, {**_quantity_words(), **_trial_measure_words()}
    traits = {name: told for name, told in TRAIT_COLUMNS.items() if name not in ("week", "who")}
    yield "trait", {"gainer_profiles"}, traits


def _quantity_words() -> dict[str, tuple[str, str]]:
    units = dict.fromkeys(("recruited", "eligible", "asked"), "people")
    units |= {"clusters": "neighbourhoods", "alike": "share"}
    words = _worded(QUANTITIES)
    return {
        name: (units.get(name, "points of the outcome"), told) for name, (_, told) in words.items()
    }


def _trial_measure_words() -> dict[str, tuple[str, str]]:
    units = {"bias": "points of the outcome", "exaggeration": "times"}
    return {name: (units.get(name, "share"), told) for name, (_, told) in _worded(MEASURES).items()}
