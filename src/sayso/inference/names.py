"""Names, by a small head on what the encoder has already worked out: no second pass, only numpy."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np

from sayso.errors import ModelError
from sayso.inference.decoding import Floats, Ints, softmax
from sayso.inference.encoding import Pieces
from sayso.model import Span
from sayso.model.entity import Name, NameKind

__all__ = ["KINDS", "Head", "NameReader", "spans"]

# Labels: 0 is outside; the kind at k begins with 1 + 2k and goes on with 2 + 2k.
KINDS = tuple(NameKind)


@dataclass(frozen=True, slots=True)
class Head:
    """From what the encoder tells of words to labels: two hidden layers, each over a word and its neighbours.

    The encoder itself multiplies its vectors into the hidden layer, those of early layers, since the last one has
    forgotten most of what tells a person from a place: 3 N figures a word, N for it as the word before, as the word
    itself and as the word after. `casing` (3, casings, N) is of these three too; `bias` (N,). `near` (3, N, M) and
    `near_bias` (M,) lead to the second layer; from both, `outward` (N + M, labels) and `prior` (labels,) to the labels.
    """

    casing: Floats
    bias: Floats
    near: Floats
    near_bias: Floats
    outward: Floats
    prior: Floats

    @classmethod
    def load(cls, path: Path) -> Head:
        """The head kept at `path`. Raises ModelError where the file is missing or damaged."""
        try:
            # Opened here, because numpy leaves a file that is none of its own open.
            with path.open("rb") as file, np.load(file, allow_pickle=False) as kept:
                return cls(**{f.name: kept[f.name].astype(np.float32) for f in fields(cls)})
        except Exception as fault:
            words = " ".join(str(fault).split())
            raise ModelError(f"the weights {path.name} cannot be read: {words}; install sayso again") from fault

    def save(self, path: Path) -> None:
        """Write the head in half precision, which is finer than the figures that it is given."""
        np.savez(path, **{f.name: getattr(self, f.name).astype(np.float16) for f in fields(self)})

    def labels(self, told: Floats, casing: Ints) -> Floats:
        """The probability of each label for the words of a window: what is told of them (W, 3 N), and casings (W,)."""
        before, itself, after = np.split(told, 3, axis=1)
        inner = itself + self.casing[1, casing] + self.bias
        # Beyond the window's edge stands nothing.
        inner[1:] += before[:-1] + self.casing[0, casing[:-1]]
        inner[:-1] += after[1:] + self.casing[2, casing[1:]]
        inner = np.maximum(inner, 0)
        outer = inner @ self.near[1] + self.near_bias
        outer[1:] += inner[:-1] @ self.near[0]
        outer[:-1] += inner[1:] @ self.near[2]
        return softmax(np.hstack((inner, np.maximum(outer, 0))) @ self.outward + self.prior)


class NameReader:
    """Gathers the names of one text while its windows go through the network; it is called with each in turn."""

    def __init__(self, head: Head, pieces: Pieces) -> None:
        self._head = head
        self._pieces = pieces
        self._names: list[Name] = []

    def __call__(self, lo: int, hi: int, told: Floats) -> None:
        """Take the window of the pieces from `lo` to `hi` and what is told of them, without the special pieces."""
        pieces = self._pieces
        word = pieces.word[lo:hi]
        first = np.flatnonzero(np.concatenate(([True], word[1:] != word[:-1])))
        last = np.append(first[1:], hi - lo) - 1
        chances = self._head.labels(told[first], pieces.casing[lo:hi][first])
        for a, b, kind, score in spans(chances, pieces.paragraph[lo:hi][first]):
            where = Span(int(pieces.starts[lo + first[a]]), int(pieces.ends[lo + last[b - 1]]))
            self._names.append(Name(where, KINDS[kind], score))

    def names(self) -> tuple[Name, ...]:
        """All names so far, in order and disjoint, as the windows are."""
        return tuple(self._names)


def spans(chances: Floats, paragraph: Ints) -> list[tuple[int, int, int, float]]:
    """The names among the words of a window: first word, one past the last, number of the kind, mean probability.

    A word is in a name where that is likelier than not, whatever the kind; a new name begins where beginning is
    likelier than going on, and at a paragraph. The kind is the one likeliest over all its words.
    """
    inside = chances[:, 0] < 0.5
    if not inside.any():
        return []
    begins, goes_on = chances[:, 1::2], chances[:, 2::2]
    fresh = begins.sum(1) > goes_on.sum(1)
    fresh[1:] |= ~inside[:-1] | (paragraph[1:] != paragraph[:-1])
    fresh[0] = True
    first = np.flatnonzero(inside & fresh)
    words = np.flatnonzero(inside)
    # The words inside lie in one row; each name begins where its first word stands in that row.
    at = np.searchsorted(words, first)
    count = np.diff(np.append(at, len(words)))
    kinds = np.add.reduceat((begins + goes_on)[words], at) / count[:, None]
    best = kinds.argmax(1)
    return [
        (a, a + n, k, score)
        for a, n, k, score in zip(
            first.tolist(),
            count.tolist(),
            best.tolist(),
            np.round(kinds[np.arange(len(best)), best].astype(float), 4).tolist(),
            strict=True,
        )
    ]
