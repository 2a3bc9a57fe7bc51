"""Tables of a part as Parquet files, with a checksum of each, so that damage is noticed."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from experiments.delivery.store import delivery_schema
from experiments.errors import StoreError

__all__ = ["read_part", "tables_of", "write_part"]

#: Lists the tables of a part with their checksums; ``sha256sum --check`` reads it too.
SUMS = "SHA256SUMS"

#: Tables whose columns need types that pandas cannot tell, such as exact decimals.
_WITH_TYPES = frozenset({"programmes", "delivery", "ledger", "people_costs"})


def write_part(folder: Path, tables: Mapping[str, pd.DataFrame]) -> None:
    """Write tables into the folder of a part.

    Raises
    ------
    OSError
        If the disk is full or the folder is gone.
    """
    pa, pq = _arrow()
    sums = []
    for name, table in sorted(tables.items()):
        schema = delivery_schema(table) if name in _WITH_TYPES else None
        buffer = io.BytesIO()
        pq.write_table(pa.Table.from_pandas(table, schema=schema, preserve_index=False), buffer)
        content = buffer.getvalue()
        (folder / f"{name}.parquet").write_bytes(content)
        sums.append(f"{hashlib.sha256(content).hexdigest()}  {name}.parquet\n")
    (folder / SUMS).write_text("".join(sums), encoding="utf-8")


def tables_of(part: Path) -> list[str]:
    """Return the names of the tables that a part was written with.

    Raises
    ------
    StoreError
        If that cannot be told; names the part.
    """
    return list(_sums(part))


def read_part(part: Path, name: str, columns: Sequence[str] | None = None) -> pd.DataFrame:
    """Read one table of a part.

    Parameters
    ----------
    part : Path
        The folder of the part.
    name : str
        The table.
    columns : sequence of str, optional
        Only these.

    Raises
    ------
    StoreError
        If it is missing or damaged; names the part.
    """
    _, pq = _arrow()

    path = part / f"{name}.parquet"
    try:
        content = path.read_bytes()
        if hashlib.sha256(content).hexdigest() != _sums(part).get(name):
            raise _damaged(path, "its checksum is not what was written", part)
        wanted = None if columns is None else list(columns)
        table: pd.DataFrame = pq.read_table(io.BytesIO(content), columns=wanted).to_pandas()
    except (OSError, ValueError) as error:
        raise _damaged(path, str(error).splitlines()[0], part) from error
    return table


def _sums(part: Path) -> dict[str, str]:
    try:
        lines = (part / SUMS).read_text(encoding="utf-8").splitlines()
        pairs = (line.split() for line in lines)
        return {name.removesuffix(".parquet"): digest for digest, name in pairs}
    except (OSError, ValueError) as error:
        raise _damaged(part / SUMS, str(error), part) from error


def _damaged(path: Path, why: str, part: Path) -> StoreError:
    what = f"{path}: cannot be read ({why})"
    return StoreError(f"{what}; remove {part} and run again", what)


def _arrow() -> tuple[Any, Any]:
    """Return Arrow and its Parquet, told to give back at once what they do not need any more.

    Their own pool of memory keeps what it once had, which is most of it after a large table.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    if pa.default_memory_pool().backend_name != "system":
        pa.set_memory_pool(pa.system_memory_pool())
    return pa, pq
