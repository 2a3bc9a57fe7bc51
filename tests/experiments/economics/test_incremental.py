from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from experiments.economics.incremental import incremental_analysis

# Worked examples published with the R package dampack 1.0.2 (GPL-3): its vignette "Basic Cost
# Effectiveness Analysis" (HIV screening after Paltiel et al. 2006, Ann Intern Med 145: 797-806; C.
# difficile after Rajasingham et al. 2020, Clin Infect Dis 70: 754-762), and the example of its
# tests, which is that of the US Department of Veterans Affairs (HERC, Cost-Effectiveness Analysis).
HIV = {
    "status quo": (26000, 277.25 / 12, "frontier", np.nan),
    "one time": (27000, 277.57 / 12, "frontier", 37500.00),
    "5yr": (28020, 277.78 / 12, "frontier", 58285.71),
    "3yr": (28440, 277.83 / 12, "frontier", 100800.00),
    "annual": (29440, 277.76 / 12, "dominated", np.nan),
}
CDIFF = {
    "s3": (57336.0059896538, 12.9399639202408, "frontier", np.nan),
    "s27": (57541.2526373815, 13.0140640696275, "frontier", 2769.85470915263),
    "s33": (57642.2587507842, 13.0389116321918, "frontier", 4065.03105249231),
    "s31": (57934.0743411241, 13.0966257932217, "frontier", 5056.2216470406),
    "s43": (58072.1137208494, 13.11285766912, "frontier", 8504.2160616553),
    "s44": (58665.7823044647, 13.1283328397025, "frontier", 38362.6519947134),
    "s39": (57814.6470919581, 13.0462790163185, "extendedly dominated", np.nan),
    "s4": (57887.481549326, 12.9970657153765, "dominated", np.nan),
    "s13": (58018.6252420203, 13.0650412387992, "dominated", np.nan),
    "s37": (58081.7947984323, 13.1029711156978, "dominated", np.nan),
    "s20": (58634.2026441398, 13.1100568867995, "dominated", np.nan),
}
VETERANS = {
    "UC": (5000, 1, "frontier", np.nan),
    "A": (12000, 1.5, "dominated", np.nan),
    "B": (10000, 2, "frontier", 5000),
    "C": (25000, 3, "extendedly dominated", np.nan),
    "D": (35000, 4, "frontier", 12500),
    "E": (55000, 5, "frontier", 20000),
}


@pytest.mark.parametrize("published", [HIV, CDIFF, VETERANS])
def test_published_examples_come_out_as_published(published):
    costs, effects, statuses, ratios = zip(*published.values(), strict=True)
    found = incremental_analysis([*published], costs, effects).set_index("arm").loc[[*published]]
    assert found["status"].tolist() == list(statuses)
    np.testing.assert_allclose(found["ratio"], ratios, rtol=1e-7 if published is CDIFF else 1e-6)


def test_an_arm_that_costs_less_and_does_as_much_dominates():
    # Also a case of dampack's tests: the first of equal effect at lower cost is the reference.
    found = incremental_analysis(
        ["No Treat", "Treat all", "Test & treat"],
        [163771.0, 164848.7, 163765.1],
        [6.48273, 6.52861, 6.52861],
    )
    assert found["arm"].tolist()[0] == "Test & treat"
    assert found["status"].tolist() == ["frontier", "dominated", "dominated"]


def test_ties_are_settled():
    found = incremental_analysis(["b", "a", "c", "now"], [5, 5, 5, 5], [1, 1, 0.5, 1], "now")
    assert found[["arm", "status"]].values.tolist() == [
        ["now", "frontier"], ["a", "equal"], ["b", "equal"], ["c", "dominated"],
    ]  # fmt: skip
    straight = incremental_analysis("abc", [0, 0.1, 0.3], [0, 0.1, 0.3])
    assert straight["status"].tolist() == ["frontier"] * 3
    assert straight["compared_with"].tolist() == ["", "a", "b"]


def test_an_arm_that_costs_and_does_less_is_the_first_step():
    found = incremental_analysis(["now", "stop"], [0, -100], [0, -2])
    assert found["arm"].tolist() == ["stop", "now"]
    assert found["ratio"].tolist()[1] == 50


@pytest.mark.parametrize(
    ("arms", "costs", "message"),
    [("aa", [1, 2], "the arm a is twice"), ("ab", [1, np.nan], "every arm needs a cost")],
)
def test_what_cannot_be_ranked_is_refused(arms, costs, message):
    with pytest.raises(ValueError, match=message):
        incremental_analysis(arms, costs, [1, 2])


# Whole numbers make many ties; all arithmetic on them is exact.
POINTS = st.lists(
    st.tuples(st.integers(-20, 20), st.integers(-20, 20)), min_size=1, max_size=9
).map(lambda pairs: [(f"arm{i}", *pair) for i, pair in enumerate(pairs)])


@settings(max_examples=20)
@given(POINTS, st.randoms())
def test_the_frontier_is_what_somebody_would_choose(points, random):
    arms, costs, effects = zip(*points, strict=True)
    found = incremental_analysis(arms, costs, effects)
    frontier = found[found["status"] == "frontier"]
    cost, effect = frontier["cost"].to_numpy(), frontier["effect"].to_numpy()
    costs, effects = found["cost"].to_numpy()[:, None], found["effect"].to_numpy()[:, None]
    strictly = (costs < cost) | (effects > effect)
    assert not ((costs <= cost) & (effects >= effect) & strictly).any()
    ratios = frontier["ratio"].to_numpy()[1:]
    assert (ratios > 0).all()
    assert (np.diff(ratios) >= 0).all()
    # Whatever a unit of effect is worth, nothing beats the best of the frontier.
    for worth in (0.0, 0.5, *ratios, *(ratios + 0.01), 1e6):
        best = (worth * effects - costs).max()
        assert (worth * effect - cost).max() == pytest.approx(best)
    shuffled = random.sample(points, len(points))
    again = incremental_analysis(*zip(*shuffled, strict=True))
    pd.testing.assert_frame_equal(again, found)
