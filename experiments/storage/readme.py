"""The text that explains a results folder to whoever opens it, true for what lies there."""

from __future__ import annotations

from pathlib import Path

from experiments.designs.plan import StudyPlan
from experiments.report.wording import STANDING_NOTICE
from experiments.storage.manifest import QUICK_NOTICE

__all__ = ["BASIS_TABLES", "STUDY_TABLES", "readme_text"]

#: What every table in ``tables/`` is that holds no result, but what the study rests on.
BASIS_TABLES: dict[str, str] = {
    "parameters_by_status": "how many parameters of the model are measured, fitted and assumed",
    "changed_parameters": "parameters that differ from their defaults in a world of the study",
    "uncertain_inputs": "what is varied as not known, with distribution and source",
    "dated_settings": "discount rates, price factors and values that are reviewed now and then",
}

#: What every table in ``tables/`` is that is made from all rows of a study.
STUDY_TABLES: dict[str, str] = {
    "simultaneous": "differences in the last week, with intervals that hold for all arms at once",
    "replication": "how sure the differences are, and how many seeds would be enough",
    "timing": "when an effect begins, is half of its largest, and is largest",
    "area": "what is gained over the whole run, in person-years or point-years",
    "persistence": "what is left 3, 6 and 12 months after the programmes end",
    "subgroups": "differences by group: age, sex, style and others, fixed at week 0",
    "gaps": "whether the gap between the best and the worst off narrows",
    "distance": "differences by how far people are from participants",
    "spillover": "what of the whole change falls to people who did not take part",
    "gainers": "how many people gain and lose, and how much",
    "gainer_profiles": "who they are who gain, lose, or neither",
    "cost_effectiveness": "costs, effects and their ratios beyond the baseline",
    "incremental": "the frontier of arms: dominated, extendedly dominated, and ICERs",
    "budget_impact": "what is spent, by year and payer",
    "cost_effectiveness_plane": "cost and effect of every draw of the uncertain inputs",
    "acceptability": "by willingness to pay: which arm has most net benefit, and how often",
    "information_value": "what it is worth to know the uncertain inputs, all or one by one",
    "draws_cost": "cost by draw (rows) and arm (columns), as dampack and BCEA read it",
    "draws_effect": "effect by draw and arm, in the same rows",
    "draws_parameters": "drawn inputs, in the same rows",
    "draws_inputs": "drawn inputs of accepted draws, by point",
    "acceptance": "which draws are accepted, and why others are set aside",
    "tornado": "differences with each input alone at either end of its range",
    "points": "the settings that every point of the study changes",
    "point_differences": "differences of the first outcome in the last week, by point",
    "morris": "which inputs matter: elementary effects",
    "sobol": "which inputs matter: shares of variance",
    "trial": "what the trial publishes and what is true, by seed",
    "trial_summary": "bias, coverage and power of the trial, over seeds",
}

_TABLES: dict[str, str] = {
    "differences": "paired differences in the last week, with 95 % intervals",
    "differences_by_week": "the same for every week, with levels and the gain from pairing",
    "weekly": "means of every group in every week",
    "indicators": "signs of impaired connection and of healing: people per 1,000 of every group, "
    "everybody and participants weekly, subgroups every fourth week",
    "indicator_differences": "paired differences of these, with 95 % intervals",
    "delivery": "who was reached, waited, began and completed: means, 95 % intervals",
    "delivery_by_week": "the same counts week by week",
    "costs": "cost of each programme by payer and item, per participant and per completed course: "
    "means, 95 % intervals, exact sums over seeds",
    "costs_by_week": "the same money by week",
    "costs_by_seed": "the same money by world",
    "people_costs": "what was spent on each person, in the worlds of the first seed",
    **STUDY_TABLES,
    **BASIS_TABLES,
    "checklists": "CHEERS 2022 and STRESS-ABS, filled in from the study",
    "data_dictionary": "what every column of every table means, with units",
}

