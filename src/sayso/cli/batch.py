"""Lines in batches, and batches through the pipeline: here or in other processes, always in their order.

A line is a record as JSON. Whatever else a corpus is kept in is made lines on the way in, and of lines on the way
out (`table`), so that there is one way through.
"""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Generator, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import chain, islice
from typing import IO, TYPE_CHECKING, Any

from sayso.errors import BadRecord, SaysoError
from sayso.model import Article
from sayso.model.record import ATTRIBUTION_FIELDS, USUAL_FIELDS, bulk_attributions, bulk_fields
from sayso.pipeline import BATCH_CHARACTERS, BATCH_DOCUMENTS, Failure, Until, attribute_records
from sayso.read import records
from sayso.read.jsonl import LINE_LIMIT
from sayso.show.safe import json_text

if TYPE_CHECKING:
    from hashlib import _Hash

__all__ = ["Batch", "Result", "Wanted", "batches", "in_order", "work"]

_BLANK = b" \t\r\n"
_BOM = b"\xef\xbb\xbf"
_SPANS = ("source", "cue", "content")

# The fields that say who the sources are.
_RESOLVED = frozenset(("source_kind", "speaker", "via", "description", "entities", "relations"))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be written: the names of the fields, and whether the attributions are given and only added to.

    With `alone`, nothing of the record itself is written, only what is added.
    """

    fields: tuple[str, ...] = USUAL_FIELDS
    given: bool = False
    alone: bool = False

    @property
    def until(self) -> Until:
        """The last stage that the fields need."""
        if "sourcing" in self.fields:
            return "trace"
        return "attribute" if _RESOLVED.isdisjoint(self.fields) else "resolve"


@dataclass(frozen=True, slots=True)
class Batch:
    """Some lines of the input as they stand there; None for one that is too long.

    `before` counts the lines before them, `used` the bytes of input up to their end, and `digest` is the
    SHA-256 of all those.
    """

    before: int
    lines: tuple[bytes | None, ...]
    used: int
    digest: str


@dataclass(frozen=True, slots=True)
class Result:
    """A batch's output, whole lines, with what was found; `problems` are line numbers with the reason."""

    output: bytes
    records: int
    attributions: int
    problems: tuple[tuple[int, str], ...]


_USUAL = Wanted()


def batches(file: IO[bytes], before: int, used: int, hashed: _Hash) -> Iterator[Batch]:
    """The rest of a file in batches of bounded size, `before` lines and `used` bytes of it being behind
    already.
    """
    lines: list[bytes | None] = []
    size = 0
    while line := file.readline(LINE_LIMIT + 1):
        hashed.update(line)
        used += len(line)
        size += len(line)
        if len(line) > LINE_LIMIT:
            while line and not line.endswith(b"\n"):
                line = file.readline(LINE_LIMIT)
                hashed.update(line)
                used += len(line)
            lines.append(None)
        else:
            lines.append(line)
        if len(lines) >= BATCH_DOCUMENTS or size >= BATCH_CHARACTERS:
            yield Batch(before, tuple(lines), used, hashed.hexdigest())
            before += len(lines)
            lines, size = [], 0
    if lines:
        yield Batch(before, tuple(lines), used, hashed.hexdigest())


def in_order(
    source: Iterator[Batch], workers: int, wanted: Wanted = _USUAL
) -> Generator[tuple[Batch, Result], None, None]:
    """Every batch with its result, in order, by so many processes; a few batches are held at a time.

    One batch, or one worker, needs no other process. Raises ModelError, and SaysoError where a process died.
    """
    first = list(islice(source, 2))
    source = chain(first, source)
    if workers == 1 or len(first) < 2:
        for batch in source:
            yield batch, work(batch, wanted)
        return
    import multiprocessing

    executor = ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), initializer=_begin_worker)
    waiting: deque[tuple[Batch, Future[Result]]] = deque()
    try:
        for batch in source:
            waiting.append((batch, _submit(executor, batch, wanted)))
            if len(waiting) >= 2 * workers:
                held, future = waiting.popleft()
                yield held, future.result()
        while waiting:
            held, future = waiting.popleft()
            yield held, future.result()
    except BrokenProcessPool:
        raise SaysoError(
            "a worker process died, perhaps for want of memory: run the same command again, with fewer "
            "--workers, and it goes on from there"
        ) from None
    finally:
        executor.shutdown(cancel_futures=True)


