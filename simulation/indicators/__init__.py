"""Indicators: signs of impaired connection and of healing, as prevalences by subgroup.

Surveys say what people would answer; indicators are read off the states of the model, without
noise. They change nothing, and nothing in the model reads them.
"""

from __future__ import annotations

from simulation.indicators.indicator import PER_1000, Cut, Indicator
from simulation.indicators.prevalence import (
    INDICATORS,
    indicator_flags,
    indicator_table,
    population_indicators,
    prevalences,
)
from simulation.indicators.subgroups import EVERYBODY, SUBGROUPS, Subgroup, subgroup_flags

__all__ = [
    "EVERYBODY",
    "INDICATORS",
    "PER_1000",
    "SUBGROUPS",
    "Cut",
    "Indicator",
    "Subgroup",
    "indicator_flags",
    "indicator_table",
    "population_indicators",
    "prevalences",
    "subgroup_flags",
]
