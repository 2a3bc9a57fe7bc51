"""Keyed random draws: the only source of chance in the model.

A draw is a pure function of (seed, purpose, week, person) or (seed, purpose, week, pair). Nothing is
consumed and nothing has an order, so any number of threads, a fork or a resumed run sees the same
luck, and two worlds that differ by one programme differ only where its effects have reached.

Kernels read the keys of the week from one small array: ``uniform(keys[CONTACT_ONLINE], person)``.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import numpy.typing as npt

from simulation.compilation import inline, kernel

__all__ = [
    "directed_bits",
    "directed_uniform",
    "exponential",
    "normal",
    "normals",
    "pair_uniform",
    "person_bits",
    "standard_normal",
    "uniform",
    "uniforms",
]

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_SECOND = np.uint64(0xC2B2AE3D27D4EB4F)


@inline
def _mixed(bits: Any) -> Any:
    bits ^= bits >> np.uint64(30)
    bits *= np.uint64(0xBF58476D1CE4E5B9)
    bits ^= bits >> np.uint64(27)
    bits *= np.uint64(0x94D049BB133111EB)
    return bits ^ (bits >> np.uint64(31))


@inline
def _unit(bits: Any) -> float:
    # The middle of one of 2**53 equal steps: never 0, never 1.
    return (float(bits >> np.uint64(11)) + 0.5) * (1.0 / 9007199254740992.0)


@inline
def person_bits(key: Any, person: Any) -> Any:
    """Return 64 random bits for one person (or place, or pair named by one number)."""
    return _mixed(key + np.uint64(person) * _GOLDEN)


@inline
def uniform(key: Any, person: Any) -> float:
    """Return a uniform draw in (0, 1) for one person."""
    return _unit(_mixed(key + np.uint64(person) * _GOLDEN))


@inline
def directed_bits(key: Any, person: Any, other: Any) -> Any:
    """Return 64 random bits for what one person makes of another."""
    return _mixed(_mixed(key + np.uint64(person) * _GOLDEN) + np.uint64(other) * _SECOND)


@inline
def directed_uniform(key: Any, person: Any, other: Any) -> float:
    """Return a uniform draw in (0, 1) for what one person makes of another."""
    return _unit(directed_bits(key, person, other))


@inline
def pair_uniform(key: Any, person: Any, other: Any) -> float:
    """Return a uniform draw in (0, 1) for an unordered pair: the same from both sides."""
    if person < other:
        return directed_uniform(key, person, other)
    return directed_uniform(key, other, person)


@inline
def exponential(uniform_draw: float) -> float:
    """Return the exponential draw (mean 1) that belongs to a uniform one."""
    return -math.log(uniform_draw)


@inline
def standard_normal(probability: float) -> float:
    """Return the standard normal quantile: Wichura's algorithm AS 241 (1988), 16 digits.

    The inverse distribution function keeps one draw one number, so that no pair of draws has to be
    consumed together.
    """
    centred = probability - 0.5
    if abs(centred) <= 0.425:
        r = 0.180625 - centred * centred
        upper = (((2509.0809287301226727 * r + 33430.575583588128105) * r
                  + 67265.770927008700853) * r + 45921.953931549871457) * r
        upper = (((upper + 13731.693765509461125) * r + 1971.5909503065514427) * r
                 + 133.14166789178437745) * r + 3.387132872796366608
        lower = (((5226.495278852854561 * r + 28729.085735721942674) * r
                  + 39307.89580009271061) * r + 21213.794301586595867) * r
        lower = (((lower + 5394.1960214247511077) * r + 687.1870074920579083) * r
                 + 42.313330701600911252) * r + 1.0
        return centred * upper / lower
    r = math.sqrt(-math.log(probability if centred < 0.0 else 1.0 - probability))
    if r <= 5.0:
        r -= 1.6
        upper = (((7.7454501427834140764e-4 * r + 0.0227238449892691845833) * r
                  + 0.24178072517745061177) * r + 1.27045825245236838258) * r
        upper = (((upper + 3.64784832476320460504) * r + 5.7694972214606914055) * r
                 + 4.6303378461565452959) * r + 1.42343711074968357734
        lower = (((1.05075007164441684324e-9 * r + 5.475938084995344946e-4) * r
                  + 0.0151986665636164571966) * r + 0.14810397642748007459) * r
        lower = (((lower + 0.68976733498510000455) * r + 1.6763848301838038494) * r
                 + 2.05319162663775882187) * r + 1.0
    else:
        r -= 5.0
        upper = (((2.01033439929228813265e-7 * r + 2.71155556874348757815e-5) * r
                  + 0.0012426609473880784386) * r + 0.026532189526576123093) * r
        upper = (((upper + 0.29656057182850489123) * r + 1.7848265399172913358) * r
                 + 5.4637849111641143699) * r + 6.6579046435011037772
        lower = (((2.04426310338993978564e-15 * r + 1.4215117583164458887e-7) * r
                  + 1.8463183175100546818e-5) * r + 7.868691311456132591e-4) * r
        lower = (((lower + 0.0148753612908506148525) * r + 0.13692988092273580531) * r
                 + 0.59983220655588793769) * r + 1.0
    return -upper / lower if centred < 0.0 else upper / lower


@inline
def normal(key: Any, person: Any) -> float:
    """Return a standard normal draw for one person."""
    return standard_normal(uniform(key, person))


@kernel
def _uniforms(key: Any, people: Any) -> Any:
    out = np.empty(len(people), np.float64)
    for i in range(len(people)):
        out[i] = uniform(key, people[i])
    return out


@kernel
def _normals(key: Any, people: Any) -> Any:
    out = np.empty(len(people), np.float64)
    for i in range(len(people)):
        out[i] = normal(key, people[i])
    return out


def uniforms(key: int, people: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """Return one uniform draw in (0, 1) for each person.

    Parameters
    ----------
    key
        From :func:`simulation.purposes.purpose_key`.
    people
        Unique ids, shape (n,).

    Returns
    -------
    ndarray of float64, shape (n,)

    Examples
    --------
    >>> import numpy as np
    >>> from simulation.purposes import purpose_key
    >>> uniforms(purpose_key(1, "choir/uptake", 4), np.array([7, 8])).shape
    (2,)
    """
    drawn: npt.NDArray[np.float64] = _uniforms(np.uint64(key), np.asarray(people, np.int64))
    return drawn


def normals(key: int, people: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """Return one standard normal draw for each person; see :func:`uniforms`."""
    drawn: npt.NDArray[np.float64] = _normals(np.uint64(key), np.asarray(people, np.int64))
    return drawn
