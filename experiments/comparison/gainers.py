"""Who gains and who loses, person by person: means over seeds of what each world counted.

Within a seed the same people are asked the same questions with the same noise in both worlds, so a
person's difference is what the programme did to them and to the luck of the weeks after. It is not
an effect that could be seen in a person outside a model.
"""

from __future__ import annotations

import pandas as pd

from experiments.comparison.seed_means import over_seeds

__all__ = ["GAINER_COLUMNS", "PROFILE_COLUMNS", "gainer_profiles", "gainers"]

_KEYS = ["arm", "population", "dimension", "group", "week", "instrument"]
_SHARES = {"gained": "share_gained", "lost": "share_lost", "unchanged": "share_unchanged"}
_NUMBERS = ["mean", "sd", "q05", "q25", "q50", "q75", "q95"]

#: Columns of :func:`gainers`: unit and meaning.
GAINER_COLUMNS: dict[str, tuple[str, str]] = {
    "arm": ("", "World compared with the baseline."),
    "population": ("", "Group of people."),
    "dimension": ("", "By what people are told apart; all for everybody in the population."),
    "group": ("", "Group of people within the dimension, fixed at week 0."),
    "week": ("weeks", "Weeks after the burn-in."),
    "instrument": ("", "Questionnaire."),
    "measure": (
        "",
        "share_gained, share_lost (1 point or more better or worse off than without the "
        "programme), share_unchanged; mean, sd and quantiles (q05 to q95) of the differences, arm "
        "minus baseline, in points.",
    ),
    "mean": ("share, or points", "Mean over seeds."),
    "low": ("share, or points", "Lower end of the 95 % t interval over seeds."),
    "high": ("share, or points", "Upper end of that interval."),
    "seeds": ("seeds", "Seeds behind the number."),
}

#: Columns of :func:`gainer_profiles`: unit and meaning.
PROFILE_COLUMNS: dict[str, tuple[str, str]] = {
    "arm": ("", "World compared with the baseline."),
    "week": ("weeks", "Weeks after the burn-in."),
    "who": ("", "Participants who gained, lost, or neither, in UCLA-3."),
    "trait": ("", "Trait at week 0; people is how many they are."),
    "mean": ("unit of the trait", "Mean over seeds of the mean of these people."),
    "low": ("unit of the trait", "Lower end of the 95 % t interval over seeds."),
    "high": ("unit of the trait", "Upper end of that interval."),
    "seeds": ("seeds", "Seeds with such people."),
}


def gainers(individuals: pd.DataFrame) -> pd.DataFrame:
    """Average over seeds how many people gain and lose, and how much.

    Parameters
    ----------
    individuals : DataFrame
        A row for each ``arm``, ``seed``, ``population``, ``dimension``, ``group``, ``week`` and
        ``instrument``, with the counts and numbers of
        :func:`~experiments.worlds.individuals.person_effects`.

    Returns
    -------
    DataFrame
        The columns of :data:`GAINER_COLUMNS`; groups of nobody do not count.

    Raises
    ------
    ValueError
        When a column is missing.

    Examples
    --------
    >>> row = dict(arm="a", population="participants", dimension="all", group="all", week=9,
    ...            instrument="ucla3", people=20, mean=-0.5, sd=1.0, q05=-2, q25=-1, q50=0, q75=0,
    ...            q95=1, lost=2)
    >>> worlds = pd.DataFrame([row | {"seed": 1, "gained": 6, "unchanged": 12},
    ...                        row | {"seed": 2, "gained": 8, "unchanged": 10}])
    >>> gainers(worlds)[["measure", "mean"]].values.tolist()[0]
    ['share_gained', 0.35]
    """
    _check(individuals, [*_KEYS, "seed", "people", *_SHARES, *_NUMBERS])
    some = individuals[individuals["people"] > 0]
    shares = {share: some[count] / some["people"] for count, share in _SHARES.items()}
    wide = some[[*_KEYS, "seed", *_NUMBERS]].assign(**shares)
    long = wide.melt(
        id_vars=[*_KEYS, "seed"],
        value_vars=[*_SHARES.values(), *_NUMBERS],
        var_name="measure",
        value_name="value",
    )
    return over_seeds(long, [*_KEYS, "measure"])[list(GAINER_COLUMNS)]


def gainer_profiles(profiles: pd.DataFrame) -> pd.DataFrame:
    """Average over seeds who those are that gain and lose.

    Parameters
    ----------
    profiles : DataFrame
        A row for each ``arm``, ``seed``, ``week`` and ``who``, with ``people`` and means of traits
        as :func:`~experiments.worlds.individuals.gainer_traits` returns them.

    Returns
    -------
    DataFrame
        The columns of :data:`PROFILE_COLUMNS`.

    Raises
    ------
    ValueError
        When a column is missing.

    Examples
    --------
    >>> row = dict(arm="a", week=9, who="gained", people=5)
    >>> worlds = pd.DataFrame([row | {"seed": 1, "age": 40.0}, row | {"seed": 2, "age": 50.0}])
    >>> gainer_profiles(worlds)[["trait", "mean"]].values.tolist()
    [['people', 5.0], ['age', 45.0]]
    """
    heads = ["arm", "week", "who"]
    _check(profiles, [*heads, "seed", "people"])
    traits = [name for name in profiles if name not in {*heads, "seed", "point"}]
    long = profiles.melt(
        id_vars=[*heads, "seed"], value_vars=traits, var_name="trait", value_name="value"
    )
    # Melting mixes counts with means: one kind of number for both.
    long["value"] = long["value"].astype(float)
    return over_seeds(long, [*heads, "trait"])[list(PROFILE_COLUMNS)]


def _check(rows: pd.DataFrame, columns: list[str]) -> None:
    missing = [name for name in columns if name not in rows]
    if missing:
        raise ValueError(f"the rows lack {', '.join(missing)}")
    if "point" in rows and rows["point"].nunique() > 1:
        raise ValueError("the rows are of several points: compare one at a time")
