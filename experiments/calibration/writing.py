"""What a calibration leaves: a scenario with the best parameters, and a table of all draws."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import yaml

from experiments.calibration.waves import MOST_IMPLAUSIBLE, Match
from experiments.storage.csv_text import as_csv

if TYPE_CHECKING:
    from scenarios import Scenario

__all__ = ["calibrated_scenario", "draws_file", "draws_table", "write_calibration"]


def draws_file(out: Path) -> Path:
    """Return where the table of draws of a calibrated scenario lies.

    Examples
    --------
    >>> draws_file(Path("my-town.yaml")).name
    'my-town.draws.csv'
    """
    return out.with_name(f"{out.stem}.draws.csv")


def draws_table(match: Match) -> pd.DataFrame:
    """Return one row a draw.

    Parameters
    ----------
    match
        A calibration.

    Returns
    -------
    DataFrame
        ``wave``, ``draw``, one column a parameter, ``implausibility``, ``kept`` (1 if not ruled
        out), then for each target its measure's mean over seeds and ``z_...``.
    """
    rows = [
        {
            "wave": draw.wave,
            "draw": draw.draw,
            **draw.parameters,
            "implausibility": draw.implausibility,
            "kept": int(draw.implausibility <= MOST_IMPLAUSIBLE),
            **draw.means,
            **{f"z_{name}": value for name, value in draw.z.items()},
        }
        for draw in match.draws
    ]
    return pd.DataFrame(rows)


def calibrated_scenario(scenario: Scenario, match: Match, out: Path, targets: str) -> str:
    """Return the text of a scenario that extends the given one with the best parameters.

    Parameters
    ----------
    scenario
        The one that was calibrated.
    match
        Its calibration.
    out
        Where the text will stand: from there the given scenario is named.
    targets
        Name of the file of targets.
    """
    from scenarios.library import SCENARIOS

    best = match.best
    if scenario.source.parent.resolve() == SCENARIOS.resolve():
        extends = scenario.source.stem
    else:
        relative = os.path.relpath(scenario.source.resolve(), out.parent.resolve())
        extends = Path(relative).as_posix()
    waves = match.draws[-1].wave
    about = (
        f"Calibrated to {targets}: at most {best.implausibility:.2f} standard deviations from any "
        f"of {len(best.z)} targets, the best of {len(match.draws)} draws in {waves} waves."
    )
    content = {
        "kith": 1,
        "extends": extends,
        "title": f"{scenario.title}, calibrated",
        "description": about,
        "parameters": best.parameters,
    }
    return yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=100)


def write_calibration(scenario: Scenario, match: Match, out: Path, targets: str) -> None:
    """Write the calibrated scenario and, beside it, the table of draws."""
    out.write_text(calibrated_scenario(scenario, match, out, targets), encoding="utf-8")
    draws_file(out).write_text(as_csv(draws_table(match)), encoding="utf-8")
