"""What was worked out of a dossier, and when somebody last looked."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

__all__ = ["Memory", "Visit"]

T = TypeVar("T")


class Memory:
    """What was worked out of a dossier, for as long as nothing is added and nothing judged."""

    def __init__(self, most: int = 4000) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._stamp: tuple[int, ...] = (-1, -1)
        self._kept: dict[Any, Any] = {}

    def held(self, stamp: tuple[int, ...], key: Any) -> tuple[bool, Any]:
        """Whether something is kept of this state of the dossier, and what."""
        with self._lock:
            if self._stamp == stamp and key in self._kept:
                return True, self._kept[key]
            return False, None

    def keep(self, stamp: tuple[int, ...], key: Any, made: Any) -> None:
        """Keep what was made of this state of the dossier, unless there is a newer one."""
        with self._lock:
            if stamp > self._stamp:
                self._stamp = stamp
                self._kept.clear()
            if stamp == self._stamp:
                if len(self._kept) >= self._most:
                    self._kept.clear()
                self._kept[key] = made

    def get(self, stamp: tuple[int, ...], key: Any, make: Callable[[], T]) -> T:
        """What `make` makes, or has made of the same state of the dossier."""
        there, found = self.held(stamp, key)
        if there:
            kept: T = found
            return kept
        made = make()
        self.keep(stamp, key, made)
        return made


@dataclass(frozen=True, slots=True)
class Visit:
    """The last visit: how many articles and judgements there were, and when it was."""

    articles: int
    judgements: int
    at: str
