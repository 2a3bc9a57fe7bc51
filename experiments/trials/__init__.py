"""Randomised trials run inside the simulated world, beside the truth that only it knows."""
