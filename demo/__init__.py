"""The classroom: one page where a class sees two lives of the same people.

The command ``kith demo`` starts it; ``demo.notebook`` shows the same network in a notebook.
"""

from __future__ import annotations

__all__: list[str] = []