_PARTS: dict[str, str] = {
    "runs": "one row a world and seed",
    "weekly": "one row a world, group, seed and week",
    "yearly": "the same as means by year",
    "indicators": "as weekly, of signs and healing, subgroups included",
    "panels": "the same people from week 0 on, by age, sex and others and by distance from "
    "participants",
    "individuals": "how many people gained and lost, and how much, by world and seed",
    "profiles": "who gained and lost, by world and seed",
    "delivery": "one row a world, programme, seed and week: counts",
    "ledger": "every sum of money: a row a world, programme, seed, week and item",
    "yearly_costs": "these sums by year and payer",
    "programmes": "one row a world, programme and seed: what became of it, in words",
    "people_costs": "what was spent on each person in all worlds; costs that are nobody's are left "
    "out",
    "trials": "what the trial found, by seed",
}

_ALWAYS: tuple[tuple[str, str], ...] = (
    ("figures/", "the figures as SVG and PNG"),
    ("failures/", "what went wrong, a file a seed, with the command to run it again"),
    ("manifest.json", "versions, seeds, source and the exact command"),
    ("resolved.json", "the study as it was understood, with every default"),
    ("sources/", "the files as they were given"),
)

_READING = """\
pandas
  import pandas as pd, pathlib
  weekly = pd.concat(map(pd.read_parquet, pathlib.Path(".").glob("parts/*/weekly.parquet")))
  weekly.groupby(["arm", "population", "week"])["ucla3"].mean().unstack("week")

R
  weekly <- arrow::open_dataset(Sys.glob("parts/*/weekly.parquet")) |> dplyr::collect()
  aggregate(ucla3 ~ arm + population + week, weekly, mean)
  read.csv("tables/differences.csv", check.names = FALSE)

DuckDB
  SELECT arm, population, week, avg(ucla3) AS ucla3
  FROM 'parts/*/weekly.parquet' WHERE point = 0
  GROUP BY ALL ORDER BY ALL;

A table as an array with named axes, for those who have xarray:
  keys = ["point", "arm", "participants_of", "population", "seed", "week"]
  weekly.set_index(keys).to_xarray()
"""

_WIDTH = 40
_LINE = 100


def readme_text(plan: StudyPlan, folder: Path | None = None) -> str:
    """Return the text of ``README.txt``.

    Parameters
    ----------
    plan : StudyPlan
        What was asked for.
    folder : Path, optional
        The results folder: of tables and parts, those that lie there are told. Before there are
        any, what every study has is told.
    """
    notice = f"{QUICK_NOTICE}. Do not quote these numbers.\n\n" if plan.quick else ""
    files = _files(folder)
    listed = "".join(_listed(name, what) for name, what in files)
    head = f"{plan.title}\n{'=' * len(plan.title)}\n{notice}{STANDING_NOTICE}\n"
    return f"{head}\n{listed}\n{_READING}"


def _files(folder: Path | None) -> list[tuple[str, str]]:
    page = ("report.html", "the answer, tables and figures on one page; needs nothing else")
    if folder is None:
        runs = [("parts/*/runs.parquet", _PARTS["runs"]), ("parts/*/weekly.parquet", "by week")]
        return [page, ("tables/", "tidy tables, once the study has ended"), *runs, *_ALWAYS]
    tables = [
        (f"tables/{name}.csv", what)
        for name, what in _TABLES.items()
        if (folder / "tables" / f"{name}.csv").exists()
    ]
    books = sorted((folder / "tables").glob("*.xlsx"))
    sheets = [(f"tables/{book.name}", "the same tables in one workbook") for book in books]
    there = {path.stem for path in (folder / "parts").glob("*/*.parquet")}
    parts = [(f"parts/*/{name}.parquet", what) for name, what in _PARTS.items() if name in there]
    return [page, *tables, *sheets, *parts, *_ALWAYS]


def _listed(name: str, what: str) -> str:
    """Return a file and what it is, in lines that a terminal can hold."""
    import textwrap

    first = f"{name:<{_WIDTH}}" if len(name) < _WIDTH else f"{name} "
    return textwrap.fill(what, _LINE, initial_indent=first, subsequent_indent=" " * _WIDTH) + "\n"
