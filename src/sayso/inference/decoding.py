"""From the network's figures to who says what: cues, and for each cue the words of its source and its content."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Cue", "Roles", "cues", "distance_buckets", "roles", "softmax", "where"]

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

OUTSIDE, SOURCE, CONTENT = range(3)
_SWITCH = 1.0  # what a change of role between two words costs, in nats
_SURELY_OUTSIDE = 0.99  # at a window's ends, no path pays for another role than outside where that is so likely
_FAINT_SOURCE = 0.15  # where no source comes out, the likeliest stretch is taken above this probability


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that lay something to somebody: their first and last number in the window, and their probability."""

    first: int
    last: int
    peak: float


@dataclass(frozen=True, slots=True)
class Roles:
    """What the words of a window are to one cue: half-open runs of words, and how sure the network is of them.

    `content_mean` and `source_mean` are mean probabilities of the chosen words; `content_edge` is the least
    probability at an edge of the content; `source_faint` says that the source came out below a half.
    """

    source: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]
    content_mean: float
    content_edge: float
    source_mean: float
    source_faint: bool


def softmax(logits: Floats) -> Floats:
    """Probabilities along the last axis."""
    shifted = np.exp(logits - logits.max(-1, keepdims=True))
    out: Floats = shifted / shifted.sum(-1, keepdims=True)
    return out


def cues(probabilities: Floats, above: float) -> list[Cue]:
    """The cues of a window, in order.

    `probabilities` (W, 3) are those of begin, inside, outside for each word; a cue is a run of words more likely
    than `above` to be in one, split where a new one begins, and trimmed to the words that come near its peak.
    """
    inside = 1.0 - probabilities[:, 2]
    out: list[Cue] = []
    at, count = 0, len(inside)
    while at < count:
        if inside[at] <= above:
            at += 1
            continue
        stop = at + 1
        while stop < count and inside[stop] > above and not probabilities[stop, 0] > max(probabilities[stop, 1], above):
            stop += 1
        peak = float(inside[at:stop].max())
        keep = np.flatnonzero(inside[at:stop] >= min(0.5, 0.6 * peak))
        out.append(Cue(at + int(keep[0]), at + int(keep[-1]), peak))
        at = stop
    return out


def distance_buckets(distance: Ints) -> Ints:
    """Signed logarithmic buckets of piece distances: 0 is the cue itself, then 1, 2, 3, and ever wider, each way."""
    size = np.abs(distance)
    wide = 3 + np.ceil(np.log2(np.maximum(size, 3) / 3) * 1.6)
    scaled = np.minimum(np.where(size <= 3, size, wide), 11).astype(np.int64)
    return np.where(distance >= 0, scaled, 11 + scaled)


def where(first: Ints, last: Ints, others: Ints, sentence: Ints, paragraph: Ints) -> Ints:
    """How each piece of a window stands to each cue: (C, T, 4) feature numbers.

    `first` and `last` are the first and last piece of each cue, `others` the first pieces of the cues that are
    counted between, sorted; `sentence` and `paragraph` number the pieces'. The four are the signed distance (24
    buckets), the cues between (9, clipped), the sentences between (7) and the paragraphs between (7).
    """
    t = np.arange(len(sentence))
    before = t[None, :] < first[:, None]
    after = t[None, :] > last[:, None]
    distance = np.where(before, t[None, :] - first[:, None], np.where(after, t[None, :] - last[:, None], 0))
    rank = np.searchsorted(others, t, side="right")
    own = np.searchsorted(others, first, side="left")
    mine = np.isin(first, others).astype(np.int64)
    between = np.where(before, rank[None, :] - own[:, None], np.where(after, rank[None, :] - (own + mine)[:, None], 0))
    sentences = sentence[None, :] - sentence[first][:, None]
    paragraphs = paragraph[None, :] - paragraph[first][:, None]
    return np.stack(
        [
            distance_buckets(distance),
            np.clip(between, -4, 4) + 4,
            np.clip(sentences, -3, 3) + 3,
            np.clip(paragraphs, -3, 3) + 3,
        ],
        axis=-1,
    )


