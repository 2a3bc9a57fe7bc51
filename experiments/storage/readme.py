"""The text that explains a results folder to whoever opens it."""

from __future__ import annotations

from experiments.designs.plan import StudyPlan
from experiments.report.wording import STANDING_NOTICE
from experiments.storage.manifest import QUICK_NOTICE

__all__ = ["readme_text"]

_TEXT = """\
{title}
{rule}
{notice}{standing}

report.html                 the answer, tables and figures on one page; needs nothing else
tables/differences.csv      paired differences in the last week, with 95 % intervals
tables/differences_by_week.csv   the same for every week, with levels and the gain from pairing
tables/weekly.csv           means of every group in every week
tables/indicators.csv       signs of impaired connection and of healing: people per 1,000 of every
                            group, everybody and participants weekly, subgroups every fourth week
tables/indicator_differences.csv   paired differences of these, with 95 % intervals
tables/delivery.csv         who was reached, waited, began and completed: means, 95 % intervals
tables/delivery_by_week.csv      the same counts week by week
tables/costs.csv            cost of each programme by payer and item, per participant and per
                            completed course: means, 95 % intervals, exact sums over seeds
tables/costs_by_week.csv, tables/costs_by_seed.csv   the same money by week, and by world
tables/data_dictionary.csv  what every column means, with units
figures/                    the figures as SVG and PNG
parts/*/runs.parquet        one row a world and seed
parts/*/weekly.parquet      one row a world, group, seed and week
parts/*/indicators.parquet  the same of signs and healing, subgroups included
parts/*/delivery.parquet    one row a world, programme, seed and week: counts
parts/*/ledger.parquet      every sum of money: a row a world, programme, seed, week and item
parts/*/programmes.parquet  one row a world, programme and seed: what became of it, in words
{people}failures/                   what went wrong, a file a seed, with the command to run it again
manifest.json               versions, seeds, source and the exact command
resolved.json, sources/     the files as they were understood, and as they were given

pandas   pd.concat(map(pd.read_parquet, pathlib.Path(".").glob("parts/*/weekly.parquet")))
R        arrow::open_dataset(Sys.glob("parts/*/weekly.parquet"))
DuckDB   SELECT arm, week, avg(ucla3) FROM 'parts/*/weekly.parquet' GROUP BY ALL
"""


_PEOPLE = """\
tables/people_costs.csv     what was spent on each person, in the worlds of the first seed
parts/*/people_costs.parquet     the same in all worlds; costs that are nobody's are left out
"""


def readme_text(plan: StudyPlan) -> str:
    """Return the text of ``README.txt``."""
    notice = f"{QUICK_NOTICE}. Do not quote these numbers.\n\n" if plan.quick else ""
    return _TEXT.format(
        title=plan.title,
        rule="=" * len(plan.title),
        notice=notice,
        standing=STANDING_NOTICE,
        people=_PEOPLE if plan.people_costs else "",
    )
