"""`sayso extract`: a corpus in, the same corpus with `attributions` out; in order, in bounded memory,
resumable.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import sayso
from sayso.cli import say
from sayso.cli.batch import Batch, Result, batches, in_order
from sayso.cli.journal import Checkpoint, Journal
from sayso.errors import InputError, NotFound, NotText
from sayso.pipeline import model_card

if TYPE_CHECKING:
    from hashlib import _Hash

__all__ = ["extract_file"]

# A file that is no JSON Lines at all has a fault in every line: the first ones tell as much as all.
_REPORTED = 20


def extract_file(source: str, target: str, workers: int, resume: bool) -> int:
    """Extract a file of records into another; the exit code says whether every line was one."""
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
            made_by = {"sayso": sayso.__version__, "model": model_card().get("digest")}
            journal = stack.enter_context(Journal(Path(target), made_by, lines if regular else None, resume))
            at, hashed = journal.at, journal.hash
            if at.used:
                say.problem(f"{source}: going on after line {at.lines}")
        reported = 0
        advance = stack.enter_context(_progress(size, at.used))
        try:
            for batch, result in _results(lines, at, hashed, workers, stack):
                at = at.after(
                    batch.used,
                    batch.digest,
                    len(batch.lines),
                    result.output,
                    records=result.records,
                    skipped=len(result.problems),
                    attributions=result.attributions,
                )
                for line, reason in result.problems:
                    reported += 1
                    if reported <= _REPORTED:
                        say.problem(f"{_name(source)}: line {line}: {reason}")
                    elif reported == _REPORTED + 1:
                        say.problem(f"{_name(source)}: more bad lines follow, which are counted but not listed")
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
    return _closed(source, target, at)


def _closed(source: str, target: str, at: Checkpoint) -> int:
    if not at.records and not at.skipped:
        say.problem(f"{_name(source)}: holds no records: one JSON object a line is expected")
        return say.BAD_INPUT
    skipped = f", {at.skipped} bad line{'s' * (at.skipped != 1)} skipped" if at.skipped else ""
    where = "standard output" if target == "-" else target
    say.problem(f"{at.records} records with {at.attributions} attributions written to {where}{skipped}")
    return say.BAD_INPUT if at.skipped else 0


def _results(
    lines: IO[bytes], at: Checkpoint, hashed: _Hash, workers: int, stack: contextlib.ExitStack
) -> Iterator[tuple[Batch, Result]]:
    results = in_order(batches(lines, at.lines, at.used, hashed), workers or _cores())
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
