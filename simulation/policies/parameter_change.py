"""Parameter change: any constant of the model takes another value for some weeks.

For questions that no other lever asks: what if vouching mattered less, if events came more often,
if conflicts broke no friendship? The parameter moves towards the value in proportion to the effect:

    parameter = (1 - effect) usual + effect value

Assumptions: that the parameter can change while people live. Those drawn once in a life (traits)
act on newcomers only, and those of the founding weeks not at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import GetJsonSchemaHandler, StringConstraints, ValidationInfo, field_validator
from pydantic_core import CoreSchema

from simulation.parameters import ParameterError, ParameterSet
from simulation.policies.policy import Policy

__all__ = ["ParameterChange"]


class _Names:
    """Lets editors complete the names of parameters."""

    @staticmethod
    def __get_pydantic_json_schema__(
        core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        from simulation.registry import PARAMETERS  # pulls in every process: only when asked

        return {"type": "string", "enum": sorted(PARAMETERS)}


class ParameterChange(Policy):
    """Any parameter of the model takes another value for a time.

    Examples
    --------
    >>> ParameterChange(parameter="contagion", value=0.0, start_week=10, weeks=52).label
    'contagion'
    """

    summary: ClassVar[str] = "any parameter of the model takes another value"

    type: Literal["parameter_change"] = "parameter_change"
    """Kind of policy."""
    parameter: Annotated[str, StringConstraints(min_length=1), _Names]
    """Name of the parameter; `kith list parameters` shows all."""
    value: float
    """Its value at full effect, within the range of the parameter."""

    @field_validator("parameter")
    @classmethod
    def _known(cls, name: str) -> str:
        if name not in ParameterSet():
            try:
                ParameterSet({name: 0.0})
            except ParameterError as error:
                raise ValueError(error.message) from None
        return name

    @field_validator("value")
    @classmethod
    def _in_range(cls, value: float, info: ValidationInfo) -> float:
        name = info.data.get("parameter")
        if name is not None:
            try:
                ParameterSet({name: value})
            except ParameterError as error:
                raise ValueError(error.message) from None
        return value

    @property
    def label(self) -> str:
        """Name in results: that of the parameter unless another is given."""
        return self.name or self.parameter

    def values(self) -> Mapping[str, float]:
        """Return the value the parameter takes."""
        return {self.parameter: self.value}
