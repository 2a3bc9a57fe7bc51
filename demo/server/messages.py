"""The messages of the page to the server: read, checked, and refused in clear words."""

from __future__ import annotations

from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError
from pydantic_core import from_json

from demo.server.problems import MessageError, problem_in

__all__ = [
    "Drawn",
    "Find",
    "Lucks",
    "Message",
    "Open",
    "Pause",
    "Person",
    "Play",
    "Reset",
    "Speed",
    "Step",
    "Tape",
    "read_message",
]

#: Beyond this, whole numbers are not exact in the page.
_EXACT = 2**53


class _Message(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False)


class Open(_Message):
    """Open worlds; the setting is checked where worlds are made."""

    do: Literal["open"]
    setting: dict[str, Any]


class Play(_Message):
    """Live on, week after week."""

    do: Literal["play"]
    speed: float | None = None


class Pause(_Message):
    """Stand still."""

    do: Literal["pause"]


class Step(_Message):
    """Live some weeks and stand still."""

    do: Literal["step"]
    weeks: int = Field(default=1, ge=1, le=520)


class Speed(_Message):
    """Change the pace (weeks a second)."""

    do: Literal["speed"]
    speed: float


class Reset(_Message):
    """Back to week 0 of the same worlds."""

    do: Literal["reset"]


class Drawn(_Message):
    """The page has drawn a week."""

    do: Literal["drawn"]
    week: int = Field(ge=0, le=_EXACT)


class Person(_Message):
    """Tell a person's story and follow it; without an id, follow nobody any more."""

    do: Literal["person"]
    world: int = Field(default=0, ge=0, le=1)
    id: int | None = Field(ge=0, le=_EXACT)


class Find(_Message):
    """Look for people."""

    do: Literal["find"]
    who: Literal["name", "lonely", "connected", "surprise", "gained", "lost"]
    text: str = Field(default="", max_length=200)


class Lucks(_Message):
    """Live the same setting under several lucks."""

    do: Literal["lucks"]
    lucks: list[Annotated[int, Field(ge=0, lt=2**31)]] = Field(min_length=1)
    setting: dict[str, Any]
    weeks: int = Field(default=104, ge=1, le=520)


class Tape(_Message):
    """Make one file of this run."""

    do: Literal["tape"]


Message = Open | Play | Pause | Step | Speed | Reset | Drawn | Person | Find | Lucks | Tape

_KINDS = tuple(str(one.model_fields["do"].annotation.__args__[0]) for one in get_args(Message))
_READER: TypeAdapter[Message] = TypeAdapter(Annotated[Message, Field(discriminator="do")])


def read_message(text: str | bytes) -> Message:
    """Return the message that a text holds.

    Raises
    ------
    MessageError
        When it is no message; it says what is wrong and where.

    Examples
    --------
    >>> read_message('{"do": "step", "weeks": 4}')
    Step(do='step', weeks=4)
    >>> read_message('{"do": "sleep"}')
    Traceback (most recent call last):
    demo.server.problems.MessageError: do: unknown word 'sleep', did you mean step?.
    """
    if isinstance(text, bytes):
        raise MessageError("Messages are text, and this one is binary.")
    try:
        data = from_json(text, allow_inf_nan=False)
    except ValueError as error:
        raise MessageError(f"This is no JSON: {str(error)[:120]}.") from None
    if not isinstance(data, dict):
        raise MessageError('A message is an object with "do".')
    try:
        return _READER.validate_python(data)
    except ValidationError as error:
        raise problem_in(error, kinds=_KINDS) from None
