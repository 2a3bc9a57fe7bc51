"""What the world is compared with: each target with its range, its source and how sure that is.

A gating target decides whether validation passes. The others are reported beside them: figures that
are disputed, that the model is known to miss, or that are too noisy to decide anything.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

__all__ = ["NOISE_PEOPLE", "QUICK_MARGIN", "TARGETS", "Target", "widened"]

#: Verified: the figure was read in the source or a text that quotes it. Recalled: it was not.
#: Chosen: no figure is published; the range is this project's own demand. Own: from a file that the
#: user brings.
Status = Literal["verified", "recalled", "chosen", "own"]

#: People in the worlds that ``Target.noise`` was measured in.
NOISE_PEOPLE = 1500
#: A quick run may miss a range by this many standard deviations of its own sampling noise.
QUICK_MARGIN = 2.0


@dataclass(frozen=True, slots=True)
class Target:
    """One figure the world should show.

    Attributes
    ----------
    name
        The measure it is about, as ``experiments.validation.measures`` calls it.
    meaning
        What is measured, with its unit.
    low, high
        The range asked, both ends included.
    source, status
        Where the range comes from, and how sure that is.
    gating
        Whether missing it fails validation.
    noise
        Standard deviation between seeds in worlds of 1,500 people, measured over eight of them;
        widens the range of a quick run.
    """

    name: str
    meaning: str
    low: float
    high: float
    source: str
    status: Status
    gating: bool = True
    noise: float = 0.0

    def holds(self, value: float) -> bool:
        """Return whether a value lies in the range; not-a-number never does."""
        return self.low <= value <= self.high


def widened(target: Target, people: int) -> tuple[float, float]:
    """Return the asked range and, around it, what so few people may show by chance.

    Parameters
    ----------
    target
        Its ``noise`` shrinks with the root of the number of people.
    people
        People a world times number of worlds.

    Returns
    -------
    low, high

    Examples
    --------
    >>> widened(Target("x", "", 1.0, 2.0, "", "chosen", noise=0.1), people=1500)
    (0.8, 2.2)
    """
    margin = QUICK_MARGIN * target.noise * math.sqrt(NOISE_PEOPLE / people)
    return target.low - margin, target.high + margin


_LUBBEN = "Lubben et al. 2006: 11 % Solothurn, 15 % London, 20 % Hamburg (65+)"
_COHEN = "Cohen & Janicki-Deverts 2012: men 15.5 (SD 7.4), women 16.1 (7.6)"
_ONS_LIFE = "ONS, years to March 2022 and 2023: 7.54, 7.45"
_STILL = "no drift: less than .07 SD between people (ties: .13 SD) over two years"

# fmt: off
TARGETS: tuple[Target, ...] = (
    Target("lonely_share", "UCLA-3 of 6 or more, %", 18, 25,
           "Kaiser/Economist 2018: 22 % (17-30); HRS, ELSA 50+: 19 %", "recalled", noise=1.4),
    Target("isolated_share", "LSNS-6 under 12, %", 14, 23, _LUBBEN, "verified", noise=1.0),
    Target("pss10_mean", "mean PSS-10", 14, 16.5, _COHEN, "verified", noise=0.27),
    Target("pss10_sd", "SD of PSS-10", 6, 7.5, _COHEN, "verified", noise=0.13),
    Target("depressed_share", "PHQ-9 of 10 or more, %", 8, 11,
           "ONS 2021, before the pandemic: 10 % (PHQ-8); Arias-de la Torre 2021: 7.5 %", "verified",
           noise=1.0),
    Target("life_satisfaction_mean", "mean life satisfaction, 0-10", 7.2, 7.7, _ONS_LIFE,
           "verified", noise=0.08),
    Target("r_phq9_ucla3", "r(PHQ-9, UCLA-3)", 0.40, 0.55,
           "Dunn & Sicouri 2022: .48 (youth)", "verified", noise=0.02),
    Target("strong_ties", "ties with closeness over .5, mean", 3, 6,
           "Dunbar layers: about 5 seen weekly; McPherson et al. 2006: 2 to 3 confidants",
           "verified", noise=0.19),
    Target("active_ties", "ties in touch (rate > .04 or closeness > .25), mean", 15, 25,
           "Dunbar layers: about 15 seen monthly", "verified", noise=0.26),
    Target("clustering", "local clustering of active ties", 0.1, 0.3,
           "Newman 2003; Ugander et al. 2011: .14 to .3", "recalled", noise=0.008),
    Target("weak_friend_loss", "weak friends lost in a year, %", 15, 27,
           "synthesis of Wellman 1997, Bidart & Degenne 2005: 10-30 %", "recalled", noise=0.7),
    Target("strong_friend_loss", "strong friends lost in a year, %", 5, 12,
           "Mollenhorst et al. 2014: 48 % kept over 7 years, about 10 % lost a year", "verified",
           noise=0.55),
    Target("attachment_step",
           "least step of mean UCLA-3: secure, dismissing, preoccupied, fearful", 0.0, 9.0,
           "attachment and loneliness r .38, 91 publications (PsyArXiv pz67u); order by style "
           "as commonly reported", "verified", noise=0.105),
    Target("drift_ucla3", "change of mean UCLA-3, year 5 to 7", -0.10, 0.10, _STILL, "chosen",
           noise=0.04),
    Target("drift_lsns6", "change of mean LSNS-6, year 5 to 7", -0.4, 0.4, _STILL, "chosen",
           noise=0.18),
    Target("drift_degree", "change of mean number of ties, year 5 to 7", -0.8, 0.8, _STILL,
           "chosen", noise=0.24),
    Target("drift_strong_ties", "change of strong ties, year 5 to 7", -0.25, 0.25, _STILL,
           "chosen", noise=0.12),

    Target("ucla3_mean", "mean UCLA-3, 3-9", 4.0, 4.6, "goes with 22 % at 6 or more", "chosen",
           gating=False),
    Target("lsns6_mean", "mean LSNS-6, 0-30", 15, 19, "goes with 15-20 % under 12", "chosen",
           gating=False),
    Target("phq9_mean", "mean PHQ-9", 2.5, 4.0, "Kocalevent et al. 2013: 2.9 (Germany)",
           "recalled", gating=False),
    Target("gad7_mean", "mean GAD-7", 2.7, 3.5, "Lowe et al. 2008: 2.97 (Germany)", "recalled",
           gating=False),
    Target("anxious_share", "GAD-7 of 10 or more, %", 5, 8,
           "Lowe et al. 2008: 5.1 %; US 2019: 6.1 %", "recalled", gating=False),
    Target("life_satisfaction_sd", "SD of life satisfaction", 1.6, 1.9, "ONS", "recalled",
           gating=False),
    Target("r_isolation_ucla3", "r(isolation by LSNS-6, UCLA-3)", 0.15, 0.39,
           "Coyle & Dugan 2012: about .20; Matthews et al. 2016: .39", "recalled", gating=False),
    Target("r_pss10_ucla3", "r(PSS-10, UCLA-3)", 0.35, 0.55, "Hawkley & Cacioppo 2003, 2010",
           "recalled", gating=False),
    Target("r_gad7_phq9", "r(GAD-7, PHQ-9)", 0.55, 0.75, "Lowe et al. 2008: .64", "recalled",
           gating=False),
    Target("r_satisfaction_ucla3", "r(life satisfaction, UCLA-3)", -0.5, -0.3,
           "syntheses: about -.40", "recalled", gating=False),
    Target("r_adversity_ucla3", "r(adverse childhood, UCLA-3)", 0.22, 0.37,
           "Curtis et al. 2025: .30, 20 studies", "verified", gating=False),
    Target("adversity_ratio", "UCLA-3 of 6 or more: 4+ adversities over none, ratio", 1.5, 2.5,
           "order of Hughes et al. 2017 for mental health", "recalled", gating=False),
    Target("stability_ucla3", "r with UCLA-3 a year before", 0.60, 0.75,
           "Mund et al. 2020: .68 over 1-3 years", "recalled", gating=False),
    Target("stability_phq9", "r with PHQ-9 a year before", 0.55, 0.75,
           "order seen in panel surveys", "chosen", gating=False),
    Target("stability_pss10", "r with PSS-10 a year before", 0.5, 0.7,
           "order seen in panel surveys", "chosen", gating=False),
    Target("stability_lsns6", "r with LSNS-6 a year before", 0.7, 0.85,
           "order seen in panel surveys", "chosen", gating=False),
    Target("reciprocity", "strong ties that are strong both ways, share", 0.5, 0.75,
           "Almaatouq et al. 2016: about half; Vaquera & Kao 2008: .64", "verified",
           gating=False),
    Target("alone_contrast", "UCLA-3, living alone minus not, points", 0.1, 0.8,
           "ONS 2018: OR 2.5 (1.8-3.5)", "recalled", gating=False),
    Target("neurodivergent_contrast", "UCLA-3, neurodivergent minus not, points", 0.2, 1.2,
           "Houghton et al. 2024: g .41 (ADHD)", "recalled", gating=False),
    Target("group_contrast", "UCLA-3, in a group minus not, points", -0.6, 0.0,
           "direction only", "chosen", gating=False),
    Target("r_friends_ucla3", "r of friends' UCLA-3", 0.15, 0.30,
           "order of Cacioppo, Fowler & Christakis 2009", "recalled", gating=False),
    Target("alone_share", "living alone, %", 13, 18, "ONS 2018: 15 % of adults", "verified",
           gating=False),
    Target("alone_share_65", "living alone at 65 and over, %", 27, 41,
           "ONS 2024: men 27 %, women 41 %", "verified", gating=False),
    Target("degree", "ties, mean", 15, 30, "Dunbar layers: 15 to 50", "verified", gating=False),
    Target("no_strong_share", "nobody with closeness over .5, %", 4, 12,
           "US: under 4 % (Pennington et al. 2024) to 12 % (SCAL 2021) without a (close) friend",
           "verified", gating=False),
    Target("strong_friends", "strong ties that are no kin, mean", 1.5, 4.5,
           "Pennington et al. 2024: 4-5 friends; McPherson et al. 2006", "verified",
           gating=False),
    Target("strong_friend_slip", "strong friends under .5 a year later, %", 0, 30,
           "synthesis of panel studies", "chosen", gating=False),
    Target("r_inflammation_loneliness", "r(inflammation, chronic loneliness)", 0.0, 0.16,
           "Smith et al. 2020: null for CRP; Van Bogart et al. 2021: .16", "verified",
           gating=False),
    Target("r_health_loneliness_65", "r(health, chronic loneliness), 65 and over", -0.30, -0.10,
           "weak; no pooled figure known here", "chosen", gating=False),
    Target("r_cognition_loneliness_65", "r(cognition, chronic loneliness), 65 and over", -0.20,
           -0.05, "Luchetti et al. 2024: HR 1.15 for impairment (direction)", "verified",
           gating=False),
    Target("r_allostatic_stress", "r(allostatic load, PSS-10)", 0.05, 0.25,
           "weak; no pooled figure known here", "chosen", gating=False),
    Target("ucla3_secure", "mean UCLA-3, secure", 3.8, 4.3, "lowest of the four", "chosen",
           gating=False),
    Target("ucla3_dismissing", "mean UCLA-3, dismissing", 4.1, 4.8, "second", "chosen",
           gating=False),
    Target("ucla3_preoccupied", "mean UCLA-3, preoccupied", 4.4, 5.2, "third", "chosen",
           gating=False),
    Target("ucla3_fearful", "mean UCLA-3, fearful", 4.8, 6.0, "highest", "chosen",
           gating=False),
)
# fmt: on
