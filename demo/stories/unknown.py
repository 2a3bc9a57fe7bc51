"""What is said when somebody asks for a person who never lived in the town."""

from __future__ import annotations

__all__ = ["UnknownPersonError"]


class UnknownPersonError(LookupError):
    """Somebody was asked for whom neither world has ever known.

    Attributes
    ----------
    unique_id
        The number asked for.
    """

    def __init__(self, unique_id: object) -> None:
        super().__init__(f"nobody with the number {unique_id!r:.40} has ever lived in this town")
        self.unique_id = unique_id

    def __reduce__(self) -> tuple[type[UnknownPersonError], tuple[object]]:
        """Pickle by the number."""
        return type(self), (self.unique_id,)
