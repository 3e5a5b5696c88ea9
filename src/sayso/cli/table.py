"""`sayso extract` where one end or both is a Parquet table: rows become lines on the way in, and lines rows."""

from __future__ import annotations

import contextlib
import json
import sys
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from sayso.cli.batch import Batch, Result, Wanted
from sayso.errors import BadRecord, InputError
from sayso.pipeline import BATCH_DOCUMENTS
from sayso.read import records
from sayso.read.jsonl import LINE_LIMIT, lines_of
from sayso.read.parquet import Rows, arrow, as_lines
from sayso.show.parquet import TableWriter, added_columns, as_column, record_columns

__all__ = ["LinesOut", "TableIn", "TableOut"]

# What of a row goes through the pipeline where the rest of it is kept beside it.
_READ = ("id", "text", "title", "outlet", "author", "published", "url", "language", "attributions")


class TableIn:
    """The rows of a table as batches of lines.

    With `kept`, the lines hold what the pipeline reads and no more, and the rows themselves wait in `waiting`, a
    piece a batch, to be joined by what was found.
    """

    def __init__(self, source: str, kept: bool, stack: contextlib.ExitStack) -> None:
        self._rows = stack.enter_context(Rows(source))
        self._kept = kept
        self.schema = self._rows.schema
        self.count = self._rows.count
        self.waiting: deque[Any] = deque()

    def batches(self) -> Iterator[Batch]:
        """All the rows; `used` of a batch counts rows."""
        before = 0
        for piece in self._rows.pieces(BATCH_DOCUMENTS):
            lines = as_lines(piece, _READ if self._kept else piece.schema.names)
            if self._kept:
                self.waiting.append(piece)
            bounded = tuple(line if len(line) <= LINE_LIMIT else None for line in lines)
            yield Batch(before, bounded, before + len(lines), "")
            before += len(lines)


class LinesOut:
    """Lines written to standard output, or to a file that is there whole or not at all."""

    def __init__(self, target: str, stack: contextlib.ExitStack) -> None:
        self._file: IO[bytes] = sys.stdout.buffer if target == "-" else stack.enter_context(_whole(Path(target)))

    def put(self, batch: Batch, result: Result) -> None:
        """Add the lines of one batch."""
        self._file.write(result.output)
        self._file.flush()


@contextlib.contextmanager
def _whole(target: Path) -> Iterator[IO[bytes]]:
    special = target.exists() and not target.is_file()  # a device or a pipe, which cannot be replaced
    part = target if special else target.with_name(target.name + ".part")
    try:
        file = part.open("wb")
    except OSError as error:
        raise InputError(f"{target}: cannot be written ({error.strerror})") from None
    try:
        with file:
            yield file
    except BaseException:
        if not special:
            part.unlink(missing_ok=True)
        raise
    if not special:
        part.replace(target)


class TableOut:
    """A table that the results of batches are put into, in the order of the batches."""

    def __init__(self, target: str, source: TableIn | IO[bytes], wanted: Wanted, stack: contextlib.ExitStack) -> None:
        self._rows = source if isinstance(source, TableIn) else None
        self._added = added_columns(wanted.fields)
        known = source.schema if isinstance(source, TableIn) else _columns(source)
        self._kept = [field for field in known if field.name not in self._added.names]
        self._writer = stack.enter_context(TableWriter(target, [*self._kept, *self._added]))

    def put(self, batch: Batch, result: Result) -> None:
        """Add the rows of one batch."""
        found = [json.loads(line) for line in result.output.split(b"\n")[:-1]]
        added = {field.name: as_column(field, [row.get(field.name) for row in found]) for field in self._added}
        if self._rows is None:
            kept = {field.name: as_column(field, [row.get(field.name) for row in found]) for field in self._kept}
        else:
            bad = {number - batch.before - 1 for number, _ in result.problems}
            piece = self._rows.waiting.popleft()
            good = piece.filter(arrow().array([n not in bad for n in range(piece.num_rows)]))
            kept = {field.name: good.column(field.name) for field in self._kept}
        self._writer.add(kept | added)


def _columns(stream: IO[bytes]) -> Any:
    """The columns for the records of a file, which is read once for them, and then set back to its beginning."""
    if not stream.seekable():
        raise InputError("a Parquet table cannot be made of a stream: its columns must be known first; name a file")
    found = record_columns(r for _, r in records(lines_of(stream)) if not isinstance(r, BadRecord))
    stream.seek(0)
    return found
