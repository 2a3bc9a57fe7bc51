"""A new process that holds one world and says what memory that took.

Run as ``python -m benchmarks.held_memory PEOPLE``; prints bytes as JSON. The figures are read from
``/proc``, which Linux has.
"""

from __future__ import annotations

import contextlib
import gc
import json
import sys
from pathlib import Path

from simulation import ConnectivityModel

__all__ = ["main"]

_SELF = Path("/proc/self")
_WEEKS = 3


def _status(field: str) -> int:
    for line in (_SELF / "status").read_text().splitlines():
        if line.startswith(f"{field}:"):
            return 1024 * int(line.split()[1])
    raise RuntimeError(f"/proc/self/status has no {field}; memory is measured on Linux only")


def main() -> None:
    """Build a world, live some weeks, print what it holds and held at most."""
    # Kernels, libraries and their buffers come first, so that the rest is the world's.
    ConnectivityModel(people=200, rng=1).run_weeks(_WEEKS)
    gc.collect()
    # Where the peak cannot be reset it may be that of compiling, never less than the world's.
    with contextlib.suppress(OSError):
        (_SELF / "clear_refs").write_text("5")
    before = _status("VmRSS")
    model = ConnectivityModel(people=int(sys.argv[1]), rng=1)
    built = _status("VmRSS")
    model.run_weeks(_WEEKS)
    gc.collect()
    held = _status("VmRSS")
    sizes = {"built": built, "held": held, "peak": _status("VmHWM")}
    print(json.dumps({name: size - before for name, size in sizes.items()}))


if __name__ == "__main__":
    main()
