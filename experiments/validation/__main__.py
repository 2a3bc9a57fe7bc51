"""``python -m experiments.validation``: the whole table, as ``kith validate`` prints it."""

from __future__ import annotations

import typer

from experiments.commands.validate import validate

if __name__ == "__main__":
    typer.run(validate)
