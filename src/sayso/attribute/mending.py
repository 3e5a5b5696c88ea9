"""Contents that cut a quotation raggedly, made whole."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from sayso.attribute.found import Found
from sayso.attribute.vocabulary import word_count
from sayso.model import Span, SpanSet
from sayso.text.quotation import Quotation

__all__ = ["mend"]

# As many words may be missing at a ragged end.
_RAGGED = 4
# A quotation over more paragraphs than this is a document inside the document and no one attribution's
# content.
_LONG = 60


def mend(text: str, quotations: Sequence[Quotation], found: Sequence[Found]) -> list[Found]:
    """The same attributions, with every quotation that a content cuts a few words short made whole, marks
    included.

    A content grows neither into its own source and cue nor into another attribution.
    """
    starts = [q.span.start for q in quotations]
    taken = sorted(
        (span.start, span.end, k)
        for k, f in enumerate(found)
        for spans in (f.content, f.source, f.cue)
        if spans
        for span in spans
    )
    out: list[Found] = []
    for k, f in enumerate(found):
        grown = f.content
        own = [spans for spans in (f.source, f.cue) if spans]
        for q in _touching(quotations, starts, f.content):
            if f.cue is not None and _spoken(q, f.content) and not any(q.parts.overlaps(spans) for spans in own):
                grown = grown.union(q.parts)
            grown = _whole(text, grown, q)
        if (
            grown == f.content
            or any(grown.overlaps(spans) for spans in own)
            or any(_meets(taken, span, k) for span in grown.minus(f.content))
        ):
            out.append(f)
        else:
            out.append(replace(f, content=grown, rule=f.rule or "whole-quotation"))
    return out


def _spoken(q: Quotation, content: SpanSet) -> bool:
    """Whether a content is a piece of one closed quotation of a paragraph: whoever says the one says the other."""
    return q.closed and len(q.parts.spans) == 1 and q.parts.contains(content)


def _touching(quotations: Sequence[Quotation], starts: Sequence[int], content: SpanSet) -> list[Quotation]:
    """The quotations that a content shares a character with, the outer before the inner."""
    out: dict[int, Quotation] = {}
    for span in content:
        before = bisect_right(starts, span.start) - 1
        # Of those that began before, only the last one and its ancestors can still be open.
        at: int | None = before if before >= 0 else None
        chain: list[int] = []
        while at is not None:
            if quotations[at].span.end > span.start:
                chain.append(at)
            at = quotations[at].parent
        for n in [*reversed(chain), *range(before + 1, bisect_left(starts, span.end))]:
            out[n] = quotations[n]
    return list(out.values())


def _whole(text: str, content: SpanSet, q: Quotation) -> SpanSet:
    """`content`, with what it leaves out of a quotation that it means to hold."""
    spans = q.parts.spans
    low = bisect_right(spans, content.start, key=lambda s: s.end)
    high = bisect_left(spans, content.end, key=lambda s: s.start)
    grown, shared, hit = content, 0, False
    for part in spans[low:high]:
        here = SpanSet((part,))
        covered = content.common(here)
        shared += covered
        if not covered:
            continue
        if covered * 2 < len(part):
            continue
        missing = max((word_count(s.of(text)) for s in here.minus(content)), default=0)
        # Whole sentences of a paragraph may be left out where the quotation runs on over paragraphs.
        if missing <= _RAGGED or (len(spans) > 1 and covered * 5 >= len(part) * 4):
            grown = grown.union(here)
            hit = True
    if hit and 1 < len(spans) <= _LONG and shared * 10 >= len(content) * 7:
        grown = grown.union(q.parts)
    return grown


def _meets(taken: Sequence[tuple[int, int, int]], span: Span, but: int) -> bool:
    """Whether a span runs into the source, cue or content of another attribution."""
    for at in range(max(bisect_left(taken, (span.start, 0, 0)) - 4, 0), len(taken)):
        start, end, k = taken[at]
        if start >= span.end:
            return False
        if k != but and end > span.start:
            return True
    return False
