"""How much is kept of a world."""

from __future__ import annotations

from typing import Literal

__all__ = ["AS_WRITTEN", "Detail"]

#: All tables; outcomes week by week; or only the beginning, the end and yearly means.
Detail = Literal["all", "outcomes", "ends"]

#: The number of the point at which a study is lived as it is written.
AS_WRITTEN = 0
