"""People and ties of a user's own, read from files beside a scenario and checked in full."""

from __future__ import annotations

from scenarios.own_data.files import OwnDataFiles, OwnFile, own_data_files

__all__ = ["OwnDataFiles", "OwnFile", "own_data_files"]
