"""The model of a scenario file that uses programmes which are not built in."""

from __future__ import annotations

from collections.abc import Sequence
from types import GenericAlias
from typing import Any

from pydantic import Field, create_model

from scenarios.base import one_of
from scenarios.scenario import ScenarioFile
from simulation.programmes import PROGRAMMES, Programme

__all__ = ["file_model"]


def file_model(kinds: Sequence[type[Programme]] = ()) -> type[ScenarioFile]:
    """Return the model of a file that may use these kinds of programmes beside the built-in ones.

    Parameters
    ----------
    kinds
        Classes with a type of their own.

    Examples
    --------
    >>> file_model() is ScenarioFile
    True
    """
    if not kinds:
        return ScenarioFile
    programmes: Any = GenericAlias(tuple, (one_of([*PROGRAMMES.values(), *kinds]), ...))
    about = ScenarioFile.model_fields["programmes"].description
    return create_model(
        "ScenarioFile",
        __base__=ScenarioFile,
        __doc__=ScenarioFile.__doc__,
        programmes=(programmes, Field((), description=about)),
    )
