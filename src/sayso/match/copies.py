"""Which article takes its text from which: what two share outside quotations, where it stands, who was first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from sayso.match.credits import same_agency
from sayso.match.sketch import GRAM, Words, words_of
from sayso.model import Copy, Head, Span
from sayso.text.paragraph import paragraphs
from sayso.text.quotation import quotations

__all__ = ["compare", "shared_passages"]

_Given = tuple[Head, str]
_Mask = NDArray[np.bool_]

# Words in a passage, at least.
_PASSAGE = 8
# Words outside quotations that must be shared, if the shorter text has as many: the first figure of any two texts,
# the second where less than half of the shorter one is shared.
_FEW, _OWN, _HALF = 25, 50, 0.5
# Share of the shorter text that must be shared outside quotations, at least.
_SHARE = 0.05
# Of these words so many must stand in a row; or else they make up so much of the shorter text.
_STRETCH, _MUCH = 12, 0.25
# Words that may be left out, put in or altered between two stretches of one passage.
_GAP = 6
# Places in the other text that are tried for one gram: bounds the work that repeats can cause.
_TRIES = 8
_DAY = len("2031-03-14")


def compare(a: Head, text_a: str, b: Head, text_b: str) -> Copy | None:
    """The copy that one of two articles is of the other; None where they share no more than quotations and phrases.

    `containment` is the share of the five-word sequences of the text with fewer of them that stand in the other
    (Broder, *On the resemblance and containment of documents*, 1997), `share` that of the copy's own. Words that
    both texts have in quotation marks are no evidence: both may have heard the same speech. The article of the
    agency that the other one credits is the original, otherwise the earlier one, otherwise the one that credits
    nobody; where only lengths are left to go by, `sure` is False. Versions of one address are no copies of one
    another. The order of the two does not matter; time and space grow with the lengths of the texts.
    """
    if a.id == b.id or (a.url is not None and a.url == b.url):
        return None
    one, two = words_of(text_a), words_of(text_b)
    common = np.intersect1d(one.kinds, two.kinds, assume_unique=True)
    shared = len(common)
    containment = shared / max(1, min(len(one.kinds), len(two.kinds)))
    # As many words as could be shared, and then as are: mostly they are too few, and no quotations need be looked for.
    most = max(GRAM * int(np.isin(w.grams, common).sum()) for w in (one, two)) if shared else 0
    if not shared or not _enough([most], min(len(one.at), len(two.at)), containment):
        return None
    (copy, text), (of, text_of), sure = _directed((a, text_a), (b, text_b))
    x, y = words_of(text), words_of(text_of)
    runs = _runs(x, y)
    if not _enough([n for _, _, n in runs], min(len(x.at), len(y.at)), containment):
        return None
    own_x, own_y = _own(text), _own(text_of).copy()
    own = []
    for i, j, n in runs:
        own.append(int(np.count_nonzero(own_x[i : i + n] & own_y[j : j + n])))
        own_y[j : j + n] = False  # what the copy says twice counts once
    if not _enough(own, min(len(x.at), len(y.at)), containment):
        return None
    return Copy(
        copy=copy.id,
        of=of.id,
        containment=round(containment, 4),
        credit=_credit(copy) or next((c.agency for c in copy.credits), None),
        passages=tuple((Span(*here), Span(*there)) for here, there in _passages(x, y, runs)),
        sure=sure,
        share=round(shared / len(x.kinds), 4),
    )


def _enough(own: Sequence[int], words: int, containment: float) -> bool:
    """Whether stretches with so many words outside quotations make a copy, of a text of `words` words."""
    total = sum(own)
    if total < min(_FEW, words / 2):
        return False
    if containment >= _HALF:
        return True
    if total < max(min(_OWN, words / 5), _SHARE * words):
        return False
    return max(own) >= _STRETCH or total >= _MUCH * words


def _directed(a: _Given, b: _Given) -> tuple[_Given, _Given, bool]:
    """The copy, the original, and whether anything but their lengths decided which is which."""
    for copy, of in ((a, b), (b, a)):
        if _agency_of_other(copy[0], of[0]) and not _agency_of_other(of[0], copy[0]):
            return copy, of, True
    if later := _order(a[0].published, b[0].published):
        return (a, b, True) if later > 0 else (b, a, True)
    if _credit(a[0]) is not None and _credit(b[0]) is None:
        return a, b, True
    if _credit(b[0]) is not None and _credit(a[0]) is None:
        return b, a, True
    # What is contained was cut out of what contains it; of two equal ones the one that came later is the copy.
    sizes = len(words_of(a[1]).kinds) - len(words_of(b[1]).kinds)
    if sizes < 0 or (sizes == 0 and (a[0].added, a[0].id) > (b[0].added, b[0].id)):
        return a, b, False
    return b, a, False


def _agency_of_other(one: Head, other: Head) -> bool:
    """Whether `one` credits the outlet that `other` appeared in, and is not of that outlet itself."""
    if not other.outlet or (one.outlet and same_agency(one.outlet, other.outlet)):
        return False
    return any(c.whole and same_agency(c.agency, other.outlet) for c in one.credits)


def _credit(head: Head) -> str | None:
    """The agency that an article has its whole text from."""
    return next((c.agency for c in head.credits if c.whole), None)


def _order(one: str | None, other: str | None) -> int:
    """1 where the first date is the later, -1 where it is the earlier, 0 where they do not tell.

    Two dates of which one has no hour are compared as days.
    """
    if one is None or other is None:
        return 0
    try:
        first, second = datetime.fromisoformat(one), datetime.fromisoformat(other)
    except ValueError:
        return 0
    if len(one) <= _DAY or len(other) <= _DAY:
        a, b = first.date(), second.date()
        return (a > b) - (a < b)
    first, second = (t if t.tzinfo else t.replace(tzinfo=UTC) for t in (first, second))
    return (first > second) - (first < second)


def shared_passages(text_a: str, text_b: str) -> list[tuple[Span, Span]]:
    """The stretches that two texts have in common, small edits allowed, where they stand in each; sorted."""
    x, y = words_of(text_a), words_of(text_b)
    return [(Span(*p), Span(*q)) for p, q in _passages(x, y, _runs(x, y))]


@lru_cache(maxsize=32)
def _own(text: str) -> _Mask:
    """For every word of a text whether it stands outside quotation marks."""
    at = words_of(text).at
    own = np.ones(len(at), np.bool_)
    starts = np.array([start for start, _ in at], np.int64)
    for q in quotations(text, paragraphs(text)):
        if q.level == 0:
            for part in q.inside:
                own[np.searchsorted(starts, part.start) : np.searchsorted(starts, part.end)] = False
    return own


def _runs(x: Words, y: Words) -> list[tuple[int, int, int]]:
    """Stretches of words alike in both texts, as (first word here, first word there, number), by their place here.

    They are disjoint here. Where a gram has several places there, the one that goes on from the run before wins, then
    the one with the longest run: at most `_TRIES` are looked at, so the time is linear whatever repeats itself.
    """
    places: dict[int, list[int]] = {}
    common = np.intersect1d(x.kinds, y.kinds, assume_unique=True)
    for j in np.flatnonzero(np.isin(y.grams, common)).tolist():
        held = places.setdefault(int(y.grams[j]), [])
        if len(held) < _TRIES:
            held.append(j)
    runs: list[tuple[int, int, int]] = []
    free, follow = 0, -1
    for i in np.flatnonzero(np.isin(x.grams, common)).tolist():
        if i < free:
            continue
        best = (-1, 0, 0)
        for j in places[int(x.grams[i])]:
            n = _run(x.folded, y.folded, i, j)
            near = follow <= j <= follow + _GAP
            best = max(best, (near, n, -j))
        n, j = best[1], -best[2]
        if n >= GRAM:
            runs.append((i, j, n))
            free, follow = i + n, j + n
    return runs


def _run(x: Sequence[str], y: Sequence[str], i: int, j: int) -> int:
    n = 0
    while i + n < len(x) and j + n < len(y) and x[i + n] == y[j + n]:
        n += 1
    return n


def _passages(
    x: Words, y: Words, runs: Sequence[tuple[int, int, int]]
) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Runs joined over small edits, and of these the ones long enough to be taken over, as code points."""
    joined: list[list[int]] = []
    for i, j, n in runs:
        if joined and 0 <= i - joined[-1][1] <= _GAP and 0 <= j - joined[-1][3] <= _GAP:
            joined[-1][1], joined[-1][3], joined[-1][4] = i + n, j + n, joined[-1][4] + n
        else:
            joined.append([i, i + n, j, j + n, n])
    for first, end, there, end_there, alike in joined:
        if alike >= _PASSAGE:
            yield (x.at[first][0], x.at[end - 1][1]), (y.at[there][0], y.at[end_there - 1][1])
