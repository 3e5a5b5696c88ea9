"""Windows: the stretches of a text that the network reads at once."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from sayso.model import Span
from sayso.text.paragraph import sentence_starts

__all__ = ["windows"]

_OPENERS = "\"“«„'‘"
_WORD_CUT, _SENTENCE, _CLINGING, _PARAGRAPH = range(4)
_ROUNDS = 3


def windows(
    text: str,
    paragraphs: Sequence[Span],
    starts: NDArray[np.int64],
    paragraph: NDArray[np.int64],
    cap: int,
    seed: int = 0,
) -> list[tuple[int, int]]:
    """Half-open ranges of pieces, in order, covering all of them, each of at most `cap` pieces.

    `starts` are the code points where the pieces begin and `paragraph` the paragraph of each. A text is cut
    where a cut harms least: between paragraphs, rather not before a quotation or after a colon; inside an
    over-long paragraph between sentences; inside an over-long sentence anywhere. Among equals a digest of the
    words around decides, so that the cuts depend on the words near by and not on how much text stands before
    them: whatever is put in front of an article, its windows stay (content-defined chunking, here with the
    cuts of a Cartesian tree over the priorities). `seed` varies the digest. Linear in the text.
    """
    total = len(starts)
    if total == 0:
        return []
    cuts, rank = _candidates(text, paragraphs, starts, paragraph, cap, seed)
    # A candidate is cut when the stretch between its nearest neighbours of higher rank is over the cap: that is
    # the segment it would be the best cut of, had the text been split top down. One stack pass each way finds
    # those neighbours.
    count = len(cuts)
    left = [0] * count
    right = [total] * count
    stack: list[int] = []
    for i in range(count):
        while stack and rank[stack[-1]] < rank[i]:
            right[stack.pop()] = cuts[i]
        left[i] = cuts[stack[-1]] if stack else 0
        stack.append(i)
    chosen = [i for i in range(count) if right[i] - left[i] > cap]
    for _ in range(_ROUNDS):
        chosen = _joined(chosen, cuts, rank, total, cap)
    edges = [0, *(cuts[i] for i in chosen), total]
    return list(pairwise(edges))


def _joined(chosen: list[int], cuts: list[int], rank: list[tuple[int, int, int]], total: int, cap: int) -> list[int]:
    """The cuts less those that two small windows can do without, the worst cut of each neighbourhood going first.

    Splitting top down leaves windows half full. Joining greedily from the left would carry a change at the
    front through the whole text; a cut that falls only when it ranks below its neighbours carries it no further
    than `_ROUNDS` windows.
    """
    edges = [0, *(cuts[i] for i in chosen), total]
    spare = [edges[k + 2] - edges[k] <= cap for k in range(len(chosen))]
    kept = []
    for k, i in enumerate(chosen):
        lower_left = k == 0 or not spare[k - 1] or rank[i] < rank[chosen[k - 1]]
        lower_right = k + 1 == len(chosen) or not spare[k + 1] or rank[i] < rank[chosen[k + 1]]
        if not (spare[k] and lower_left and lower_right):
            kept.append(i)
    return kept


def _candidates(
    text: str,
    paragraphs: Sequence[Span],
    starts: NDArray[np.int64],
    paragraph: NDArray[np.int64],
    cap: int,
    seed: int,
) -> tuple[list[int], list[tuple[int, int, int]]]:
    """Piece indices where a cut may fall, in order, and the rank of each, compared as a tuple; no two are equal.

    A rank is (class, digest, tie). The tie scatters the cuts of a text that repeats itself: ranks that fell from
    one end to the other would cut it everywhere.
    """
    cuts: list[int] = []
    rank: list[tuple[int, int, int]] = []
    seen: dict[tuple[int, int], int] = {}

    def add(at: int, kind: int) -> None:
        here = int(starts[at])
        digest = zlib.crc32(text[max(0, here - 24) : here + 24].encode("utf8", "surrogatepass"), seed)
        cuts.append(at)
        again = seen.get((kind, digest), 0)
        seen[kind, digest] = again + 1
        rank.append((kind, digest, zlib.crc32(again.to_bytes(8, "big"))))

    bounds = [0, *(np.flatnonzero(paragraph[1:] != paragraph[:-1]) + 1).tolist(), len(starts)]
    for first, last in pairwise(bounds):
        span = paragraphs[int(paragraph[first])]
        if first:
            before = text[: span.start][-3:].rstrip() if span.start < 3 else text[span.start - 3 : span.start].rstrip()
            clings = text[span.start] in _OPENERS or before.endswith(":")
            add(first, _CLINGING if clings else _PARAGRAPH)
        if last - first <= cap:
            continue
        sentences = np.searchsorted(starts[first:last], sentence_starts(text, span)).tolist()
        inner = sorted({first + s for s in sentences if 0 < s < last - first})
        for a, b in zip([first, *inner], [*inner, last], strict=True):
            if a != first:
                add(a, _SENTENCE)
            for at in range(a + cap, b, cap):
                add(at, _WORD_CUT)
    return cuts, rank
