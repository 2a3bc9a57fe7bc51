"""Runs worlds beside each other, compares them in pairs and reports what a programme changed.

The command ``kith`` is the usual way in; from Python, call
:func:`experiments.running.runner.run_study`. Submodules are imported where they are used, so that a
command which needs no data frames does not pay for them.
"""

from __future__ import annotations

__all__: list[str] = []
