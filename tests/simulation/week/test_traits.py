"""Traits: drawn for the person alone, with the means, spreads and links that are declared."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from simulation import ParameterSet, PopulationSettings
from simulation.person_columns import PERSON
from simulation.purposes import week_keys
from simulation.synthesis import birth, make_world
from simulation.week.traits import expected_trust

N = 20_000


def born(families=None, age=45.0, share=0.1, week=0, ids=None, deprivation=0.0, **parameters):
    count = N if ids is None else len(ids)
    people = np.zeros(count, PERSON)
    people["unique_id"] = np.arange(count) if ids is None else ids
    people["family"] = np.arange(count) if families is None else families
    people["age"] = age
    people["deprivation"] = deprivation
    values = ParameterSet(parameters).record()[0]
    birth(people, np.arange(count), share, values, week_keys(3, week))
    return people


@pytest.fixture(scope="module")
def crowd():
    return born()


def corr(people, one, other):
    return np.corrcoef(people[one], people[other])[0, 1]


def test_adversity_has_the_shares_of_surveys(crowd):
    shares = np.bincount(crowd["adverse_childhood"], minlength=9) / N
    assert shares[0] == pytest.approx(0.38, abs=0.015)
    assert shares[4:].sum() == pytest.approx(0.17, abs=0.015)
    assert len(shares) == 9


def test_deprivation_brings_more_adversity_and_with_it_insecurity(crowd):
    """Unemployed people: 26 % with four or more (Swedo et al. 2023), near the most deprived."""
    most, least = born(deprivation=1.4), born(deprivation=-1.4)
    many = [(one["adverse_childhood"] >= 4).mean() for one in (least, crowd, most)]
    assert many == pytest.approx([0.10, 0.16, 0.24], abs=0.015)
    gap = most["early_anxiety"].mean() - least["early_anxiety"].mean()
    assert gap == pytest.approx(0.18 * (0.18 + 0.36 * 0.15) * 0.2 * 2.8, rel=0.15)
    assert most["strain"].mean() - least["strain"].mean() == pytest.approx(0.12 * 2.8, rel=0.05)
    for name in ("extraversion", "need_to_belong", "sex"):
        assert most[name].mean() == pytest.approx(least[name].mean(), abs=0.03)


@pytest.mark.parametrize(
    ("trait", "mean", "spread"),
    [
        ("neuroticism", 0.0, 1.0),
        ("extraversion", 0.0, np.sqrt(1 + 0.25**2)),
        ("early_anxiety", 0.34, 0.18),
        ("early_avoidance", 0.33, 0.17),
        ("early_belief", 0.0, 1.0),
        ("need_to_belong", 0.0, 1.0),
        ("stress_disposition", 0.0, 1.0),
        ("place_fit", 0.0, 1.0),
        ("online_share", 0.36, 0.12),
        ("passive_share", 0.35, 0.19),
    ],
)
def test_means_and_spreads(crowd, trait, mean, spread):
    assert crowd[trait].mean() == pytest.approx(mean, abs=0.03)
    assert crowd[trait].std() == pytest.approx(spread, rel=0.06)


def test_links_between_traits(crowd):
    """Signs and sizes of what the literature names."""
    assert corr(crowd, "neuroticism", "extraversion") == pytest.approx(-0.24, abs=0.03)
    assert corr(crowd, "neuroticism", "early_anxiety") == pytest.approx(0.40, abs=0.05)
    assert corr(crowd, "adverse_childhood", "early_anxiety") == pytest.approx(0.22, abs=0.05)
    assert corr(crowd, "adverse_childhood", "early_avoidance") == pytest.approx(0.17, abs=0.05)
    assert corr(crowd, "extraversion", "early_avoidance") == pytest.approx(-0.23, abs=0.05)
    assert 0.1 < corr(crowd, "early_anxiety", "early_avoidance") < 0.3
    for one, other in (
        ("early_belief", "neuroticism"),
        ("stress_disposition", "depression_disposition"),
        ("need_to_belong", "free_time"),
        ("sex", "neuroticism"),
    ):
        assert abs(corr(crowd, one, other)) < 4 / np.sqrt(N)


def test_sex_and_neurodivergence(crowd):
    assert crowd["sex"].mean() == pytest.approx(0.49, abs=0.015)
    assert crowd["neurodivergent"].mean() == pytest.approx(0.1, abs=0.01)
    nd = crowd["neurodivergent"] == 1
    more = crowd["online_share"][nd].mean() - crowd["online_share"][~nd].mean()
    assert more == pytest.approx(0.1, abs=0.015)
    assert not born(share=0.0)["neurodivergent"].any()


def test_free_time_is_log_normal(crowd):
    logs = np.log(crowd["free_time"].astype(float)) / 0.1985
    assert stats.kstest(logs, "norm").pvalue > 0.001


def test_families_are_alike_as_declared():
    people = born(families=np.arange(N) // 2)
    for trait, likeness in (("early_belief", 0.25), ("neuroticism", 0.35**2 + 0.15**2 * 0.25)):
        pairs = people[trait].reshape(-1, 2)
        r = np.corrcoef(pairs.T)[0, 1]
        assert r == pytest.approx(likeness, abs=0.04), trait
    pairs = people["need_to_belong"].reshape(-1, 2)
    assert abs(np.corrcoef(pairs.T)[0, 1]) < 4 / np.sqrt(N / 2)


def test_online_life_falls_with_age():
    young, old = born(age=20.0), born(age=90.0)
    for trait in ("online_share", "passive_share"):
        fall = young[trait].mean() - old[trait].mean()
        assert fall == pytest.approx(0.003 * 70, abs=0.04)
        assert young[trait].min() >= 0.0
        assert young[trait].max() <= 1.0


def test_traits_belong_to_the_person_not_to_row_week_or_company():
    """The same id and family: the same person, whenever born and among whomever."""
    all_together = born()
    ids = np.array([17, 4000, 3])
    some = born(ids=ids, families=ids, week=30)
    for name in PERSON.names or ():
        if name in {"rootedness"}:
            continue
        assert some[name].tolist() == all_together[name][ids].tolist(), name


def test_trust_expected_from_early_attachment():
    people = np.zeros(1, PERSON)
    p = ParameterSet().record()[0]
    for anxiety, avoidance in ((0.0, 0.0), (0.34, 0.33), (1.0, 1.0)):
        people["early_anxiety"], people["early_avoidance"] = anxiety, avoidance
        expected = np.clip(0.78 - 0.1891 * anxiety - 0.5977 * avoidance, 0.05, 0.95)
        assert expected_trust(people[0], p) == pytest.approx(expected, rel=1e-6)


def test_a_life_begins_from_ones_traits(crowd):
    assert (crowd["attachment_anxiety"] == crowd["early_anxiety"]).all()
    assert (crowd["attachment_avoidance"] == crowd["early_avoidance"]).all()
    assert (crowd["isolation_belief"] == crowd["early_belief"]).all()
    assert (crowd["belief_set_point"] == crowd["early_belief"]).all()
    assert (crowd["tie_count"] == 0).all()
    assert (crowd["desired_intimacy"] == np.float32(ParameterSet()["desired_intimacy"])).all()


def test_rare_inherited_shares_do_not_break_the_spread():
    people = born(adversity_in_neuroticism=0.9, family_in_neuroticism=0.9)
    assert np.isfinite(people["neuroticism"]).all()


def test_a_town_is_drawn_from_the_same_traits():
    people = make_world(3, PopulationSettings(people=2000), ParameterSet()).people
    alone = born(ids=people["unique_id"], families=people["family"])
    assert (people["early_belief"] == alone["early_belief"]).all()
