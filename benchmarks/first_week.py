"""A new process that builds a small world and lives its first week: what a user waits for.

Run as ``python -m benchmarks.first_week PEOPLE``; prints the seconds of each part, and
those of the processor in all, as JSON.
"""

from __future__ import annotations

import json
import sys
import time

__all__ = ["main"]


def main() -> None:
    """Import, build, live one week; print what each took."""
    begun = time.perf_counter()
    from simulation import ConnectivityModel

    imported = time.perf_counter()
    model = ConnectivityModel(people=int(sys.argv[1]), rng=1)
    built = time.perf_counter()
    model.step()
    lived = time.perf_counter()
    parts = {
        "imports": imported - begun,
        "build": built - imported,
        "week": lived - built,
        "processor": time.process_time(),
    }
    print(json.dumps(parts))


if __name__ == "__main__":
    main()
