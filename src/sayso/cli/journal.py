"""Output that a killed run leaves fit to be gone on with: a file in the making, and a journal of what is in
it.

`OUT.jsonl.part` grows by whole batches; after each one `OUT.jsonl.part.journal` gets a line that says how
much input it took and how long the output is now. Both are on the disk (fsync) in that order, so whatever
moment a run is killed at, the last whole line of the journal is true of the first bytes of the part: a longer
part is cut back to them. The digest in that line covers exactly the input that was used up, so that an input
that was changed is told from one that has only grown.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from sayso.errors import InputError

__all__ = ["Checkpoint", "Journal"]


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """How far a run has come.

    `lines` and `used` are the lines and bytes of input behind it, `digest` the SHA-256 of those bytes,
    `written` the bytes of output; `records`, `skipped` and `attributions` count what was found.
    """

    lines: int = 0
    used: int = 0
    digest: str = hashlib.sha256().hexdigest()
    written: int = 0
    records: int = 0
    skipped: int = 0
    attributions: int = 0

    def after(self, used: int, digest: str, lines: int, output: bytes, **found: int) -> Checkpoint:
        """The next one: up to `used` bytes of input, `lines` more of them, with `output` more written."""
        return replace(
            self,
            lines=self.lines + lines,
            used=used,
            digest=digest,
            written=self.written + len(output),
            **{name: getattr(self, name) + more for name, more in found.items()},
        )


class Journal:
    """The output file in the making; a context that keeps it when it is left by an exception.

    `made_by` says what makes the output: a part that something else began is not gone on with. Raises
    InputError where the file cannot be written, where another run is writing it, and where `resume` finds a
    part that does not belong to this input.
    """

    def __init__(self, target: Path, made_by: dict[str, Any], source: IO[bytes] | None, resume: bool) -> None:
        # The file that a link points to is replaced, not the link.
        self._target = Path(os.path.realpath(target))
        self._part_path = self._target.with_name(self._target.name + ".part")
        self._journal_path = self._target.with_name(self._target.name + ".part.journal")
        try:
            self._part = self._part_path.open("ab")
        except OSError as error:
            raise InputError(f"{target}: cannot be written ({error.strerror})") from None
        self.at = Checkpoint()
        self.hash = hashlib.sha256()
        try:
            _lock(self._part, target)
            if resume and source is not None:
                self._find_place(made_by, source, target)
        except BaseException:
            self._part.close()
            raise
        self._part.truncate(self.at.written)
        self._journal = self._journal_path.open("ab" if self.at.used else "wb")
        if not self.at.used:
            self._note({"made_by": made_by})

    def __enter__(self) -> Journal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._journal.close()
        self._part.close()
        if not self.at.used:  # nothing to go on with
            self._part_path.unlink(missing_ok=True)
            self._journal_path.unlink(missing_ok=True)

    def add(self, output: bytes, at: Checkpoint) -> None:
        """Put a batch's output on the disk, then that it is there."""
        self._part.write(output)
        self._part.flush()
        os.fsync(self._part.fileno())
        self._note(asdict(at))
        self.at = at

    def finish(self) -> None:
        """Make the part the output, in one step."""
        self._part_path.replace(self._target)
        self._journal_path.unlink(missing_ok=True)

    def _note(self, value: dict[str, Any]) -> None:
        self._journal.write(json.dumps(value).encode() + b"\n")
        self._journal.flush()
        os.fsync(self._journal.fileno())

    def _find_place(self, made_by: dict[str, Any], source: IO[bytes], target: Path) -> None:
        """Set `at` and `hash` to where the last run stopped, and the source to the input that follows."""
        size = os.fstat(self._part.fileno()).st_size
        try:
            header, *checkpoints = _whole_lines(self._journal_path.read_bytes())
            reached = [c for c in (Checkpoint(**c) for c in checkpoints) if c.written <= size]
        except (OSError, ValueError, TypeError):
            return
        if not reached:
            return
        if header != {"made_by": made_by}:
            raise InputError(
                f"{target}.part was begun by another version, with other weights or options: finish it with those, or "
                "start afresh with --no-resume"
            )
        left = reached[-1].used
        while left and (piece := source.read(min(left, 1 << 20))):
            self.hash.update(piece)
            left -= len(piece)
        if left or self.hash.hexdigest() != reached[-1].digest:
            raise InputError(
                f"{target}.part was begun from another input, or the input was changed: start afresh with --no-resume"
            )
        self.at = reached[-1]


def _whole_lines(data: bytes) -> list[dict[str, Any]]:
    """The journal's lines but a torn last one. Raises ValueError where it holds none, or something else."""
    lines = [json.loads(line) for line in data.split(b"\n")[:-1]]
    if not lines:
        raise ValueError("an empty journal")
    return lines


def _lock(file: IO[bytes], target: Path) -> None:
    try:
        import fcntl
    except ImportError:  # where there are no such locks, two runs at once are the user's own to avoid
        return
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        raise InputError(f"{target}: another run is writing it") from None
