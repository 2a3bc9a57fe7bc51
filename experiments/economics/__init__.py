"""What programmes cost for what they do: cost-effectiveness, budget impact, decision uncertainty.

Two kinds of uncertainty are kept apart. Seeds are luck within the model: they give the Monte Carlo
intervals of means and ratios. Parameter draws are what is not known about the world: only they
give acceptability curves and the value of information, each draw averaged over its seeds first.
"""

from __future__ import annotations

__all__: list[str] = []
