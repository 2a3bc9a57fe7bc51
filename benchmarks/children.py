"""Measurements that need a process of their own: a fresh start, memory from a known level."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

__all__ = ["run_child"]

_ROOT = Path(__file__).resolve().parent.parent


def run_child(module: str, *arguments: str, environment: Mapping[str, str] | None = None) -> Any:
    """Run a module in a new interpreter and return the JSON of the last line it prints.

    Parameters
    ----------
    module
        Its full name.
    arguments
        Its command line.
    environment
        Variables that differ from this process's.

    Raises
    ------
    RuntimeError
        When it fails; the message ends with what it said.
    """
    path = os.pathsep.join(filter(None, [str(_ROOT), os.environ.get("PYTHONPATH")]))
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        env={**os.environ, **(environment or {}), "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise RuntimeError(f"{module} ended with {done.returncode}: {done.stderr.strip()[-2000:]}")
    return json.loads(done.stdout.splitlines()[-1])
