"""On what the figures were measured: without that they say nothing."""

from __future__ import annotations

import os
import platform
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from simulation.fingerprint import source_fingerprint

__all__ = ["describe", "in_words"]


def describe() -> dict[str, str]:
    """Return processor, load, versions and the time, by name."""
    return {
        "time": datetime.now(UTC).isoformat(timespec="seconds"),
        "system": platform.platform(terse=True),
        "processor": _processor(),
        "cores": str(_cores()),
        "load": " ".join(f"{load:.2f}" for load in os.getloadavg()),
        "python": platform.python_version(),
        **{name: version(name) for name in ("numpy", "numba", "mesa")},
        "model": source_fingerprint()[:16],
    }


def in_words(machine: dict[str, str]) -> str:
    """Return one line for people."""
    return (
        f"{machine['processor']}, {machine['cores']} cores, load {machine['load']}; "
        f"Python {machine['python']}, NumPy {machine['numpy']}, Numba {machine['numba']}, "
        f"Mesa {machine['mesa']}; {machine['time']}"
    )


def _cores() -> int:
    # Those this process may use, where the system tells: a container may have fewer.
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def _processor() -> str:
    information = Path("/proc/cpuinfo")
    if information.exists():
        for line in information.read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
