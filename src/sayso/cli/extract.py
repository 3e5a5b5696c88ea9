"""`sayso extract`: a corpus in, the same corpus with what was found out; in order, in bounded memory, and from JSON
Lines to JSON Lines resumable.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import sayso
from sayso.cli import say
from sayso.cli.batch import Batch, Result, Wanted, batches, in_order
from sayso.cli.journal import Checkpoint, Journal
from sayso.errors import InputError, NotFound, NotText
from sayso.model.record import ATTRIBUTION_FIELDS, LINE_FIELDS, USUAL_FIELDS
from sayso.pipeline import model_card
from sayso.read.parquet import is_parquet

if TYPE_CHECKING:
    from sayso.cli.table import TableIn

__all__ = ["extract_file"]

# A file that is no JSON Lines at all has a fault in every line: the first ones tell as much as all.
_REPORTED = 20


def extract_file(
    source: str, target: str, workers: int, resume: bool | None, fields: str | None = None, given: bool = False
) -> int:
    """Extract a file of records into another; the exit code says whether every line was one.

    `fields` are the names of those to be written, with commas between them; `resume` is None where nothing was
    said of it.
    """
    wanted = Wanted(_fields(fields, given), given)
    if is_parquet(source) or is_parquet(target):
        if resume:
            raise InputError("a run that reads or writes Parquet cannot be gone on with: leave --resume out")
        return _extract_table(source, target, workers, wanted)
    with contextlib.ExitStack() as stack:
        lines = stack.enter_context(_input(source))
        regular = stat.S_ISREG(os.fstat(lines.fileno()).st_mode)
        size = os.fstat(lines.fileno()).st_size if regular else None
        _refuse_binary(lines, source)
        if target != "-" and Path(target).is_dir():
            raise InputError(f"{target}: is a folder: name a file")
        if regular and target != "-" and Path(target).exists() and Path(source).samefile(target):
            raise InputError(f"{target}: is the input itself: name another file")
        journal: Journal | None = None
        at, hashed = Checkpoint(), hashlib.sha256()
        stream: IO[bytes] | None = None
        if target == "-":
            stream = sys.stdout.buffer
        elif Path(target).exists() and not Path(target).is_file():
            stream = stack.enter_context(_device(target))  # one that must not be replaced, such as /dev/null
        else:
            made_by = {
                "sayso": sayso.__version__,
                "model": model_card().get("digest"),
                "fields": list(wanted.fields),
                "given": wanted.given,
            }
            begun_from = lines if regular else None
            journal = stack.enter_context(Journal(Path(target), made_by, begun_from, resume is not False))
            at, hashed = journal.at, journal.hash
            if at.used:
                say.problem(f"{source}: going on after line {at.lines}")
        reported = 0
        advance = stack.enter_context(_progress(size, at.used))
        try:
            for batch, result in _results(batches(lines, at.lines, at.used, hashed), workers, wanted, stack):
                at = at.after(
                    batch.used,
                    batch.digest,
                    len(batch.lines),
                    result.output,
                    records=result.records,
                    skipped=len(result.problems),
                    attributions=result.attributions,
                )
                reported = _report(source, "line", result, reported)
                if journal:
                    journal.add(result.output, at)
                elif stream:
                    stream.write(result.output)
                    stream.flush()
                advance(at.used)
        except KeyboardInterrupt:
            hint = "; the same command goes on from there" if journal and regular and at.lines else ""
            say.problem(f"interrupted after line {at.lines} of {_name(source)}{hint}")
            return say.INTERRUPTED
        if journal:
            journal.finish()
    if not at.records and not at.skipped:
        say.problem(f"{_name(source)}: holds no records: one JSON object a line is expected")
        return say.BAD_INPUT
    return _closed(target, "line", at)


def _extract_table(source: str, target: str, workers: int, wanted: Wanted) -> int:
    """The same where one end or both is a Parquet table: from the beginning to the end, or nothing."""
    from sayso.cli.table import LinesOut, TableIn, TableOut

    at = Checkpoint()
    unit = "row" if is_parquet(source) else "line"
    with contextlib.ExitStack() as stack:
        rows: TableIn | IO[bytes]
        if is_parquet(source):
            rows = TableIn(source, is_parquet(target), stack)
            size: int | None = rows.count
            todo = rows.batches()
        else:
            rows = stack.enter_context(_input(source))
            size = os.fstat(rows.fileno()).st_size if rows.seekable() else None
            _refuse_binary(rows, source)
            todo = batches(rows, 0, 0, hashlib.sha256())
        if target != "-" and Path(target).is_dir():
            raise InputError(f"{target}: is a folder: name a file")
        if "-" not in (source, target) and Path(target).exists() and Path(source).samefile(target):
            raise InputError(f"{target}: is the input itself: name another file")
        model_card()  # without weights nothing is begun
        put: Callable[[Batch, Result], None]
        if is_parquet(target):
            put = TableOut(target, rows, wanted, stack).put
            wanted = replace(wanted, alone=is_parquet(source))
        else:
            put = LinesOut(target, stack).put
        reported = 0
        advance = stack.enter_context(_progress(size, 0))
        for batch, result in _results(todo, workers, wanted, stack):
            found = {"records": result.records, "skipped": len(result.problems), "attributions": result.attributions}
            at = at.after(batch.used, batch.digest, len(batch.lines), result.output, **found)
            reported = _report(source, unit, result, reported)
            put(batch, result)
            advance(at.used)
        if not at.records and not at.skipped:
            raise InputError(f"{_name(source)}: holds no records")
    return _closed(target, unit, at)


def _fields(asked: str | None, given: bool) -> tuple[str, ...]:
    """The names of the fields to be written, in their own order. Raises InputError for one that is none."""
    known = (*ATTRIBUTION_FIELDS, *LINE_FIELDS)
    names = set(USUAL_FIELDS if asked is None else (name.strip() for name in asked.split(",")))
    if unknown := sorted(names.difference(known)):
        raise InputError(f"--fields: no field is called {unknown[0]!r}; there are {', '.join(known)}")
    if given:
        names |= {"source", "cue", "content"}
    return tuple(name for name in known if name in names)


def _report(source: str, unit: str, result: Result, reported: int) -> int:
    """Say which lines of a batch were bad; so many were said before, and how many it are now is given back."""
    for number, reason in result.problems:
        reported += 1
        if reported <= _REPORTED:
            say.problem(f"{_name(source)}: {unit} {number}: {reason}")
        elif reported == _REPORTED + 1:
            say.problem(f"{_name(source)}: more bad {unit}s follow, which are counted but not listed")
    return reported


def _closed(target: str, unit: str, at: Checkpoint) -> int:
    skipped = f", {at.skipped} bad {unit}{'s' * (at.skipped != 1)} skipped" if at.skipped else ""
    where = "standard output" if target == "-" else target
    say.problem(f"{at.records} records with {at.attributions} attributions written to {where}{skipped}")
    return say.BAD_INPUT if at.skipped else 0


def _results(
    source: Iterator[Batch], workers: int, wanted: Wanted, stack: contextlib.ExitStack
) -> Iterator[tuple[Batch, Result]]:
    results = in_order(source, workers or _cores(), wanted)
    stack.callback(results.close)
    return results


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _name(source: str) -> str:
    return "standard input" if source == "-" else source


def _input(source: str) -> IO[bytes]:
    if source == "-":
        return sys.stdin.buffer
    try:
        return Path(source).open("rb")
    except FileNotFoundError:
        raise NotFound(f"{source}: no such file") from None
    except IsADirectoryError:
        raise NotText(f"{source}: is a folder: name a file of JSON Lines") from None
    except OSError as error:
        raise NotText(f"{source}: cannot be read ({error.strerror})") from None


def _device(target: str) -> IO[bytes]:
    try:
        return Path(target).open("wb")
    except OSError as error:
        raise InputError(f"{target}: cannot be written ({error.strerror})") from None


def _refuse_binary(lines: IO[bytes], source: str) -> None:
    """JSON never holds a NUL byte: a file that does is refused as a whole and not line by line."""
    peek = getattr(lines, "peek", None)
    if peek and b"\0" in peek(4096)[:65536]:
        raise NotText(f"{_name(source)}: is not JSON Lines in UTF-8 (it holds NUL bytes: binary, or UTF-16)")


@contextlib.contextmanager
def _progress(size: int | None, done: int) -> Iterator[Any]:
    """A bar on standard error that counts bytes of input, where it is seen; a function to move it on."""
    if not sys.stderr.isatty():
        yield lambda used: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, FileSizeColumn, Progress, TaskProgressColumn, TimeRemainingColumn

    bar = Progress(
        BarColumn(),
        TaskProgressColumn(),
        FileSizeColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
    )
    with bar:
        task = bar.add_task("", total=size, completed=done)
        yield lambda used: bar.update(task, completed=used)
