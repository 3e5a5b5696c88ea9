"""Two wordings of one thing, word by word: what is the same, left out, put in, altered, put into brackets."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from sayso.match.sketch import folded
from sayso.model import Alignment

__all__ = ["align", "matching", "pieces"]

_Piece = tuple[str, str, str]
# Where a stretch begins in the one sequence and in the other, and its length.
_Block = tuple[int, int, int]

# Words, with what brackets and apostrophes stand inside them: [T]he, talk[ed], don’t.
_WORD = re.compile(r"[^\W_]+(?:[\[\]’'‘´`\u00ad\u200b-\u200d]+[^\W_]+)*")
_INSIDE = re.compile(r"[\[\]’'‘´`]+")
_BRACKETS = re.compile(r"\[[^\[\]]{1,200}\]")
_ELLIPSIS = re.compile(r"…|\.\s?\.\s?\.|\[\s?(?:…|\.\s?\.\s?\.)\s?\]")
_DENYING = re.compile(r"(?:not|never|no|nor|cannot|without|\w+nt)")
# Cells of the table that words are compared in, at most; more than that only around sequences that occur once.
_CELLS = 4_000_000
_ANCHOR = 4  # words in such a sequence


def align(a: str, b: str) -> Alignment:
    """One quotation in two wordings, word by word.

    Case, punctuation and the kind of quotation marks do not count; *[T]he* is *the*. The kind is `altered` where
    words differ that no bracket owns up to, or where a negation is left out or put in; `bracketed` where all that
    differs stands in brackets; `shortened` where each says nothing but what the other says, or more of it; and `same`.
    """
    found = tuple(pieces(a, b))
    kinds = [kind for kind, _, _ in found]
    inside = {kind for kind in kinds[1:-1] if kind in ("left_out", "put_in")}
    denied = any(_DENYING.fullmatch(_bare(w)) for kind, x, y in found if kind in _SINGLE for w in _words(x if x else y))
    if "altered" in kinds or len(inside) == 2 or denied:
        return Alignment("altered", found)
    if "bracketed" in kinds:
        return Alignment("bracketed", found)
    return Alignment("shortened" if inside or set(kinds) & _SINGLE else "same", found)


_SINGLE = {"left_out", "put_in"}


def pieces(a: str, b: str) -> Iterator[_Piece]:
    """Both wordings cut into pieces that are the same or differ: (what, words here, words there), in order.

    Where words are left out and an ellipsis marks it, the ellipsis stands on the other side.
    """
    x, y = list(_WORD.finditer(a)), list(_WORD.finditer(b))
    in_x, in_y = _bracketed(a), _bracketed(b)
    at = ([m.span() for m in x], [m.span() for m in y])
    i = j = 0
    bare = [_bare(m.group()) for m in x], [_bare(m.group()) for m in y]
    blocks = _tidy(_slid(matching(*bare), *bare), len(x), len(y))
    for first, second, count in [*blocks, (len(x), len(y), 0)]:
        if i < first or j < second:
            here, there = _cut(a, at[0], i, first), _cut(b, at[1], j, second)
            owned = any(_holds(in_x, m.span()) for m in x[i:first]) or any(_holds(in_y, m.span()) for m in y[j:second])
            if owned:
                yield "bracketed", here, there
            elif i < first and j < second:
                yield "altered", here, there
            elif i < first:
                yield "left_out", here, _ellipsis(b, at[1], j)
            else:
                yield "put_in", _ellipsis(a, at[0], i), there
        if count:
            yield "same", _cut(a, at[0], first, first + count), _cut(b, at[1], second, second + count)
        i, j = first + count, second + count


def _bare(word: str) -> str:
    return folded(_INSIDE.sub("", word))


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _bracketed(text: str) -> list[tuple[int, int]]:
    return [m.span() for m in _BRACKETS.finditer(text)]


def _holds(brackets: Sequence[tuple[int, int]], word: tuple[int, int]) -> bool:
    at = bisect_left(brackets, word[1], key=lambda span: span[0]) - 1
    return at >= 0 and brackets[at][1] > word[0]


def _cut(text: str, at: Sequence[tuple[int, int]], first: int, end: int) -> str:
    """The words from `first` up to `end`, with what stands between them, and brackets that open or close there."""
    if first >= end:
        return ""
    start, stop = at[first][0], at[end - 1][1]
    if text[start - 1 : start] == "[" and "]" in text[start:]:
        start -= 1
    if text[stop : stop + 1] == "]":
        stop += 1
    return text[start:stop]


def _ellipsis(text: str, at: Sequence[tuple[int, int]], before: int) -> str:
    """The ellipsis that stands in front of a word, if any."""
    start = at[before - 1][1] if before else 0
    end = at[before][0] if before < len(at) else len(text)
    return "…" if _ELLIPSIS.search(text, start, end) else ""


def _slid(blocks: Iterable[_Block], x: Sequence[str], y: Sequence[str]) -> list[_Block]:
    """The blocks with each that the words next to a larger one could stand for just as well joined to that one.

    *We* in *We met. We talk* and *We talk*: of two ways to agree, the one in fewer pieces reads better.
    """
    out: list[_Block] = []
    for p, q, m in blocks:
        i, j, n = out[-1] if out else (0, 0, 0)
        if n and (i + n == p) != (j + n == q):  # something stands between them on one side alone
            if n < m and x[p - n : p] == x[i : i + n] and y[q - n : q] == y[j : j + n]:
                out[-1] = (p - n, q - n, n + m)
                continue
            if m < n and x[i + n : i + n + m] == x[p : p + m] and y[j + n : j + n + m] == y[q : q + m]:
                out[-1] = (i, j, n + m)
                continue
        out.append((p, q, m))
    return out


def _tidy(blocks: Sequence[_Block], here: int, there: int) -> list[_Block]:
    """The blocks less single words between two alterations: they agree by chance, and chop what can be read."""
    out: list[_Block] = []
    for k, (i, j, n) in enumerate(blocks):
        p, q, m = out[-1] if out else (0, 0, 0)
        after = blocks[k + 1] if k + 1 < len(blocks) else (here, there, 0)
        if n == 1 and min(i - p - m, j - q - m) > 0 and min(after[0] - i - n, after[1] - j - n) > 0:
            continue
        out.append((i, j, n))
    return out


def matching(x: Sequence[str], y: Sequence[str]) -> list[_Block]:
    """Where two sequences agree, as (place in the one, place in the other, length), both ascending.

    The longest common subsequence, found over a table with a bit for each pair (Hyyrö, *Bit-parallel LCS-length
    computation revisited*, 2004). Where that table would be too large, what both begin with is set aside, and the
    rest is first cut at rows of words that occur once in each (the *patience* method); what lies between two cuts and
    is still too large counts as different. Time and space are linear but for that table, whose size has a bound.
    """
    out: list[_Block] = []
    for i, end_i, j, end_j in _sections(x, y):
        if i < end_i and j < end_j and (end_i - i) * (end_j - j) <= _CELLS:
            for p, q, n in _table(x[i:end_i], y[j:end_j]):
                out.append((i + p, j + q, n))
        # Every section ends where the two agree in one word, the last where both end.
        if end_i < len(x) and end_j < len(y):
            out.append((end_i, end_j, 1))
    joined: list[_Block] = []
    for p, q, n in out:
        if joined and joined[-1][0] + joined[-1][2] == p and joined[-1][1] + joined[-1][2] == q:
            joined[-1] = (joined[-1][0], joined[-1][1], joined[-1][2] + n)
        else:
            joined.append((p, q, n))
    return joined


def _table(x: Sequence[str], y: Sequence[str]) -> Iterator[_Block]:
    from rapidfuzz.distance import LCSseq

    for op in LCSseq.opcodes(x, y):
        if op.tag == "equal":
            yield op.src_start, op.dest_start, op.src_end - op.src_start


def _sections(x: Sequence[str], y: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """The sequences cut into pairs of sections, each pair parted from the next by one word that both have."""
    i = j = 0
    if len(x) * len(y) > _CELLS:
        while i < min(len(x), len(y)) and x[i] == y[i]:
            yield i, i, i, i
            i = j = i + 1
        begin = i
        for p, q in _anchors(x[begin:], y[begin:]):
            yield i, begin + p, j, begin + q
            i, j = begin + p + 1, begin + q + 1
    yield i, len(x), j, len(y)


def _anchors(x: Sequence[str], y: Sequence[str]) -> list[tuple[int, int]]:
    """Places of rows of words that occur once in each, the longest series that ascends in both."""
    rows = [[tuple(s[k : k + _ANCHOR]) for k in range(len(s) - _ANCHOR + 1)] for s in (x, y)]
    counts = [Counter(r) for r in rows]
    there = {row: k for k, row in enumerate(rows[1]) if counts[1][row] == 1}
    pairs = [(k, there[row]) for k, row in enumerate(rows[0]) if row in there and counts[0][row] == 1]
    tails: list[int] = []
    held: list[int] = []  # the pair that ends the best series of each length
    before = [-1] * len(pairs)
    for n, (_, q) in enumerate(pairs):
        k = bisect_left(tails, q)
        before[n] = held[k - 1] if k else -1
        if k == len(tails):
            tails.append(q)
            held.append(n)
        else:
            tails[k], held[k] = q, n
    out, n = [], held[-1] if held else -1
    while n >= 0:
        out.append(pairs[n])
        n = before[n]
    return out[::-1]
