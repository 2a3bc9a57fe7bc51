"""Loneliness: the gap between the relations one wants and those one perceives.

Cognitive discrepancy (Perlman & Peplau 1981): loneliness is a shortfall, a surplus gives nothing
back, and close friends matter most (Russell et al. 2012); hence three one-sided gaps, intimate,
relational and collective (the three factors of the UCLA scale: Hawkley et al. 2005). Vigilance
hides part of what one has (Cacioppo & Hawkley 2009); a map of one's network brings back to mind
what hides in one's ties. Isolation beliefs, temperament and mood add to it, and it spreads along
ties (Cacioppo, Fowler & Christakis 2009). Targets: r with neuroticism .36, with extraversion -.37
(Buecker et al. 2020); stability over one to three years .68 (Mund et al. 2020).

    loneliness += .13 (-1.2 + 2.2 gap(desired intimacy - perceived intimacy)
                            + 1.3 gap(desired companionship - perceived companionship)
                            + 2.0 gap(desired belonging - perceived belonging)
                            + .79 isolation belief + .17 neuroticism + .12 depression
                            + .46 contagion - loneliness) + .2 normal
    perceived x = (1 - .41 hiding) x,    gap(x) = ln(1 + e^(12 x)) / 12
    hiding      = vigilance (1 - .5 map) of intimacy and companionship, vigilance of belonging
    chronic loneliness += (logistic(loneliness) - chronic loneliness) / 26

``contagion`` is the mean loneliness of one's ties minus one's own, close ties counting most.
"""

from __future__ import annotations

from typing import Any

from simulation.compilation import Record, inline
from simulation.draws import normal
from simulation.maths import clip, soft_gap
from simulation.parameters import Parameter
from simulation.purposes import number
from simulation.week.company import hiding

__all__ = ["LONELINESS_NOISE", "PARAMETERS", "update_loneliness"]

LONELINESS_NOISE = number("loneliness noise")

_GAP = "fitted: weight of a gap (form: Perlman & Peplau 1981, Russell et al. 2012)"

# fmt: off
PARAMETERS: tuple[Parameter, ...] = (
    Parameter("loneliness_speed", 0.1257, "share a week", 0.01, 0.6, "fitted",
              "fitted to the one-year stability of loneliness", "speed of loneliness"),
    Parameter("loneliness_base", -1.2, "logit", -4, 2, "assumed", "set with the weights below",
              "loneliness of an average person who lacks nothing"),
    Parameter("weight_intimacy", 2.1673, "logit per unit", 0, 8, "fitted", _GAP,
              "gap in intimacy -> loneliness"),
    Parameter("weight_company", 1.3, "logit per unit", 0, 8, "fitted", _GAP,
              "gap in companionship -> loneliness"),
    Parameter("weight_belonging", 2.0, "logit per unit", 0, 8, "fitted", _GAP,
              "gap in belonging -> loneliness"),
    Parameter("gap_sharpness", 12.0, "per unit", 2, 60, "assumed", "sharpness assumed",
              "how sharply a gap begins where a surplus ends"),
    Parameter("perception_bias", 0.4054, "share per unit", 0, 0.9, "fitted",
              "Cacioppo & Hawkley 2009: biased attention and memory; size fitted",
              "share of what one has that vigilance hides"),
    Parameter("weight_belief", 0.7883, "logit per SD", 0, 3, "fitted",
              "fitted to the stability of loneliness and to programme effects",
              "isolation belief -> loneliness"),
    Parameter("weight_neuroticism", 0.1673, "logit per SD", 0, 1, "fitted",
              "fitted; Buecker et al. 2020: r .36", "neuroticism -> loneliness"),
    Parameter("weight_depression", 0.1157, "logit per SD", 0, 1, "fitted",
              "fitted to r(PHQ-9, UCLA-3) .5", "depression -> loneliness"),
    Parameter("contagion", 0.4574, "logit per logit", 0, 2, "fitted",
              "Cacioppo, Fowler & Christakis 2009: spreads along ties; size fitted",
              "friends' loneliness -> own"),
    Parameter("loneliness_noise", 0.2, "logit", 0, 1, "assumed", "size assumed",
              "weekly ups and downs of loneliness"),
    Parameter("chronic_loneliness_weeks", 26.0, "weeks", 4, 156, "assumed",
              "half a year; assumed", "how far back habitual loneliness looks"),
)
# fmt: on


@inline
def update_loneliness(
    now: Record,
    before: Record,
    received: Record,
    dose: Record,
    p: Record,
    keys: Any,
    loneliness: float,
) -> None:
    """Move loneliness towards the gaps between desired and perceived relations.

    ``loneliness`` is last week's, as a share.
    """
    seen = 1.0 - p.perception_bias * before.vigilance
    ties_seen = 1.0 - p.perception_bias * hiding(before, dose, p)
    intimate = soft_gap(before.desired_intimacy - ties_seen * before.intimacy, p.gap_sharpness)
    relational = soft_gap(
        before.desired_companionship - ties_seen * before.companionship, p.gap_sharpness
    )
    collective = soft_gap(before.desired_belonging - seen * before.belonging, p.gap_sharpness)
    aim = (
        p.loneliness_base
        + p.weight_intimacy * intimate
        + p.weight_company * relational
        + p.weight_belonging * collective
        + p.weight_belief * before.isolation_belief
        + p.weight_neuroticism * before.neuroticism
        + p.weight_depression * before.depression
        + p.contagion * received.contagion
    )
    moved = before.loneliness_logit + p.loneliness_speed * (aim - before.loneliness_logit)
    noise = p.loneliness_noise * normal(keys[LONELINESS_NOISE], before.unique_id)
    now.loneliness_logit = clip(moved + noise, -6.0, 5.0)
    now.chronic_loneliness = (
        before.chronic_loneliness
        + (loneliness - before.chronic_loneliness) / p.chronic_loneliness_weeks
    )
