"""A world in a file: a NumPy archive of its arrays, with a header that says what it is."""

from __future__ import annotations

import json
import os
import tempfile
import zipfile
from collections.abc import Iterable
from os import PathLike
from pathlib import Path
from typing import Any

import numpy as np
from pydantic import ValidationError

from simulation.columns import aligned_records
from simulation.delivery.delivery import Delivery
from simulation.delivery.saved_delivery import (
    delivery_arrays,
    delivery_from,
    delivery_state,
)
from simulation.fingerprint import source_fingerprint
from simulation.foci import Foci, Venue
from simulation.parameters import ParameterError, ParameterSet
from simulation.person_columns import PERSON
from simulation.policies import POLICIES, Policy
from simulation.policies.in_force import InForce
from simulation.population import PopulationSettings
from simulation.programmes import PROGRAMMES, Programme
from simulation.programmes.installed import installed_kind
from simulation.programmes.kinds import ProgrammeKindError, checked_kind
from simulation.tie_arrays import TieArrays
from simulation.world import World

__all__ = ["FORMAT", "SavedWorldError", "read_world", "write_world"]

#: Version of the file format; it goes up when older readers could misread a file.
FORMAT = 2

UsersLuck = tuple[Any, dict[str, Any]]


class SavedWorldError(ValueError):
    """A file that is no saved world, is damaged, or was written by another version."""


def _header(world: World, deliveries: list[Delivery], users_luck: UsersLuck) -> dict[str, Any]:
    foci = world.foci
    return {
        "kith world": FORMAT,
        "model": source_fingerprint(),
        "seed": world.seed,
        "week": world.week,
        "refused_ties": world.refused_ties,
        "population": world.settings.model_dump(),
        "parameters": world.parameters.overrides,
        "venues": [
            [one.name, one.size, one.nominal, one.rounds, one.origin, one.selective]
            for one in foci.venues
        ],
        "venue_counts": foci.counts,
        "refusals": foci.refusals,
        "programmes": [
            {"settings": one.programme.model_dump(mode="json"), **delivery_state(one)}
            for one in deliveries
        ],
        "policies": [
            {"settings": one.policy.model_dump(), "start_week": one.start_week}
            for one in world.policies
        ],
        "random": users_luck[0],
        "rng": users_luck[1],
    }


def write_world(
    path: str | PathLike[str], world: World, deliveries: list[Delivery], users_luck: UsersLuck
) -> None:
    """Write a world; the file appears whole or not at all.

    Parameters
    ----------
    path
        Where to.
    world, deliveries
        What is saved.
    users_luck
        States of ``model.random`` and ``model.rng``.
    """
    arrays: dict[str, Any] = {
        "people": np.asarray(world.people),
        "home_neighbourhood": world.home_neighbourhood,
        "neighbourhood_culture": world.neighbourhood_culture,
        "occupant": world.foci.occupant,
        "seat": world.foci.seat,
        **{f"tie_{name}": array for name, array in world.ties._asdict().items()},
        **{
            f"programme_{n}_{name}": array
            for n, one in enumerate(deliveries)
            for name, array in delivery_arrays(one).items()
        },
    }
    text = json.dumps(_header(world, deliveries, users_luck))
    target = Path(path)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            np.savez(file, header=np.frombuffer(text.encode(), np.uint8), **arrays)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def read_world(
    path: str | PathLike[str], programmes: Iterable[type[Programme]] = ()
) -> tuple[World, list[Delivery], UsersLuck]:
    """Return the world of a file, its programmes and the states of the user's generators.

    Parameters
    ----------
    path
        The file.
    programmes
        Kinds of programmes that are neither built in nor installed.

    Raises
    ------
    SavedWorldError
        When the file is no world, is damaged, or is of another version.
    FileNotFoundError
        When there is no such file.
    ProgrammeKindError
        When one of ``programmes`` is no kind of programme.
    """
    kinds = _kinds(programmes)
    try:
        with open(path, "rb") as file, np.load(file, allow_pickle=False) as archive:
            header = json.loads(archive["header"].tobytes())
            _check_version(header)
            return _rebuilt(header, archive, kinds)
    except SavedWorldError as error:
        raise SavedWorldError(f"{path}: {error}") from error.__cause__
    except (zipfile.BadZipFile, EOFError, KeyError, ValueError, OSError) as error:
        if isinstance(error, FileNotFoundError | PermissionError):
            raise
        raise SavedWorldError(f"{path}: not a saved world, or damaged ({error})") from error


