"""Parquet: the rows of a table, a few at a time, each also as the line of JSON that it would be.

pyarrow comes with the extra `parquet`, and is loaded when a table is opened.
"""

from __future__ import annotations

import base64
import datetime
import json
import math
from collections.abc import Collection, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

from sayso.errors import BadRecord, InputError, NotFound, NotText

__all__ = ["Rows", "arrow", "as_lines", "is_parquet"]

# A row group may hold a whole corpus: its pages are read through a buffer and not all at once.
_BUFFER = 1 << 20


def is_parquet(name: str) -> bool:
    """Whether a file is a Parquet table, by its name."""
    return name.lower().endswith(".parquet")


def arrow() -> Any:
    """The `pyarrow` package with its Parquet part. Raises InputError where it is not installed."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise InputError('Parquet needs pyarrow: pip install "sayso[parquet]"') from None
    return pyarrow


class Rows:
    """A table opened for reading: its `schema`, how many rows it has (`count`), and its rows in pieces; a context.

    Raises NotFound and NotText where it cannot be opened, and InputError where it has no column `text`.
    """

    def __init__(self, path: str) -> None:
        pa = arrow()
        try:
            self._file = pa.parquet.ParquetFile(path, buffer_size=_BUFFER, pre_buffer=False)
        except FileNotFoundError:
            raise NotFound(f"{path}: no such file") from None
        except (OSError, pa.ArrowException) as error:
            if Path(path).is_dir():
                raise NotText(f"{path}: is a folder: name a file") from None
            raise NotText(f"{path}: is not a Parquet file ({_first_line(error)})") from None
        self.schema = self._file.schema_arrow
        self.count: int = self._file.metadata.num_rows
        if "text" not in self.schema.names:
            self._file.close()
            raise InputError(f"{path}: has no column `text`")

    def __enter__(self) -> Rows:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def pieces(self, rows: int) -> Iterator[Any]:
        """The rows in their order, as Arrow record batches of at most so many."""
        yield from self._file.iter_batches(batch_size=rows)

    def lines(self, rows: int) -> Iterator[bytes | InputError]:
        """Every row as a line of JSON, read so many at a time; an InputError in place of each that cannot be read.

        Where the table itself is damaged, the error says from which row on, and is the last.
        """
        before = 0
        try:
            for piece in self.pieces(rows):
                for n in range(piece.num_rows):
                    try:
                        (line,) = as_lines(piece.slice(n, 1), self.schema.names)
                        yield line
                    # A value that is not what its column says, such as text that is no UTF-8.
                    except (ValueError, OverflowError) as error:
                        yield BadRecord(f"row {before + n + 1}: {_first_line(error)}")
                before += piece.num_rows
        except (OSError, arrow().ArrowException) as error:
            yield NotText(f"not readable from row {before + 1} on ({_first_line(error)})")


def as_lines(piece: Any, columns: Collection[str]) -> list[bytes]:
    """Each row of an Arrow record batch as a line of JSON: those of these columns that it has.

    What JSON has no notation for is written as text: dates and times as ISO 8601, bytes in base64, other numbers
    and durations as they print; a number that is none (NaN) becomes null.
    """
    chosen = piece.select([name for name in piece.schema.names if name in columns])
    return [json.dumps(_plain(row), ensure_ascii=False).encode() + b"\n" for row in chosen.to_pylist()]


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {str(key): _plain(v) for key, v in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(v) for v in value]
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return str(value)


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:120]
