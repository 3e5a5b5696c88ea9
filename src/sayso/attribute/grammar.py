"""What the quotation grammar adds to, and mends in, what the neural network found. Linear in the text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sayso.attribute.found import Found
from sayso.attribute.laying import Page, Reading
from sayso.attribute.mending import mend
from sayso.model import Document, Span, SpanSet
from sayso.text.paragraph import sentence_starts
from sayso.text.quotation import Quotation, inner

__all__ = ["PRECISION", "Block", "blocks", "complete"]

# Share of what a rule finds, with nothing else found, that PolNeAR's annotators marked too (content and
# source each with an IoU of at least 0.5): `bench/quotations.py`, train. `no-speaker`: content alone.
PRECISION = {
    "x-said": 0.94,
    "said-x": 0.86,
    "x-said-comma": 0.86,
    "x-said-colon": 0.87,
    "x-said-bare": 0.75,
    "adding": 0.69,
    "according-to": 0.60,
    "clause-x-said": 0.63,
    "clause-said-x": 0.71,
    "clause-according-to": 0.83,
    "same-speaker": 0.65,
    "byline": 0.86,
    "transcript": 0.84,
    "colon": 0.82,
    "introduced": 0.78,
    # Six in ten of these contents are marked, but nearly always with a source, which this rule has not found.
    "no-speaker": 0.3,
}


@dataclass(frozen=True, slots=True)
class Block:
    """A quotation of its own paragraphs, or one that runs over paragraphs.

    `content` has its marks, `inner` has not; `intro` is the sentence that introduces it; `source` and `cue`
    are what that sentence (or the words after the quotation) lays it to.
    """

    content: SpanSet
    inner: SpanSet
    intro: Span | None
    source: SpanSet | None
    cue: SpanSet | None


def _without_bylines(found: Sequence[Found], candidates: Sequence[Found]) -> list[Found]:
    """The found attributions, less the quotations that a byline of their own lays to somebody else.

    In a list of quotations, each with its name after a dash, the network runs one into the next.
    """
    bylines = [c for c in candidates if c.rule == "byline" and c.source is not None]
    if not bylines:
        return list(found)
    starts = [c.content.start for c in bylines]
    out = []
    for f in found:
        content: SpanSet = f.content
        for c in bylines[max(0, bisect_right(starts, f.content.start) - 1) : bisect_left(starts, f.content.end)]:
            if c.source is not None and not (f.source is not None and f.source.overlaps(c.source)):
                content = content.minus(c.content).minus(c.source)
        if content == f.content:
            out.append(f)
        elif len(content) * 2 > len(f.content):
            out.append(replace(f, content=content))
    return out


def blocks(document: Document, quotations: Sequence[Quotation]) -> list[Block]:
    """The block quotations of a document, in order: marked so by the page, or by their quotation marks."""
    page = Page(document, quotations)
    out = [block for span in document.blocks if (block := _marked_up(page, span)) is not None]
    taken = SpanSet.of(span for block in out for span in block.content)
    for i, quotation in enumerate(quotations):
        if quotation.level or _within(taken, quotation.span):
            continue
        block = _block(page, i, quotation)
        if block is not None:
            out.append(block)
    return sorted(out, key=lambda b: b.content.start)


def _marked_up(page: Page, span: Span) -> Block | None:
    """A block that the page itself marks as a quotation."""
    spans = [(max(p.start, span.start), min(p.end, span.end)) for p in page.paragraphs_in(span) if p.overlaps(span)]
    if not spans:
        return None
    content = SpanSet.of(spans)
    bare = content
    low = bisect_left(page.quotations, content.start, key=lambda q: q.span.start)
    for q in page.quotations[low : low + 1]:
        if q.level == 0 and content.contains(q.parts) and len(content) - len(q.parts) <= 3:
            bare = inner(page.text, q)
    intro, source, cue = page.intro(content.start)
    return Block(content, bare, intro, _set(source), _set(cue))


def _block(page: Page, i: int, q: Quotation) -> Block | None:
    """A quotation over paragraphs, or one that is all of its paragraph and is introduced."""
    many = len(q.parts.spans) > 1
    laid = page.laid.get(i)
    first = page.paragraphs[page.paragraph_at(q.span.start)]
    intro: Span | None = None
    source = cue = None
    if q.span.start == first.start:
        if many or page.alone(q):
            intro, source, cue = page.intro(q.span.start)
    elif many:
        start = sentence_starts(page.text, Span(first.start, q.span.start))[-1]
        intro = _stripped(page.text, start, q.span.start)
    if not many and intro is None:
        return None
    if laid is not None and source is None:
        source, cue = laid.source, laid.cue
    return Block(q.parts, inner(page.text, q), intro, _set(source), _set(cue))


def _candidate(page: Page, reading: Reading) -> Found | None:
    """What the grammar makes of a reading; None where who says it stands inside of it."""
    spans = [s for m in reading.members for s in page.quotations[m].parts]
    spans += [page.leads[m] for m in reading.members if m in page.leads]
    content = SpanSet.of(spans)
    first = page.quotations[reading.members[0]]
    within = None if first.level == 0 else page.quotations[page.root[reading.members[0]]].parts
    laid = reading.laid
    source = None if laid is None else _set(laid.source)
    cue = None if laid is None else _set(laid.cue)
    if (source is not None and source.overlaps(content)) or (cue is not None and cue.overlaps(content)):
        return None
    return Found(content, PRECISION[reading.rule], source, cue, "grammar", reading.rule, (), within)


def _within(taken: SpanSet, span: Span) -> bool:
    at = bisect_right(taken.spans, span.start, key=lambda s: s.end)
    return at < len(taken.spans) and taken.spans[at].start < span.end


def complete(document: Document, quotations: Sequence[Quotation], found: Sequence[Found]) -> list[Found]:
    """The found attributions, their ragged quotations made whole, and those that the grammar alone sees; by
    start.

    A network's candidate stays unless a rule knows its extent better; nothing is added that overlaps one
    much.
    """
    page = Page(document, quotations)
    candidates = [c for reading in page.readings() if (c := _candidate(page, reading)) is not None]
    kept = _Kept(mend(document.text, quotations, _without_bylines(found, candidates)))
    for candidate in candidates:
        kept.add(candidate)
    return sorted(kept.all, key=lambda f: (f.content.start, -f.content.end))


def _common(a: SpanSet, b: SpanSet) -> int:
    """How many code points both cover, without looking at what of the longer one stands elsewhere."""
    if len(a.spans) < len(b.spans):
        a, b = b, a
    low = bisect_right(a.spans, b.start, key=lambda s: s.end)
    high = bisect_left(a.spans, b.end, key=lambda s: s.start)
    return SpanSet(a.spans[low:high]).common(b)


class _Kept:
    """Attributions by where they stand, so that what a new one overlaps is found without looking at all."""

    _CELL = 1000  # characters

    def __init__(self, found: Sequence[Found]) -> None:
        self.all = list(found)
        self._cells: dict[int, list[tuple[Found, int]]] = {}
        for f in found:
            self._place(f)

    def add(self, candidate: Found) -> None:
        """Keep `candidate` too, unless another one has much of its content."""
        size = len(candidate.content)
        for cell in self._cells_of(candidate.content):
            for other, length in self._cells.get(cell, ()):
                common = _common(other.content, candidate.content)
                if candidate.within is not None and other.within is None:
                    # It stands inside that one, as nested attributions do, unless it is the same thing.
                    crowded = common * 2 > length
                else:
                    crowded = common * 5 > size
                if crowded:
                    return
        self.all.append(candidate)
        self._place(candidate)

    def _place(self, f: Found) -> None:
        length = len(f.content)
        for cell in self._cells_of(f.content):
            self._cells.setdefault(cell, []).append((f, length))

    def _cells_of(self, content: SpanSet) -> set[int]:
        return {c for s in content for c in range(s.start // self._CELL, (s.end - 1) // self._CELL + 1)}


def _set(span: Span | None) -> SpanSet | None:
    return None if span is None else SpanSet((span,))


def _stripped(text: str, start: int, end: int) -> Span | None:
    end = start + len(text[start:end].rstrip())
    return Span(start, end) if end > start else None
