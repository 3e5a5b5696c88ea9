"""One text through the network: its windows read, its cues found, and the words that each cue ties together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from sayso.inference.decoding import Cue, Floats, Ints, cues, roles, softmax, where
from sayso.inference.encoding import CLS, SEP, Pieces

__all__ = ["Network", "Seen", "Tie", "glance", "ties"]

_FLAT, _NESTED = slice(0, 3), slice(3, 6)

# Told of each window read: its first piece, one past its last, and what the names head is told of the pieces between.
Seen = Callable[[int, int, Floats], None]


class Network(Protocol):
    """The two questions that a network answers; the seam between decoding and whatever runs the weights."""

    def read(self, ids: Ints, features: Ints) -> tuple[Floats, Floats, Floats]:
        """One window: `ids` (T,), `features` (T, 4) → hidden (T, H), cue logits (T, 6): two schemes of B, I, O, and
        what the names head is told (T, 3 N)."""
        ...

    def pair(self, hidden: Floats, first: Ints, last: Ints, where: Ints) -> Floats:
        """Hidden (T, H), the first and last piece of each cue (C,), `where` (C, T, 4) → logits (C, T, 3)."""
        ...


@dataclass(frozen=True, slots=True)
class Tie:
    """A cue with the source and the content it ties together, as runs of characters, and the network's figures.

    `nested` says that the cue was found by the second scheme alone, which also marks what stands inside contents.
    """

    source: tuple[tuple[int, int], ...]
    cue: tuple[int, int]
    content: tuple[tuple[int, int], ...]
    nested: bool
    peak: float
    content_mean: float
    content_edge: float
    source_mean: float
    source_faint: bool


@dataclass(frozen=True, slots=True)
class _Window:
    """What is kept of a window until all are decoded: where its words begin and end, in pieces from `offset`."""

    firsts: Ints
    lasts: Ints
    offset: int


def ties(
    pieces: Pieces,
    sentence: Ints,
    windows: list[tuple[int, int]],
    network: Network,
    above: float,
    nested_above: float,
    seen: Seen | None = None,
) -> list[Tie]:
    """Everything that the network ties together in one text, in the order of the cues.

    `sentence` numbers the sentence of each piece. `above` is the least probability of a cue; `nested_above` that
    of a cue which only the nested scheme finds (above 1: none). `seen` is told of each window, so that others may use
    the one pass.
    """
    found: list[tuple[_Window, Cue, bool]] = []
    chances: list[Floats] = []
    for lo, hi in windows:
        hidden, logits, told = _read(pieces, lo, hi, network)
        if seen is not None:
            seen(lo, hi, told[1:-1])
        window = _words(pieces.word, lo, hi)
        at_words = logits[1:-1][window.firsts]
        flat = cues(softmax(at_words[:, _FLAT]), above)
        deep = []
        if nested_above <= 1:
            taken = np.zeros(len(window.firsts), dtype=bool)
            for cue in flat:
                taken[cue.first : cue.last + 1] = True
            deep = [
                cue
                for cue in cues(softmax(at_words[:, _NESTED]), nested_above)
                if not taken[cue.first : cue.last + 1].any()
            ]
        every = flat + deep
        if not every:
            continue
        first = window.firsts[[cue.first for cue in every]] + 1
        last = window.lasts[[cue.last for cue in every]] + 1
        steps = where(first, last, first[: len(flat)], _padded(sentence[lo:hi]), _padded(pieces.paragraph[lo:hi]))
        chance = softmax(network.pair(hidden, first, last, steps))[:, 1:-1]
        for k, cue in enumerate(every):
            found.append((window, cue, k >= len(flat)))
            chances.append(chance[k][window.firsts])
    out = []
    for (window, cue, deep_cue), role in zip(found, roles(chances), strict=True):
        if role.content:
            out.append(
                Tie(
                    source=_characters(pieces, window, role.source),
                    cue=_characters(pieces, window, ((cue.first, cue.last + 1),))[0],
                    content=_characters(pieces, window, role.content),
                    nested=deep_cue,
                    peak=cue.peak,
                    content_mean=role.content_mean,
                    content_edge=role.content_edge,
                    source_mean=role.source_mean,
                    source_faint=role.source_faint,
                )
            )
    return out


def glance(pieces: Pieces, windows: list[tuple[int, int]], network: Network, seen: Seen) -> None:
    """Read each window once and tie nothing: for those who want the names alone."""
    for lo, hi in windows:
        seen(lo, hi, _read(pieces, lo, hi, network)[2][1:-1])


def _read(pieces: Pieces, lo: int, hi: int, network: Network) -> tuple[Floats, Floats, Floats]:
    ids = np.concatenate(([CLS], pieces.ids[lo:hi], [SEP]))
    features = np.zeros((len(ids), 4), dtype=np.int64)
    for column, values in enumerate((pieces.casing, pieces.double, pieces.single, pieces.edge)):
        features[1:-1, column] = values[lo:hi]
    return network.read(ids, features)


def _padded(values: Ints) -> Ints:
    return np.concatenate((values[:1], values, values[-1:]))


def _words(word: Ints, lo: int, hi: int) -> _Window:
    firsts = np.flatnonzero(np.concatenate(([True], word[lo + 1 : hi] != word[lo : hi - 1])))
    return _Window(firsts, np.append(firsts[1:] - 1, hi - lo - 1), lo)


def _characters(pieces: Pieces, window: _Window, runs: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
    """Runs of words as runs of characters, cut where a paragraph ends."""
    out: list[tuple[int, int]] = []
    for a, b in runs:
        lo = window.offset + int(window.firsts[a])
        hi = window.offset + int(window.lasts[b - 1]) + 1
        paragraph: NDArray[np.int64] = pieces.paragraph[lo:hi]
        edges = [lo, *(np.flatnonzero(paragraph[1:] != paragraph[:-1]) + 1 + lo).tolist(), hi]
        out += [(int(pieces.starts[x]), int(pieces.ends[y - 1])) for x, y in pairwise(edges)]
    return tuple(out)
