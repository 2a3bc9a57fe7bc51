"""Value of information: what knowing the inputs of the model would be worth to the decision.

With net benefits B_d of the arms, perfect information is worth E[max_d B_d] - max_d E[B_d]. To know
only some inputs x is worth E[max_d g_d(x)] - max_d E[B_d] with g_d(x) = E[B_d | x], which is
estimated by regressing B_d on x over the draws (Strong, Oakley & Brennan 2014, Med Decis Making 34:
311-326), here with all polynomial terms of x up to the third degree, by least squares. Luck of the
seeds in a draw inflates the value of perfect information, and averages out of the regression.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement
from math import comb

import numpy as np
import numpy.typing as npt
import pandas as pd

from experiments.economics.draws import Draws, net_benefit

__all__ = [
    "Information",
    "information_value",
    "partial_information",
    "perfect_information",
    "polynomial_basis",
]

_DEGREE = 3
#: At least so many draws for each term of a regression.
_DRAWS_A_TERM = 10
_RANK_TOLERANCE = 1e-9

_Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Information:
    """What some information is worth, in the unit of net benefit."""

    value: float
    standard_error: float


def perfect_information(benefit: _Numbers) -> Information:
    """Return the expected value of perfect information.

    Parameters
    ----------
    benefit : array of float64, shape (draws, arms)
        Net benefit.

    Examples
    --------
    >>> perfect_information(np.array([[0.0, 2.0], [0.0, -1.0]])).value
    0.5
    """
    loss = benefit.max(axis=1) - benefit[:, benefit.mean(axis=0).argmax()]
    return Information(float(loss.mean()), float(loss.std(ddof=1) / np.sqrt(len(loss))))


def polynomial_basis(inputs: _Numbers) -> _Numbers | None:
    """Return orthonormal columns that span the polynomials of some inputs.

    Parameters
    ----------
    inputs : array of float64, shape (draws, inputs)
        Drawn values, any scale.

    Returns
    -------
    array of float64, shape (draws, terms), or None
        All terms up to the highest degree, at most 3, that leaves ten draws a term; None when there
        are too few draws even for a plane. Inputs that do not vary add nothing.

    Examples
    --------
    >>> polynomial_basis(np.arange(40.0)[:, None]).shape
    (40, 4)
    """
    varying = inputs[:, np.ptp(inputs, axis=0) > 0]
    draws, several = varying.shape
    fitting = [
        degree
        for degree in range(1, _DEGREE + 1)
        if comb(several + degree, degree) * _DRAWS_A_TERM <= draws
    ]
    if not fitting:
        return None
    scaled = (varying - varying.mean(axis=0)) / varying.std(axis=0)
    terms = [np.ones(draws)]
    for degree in range(1, fitting[-1] + 1):
        for chosen in combinations_with_replacement(range(several), degree):
            terms.append(scaled[:, chosen].prod(axis=1))
    columns = np.column_stack(terms)
    columns /= np.linalg.norm(columns, axis=0)
    left, size, _ = np.linalg.svd(columns, full_matrices=False)
    return np.asarray(left[:, size > _RANK_TOLERANCE * size[0]])


def partial_information(benefit: _Numbers, basis: _Numbers) -> Information:
    """Return the expected value of knowing the inputs that a basis is made of.

    The estimate is at most that of perfect information. Its standard error holds both what the
    coefficients leave open, to first order, and that the draws are a sample.

    Parameters
    ----------
    benefit : array of float64, shape (draws, arms)
        Net benefit; best beyond a common baseline's, which takes out what all arms share.
    basis : array of float64, shape (draws, terms)
        Of :func:`polynomial_basis`.

    Examples
    --------
    >>> x = np.linspace(-1.0, 1.0, 101)
    >>> known = partial_information(np.column_stack([0 * x, x]), polynomial_basis(x[:, None]))
    >>> round(known.value, 3)
    0.252
    """
    draws, terms = basis.shape
    fitted = basis @ (basis.T @ benefit)
    rest = benefit - fitted
    spread = rest.T @ rest / max(draws - terms, 1)
    chosen = fitted.argmax(axis=1)
    without = fitted.mean(axis=0).argmax()
    gain = fitted[np.arange(draws), chosen] - fitted[:, without]
    arms = np.arange(benefit.shape[1])
    switched = (chosen[:, None] == arms).astype(float) - (without == arms)
    slope = basis.T @ switched / draws
    variance = float(np.sum(spread * (slope.T @ slope))) + float(gain.var(ddof=1)) / draws
    value = min(float(gain.mean()), perfect_information(benefit).value)
    return Information(value, float(np.sqrt(variance)))


def information_value(
    draws: Draws, amounts: npt.ArrayLike, groups: Mapping[str, Sequence[str]] | None = None
) -> pd.DataFrame:
    """Return the value of knowing everything, each input, and groups of inputs.

    Parameters
    ----------
    draws : Draws
        Costs, effects, inputs.
    amounts : array_like of float
        Willingness to pay for a unit of effect (currency).
    groups : mapping of str to sequence of str, optional
        Names of inputs by the name of the group.

    Returns
    -------
    DataFrame
        ``willingness_to_pay``, ``kind`` ("perfect", "input" or "group"), ``inputs`` ("everything",
        or the name), ``value`` and ``standard_error`` (currency for each 1,000 people; NaN where
        the draws are too few), ``share`` (of perfect information's), ``terms`` (of the regression;
        0 for none) and ``draws``.

    Raises
    ------
    ValueError
        When a group names an input that was not drawn.
    """
    bases: list[tuple[str, str, _Numbers | None]] = []
    for name in draws.inputs:
        bases.append(("input", str(name), polynomial_basis(_columns(draws, [str(name)]))))
    for name, members in (groups or {}).items():
        strange = [one for one in members if one not in draws.inputs]
        if strange:
            known = ", ".join(map(str, draws.inputs))
            raise ValueError(f"group {name}: no drawn input {strange[0]}; there are: {known}")
        bases.append(("group", name, polynomial_basis(_columns(draws, members))))
    rows: list[dict[str, object]] = []
    for amount in np.asarray(amounts, dtype=float):
        benefit = net_benefit(draws, float(amount))
        perfect = perfect_information(benefit)
        found = [("perfect", "everything", perfect, 0)]
        for kind, name, basis in bases:
            if basis is None:
                found.append((kind, name, Information(np.nan, np.nan), 0))
            else:
                found.append((kind, name, partial_information(benefit, basis), basis.shape[1]))
        for kind, name, one, terms in found:
            rows.append(
                {
                    "willingness_to_pay": amount,
                    "kind": kind,
                    "inputs": name,
                    "value": one.value,
                    "standard_error": one.standard_error,
                    "share": one.value / perfect.value if perfect.value > 0 else np.nan,
                    "terms": terms,
                    "draws": len(benefit),
                }
            )
    return pd.DataFrame(rows)


def _columns(draws: Draws, names: Sequence[str]) -> _Numbers:
    return draws.inputs[list(names)].to_numpy(dtype=np.float64)
