"""Standards: the relations one wants.

Loneliness compares what one has with what one wants (Perlman & Peplau 1981), so wants are states of
their own: they differ with the need to belong, attachment and culture, and drift towards what one
has grown used to.

    desired += .02 ((1 - .22) standard + .22 what one has - desired)
    standard of intimacy      = .59 + .22 need to belong + .4 (anxiety - .34)
                                - .15 (avoidance - .33)
    standard of companionship = .84 + .22 need to belong + .02 extraversion + .12 collectivism
    standard of belonging     = .54 + .22 need to belong + .12 collectivism
"""

from __future__ import annotations

from simulation.compilation import Record, inline
from simulation.parameters import Parameter

__all__ = ["PARAMETERS", "update_standards"]

_LEVEL = "fitted to the level and spread of loneliness"

# fmt: off
PARAMETERS: tuple[Parameter, ...] = (
    Parameter("standard_speed", 0.02, "share a week", 0.002, 0.2, "assumed",
              "about a year; assumed", "speed of standards"),
    Parameter("standard_adaptation", 0.2192, "share", 0, 0.9, "fitted",
              "fitted: one-year stability of loneliness",
              "standards drift to what one has"),
    Parameter("desired_intimacy", 0.5921, "share", 0.2, 1, "fitted", _LEVEL,
              "standard of intimacy"),
    Parameter("desired_company", 0.8367, "share", 0.2, 1.2, "fitted", _LEVEL,
              "standard of companionship"),
    Parameter("desired_belonging", 0.543, "share", 0.2, 1, "fitted", _LEVEL,
              "standard of belonging"),
    Parameter("need_to_belong_spread", 0.2204, "share per SD", 0, 0.6, "fitted",
              "fitted to r(isolation, loneliness)", "need to belong -> all three standards"),
    Parameter("desired_intimacy_anxiety", 0.4, "share per unit", 0, 1.5, "assumed",
              "Mikulincer & Shaver 2007: anxiety wants more closeness; size assumed",
              "attachment anxiety -> standard of intimacy"),
    Parameter("desired_intimacy_avoidance", 0.15, "share per unit", 0, 1, "assumed",
              "Mikulincer & Shaver 2007: avoidance wants less; size assumed",
              "attachment avoidance -> lower standard of intimacy"),
    Parameter("desired_company_extraversion", 0.02, "share per SD", 0, 0.2, "assumed",
              "size assumed", "extraversion -> standard of companionship"),
    Parameter("desired_culture", 0.12, "share per unit", -0.5, 0.5, "assumed",
              "Heu et al. 2019: collectivist settings expect more; size assumed",
              "collectivism -> standards of companionship and belonging"),
)
# fmt: on


@inline
def update_standards(now: Record, before: Record, p: Record) -> None:
    """Move what one wants towards one's own standard and what one has."""
    adapted = p.standard_adaptation
    need = p.need_to_belong_spread * before.need_to_belong
    culture = p.desired_culture * before.collectivism
    intimacy = (
        p.desired_intimacy
        + need
        + p.desired_intimacy_anxiety * (before.attachment_anxiety - 0.34)
        - p.desired_intimacy_avoidance * (before.attachment_avoidance - 0.33)
    )
    company = (
        p.desired_company + need + p.desired_company_extraversion * before.extraversion + culture
    )
    belonging = p.desired_belonging + need + culture
    now.desired_intimacy = before.desired_intimacy + p.standard_speed * (
        (1.0 - adapted) * intimacy + adapted * before.intimacy - before.desired_intimacy
    )
    now.desired_companionship = before.desired_companionship + p.standard_speed * (
        (1.0 - adapted) * company + adapted * before.companionship - before.desired_companionship
    )
    now.desired_belonging = before.desired_belonging + p.standard_speed * (
        (1.0 - adapted) * belonging + adapted * before.belonging - before.desired_belonging
    )