def _check_version(header: Any) -> None:
    version = header.get("kith world") if isinstance(header, dict) else None
    if version != FORMAT:
        raise SavedWorldError(
            f"saved in format {version}, this version reads format {FORMAT}; "
            f"build the world again from its scenario and seed"
        )


def _kinds(programmes: Iterable[type[Programme]]) -> dict[str, type[Programme]]:
    """Return kinds of programmes by type: the built-in ones, and those given."""
    kinds = dict(PROGRAMMES)
    for given in programmes:
        if given not in PROGRAMMES.values():
            kind = checked_kind(given, getattr(given, "__name__", repr(given)))
            word = kind.model_fields["type"].default
            if kinds.setdefault(word, kind) is not kind:
                raise ProgrammeKindError(f"two programmes are given for the type {word!r}")
    return kinds


def _programme(settings: dict[str, Any], kinds: dict[str, type[Programme]]) -> Programme:
    word = settings["type"]
    try:
        kind = kinds[word] if word in kinds else installed_kind(word)
    except ProgrammeKindError as error:
        raise SavedWorldError(
            f"holds a programme of the kind {word!r}, which is not known here: {error}; if you "
            f"have its class, give it: ConnectivityModel.load(path, programmes=[...])"
        ) from error
    try:
        return kind.model_validate_json(json.dumps(settings))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise SavedWorldError(
            f"saved with other settings of {word!r} than {kind.__name__} has now "
            f"({where}: {first['msg']})"
        ) from error


def _policy(settings: dict[str, Any]) -> Policy:
    kind = settings["type"]
    if kind not in POLICIES:
        raise SavedWorldError(
            f"holds a policy of the kind {kind!r}, which is not known here; fork the world without "
            f"it before saving, or add the kind to simulation.policies.POLICIES"
        )
    return POLICIES[kind](**settings)


def _rebuilt(
    header: dict[str, Any], archive: Any, kinds: dict[str, type[Programme]]
) -> tuple[World, list[Delivery], UsersLuck]:
    settings = PopulationSettings(**header["population"])
    stored = archive["people"]
    if stored.dtype != PERSON:
        raise SavedWorldError(
            "saved with other columns of people than this version has; build the world again from "
            "its scenario and seed"
        )
    people = aligned_records(len(stored), PERSON, 32)
    people[:] = stored
    foci = Foci.__new__(Foci)
    foci.people = len(people)
    foci.venues = [Venue(*one) for one in header["venues"]]
    foci.counts = header["venue_counts"]
    foci.refusals = header["refusals"]
    foci.occupant = archive["occupant"]
    foci.seat = archive["seat"]
    try:
        parameters = ParameterSet(header["parameters"])
    except ParameterError as error:
        raise SavedWorldError(f"saved with a parameter this version lacks: {error}") from error
    world = World(
        seed=header["seed"],
        settings=settings,
        parameters=parameters,
        people=people,
        ties=TieArrays(*(archive[f"tie_{name}"] for name in TieArrays._fields)),
        foci=foci,
        home_neighbourhood=archive["home_neighbourhood"],
        neighbourhood_culture=archive["neighbourhood_culture"],
        week=header["week"],
        refused_ties=header["refused_ties"],
        policies=tuple(
            InForce(_policy(one["settings"]), one["start_week"]) for one in header["policies"]
        ),
    )
    deliveries = [
        delivery_from(
            _programme(one["settings"], kinds),
            len(people),
            one,
            {
                name.removeprefix(f"programme_{n}_"): archive[name]
                for name in archive.files
                if name.startswith(f"programme_{n}_")
            },
        )
        for n, one in enumerate(header["programmes"])
    ]
    version, state, gauss = header["random"]
    return world, deliveries, ((version, tuple(state), gauss), header["rng"])
