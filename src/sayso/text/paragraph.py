"""Paragraphs and sentences of a text, as spans. Linear in the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from sayso.model import Span

__all__ = ["Sentences", "paragraphs", "sentence_starts"]

# A paragraph is a line: scraped news rarely wraps its lines, and where a text does wrap them (most line
# breaks single, lines of similar length) `read` has joined them before.
_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_END = re.compile(r"(?:[.!?…]|\.{3})[\"”’'»)\]]*(?=\s+[\"“‘'«(\[—–-]*[A-Z0-9À-Þ\u0400-\u042f\u00c0-\u024f])")
_ABBREVIATED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Rev|Hon|Sen|Rep|Gov|Gen|Lt|Col|Maj|Capt|Sgt|Adm|Cmdr|St|Jr|Sr|vs|No|Inc|Ltd|Co"
    r"|Corp|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind"
    r"|Kan|Ky|La|Md|Mass|Mich|Minn|Miss|Mo|Mont|Neb|Nev|Okla|Ore|Pa|Tenn|Tex|Va|Vt|Wash|Wis|Wyo)|\b[A-Z])$"
)


def paragraphs(text: str) -> tuple[Span, ...]:
    """The lines of a text that hold more than white space, trimmed."""
    out = []
    for m in _LINE.finditer(text):
        line = m.group()
        left = len(line) - len(line.lstrip())
        right = len(line.rstrip())
        if right > left:
            out.append(Span(m.start() + left, m.start() + right))
    return tuple(out)


def sentence_starts(text: str, within: Span) -> list[int]:
    """Where the sentences of one paragraph begin, the paragraph's own start first.

    Rule-based and cautious: it serves to cut over-long paragraphs and to find the clause before a quotation,
    and a missed boundary costs less there than an invented one.
    """
    starts = [within.start]
    for m in _END.finditer(text, within.start, within.end):
        if m.group()[0] == "." and _ABBREVIATED.search(text, max(within.start, m.start() - 8), m.start()):
            continue
        at = m.end()
        while at < within.end and text[at].isspace():
            at += 1
        if at < within.end:
            starts.append(at)
    return starts


class Sentences:
    """The sentences of some paragraphs, in order, to be asked which of them stand at a place."""

    def __init__(self, text: str, paragraphs: Iterable[Span]) -> None:
        self._spans = [
            Span(at, after) for p in paragraphs for at, after in pairwise([*sentence_starts(text, p), p.end])
        ]
        self._starts = [s.start for s in self._spans]

    def __iter__(self) -> Iterator[Span]:
        return iter(self._spans)

    def at(self, offset: int) -> Span:
        """The sentence at `offset`: the last one that begins there or before."""
        return self._spans[max(0, bisect_right(self._starts, offset) - 1)]

    def before(self, offset: int) -> int:
        """Where the sentence before the one at `offset` begins."""
        return self._starts[max(0, bisect_right(self._starts, offset) - 2)] if self._starts else 0

    def over(self, start: int, end: int) -> Sequence[Span]:
        """The sentences that a stretch reaches into."""
        first = max(0, bisect_right(self._starts, start) - 1)
        return self._spans[first : bisect_right(self._starts, end - 1, lo=first)]
