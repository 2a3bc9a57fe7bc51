"""How many parameters of the model are measured, fitted and assumed."""

from __future__ import annotations

__all__ = ["parameter_counts", "parameters_line"]


def parameter_counts() -> dict[str, int]:
    """Return how many parameters of the model are measured, fitted and assumed."""
    from simulation.registry import PARAMETERS  # pulls in every process: only when asked

    statuses = [one.status for one in PARAMETERS.values()]
    return {name: statuses.count(name) for name in ("measured", "fitted", "assumed")}


def parameters_line() -> str:
    """Say on what the model rests."""
    counts = parameter_counts()
    return (
        f"Of the model's {sum(counts.values())} parameters {counts['measured']} are measured, "
        f"{counts['fitted']} fitted to published figures and {counts['assumed']} assumed."
    )
