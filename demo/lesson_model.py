"""What a lesson holds: the five steps say, predict, do, look, explain, and a worksheet."""

from __future__ import annotations

import re
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from demo.lesson_checks import offers_help, setting_complaints
from demo.settings import ClassSetting
from scenarios.base import Settings
from scenarios.problems import ComplaintError

__all__ = ["Choice", "DoItem", "Lesson", "Predict"]

Colour = Literal["style", "loneliness", "stress", "belonging", "trust"]
Find = Literal["lonely", "connected", "surprise", "gained", "lost"]
Outcome = Literal["isolated_per_1000", "lonely_per_1000", "pss10", "phq9", "life_satisfaction"]


def _not_blank(text: str) -> str:
    if not text.strip():
        raise ValueError("must not be empty; write what the class is to read")
    return text


def _is_id(text: str) -> str:
    if not re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", text):
        words = re.findall("[a-z0-9]+", text.lower())
        advice = f", such as {'-'.join(words)}" if words else ""
        raise ValueError(f"must be small letters, digits and hyphens{advice}; got {text!r}")
    return text


Text = Annotated[str, Field(max_length=600), AfterValidator(_not_blank)]
Texts = Annotated[tuple[Text, ...], Field(min_length=1, max_length=8)]


class Choice(Settings):
    """One answer that a class may give before it looks."""

    text: Text
    """The answer, as short as it can be."""
    why: Text
    """What speaks for or against it; shown at the end beside the hands that went up."""


class Predict(Settings):
    """The question asked before anything is shown."""

    question: Text
    """The question."""
    choices: Annotated[tuple[Choice, ...], Field(min_length=2, max_length=6)]
    """The answers to choose from."""
    best: Annotated[int, Field(ge=0)]
    """Which answer fits best what the page shows: 0 is the first."""

    @model_validator(mode="after")
    def _best_is_there(self) -> Self:
        if self.best >= len(self.choices):
            last = len(self.choices) - 1
            message = f"must be one of the choices, 0 to {last}, got {self.best}"
            raise ComplaintError([(("best",), message)])
        return self


class DoItem(Settings):
    """One thing to do on the page: a town that plays to a week, or a town lived with many lucks."""

    title: Annotated[Text, Field(max_length=80)] | None = None
    """What stands on the button; left out, it says what it does."""
    set: ClassSetting
    """The setting of the page, as in a link: scenario, people, luck, levers, help."""
    play_to: Annotated[int, Field(ge=10, le=520)]
    """Week at which it stops (weeks)."""
    speed: Annotated[float, Field(ge=0.5, le=60.0)] = 10.0
    """How fast it plays (weeks a second)."""
    colour: Colour = "style"
    """What people are coloured by."""
    find: Find | None = None
    """Whose story opens at the end."""
    lucks: Annotated[
        tuple[Annotated[int, Field(ge=0)], ...], Field(min_length=2, max_length=20)
    ] | (None) = None
    """Numbers of lucks: the setting is lived with each, and the differences are drawn."""
    outcome: Outcome = "isolated_per_1000"
    """What is compared over these lucks."""

    @model_validator(mode="after")
    def _can_be_shown(self) -> Self:
        complaints = setting_complaints(self.set)
        if self.lucks is not None:
            twice = sorted({one for one in self.lucks if self.lucks.count(one) > 1})
            if twice:
                at = len(self.lucks) - 1 - self.lucks[::-1].index(twice[0])
                message = f"luck {twice[0]} stands here twice; take another number"
                complaints.append((("lucks", at), message))
            if not offers_help(self.set):
                message = (
                    "lucks compare a town with and without help, but here is no help; "
                    "choose a scenario with programmes, or give help"
                )
                complaints.append((("set",), message))
        if complaints:
            raise ComplaintError(complaints)
        return self


class Lesson(Settings):
    """One lesson.

    Examples
    --------
    >>> list(Lesson.model_fields)[-5:]
    ['predict', 'do', 'look', 'explain', 'worksheet']
    """

    id: Annotated[str, Field(max_length=60), AfterValidator(_is_id)]
    """Short name, for links: small letters, digits and hyphens."""
    title: Annotated[Text, Field(max_length=80)]
    """Title."""
    minutes: Annotated[int, Field(ge=1, le=120)]
    """How long it takes (minutes)."""
    say: Texts
    """What the teacher says first: two to four short sentences, one a paragraph."""
    predict: Predict
    """What the class guesses before it looks."""
    do: Annotated[tuple[DoItem, ...], Field(min_length=1, max_length=6)]
    """What is done on the page, in order."""
    look: Texts
    """What to look for: questions rather than answers."""
    explain: Texts
    """What happened, how large it is and how sure."""
    worksheet: Texts
    """Questions on the printed worksheet; without answers."""
