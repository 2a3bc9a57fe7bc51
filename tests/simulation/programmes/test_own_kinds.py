"""Which classes from outside Kith are kinds of programmes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, Literal

import pytest
from pydantic import field_validator

from simulation.programmes import GroupTherapy, Programme
from simulation.programmes.kinds import ProgrammeKindError, checked_kind


class Choir(Programme):
    type: Literal["choir"] = "choir"
    singers: int
    """A setting without default: asked for in the file."""


class Untyped(Programme):
    pass


class OpenTyped(Programme):
    type: str = "open_typed"


class TypeOfTheClass(Programme):
    type: ClassVar[str] = "choir"  # type: ignore[misc]


class TwoTypes(Programme):
    type: Literal["one", "two"] = "one"


class Shouting(Programme):
    type: Literal["SHOUTING"] = "SHOUTING"


class BetterTherapy(GroupTherapy):
    pass


class Endless(Programme):
    type: Literal["endless"] = "endless"
    tempo: float = float("inf")


class TooLong(Programme):
    type: Literal["too_long"] = "too_long"
    weeks: int = 16
    uptake: float = 16.5

    @field_validator("uptake")
    @classmethod
    def _small(cls, value: float) -> float:
        if value > 1:
            raise ValueError("too much")
        return value


class Clumsy(Programme):
    type: Literal["clumsy"] = "clumsy"
    tempo: float = 0.0

    @field_validator("tempo")
    @classmethod
    def _ratio(cls, value: float) -> float:
        return 1 / value


class Incomplete(Programme):
    type: Literal["incomplete"] = "incomplete"
    tempo: NotImported = 3  # type: ignore[name-defined]  # noqa: F821


class Unwritable(Programme):
    type: Literal["unwritable"] = "unwritable"
    conductor: Callable[[], int] = int


def test_a_programme_with_a_type_of_its_own_is_one():
    assert checked_kind(Choir, "Choir") is Choir


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        (len, "len is no class; a programme is one"),
        (dict, "dict is no programme; write class dict(Programme), with Programme from sim"),
        (GroupTherapy, "GroupTherapy is built in; write type: group_therapy"),
        (Programme, 'Programme has no type; add the line type: Literal["programme"] = "programme"'),
        (Untyped, 'Untyped has no type; add the line type: Literal["untyped"] = "untyped"'),
        (TypeOfTheClass, "TypeOfTheClass has no type; add the line"),
        (
            OpenTyped,
            "OpenTyped must have one word as its type; write it as "
            'type: Literal["open_typed"] = "open_typed"',
        ),
        (TwoTypes, "TwoTypes must have one word as its type"),
        (Shouting, "Shouting has the type 'SHOUTING'; a type has small letters, digits and und"),
        (
            BetterTherapy,
            "BetterTherapy has the type of GroupTherapy, which is built in; give it one of its "
            'own, as in type: Literal["better_therapy"] = "better_therapy"',
        ),
        (
            Endless,
            "Endless.tempo has a default that its own rules refuse: Input should be a finite",
        ),
        (TooLong, "TooLong.uptake has a default that its own rules refuse: Value error, too much"),
        (Clumsy, "Clumsy cannot be made from its defaults: ZeroDivisionError: "),
        (Incomplete, "Incomplete is not complete: name 'NotImported' is not defined"),
        (Unwritable, "Unwritable has a setting that no file can hold ("),
    ],
)
def test_what_is_no_kind_of_programme_is_refused(kind, message):
    with pytest.raises(ProgrammeKindError) as caught:
        checked_kind(kind, kind.__name__)
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(
    ("attributes", "message"),
    [
        ({"content": ["skill"]}, r"Choir.content must be a mapping of mechanism to dose, got \["),
        ({"content": {"skill": "much"}}, r"Choir.content: skill=much must be one of safe_contact"),
        ({"content": {"skill": float("inf")}}, r"Choir.content: skill=inf must be one of"),
        ({"content": {"charm": 0.5}}, r"Choir.content: charm=0.5 must be one of"),
        (
            {"format": "groups"},
            "Choir.format: 'groups' must be one of group, one_to_one, open$",
        ),
    ],
)
def test_a_class_that_says_nonsense_cannot_be_made(attributes, message):
    make: Any = type
    with pytest.raises(TypeError, match=message):
        make("Choir", (Programme,), {**attributes, "__module__": __name__})
