"""What went wrong in a file of code, in one line that names the file and the line at fault."""

from __future__ import annotations

import traceback
from collections.abc import Collection
from pathlib import Path

from scenarios.problems import shown_path

__all__ = ["file_at_fault", "line_of_class", "told"]


def told(error: BaseException, path: str) -> str:
    r"""Say what went wrong while the code of a file ran, or was read.

    Parameters
    ----------
    error
        What was raised.
    path
        The file.

    Examples
    --------
    >>> try:
    ...     exec(compile("x = 1\nx / 0", "choir.py", "exec"))
    ... except ZeroDivisionError as error:
    ...     print(told(error, "choir.py"))
    choir.py:2: ZeroDivisionError: division by zero
    """
    shown = shown_path(Path(path))
    if isinstance(error, SyntaxError) and error.filename == path:
        return f"{shown}:{error.lineno}: not valid Python: {error.msg}"
    lines = [one.lineno for one in _frames(error) if one.filename == path]
    place = f"{shown}:{lines[-1]}" if lines else shown
    if isinstance(error, ModuleNotFoundError) and error.name is not None:
        beside = Path(path).parent / error.name.partition(".")[0]
        if beside.with_suffix(".py").is_file() or beside.is_dir():
            return (
                f"{place}: imports {error.name}, which lies beside it; "
                "a programme is one file, or an installed package"
            )
        return f"{place}: imports {error.name}, which is not installed"
    message = str(error).strip().partition("\n")[0]
    return f"{place}: {type(error).__name__}: {message}"


def file_at_fault(error: BaseException, paths: Collection[str]) -> str | None:
    """Return which of these files an error was raised in, if any."""
    return next((one.filename for one in _frames(error) if one.filename in paths), None)


def line_of_class(text: str, class_name: str) -> int:
    """Return the line in which a class of a file begins; 1 if it is made elsewhere."""
    for number, line in enumerate(text.splitlines(), start=1):
        if line.startswith((f"class {class_name}(", f"class {class_name}:", f"{class_name} =")):
            return number
    return 1


def _frames(error: BaseException) -> traceback.StackSummary:
    return traceback.extract_tb(error.__traceback__)
