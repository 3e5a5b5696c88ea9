"""Rewriting a text under its annotations: replacements, and where every old offset stands afterwards."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

__all__ = ["Rewriting"]


class Rewriting:
    """A text with some stretches replaced, and the map from old offsets to new.

    `edits` are (start, end, replacement); those that overlap an earlier one are left out.
    """

    def __init__(self, text: str, edits: Iterable[tuple[int, int, str]]) -> None:
        out: list[str] = []
        self._old = [0]
        self._new = [0]
        self._inside = [0]  # length of the replacement that ends at the matching entry
        at = size = 0
        for start, end, words in sorted(edits):
            if start < at or end < start:
                continue
            out += [text[at:start], words]
            size += start - at
            self._old.append(start)
            self._new.append(size)
            self._inside.append(len(words))
            size += len(words)
            self._old.append(end)
            self._new.append(size)
            self._inside.append(0)
            at = end
        out.append(text[at:])
        self.text = "".join(out)

    def offset(self, at: int, end: bool = False) -> int:
        """Where an old offset stands now; inside a replaced stretch, its near edge (`end`: the far one)."""
        i = bisect_right(self._old, at) - 1
        if i % 2 == 1:  # inside a replaced stretch, not at its end
            if at == self._old[i]:
                return self._new[i]
            return self._new[i] + (self._inside[i] if end else 0)
        if end and i and at == self._old[i] and self._old[i - 1] == self._old[i]:
            return self._new[i - 1]  # an insertion stands after what ends where it is made
        return self._new[i] + at - self._old[i]

    def spans(self, spans: Iterable[Iterable[int]]) -> list[list[int]]:
        """Old spans in new offsets; those that vanish are left out."""
        moved = ([self.offset(a), self.offset(b, end=True)] for a, b in spans)
        return [[a, b] for a, b in moved if b > a]