def work(batch: Batch, wanted: Wanted = _USUAL) -> Result:
    """Run the pipeline over a batch: for each line that is a record, that line with what is wanted added."""
    parsed = [
        (batch.before + n, line, _parsed(line))
        for n, line in enumerate(batch.lines, 1)
        if line is None or line.strip(_BLANK)
    ]
    output: list[bytes] = []
    problems: list[tuple[int, str]] = []
    attributions = 0
    outcomes = attribute_records(((str(number), record) for number, _, record in parsed), wanted.given, wanted.until)
    for (number, line, record), outcome in zip(parsed, outcomes, strict=True):
        if isinstance(outcome, Failure) or line is None or isinstance(record, BadRecord):
            problems.append((number, outcome.reason if isinstance(outcome, Failure) else "no record"))
            continue
        attributions += len(outcome.attributions)
        output.append(_written(line, record, _added(outcome, record, wanted), wanted))
    return Result(b"".join(output), len(output), attributions, tuple(problems))


def _parsed(line: bytes | None) -> Mapping[str, Any] | BadRecord:
    if line is None:
        return BadRecord(f"longer than {LINE_LIMIT / 1e6:g} MB")
    _, record = next(records([line]), (1, BadRecord("no record")))
    # Read alone, every line is line 1: its true number is said by whoever reports it.
    return BadRecord(str(record).removeprefix("line 1: ")) if isinstance(record, BadRecord) else record


def _added(article: Article, record: Mapping[str, Any], wanted: Wanted) -> dict[str, Any]:
    """What a line gets: `attributions`, unless no field of theirs is wanted, and the fields of the whole line."""
    found = bulk_attributions(article, wanted.fields)
    if wanted.given:
        # Spans are given back as they came, in the same notation, and so is whatever else was known of them.
        found = [
            {**row, **{name: value for name, value in new.items() if name not in _SPANS}}
            for row, new in zip(record["attributions"], found, strict=True)
        ]
    listed = wanted.given or not set(ATTRIBUTION_FIELDS).isdisjoint(wanted.fields)
    return ({"attributions": found} if listed else {}) | bulk_fields(article, wanted.fields)


def _written(line: bytes, record: Mapping[str, Any], added: dict[str, Any], wanted: Wanted) -> bytes:
    """The line with what is added: its own bytes, so every other field is kept to the letter."""
    if wanted.alone:
        return json_text(added).encode() + b"\n"
    if not added or not record.keys().isdisjoint(added):
        return json_text({**record, **added}).encode() + b"\n"
    body = line.removeprefix(_BOM).strip(_BLANK).removesuffix(b"}").rstrip(_BLANK)
    return body + b", " + json_text(added).encode().removeprefix(b"{") + b"\n"


def _submit(executor: ProcessPoolExecutor, batch: Batch, wanted: Wanted) -> Future[Result]:
    """Hand a batch over. A process that this starts must not get Ctrl-C, which the terminal sends to all of
    them.
    """
    if not hasattr(signal, "pthread_sigmask"):
        return executor.submit(work, batch, wanted)
    old = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        return executor.submit(work, batch, wanted)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, old)


def _begin_worker() -> None:
    """Set up a worker: one thread for the network, deaf to Ctrl-C, and gone when its parent is."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ["OMP_NUM_THREADS"] = "1"
    os.environ["SAYSO_THREADS"] = "1"
    threading.Thread(target=_leave_with_parent, daemon=True).start()


def _leave_with_parent() -> None:
    """End this process when its parent has ended: one that is killed has no time to say so."""
    import multiprocessing
    from multiprocessing.connection import wait

    if parent := multiprocessing.parent_process():
        wait([parent.sentinel])
        os._exit(1)
