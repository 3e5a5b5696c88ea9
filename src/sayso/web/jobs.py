"""Adding in the background: one job after another, in one thread, each with events that can be told again.

A browser that reloads its page, or loses its connection, asks for the events after the last one that it has; what was
added so far is in the dossier whatever becomes of the job.
"""

from __future__ import annotations

import queue
import re
import secrets
import shutil
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from sayso.dossier import Dossier, Outcome
from sayso.errors import InputError, NoSuch, NotText, SaysoError
from sayso.model import Document
from sayso.show.safe import one_line

__all__ = ["Event", "Given", "Job", "Jobs", "Reader", "addresses", "file_name", "upload"]

WAITING = 20  # jobs that wait at most
KEPT = 50  # jobs that are remembered once they are over
_EVENTS = 2000  # of a job: of a longer one the oldest are no longer told
_NAME = re.compile(r"[^\w.-]+")

# What reads an address, a file, and so on: `sayso.read.documents`, or something that asks nothing of the network.
Reader = Callable[[str], Iterator[Document | InputError]]


@dataclass(frozen=True, slots=True)
class Given:
    """Something to be added: an `address`, or the bytes of a file that stand at `path`, which are called `name`.

    `about` are fields of the document that the user gave: they go over what is read.
    """

    name: str
    address: str | None = None
    path: Path | None = None
    about: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened in a job: its number from 1, its kind (`state`, `read`), and the data of it."""

    number: int
    kind: str
    data: dict[str, Any]


@dataclass(slots=True)
class Job:
    """Some inputs on their way into the dossier.

    Only the thread that runs it changes it, and only through `tell`; whoever reads sees whole events.
    """

    id: str
    name: str
    given: Sequence[Given]
    folder: Path | None
    made: str
    state: str = "waiting"
    reason: str = ""
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(("added", "version", "known", "failed"), 0))
    events: deque[Event] = field(default_factory=lambda: deque(maxlen=_EVENTS))
    stopping: threading.Event = field(default_factory=threading.Event)
    last: int = 0

    @property
    def over(self) -> bool:
        return self.state not in ("waiting", "running")

    def tell(self, kind: str, **data: Any) -> None:
        """Add an event."""
        self.events.append(Event(self.last + 1, kind, data))
        self.last += 1

    def go(self, state: str, reason: str = "") -> None:
        """Come into another state, and say so."""
        self.state, self.reason = state, reason
        self.tell("state", state=state, reason=reason, counts=dict(self.counts))

    def after(self, number: int) -> list[Event]:
        """The events after this one, as far as they are still known."""
        if number >= self.last:
            return []
        return [event for event in self.events.copy() if event.number > number]


class _Stopped(Exception):
    """Somebody has stopped the job."""


class Jobs:
    """The jobs of one desk. `opened` gives a dossier to write to."""

    def __init__(self, opened: Callable[[], AbstractContextManager[Dossier]], read: Reader | None = None) -> None:
        self._opened = opened
        self._read = read
        self._jobs: dict[str, Job] = {}
        self._waiting: queue.Queue[Job | None] = queue.Queue()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self.closing = False

    def folder(self) -> Path:
        """An empty folder for files that come with a job."""
        return Path(mkdtemp(prefix="sayso-add-"))

    def start(self, given: Sequence[Given], folder: Path | None = None) -> Job:
        """Put a job at the end of the row. Raises InputError where it is too long already."""
        name = given[0].name if len(given) == 1 else f"{given[0].name} and {len(given) - 1} more"
        made = datetime.now(UTC).isoformat(timespec="seconds")
        job = Job(secrets.token_urlsafe(9), name, given, folder, made)
        with self._lock:
            if self.closing or sum(not one.over for one in self._jobs.values()) >= WAITING:
                raise InputError("too much waits to be added already: try again once some of it is done")
            for old in [one for one in self._jobs.values() if one.over][:-KEPT]:
                del self._jobs[old.id]
            self._jobs[job.id] = job
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="sayso-add", daemon=True)
                self._thread.start()
        job.go("waiting")
        self._waiting.put(job)
        return job

    def all(self) -> list[Job]:
        """The jobs that are remembered, the newest first."""
        with self._lock:
            return list(reversed(self._jobs.values()))

    def job(self, id: str) -> Job:
        """The job of this id. Raises NoSuch."""
        with self._lock:
            if id in self._jobs:
                return self._jobs[id]
        raise NoSuch("there is no such job: the desk was started anew since, or it is long over")

    def stop(self, id: str) -> Job:
        """End a job after the articles that are being read; what was added stays."""
        job = self.job(id)
        job.stopping.set()
        return job

    def close(self, patience: float = 10.0) -> None:
        """End what is running, once the articles that are being written are written."""
        self.closing = True
        for job in self.all():
            job.stopping.set()
        self._waiting.put(None)
        if self._thread is not None:
            self._thread.join(patience)
        for job in self.all():
            if job.folder is not None:
                shutil.rmtree(job.folder, ignore_errors=True)

    # The thread.

    def _work(self) -> None:
        while (job := self._waiting.get()) is not None:
            try:
                self._run(job)
            finally:
                if job.folder is not None:
                    shutil.rmtree(job.folder, ignore_errors=True)

    def _run(self, job: Job) -> None:
        if job.stopping.is_set():
            job.go("stopped")
            return
        job.go("running")

        def seen(outcome: Outcome) -> None:
            job.counts[outcome.what] += 1
            reason = _without(outcome.reason, job.folder)
            article = outcome.article or ""
            job.tell(
                "read", what=outcome.what, name=outcome.name, article=article, reason=reason, counts=dict(job.counts)
            )
            if job.stopping.is_set():
                raise _Stopped

        try:
            with self._opened() as dossier:
                dossier.take(dossier.intake().add(self._documents(job)), seen)
        except _Stopped:
            job.go("stopped")
        except SaysoError as error:
            job.go("failed", one_line(str(error)))
        except Exception as error:  # noqa: BLE001 - the thread must live on for the next job
            job.go("failed", one_line(f"an error in sayso itself: {type(error).__name__}: {error}"))
        else:
            job.go("stopped" if job.stopping.is_set() else "done")

    def _documents(self, job: Job) -> Iterator[tuple[str, Document | Exception]]:
        from sayso.read import documents

        read = self._read or documents
        for given in job.given:
            source = given.address or str(given.path)
            try:
                for found in read(source):
                    if job.stopping.is_set():
                        return
                    yield given.name, _told_of(found, given.about) if isinstance(found, Document) else found
            except Exception as error:  # noqa: BLE001 - the other inputs are still to be read
                yield given.name, error


def _told_of(document: Document, about: Sequence[tuple[str, str]]) -> Document:
    """A document with what the user told of it, over what was read."""
    fields: dict[str, Any] = dict(about)
    return replace(document, **fields)


def file_name(given: str) -> str:
    """A name under which an upload can stand in a folder of its own: no path, and nothing hidden."""
    name = _NAME.sub("_", given.replace("\\", "/").rpartition("/")[2]).lstrip(".")
    return name[-100:] or "upload"


def upload(folder: Path, number: int, name: str) -> Path:
    """Where an upload is to be put."""
    place = folder / str(number)
    place.mkdir()
    return place / file_name(name)


def addresses(text: str) -> list[str]:
    """The addresses that somebody typed, one a line. Raises NotText for what is none: no file is read by its name."""
    found = [line.strip() for line in text.splitlines() if line.strip()]
    for one in found:
        if not re.match(r"https?://[^\s/]", one, re.IGNORECASE):
            raise NotText(f"{one_line(one)[:100]}: is no address: it begins with https:// or http://")
    return found


def _without(reason: str, folder: Path | None) -> str:
    """A reason without the name of the folder that an upload stood in."""
    if folder is None:
        return one_line(reason)
    return one_line(re.sub(re.escape(str(folder)) + r"[/\\]\d+[/\\]", "", reason))
