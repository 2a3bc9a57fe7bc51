"""What a study and its manifest say by themselves on items of checklists of reporting."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from experiments.designs.plan import ArmPlan, PolicyPeriod, ProgrammePeriod, StudyPlan
from experiments.outcomes import OUTCOMES
from experiments.report.findings import Findings
from experiments.report.wording import NOT_IN_THE_MODEL
from scenarios.study_parts.economics import EconomicsSettings, WellbyValue

__all__ = ["known_facts"]

_WEEKS_A_YEAR = 52

_DESIGNS = {
    "sweep": "a sweep",
    "morris": "a screening by Morris's method",
    "sobol": "a design for Sobol's indices",
}

#: What is true of every study: the model and how it is run.
_OF_THE_MODEL: Mapping[str, str] = {
    "logic": "docs/model.md tells it in the order of the ODD protocol: a town of adults, their "
    "ties, health and places, in steps of a week.",
    "algorithms": "Formulas stand, with their sources, at the top of the file that computes each; "
    "docs/model.md links them.",
    "environment": "There is no map: homes, neighbourhoods, workplaces, groups, the online world "
    "and what programmes open are where people meet (docs/model.md, section 2).",
    "agents": "Adults, each with traits for life and states that move each week; docs/names.md "
    "lists every one with unit and range.",
    "topology": "A network of ties that grow, wear and end, made in the places that people share "
    "(docs/model.md, sections 2 and 3).",
    "entry": "People die or leave and others come in their place, so that their number stays the "
    "same (docs/model.md, section 3).",
    "data": "Every parameter of the model has its source in the code, as `kith list parameters` "
    "shows it, marked measured, fitted or assumed.",
    "assumptions": "Parameters marked assumed (`kith list parameters`), and docs/model.md, section "
    "11.",
    "random": "Each draw is a function of seed, purpose, week and person or pair; no draw is "
    "consumed, so worlds of one seed share their luck and differ only where a programme reaches.",
    "measurement": "Read off questionnaires that simulated people answer, with the error of the "
    "instrument; tables/data_dictionary.csv has meaning and unit.",
    "limits": "Not in the model: " + " ".join(NOT_IN_THE_MODEL),
}


def known_facts(
    findings: Findings, manifest: Mapping[str, Any], tables: Collection[str] = ()
) -> dict[str, str]:
    """Return what is known without anybody stating it, by key; empty where nothing is.

    Parameters
    ----------
    findings : Findings
        What was found.
    manifest : mapping
        As in ``manifest.json``.
    tables : collection of str
        Names of the tables that the results have beside the differences; only these are named.
    """
    plan = findings.plan
    return {
        **_OF_THE_MODEL,
        **_of_the_design(plan),
        **_of_money(plan, findings),
        **_of_doubt(plan),
        **_of_the_run(plan, manifest),
        **_of_results(tables),
        "analysis": _analysis(plan, findings),
    }


def _of_the_design(plan: StudyPlan) -> dict[str, str]:
    baseline = plan.arm(plan.baseline)
    compared = "; ".join(_arm(arm) for arm in plan.compared)
    people = dict.fromkeys(arm.people for arm in plan.arms)
    outcomes = ", ".join(OUTCOMES[name].title for name in plan.outcomes)
    smallest = "; ".join(f"{OUTCOMES[n].title} {v:g}" for n, v in plan.smallest_difference.items())
    matters = f" Smallest differences that matter: {smallest}." if smallest else ""
    burnt = dict.fromkeys(arm.burn_in_weeks for arm in plan.arms)
    shared = all(arm.shares_past for arm in plan.arms)
    past = (
        "All worlds of a seed share this past and are parted from it."
        if shared
        else "Worlds with other people or another start have a past of their own."
    )
    years = plan.weeks / _WEEKS_A_YEAR
    return {
        "title": f"{plan.title}.".replace("..", "."),
        "question": plan.question,
        "people": f"{_listed(people)} simulated adults in each world, drawn anew for each seed.",
        "comparators": f"Baseline: {_arm(baseline)}. Compared with it: {compared}.",
        "outcomes": f"{outcomes}.{matters}",
        "start": f"Each world is lived for {_listed(burnt)} weeks before week 0 (burn-in), without "
        f"the programmes that are compared. {past}",
        "length": f"{plan.weeks} weeks ({years:.1f} years) after the burn-in, in steps of a week.",
    }


def _arm(arm: ArmPlan) -> str:
    parts = [*map(_period, arm.programmes), *map(_period, arm.policies)]
    return f"{arm.title} ({', '.join(parts) if parts else 'no programme'})"


def _period(one: ProgrammePeriod | PolicyPeriod) -> str:
    if one.weeks is None:
        return f"{one.label} from week {one.start_week} on"
    return f"{one.label}, weeks {one.start_week} to {one.start_week + one.weeks}"


def _of_money(plan: StudyPlan, findings: Findings) -> dict[str, str]:
    settings = EconomicsSettings.model_validate(plan.sections.get("economics", {}))
    years = plan.weeks / _WEEKS_A_YEAR
    counted = f"{settings.horizon_years} years" if settings.horizon_years else "the whole run"
    costs, effects = settings.discount.costs, settings.discount.effects
    perspective = settings.perspective
    name = perspective.replace("_", " ") if isinstance(perspective, str) else "as named"
    payers = ", ".join(payer.replace("_", " ") for payer in settings.payers)
    factors = "; ".join(
        f"{one.from_currency} of {one.from_year} times {one.factor:g} ({one.source})"
        for one in settings.prices
    )
    converted = f" Converted: {factors}." if factors else ""
    delivered = "" if findings.delivery.ledger.empty else " Sums stand in tables/costs.csv."
    return {
        "perspective": f"Perspective: {name}. Payers: {payers}.",
        "horizon": f"{plan.weeks} weeks ({years:.1f} years); costs and effects are counted over "
        f"{counted}.",
        "discount": f"Costs {100 * costs.value:.1f} %, effects {100 * effects.value:.1f} % a "
        f"year ({costs.source}).",
        "valuation": _valuation(settings.wellby),
        "money": f"{settings.currency}, prices of {settings.price_year}.{converted}",
        "costs": "Quantities are counted in the simulated delivery of each programme and "
        "multiplied with the unit costs of its scenario (resolved.json), by payer and item."
        f"{delivered}",
    }


def _valuation(wellby: WellbyValue | None) -> str:
    if wellby is None:
        return "Outcomes are not valued in money."
    return (
        f"Life satisfaction at {wellby.currency} {wellby.value:,.0f} a point and year "
        f"({wellby.low:,.0f} to {wellby.high:,.0f}, prices of {wellby.price_year}; "
        f"{wellby.source}). Other outcomes are not valued."
    )


def _of_doubt(plan: StudyPlan) -> dict[str, str]:
    kinds: dict[str, int] = {}
    for point in plan.points:
        kinds[point.kind] = kinds.get(point.kind, 0) + 1
    draws, alone = kinds.pop("draw", 0), kinds.pop("tornado", 0)
    kinds.pop("as written", None)
    swept = "; ".join(
        f"{_counted(count, 'point')} of {_DESIGNS[kind]}" for kind, count in kinds.items()
    )
    told = [f"Luck: 95 % intervals over {_counted(plan.seeds, 'seed')} of the paired differences."]
    if draws:
        told.append(f"Inputs: {_counted(draws, 'draw')} of all uncertain inputs together.")
    if alone:
        told.append(
            f"Inputs one by one: {_counted(alone, 'point')} at the ends of their intervals."
        )
    if swept:
        told.append(f"Settings varied: {swept}.")
    if not draws and not alone and not swept:
        told.append("Inputs were not varied.")
    inputs = "Every setting and its value stand in resolved.json."
    section = plan.sections.get("uncertainty")
    if section:
        stated = "; ".join(
            f"{path} {_distribution(one)}" for path, one in section.get("inputs", {}).items()
        )
        drawn = section.get("parameters") or ()
        also = f"{drawn} parameters" if isinstance(drawn, str) else ", ".join(drawn)
        named = "; ".join(text for text in (stated, also) if text)
        inputs = f"{inputs} Uncertain: {named}."
    return {
        "uncertainty": " ".join(told),
        "inputs": inputs,
        "varied": f"Settings varied: {swept}." if swept else "",
    }


def _distribution(one: str | Mapping[str, Any]) -> str:
    if isinstance(one, str):
        return "(as in the register of parameters)"
    source = one["source"] or "source not stated"
    return f"({one['distribution']}, {one['low']:g} to {one['high']:g}; {source})"


def _of_the_run(plan: StudyPlan, manifest: Mapping[str, Any]) -> dict[str, str]:
    git = manifest.get("git") or {}
    commit = f", commit {git['commit']}" if "commit" in git else ""
    changed = " (source changed since)" if git.get("changed_since") else ""
    version = f"Kith {manifest['kith']}{commit}{changed}"
    packages = ", ".join(f"{name} {one}" for name, one in manifest["packages"].items())
    counts = manifest["counts"]
    total, workers = sum(counts.values()), manifest["workers"]
    command = f" Command: {' '.join(manifest['command'])}" if manifest["command"] else ""
    return {
        "model": f"{version}: an agent-based model of social connectivity, told in docs/model.md; "
        f"fingerprint of its source {manifest['model_fingerprint']}.",
        "software": f"{version}; Python {manifest['python']}; {packages}.",
        "execution": "Every process acts once a week, in the "
        f"order of docs/model.md, section 3. Worlds are run in {workers} "
        f"process{'' if workers == 1 else 'es'}; {counts['ok']} of {total} got to their "
        f"end.{command}",
        "computer": f"{manifest['platform']}; started {manifest['started']}, ended "
        f"{manifest['ended'] or 'not yet'}.",
        "access": f"{version} is open source (Apache 2.0). The study's files lie in sources/ "
        "beside the results.",
    }


def _of_results(tables: Collection[str]) -> dict[str, str]:
    def where(told: str, *names: str) -> str:
        there = [f"tables/{name}.csv" for name in names if name in tables]
        return f"{told}: {', '.join(there)}." if there else ""

    differences = "tables/differences.csv"
    more = where("Costs and effects", "cost_effectiveness", "incremental", "budget_impact")
    return {
        "results": f"The answer at the top of the report; {differences}. {more}".strip(),
        "groups": where("Differences by group", "subgroups", "gainers", "gainer_profiles"),
        "equity": where("Gaps between groups, and what reaches others", "gaps", "spillover"),
        "effect_of_uncertainty": where(
            "What inputs do to the results",
            "tornado", "morris", "sobol", "point_differences", "acceptability",
            "information_value",
        ),
    }  # fmt: skip


def _analysis(plan: StudyPlan, findings: Findings) -> str:
    told = (
        f"{_counted(findings.seeds, 'seed')} from {plan.first_seed}. A difference is an arm minus "
        "the baseline with the same people and the same luck, mean over seeds, with a 95 % t "
        "interval."
    )
    stop = plan.sections.get("stop")
    if stop:
        told += (
            f" Seeds were added until the interval of {stop['outcome']} was at most "
            f"{stop['half_width']:g} to either side, {stop['at_most']} at most."
        )
    trial = plan.sections.get("trial")
    if trial:
        told += f" A trial ({trial['design'].replace('_', ' ')}) was run in the same worlds."
    return told


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _listed(numbers: Collection[int]) -> str:
    return " or ".join(f"{number:,}" for number in numbers)
