"""What tests need to read from a page: its blocks of code, headings and links."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

#: The top of the source tree.
ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, its text, and the line its text begins on, from 1."""

    language: str
    text: str
    line: int

    @property
    def file(self) -> str | None:
        """The file that the block shows, if its first line is a comment with nothing but a name."""
        found = re.match(r"# ([\w-]+\.(?:py|yaml))\n", self.text)
        return found[1] if found else None


def write_files(text: str, folder: Path) -> list[str]:
    """Write the files that a page shows, each as it is shown last; return their names.

    A block of CSV has its name in the line before it.
    """
    shown = {
        block.file: block.text
        for language in ("python", "yaml")
        for block in blocks(text, language)
        if block.file is not None
    }
    shown |= dict(re.findall(r"^`([\w-]+\.csv)`:\n\n```csv\n(.*?)^```$", text, re.M | re.DOTALL))
    for name, content in shown.items():
        (folder / name).write_text(content, encoding="utf-8")
    return list(shown)


def blocks(text: str, language: str) -> list[Block]:
    """Return the fenced blocks of one language."""
    found = re.finditer(r"^```(\w*)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return [
        Block(match[1], match[2], text.count("\n", 0, match.start(2)) + 1)
        for match in found
        if match[1] == language
    ]


def without_blocks(text: str) -> str:
    """Return the text without fenced blocks."""
    return re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)


def links(text: str) -> list[str]:
    """Return the targets of all links."""
    return re.findall(r"\]\(([^)\s]+)\)", without_blocks(text))


def anchors(text: str) -> set[str]:
    """Return what a link can point to in a page: its headings, as hosts of Git repositories do."""
    headings = re.findall(r"^#+ (.+)$", without_blocks(text), re.MULTILINE)
    plain = (re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading) for heading in headings)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in plain}