def roles(probabilities: Sequence[Floats]) -> list[Roles]:
    """The roles of the words around many cues at once; each entry is (W, 3), over the words of its cue's window.

    The best path of a chain whose changes of role cost `_SWITCH` (Viterbi), run for all cues in step.
    """
    if not probabilities:
        return []
    left, probabilities = _trimmed(probabilities)
    count, longest = len(probabilities), max(len(p) for p in probabilities)
    # Past a window's end nothing counts: its path stays as it is, however long the other windows are.
    chance = np.ones((longest, count, 3), dtype=np.float32)
    for c, p in enumerate(probabilities):
        chance[: len(p), c] = p
    scores = np.log(np.maximum(chance, 1e-9))
    best = scores[0]
    back = np.zeros((longest, count, 3), dtype=np.int8)
    here = np.arange(3, dtype=np.int8)
    rows = np.arange(count)
    for w in range(1, longest):
        top = best.argmax(-1)
        switched = best[rows, top][:, None] - _SWITCH
        back[w] = np.where(best >= switched, here, top[:, None])
        best = np.maximum(best, switched) + scores[w]
    labels = np.zeros((longest, count), dtype=np.int8)
    labels[-1] = best.argmax(-1)
    for w in range(longest - 1, 0, -1):
        labels[w - 1] = back[w, rows, labels[w]]
    size = np.array([len(p) for p in probabilities])
    labels[np.arange(longest)[:, None] >= size] = OUTSIDE
    content, source = labels == CONTENT, labels == SOURCE
    faint = content.any(0) & ~source.any(0)
    for c in np.flatnonzero(faint).tolist():
        faint[c] = _add_faint(source[:, c], np.where(content[: size[c], c], 0.0, chance[: size[c], c, SOURCE]))
    content_mean = _means(chance[..., CONTENT], content)
    source_mean = _means(chance[..., SOURCE], source)
    sources, contents = _runs(source), _runs(content)
    return [
        Roles(
            source=tuple((a + left[c], b + left[c]) for a, b in sources[c]),
            content=tuple((a + left[c], b + left[c]) for a, b in runs),
            content_mean=content_mean[c],
            content_edge=float(min((chance[[a, b - 1], c, CONTENT].min() for a, b in runs), default=0.0)),
            source_mean=source_mean[c],
            source_faint=bool(faint[c]),
        )
        for c, runs in enumerate(contents)
    ]


def _trimmed(probabilities: Sequence[Floats]) -> tuple[list[int], list[Floats]]:
    """Each cue's words less those at either end of its window that are outside beyond doubt; how many at its head.

    Most of a window has nothing to do with most of its cues. One of the outsiders stays at each end: to leave it costs
    a change of role.
    """
    left: list[int] = []
    kept: list[Floats] = []
    for p in probabilities:
        open_to_doubt = np.flatnonzero(p[:, OUTSIDE] < _SURELY_OUTSIDE)
        lo, hi = (int(open_to_doubt[0]) - 1, int(open_to_doubt[-1]) + 2) if len(open_to_doubt) else (0, 1)
        lo = max(lo, 0)
        left.append(lo)
        kept.append(p[lo:hi])
    return left, kept


def _add_faint(source: NDArray[np.bool_], chance: Floats) -> bool:
    """Mark the likeliest stretch as the source where it is likely enough; whether it is."""
    peak = int(chance.argmax())
    if chance[peak] <= _FAINT_SOURCE:
        return False
    least = max(_FAINT_SOURCE, 0.5 * float(chance[peak]))
    a = b = peak
    while a > 0 and chance[a - 1] >= least:
        a -= 1
    while b + 1 < len(chance) and chance[b + 1] >= least:
        b += 1
    source[a : b + 1] = True
    return True


def _means(chance: Floats, mask: NDArray[np.bool_]) -> list[float]:
    """The mean of each column over the words that are marked in it, 0 where none is."""
    means: list[float] = (np.where(mask, chance, 0).sum(0) / np.maximum(mask.sum(0), 1)).tolist()
    return means


def _runs(mask: NDArray[np.bool_]) -> list[tuple[tuple[int, int], ...]]:
    """The stretches marked in each column, half-open."""
    edges = np.zeros((mask.shape[1], mask.shape[0] + 1), dtype=np.int8)
    edges[:, :-1] = mask.T
    edges[:, 1:] -= mask.T
    column, at = np.nonzero(edges)
    out: list[list[tuple[int, int]]] = [[] for _ in range(mask.shape[1])]
    for c, a, b in zip(column[::2].tolist(), at[::2].tolist(), at[1::2].tolist(), strict=True):
        out[c].append((a, b))
    return [tuple(runs) for runs in out]
