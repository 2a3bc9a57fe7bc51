"""Keyed random draws: the only source of chance in the model.

A draw is a pure function of (seed, purpose, week, person) or (seed, purpose, week, pair). Nothing
is consumed and nothing has an order, so any number of threads, a fork or a resumed run sees the
same luck, and two worlds that differ by one programme differ only where its effects have reached.

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
    "identity",
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
    # The middle of one of 2**52 equal steps: exact in 53 bits, so never 0 and never 1.
    return (float(bits >> np.uint64(12)) + 0.5) * (1.0 / 4503599627370496.0)


@inline
def person_bits(key: Any, person: Any) -> Any:
    """Return 64 random bits for one person (or place, or pair named by one number)."""
    return _mixed(key + np.uint64(person) * _GOLDEN)


@inline
def uniform(key: Any, person: Any) -> float:
    """Return a uniform draw in (0, 1) for one person."""
    return _unit(_mixed(key + np.uint64(person) * _GOLDEN))


@inline
def identity(person: Any) -> Any:
    """Return the 64 bits that stand for a person in the draws of pairs."""
    return _mixed(np.uint64(person) * _GOLDEN + _SECOND)


@inline
def pair_uniform(key: Any, one: Any, other: Any) -> float:
    """Return a uniform draw in (0, 1) for an unordered pair of identities: a sum has no order."""
    return _unit(_mixed(key + (np.uint64(one) + np.uint64(other))))


@inline
def directed_bits(key: Any, one: Any, other: Any) -> Any:
    """Return 64 random bits for what one identity makes of another."""
    return _mixed(key + (np.uint64(one) + np.uint64(3) * np.uint64(other)))


@inline
def directed_uniform(key: Any, one: Any, other: Any) -> float:
    """Return a uniform draw in (0, 1) for what one identity makes of another."""
    return _unit(directed_bits(key, one, other))


@inline
def exponential(uniform_draw: float) -> float:
    """Return the exponential draw (mean 1) that belongs to a uniform one."""
    return -math.log(uniform_draw)


@inline
def standard_normal(probability: float) -> float:
    """Return the standard normal quantile: Wichura's algorithm AS 241 (1988), seven digits.

    States are kept to seven digits, so more would be lost. The inverse distribution function keeps
    one draw one number, so that no pair of draws has to be consumed together.
    """
    centred = probability - 0.5
    if abs(centred) <= 0.425:
        r = 0.180625 - centred * centred
        upper = ((59.109374720 * r + 159.29113202) * r + 50.434271938) * r + 3.3871327179
        lower = ((67.187563600 * r + 78.757757664) * r + 17.895169469) * r + 1.0
        return centred * upper / lower
    r = math.sqrt(-math.log(probability if centred < 0.0 else 1.0 - probability))
    if r <= 5.0:
        r -= 1.6
        upper = ((0.17023821103 * r + 1.3067284816) * r + 2.7568153900) * r + 1.4234372777
        lower = (0.12021132975 * r + 0.73700164250) * r + 1.0
    else:
        r -= 5.0
        upper = ((0.017337203997 * r + 0.42868294337) * r + 3.0812263860) * r + 6.6579051150
        lower = (0.012258202635 * r + 0.24197894225) * r + 1.0
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
