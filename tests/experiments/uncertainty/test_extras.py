from __future__ import annotations

import pytest

from experiments.errors import KithError
from experiments.uncertainty.extras import extra_module


def test_a_missing_package_is_named_with_its_extra():
    with pytest.raises(KithError, match=r'needs no_such_package, .*pip install "kith\[optimise\]"'):
        extra_module("no_such_package.part", "optimise")


def test_a_missing_part_of_a_package_that_is_there_is_a_fault_of_ours(tmp_path, monkeypatch):
    (tmp_path / "halfway_there.py").write_text("import not_there_at_all\n")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(ModuleNotFoundError, match="not_there_at_all"):
        extra_module("halfway_there", "optimise")
