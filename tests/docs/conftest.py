from __future__ import annotations

import pytest

from tests.docs.markdown import ROOT

#: Every page for readers, as a path from the top of the tree.
PAGES = sorted(
    str(path.relative_to(ROOT))
    for path in (
        ROOT / "README.md",
        ROOT / "CHANGELOG.md",
        ROOT / "results" / "README.md",
        *(ROOT / "docs").glob("**/*.md"),
    )
)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "page" in metafunc.fixturenames:
        metafunc.parametrize("page", [ROOT / name for name in PAGES], ids=PAGES)
