"""From a study to the mixes of its programmes, and from a mix to the world that offers it.

Each programme of an arm that the baseline lacks is offered to a part of those it would reach there:
its ``offered_share`` is multiplied by the amount of the arm. Who is reached, of whom, is the same
luck at every amount. What the baseline offers stays as it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from experiments.errors import KithError
from experiments.uncertainty.mixes.space import Choice, Mix, MixSpace, amounts_of, places_of
from scenarios.problems import suggestion

if TYPE_CHECKING:
    from scenarios import Scenario
    from simulation.programmes import Programme

__all__ = ["mix_space", "mixed_world"]


def mix_space(
    baseline: Scenario,
    arms: Sequence[Scenario],
    *,
    steps: int,
    places: Mapping[str, tuple[int, int]] | None = None,
) -> MixSpace:
    """Return all mixes of some arms.

    Parameters
    ----------
    baseline : Scenario
        The world the others are compared with.
    arms : sequence of Scenario
        Whose programmes are mixed.
    steps : int
        Steps from not offered to offered as in the arm.
    places : mapping, optional
        Fewest and most places by the label of a programme.

    Raises
    ------
    KithError
        If the arms cannot live in one world: another past than the baseline's, policies of their
        own, or two programmes of one label.

    Examples
    --------
    >>> from scenarios import load_study
    >>> baseline, therapy, *_ = load_study("quickstart").arms
    >>> mix_space(baseline, [therapy], steps=2).names
    ('group-therapy',)
    """
    if not arms:
        raise KithError("nothing to mix: no arm but the baseline")
    past = baseline.world().burn_in_identity()
    owner: dict[str, str] = {one.label: baseline.name for one in baseline.programmes}
    for arm in arms:
        if arm.world().burn_in_identity() != past:
            raise KithError(
                f"{arm.name}: lives in another town than {baseline.name}; mixes need one"
            )
        if arm.policies != baseline.policies:
            raise KithError(
                f"{arm.name}: has policies of its own; mixes are made of programmes, since "
                f"policies are not costed"
            )
        added = _added(baseline, arm)
        if not added:
            raise KithError(f"{arm.name}: offers nothing that {baseline.name} does not")
        for one in added:
            if one.label in owner:
                raise KithError(
                    f"{one.label}: a programme of {owner[one.label]} and of {arm.name}; give one "
                    f"of them a name of its own, or list the arms to mix under mixes.arms"
                )
            owner[one.label] = arm.name
    choices: list[Choice] = [amounts_of(arm.name, steps) for arm in arms]
    for label, (fewest, most) in (places or {}).items():
        if owner.get(label, baseline.name) == baseline.name:
            labels = [one for one, arm_name in owner.items() if arm_name != baseline.name]
            raise KithError(f"mixes.places: no mixed programme {label}{suggestion(label, labels)}")
        choices.append(places_of(label, owner[label], fewest, most, steps))
    return MixSpace(tuple(choices))


def mixed_world(baseline: Scenario, arms: Sequence[Scenario], mix: Mix, name: str) -> Scenario:
    """Return the world that offers a mix.

    Parameters
    ----------
    baseline, arms
        As for :func:`mix_space`.
    mix : mapping
        The amount of each arm, and places by ``places[label]``.
    name : str
        Of the world, in tables.

    Examples
    --------
    >>> from scenarios import load_study
    >>> baseline, therapy, *_ = load_study("quickstart").arms
    >>> world = mixed_world(baseline, [therapy], {"group-therapy": 0.5}, "mix")
    >>> [one.offered_share for one in world.programmes]
    [0.5]
    """
    programmes = list(baseline.programmes)
    for arm in arms:
        amount = mix[arm.name]
        for one in _added(baseline, arm) if amount > 0 else ():
            changes: dict[str, float | int] = {"offered_share": one.offered_share * amount}
            places = mix.get(f"places[{one.label}]")
            if places is not None:
                changes["places"] = round(places)
            programmes.append(one.model_copy(update=changes))
    return baseline.model_copy(update={"name": name, "programmes": tuple(programmes)})


def _added(baseline: Scenario, arm: Scenario) -> list[Programme]:
    return [one for one in arm.programmes if one not in baseline.programmes]
