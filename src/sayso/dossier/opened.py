"""A dossier that is open: its store, and the judgements that hold."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from os import PathLike
from types import TracebackType
from typing import TYPE_CHECKING, Self

from sayso.dossier.finding import Finder
from sayso.dossier.judged import Judged, judged
from sayso.model import Judgement

if TYPE_CHECKING:
    from sayso.store import Store

__all__ = ["Opened"]


class Opened:
    """What every question to a dossier stands on."""

    def __init__(self, where: str | PathLike[str], *, create: bool = False) -> None:
        from sayso.store import Store

        self._store: Store = Store.open(where, create=create)
        self._judged: Judged | None = None
        self._seen = -1  # judgements, when it was last read

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let the file, or the connection, go."""
        self._store.close()

    @contextmanager
    def reading(self) -> Iterator[tuple[int, int]]:
        """All that is read inside is read of one moment, whatever is written meanwhile.

        Gives the numbers of articles and of judgements (those that take others back counted): as long as these stay,
        so does everything else. A dossier that is kept open sees here what others have judged.
        """
        with self._store.reading():
            last = self._store.last()
            if last[1] != self._seen:
                self._judged, self._seen = None, last[1]
            yield last

    def counts(self) -> dict[str, int]:
        """How much of what there is in the dossier."""
        return self._store.counts()

    def judgements(self) -> list[Judgement]:
        """The log, the oldest entry first."""
        return self._store.judgements()

    @property
    def hold(self) -> Judged:
        """What holds of the log."""
        if self._judged is None:
            self._judged = judged(self._store.judgements())
        return self._judged

    @property
    def _finder(self) -> Finder:
        return Finder(self._store, self.hold)
