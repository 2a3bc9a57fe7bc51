"""Body: cortisol, the wear it leaves, and inflammation."""

from __future__ import annotations

import numpy as np


def test_follows_its_equations(random_lives, close):
    b, v = random_lives.before, random_lives.defaults
    after = random_lives.after()
    share = 1 / (1 + np.exp(-b.loneliness_logit))
    aim = (
        v.cortisol_stress * b.stress
        + v.cortisol_loneliness * (share - 0.25)
        - v.cortisol_support * (b.support - 0.6)
    )
    close(after.cortisol, b.cortisol + v.cortisol_speed * (aim - b.cortisol))
    above = (
        v.allostatic_base
        + b.cortisol
        + v.allostatic_trauma * b.adverse_childhood
        + v.allostatic_spread * random_lives.normal("allostatic disposition")
    )
    recovered = v.allostatic_recovery_alone + v.allostatic_recovery_regulation * (
        b.emotion_regulation
    )
    load = (
        b.allostatic_load
        + v.allostatic_speed * np.maximum(0, above)
        - v.allostatic_recovery * b.allostatic_load * recovered
    )
    close(after.allostatic_load, np.maximum(0, load))
    aim = (
        v.inflammation_load * (b.allostatic_load - 1)
        + v.inflammation_loneliness * (b.chronic_loneliness - 0.25)
        + v.inflammation_depression * np.maximum(0, b.depression)
        + v.inflammation_spread * random_lives.normal("inflammation disposition")
    )
    close(after.inflammation, b.inflammation + v.inflammation_speed * (aim - b.inflammation))


def test_dispositions_last_a_life(random_lives):
    # The same in any week: drawn anew each week they would average out.
    first = random_lives.normal("allostatic disposition")
    settled = random_lives.after(weeks=400)
    assert np.corrcoef(first, settled.allostatic_load)[0, 1] > 0.7


def test_stress_explains_little_of_the_wear(random_lives):
    lives = random_lives.changed(stress_disposition=random_lives.normal("stress noise"))
    settled = lives.after(weeks=400)
    assert 0.03 < np.corrcoef(settled.stress, settled.allostatic_load)[0, 1] < 0.4
    bare = lives.after(weeks=400, allostatic_spread=0.0, allostatic_base=0.8)
    assert np.corrcoef(bare.stress, bare.allostatic_load)[0, 1] > 0.5


def test_without_strain_load_recovers_and_never_turns_negative(two):
    calm = two.changed(allostatic_load=5.0)
    after = calm.after(weeks=1500, allostatic_base=-9.0)
    assert 0 <= after.allostatic_load[0] < 0.01


def test_stress_loneliness_and_support_reach_cortisol(two):
    assert np.diff(two.changed(stress=[-1.0, 1.0]).after().cortisol) > 0
    assert np.diff(two.changed(loneliness_logit=[-1.0, 1.0]).after().cortisol) > 0
    assert np.diff(two.changed(support=[0.1, 0.9]).after().cortisol) < 0
