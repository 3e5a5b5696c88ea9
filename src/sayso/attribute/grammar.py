"""What the quotation grammar adds to, and mends in, what the neural network found. Linear in the text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from sayso.attribute.found import Found
from sayso.attribute.introduction import introduction
from sayso.attribute.mending import mend
from sayso.attribute.speech import Laid, laid_after, laid_before, participle_before, speaker
from sayso.attribute.vocabulary import word_count
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


class _Reading(NamedTuple):
    """One quotation that the grammar laid to somebody."""

    members: tuple[int, ...]
    laid: Laid | None
    rule: str


def blocks(document: Document, quotations: Sequence[Quotation]) -> list[Block]:
    """The block quotations of a document, in order: marked so by the page, or by their quotation marks."""
    page = _Page(document, quotations)
    out = [block for span in document.blocks if (block := page.marked_up(span)) is not None]
    taken = SpanSet.of(span for block in out for span in block.content)
    for i, quotation in enumerate(quotations):
        if quotation.level or _within(taken, quotation.span):
            continue
        block = page.block(i, quotation)
        if block is not None:
            out.append(block)
    return sorted(out, key=lambda b: b.content.start)


def _within(taken: SpanSet, span: Span) -> bool:
    at = bisect_right(taken.spans, span.start, key=lambda s: s.end)
    return at < len(taken.spans) and taken.spans[at].start < span.end


def complete(document: Document, quotations: Sequence[Quotation], found: Sequence[Found]) -> list[Found]:
    """The found attributions, their ragged quotations made whole, and those that the grammar alone sees; by
    start.

    A network's candidate stays unless a rule knows its extent better; nothing is added that overlaps one
    much.
    """
    page = _Page(document, quotations)
    readings = page.readings()
    candidates = [c for c in map(page.candidate, readings) if c is not None]
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


class _Piece(NamedTuple):
    """What of one quotation stands in one paragraph."""

    quotation: int
    start: int
    end: int
    first: bool
    last: bool


class _Page:
    """A document's quotations with the words around them, read once."""

    def __init__(self, document: Document, quotations: Sequence[Quotation]) -> None:
        self.document = document
        self.text = document.text
        self.quotations = quotations
        self.paragraphs = document.paragraphs
        self.starts = [p.start for p in self.paragraphs]
        self.root: list[int] = []
        rows: dict[tuple[int, int], list[_Piece]] = {}
        for i, q in enumerate(quotations):
            self.root.append(i if q.parent is None else self.root[q.parent])
            last = len(q.parts.spans) - 1
            for n, part in enumerate(q.parts):
                key = (-1 if q.parent is None else q.parent, self.paragraph_at(part.start))
                rows.setdefault(key, []).append(_Piece(i, part.start, part.end, n == 0, n == last))
        self.rows = rows
        self.laid: dict[int, Laid] = {}
        self.leads: dict[int, Span] = {}
        self._lay()

    def paragraph_at(self, at: int) -> int:
        return max(0, bisect_right(self.starts, at) - 1)

    # -------------------------------------------------------- who each quotation is laid to

    def _bounds(self, parent: int, paragraph: int) -> Span:
        whole = self.paragraphs[paragraph]
        if parent < 0:
            return whole
        spans = self.quotations[parent].inside.spans
        at = bisect_right(spans, whole.start, key=lambda s: s.end)
        return spans[min(at, len(spans) - 1)]

    def _lay(self) -> None:
        text = self.text
        for (parent, paragraph), row in self.rows.items():
            bounds = self._bounds(parent, paragraph)
            for k, piece in enumerate(row):
                left = row[k - 1].end if k else min(bounds.start, piece.start)
                right = row[k + 1].start if k + 1 < len(row) else max(bounds.end, piece.end)
                laid = None
                if piece.last and self._attaches(piece, right):
                    laid = laid_after(text, piece.end, right)
                    if laid is not None and not self._opens_sentence(left, piece):
                        laid = self._clause(left, piece, laid)
                if laid is None and piece.first and piece.start > left:
                    laid = self._before(left, piece)
                    if laid is None and k:
                        laid = self._adding(row[k - 1], piece, bounds.start)
                if laid is not None:
                    self.laid[piece.quotation] = laid

    def _adding(self, previous: _Piece, piece: _Piece, left: int) -> Laid | None:
        """She said "…", adding, "…": the second has the first one's speaker."""
        cue = participle_before(self.text, previous.end, piece.start)
        if cue is None:
            return None
        laid = self.laid.get(previous.quotation)
        source = None if laid is None else laid.source
        if source is None and previous.start > left:
            start = sentence_starts(self.text, Span(left, previous.start))[-1]
            source = speaker(self.text, start, previous.start)
        return None if source is None else Laid(source, cue, "adding", piece.start)

    def _clause(self, left: int, piece: _Piece, laid: Laid) -> Laid | None:
        """The same for a quotation that ends a longer clause: It was "a mistake," she said."""
        if self.text[piece.end - 2 : piece.end - 1] != "," and self.text[piece.end : piece.end + 1] != ",":
            return None
        start = sentence_starts(self.text, Span(left, piece.start))[-1]
        while start < piece.start and not self.text[start].isalnum():
            start += 1
        if (
            left
            and start - left < 2
            and self.text[left - 1] not in "\n"
            and left != self.paragraphs[self.paragraph_at(left)].start
        ):
            return None
        if start >= piece.start or laid_before(self.text, start, piece.start) is not None:
            return None
        if laid.rule == "byline":
            return None
        self.leads[piece.quotation] = Span(start, piece.start)
        return laid._replace(rule="clause-" + laid.rule)

    def _attaches(self, piece: _Piece, right: int) -> bool:
        """Whether the sentence goes on after the closing mark."""
        text, end = self.text, piece.end
        inside = text[piece.start : end].rstrip("\"”’'»›“‘« ")[-1:]
        after = text[end : min(right, end + 40)].lstrip()
        if not after:
            return False
        if after[0] == "," or inside in ",?!—–-" or after[0] in "—–-―":
            return True
        return after[0].islower() or (inside.isalnum() and after[:1].isalpha())

    def _opens_sentence(self, left: int, piece: _Piece) -> bool:
        """Whether a quotation begins where a sentence or a clause does."""
        head = self.text[left : piece.start].rstrip()
        return not head or head[-1] in ".!?:,;—–-…\"”’'"

    def _before(self, left: int, piece: _Piece) -> Laid | None:
        text = self.text
        head = text[left : piece.start].rstrip()
        if not head or head[-1] in ".!?;)":
            return None
        if head[-1] not in ",:—–" and word_count(text[piece.start : piece.end]) < 4:
            return None
        first = _WORDS.search(text, piece.start, piece.end)
        opening = first.group()[0] if first is not None else " "
        if head[-1] not in ",:—–" and not opening.isupper():
            return None
        start = sentence_starts(text, Span(left, piece.start))[-1]
        laid = laid_before(text, start, piece.start)
        if laid is None or laid.source is None:
            return laid
        if opening.islower() and laid.source.start > start + 4 and laid.rule == "x-said-comma":
            return None  # "The club, she said, "is …": the clause before belongs to it
        return laid

    # -------------------------------------------------------- readings

    def readings(self) -> list[_Reading]:
        """Every quotation, alone or with those that carry on what it says, and who it is laid to."""
        out: list[_Reading] = []
        used: set[int] = set()
        for (parent, paragraph), row in self.rows.items():
            for k, piece in enumerate(row):
                i = piece.quotation
                if i in used or not piece.last:
                    continue
                laid = self.laid.get(i)
                if laid is None:
                    continue
                members = [i]
                used.add(i)
                if laid.source is not None and laid.end >= piece.end:
                    for n in range(k + 1, len(row)):
                        following = row[n]
                        if not self._joins(members[-1], piece, laid, following):
                            break
                        members.append(following.quotation)
                        used.add(following.quotation)
                        piece = following
                back = k - 1
                while back >= 0 and row[back].quotation not in used and self._adjacent(row[back], row[back + 1]):
                    members.insert(0, row[back].quotation)
                    used.add(row[back].quotation)
                    back -= 1
                further = self._next_paragraph(parent, paragraph, row, piece, laid)
                if further is not None and further not in used:
                    members.append(further)
                    used.add(further)
                out.append(_Reading(tuple(members), laid, laid.rule))
        for i, q in enumerate(self.quotations):
            if i not in used and q.level == 0:
                reading = self._unlaid(i, q)
                if reading is not None:
                    out.append(reading)
        return out

    def _next_paragraph(self, parent: int, paragraph: int, row: list[_Piece], piece: _Piece, laid: Laid) -> int | None:
        """The quotation that is all of the next paragraph, where this paragraph ends with its speaker."""
        after = self.rows.get((parent, paragraph + 1))
        if piece != row[-1] or after is None or len(after) > 1 or parent >= 0:
            return None
        end = self.paragraphs[paragraph].end
        if max(laid.end, piece.end) + 2 < end or (laid.source and laid.source.end > end):
            return None
        i = after[0].quotation
        q = self.quotations[i]
        if i in self.laid or not self.alone(q) or not _speech_like(q.inside.text(self.text)):
            return None
        return None if self.intro(q.span.start)[0] is not None or self._byline(q) is not None else i

    def _adjacent(self, piece: _Piece, following: _Piece) -> bool:
        return not self.text[piece.end : following.start].strip()

    def _joins(self, member: int, piece: _Piece, laid: Laid, following: _Piece) -> bool:
        """Whether a quotation goes on saying what the one before it says: "…," she said. "…"."""
        if not following.first or following.quotation == member:
            return False
        own = self.laid.get(following.quotation)
        if own is not None and (own.end > following.start or own.rule == "adding"):
            return False
        if self._adjacent(piece, following):
            return own is None
        if laid.end < piece.end:
            return False
        between = self.text[max(piece.end, min(laid.end, following.start)) : following.start]
        return not between.strip(" ,.:;—–-\t\xa0")

    def _unlaid(self, i: int, q: Quotation) -> _Reading | None:
        """A quotation without a speaker in its own paragraph."""
        if self.alone(q):
            _, source, cue = self.intro(q.span.start)
            if source is not None and cue is not None:
                return _Reading((i,), Laid(source, cue, "introduced", cue.end), "introduced")
            byline = self._byline(q)
            if byline is not None:
                return _Reading((i,), byline, "byline")
        words = q.inside.text(self.text)
        source = self._spoken_before(q) if _speech_like(words) else None
        if source is not None:
            return _Reading((i,), Laid(source, None, "same-speaker", q.span.end), "same-speaker")
        if word_count(words) >= 5 and _speech_like(words):
            return _Reading((i,), None, "no-speaker")
        return None

    def _spoken_before(self, q: Quotation) -> Span | None:
        """Whose words the sentence before a quotation reports, where the quotation follows as a sentence of
        its own.
        """
        at = self.paragraph_at(q.span.start)
        paragraph = self.paragraphs[at]
        if q.span.start == paragraph.start:
            return None
        end = q.span.start
        head = self.text[max(paragraph.start, end - 1200) : end].rstrip()
        if not head or head[-1] not in ".!?\"”'’":
            return None
        end = max(paragraph.start, end - 1200) + len(head)
        if end <= paragraph.start:
            return None
        start = sentence_starts(self.text, Span(max(paragraph.start, end - 1200), end))[-1]
        return speaker(self.text, start, end)

    def _byline(self, q: Quotation) -> Laid | None:
        """— Name, in the paragraph after a quotation's last."""
        at = self.paragraph_at(q.span.end - 1) + 1
        if at >= len(self.paragraphs):
            return None
        following = self.paragraphs[at]
        if self.text[following.start] not in "—–-―" or len(following) > 120:
            return None
        laid = laid_after(self.text, following.start, following.end)
        return laid if laid is not None and laid.rule == "byline" else None

    def alone(self, q: Quotation) -> bool:
        """Whether a quotation is all that stands in its paragraphs."""
        first = self.paragraphs[self.paragraph_at(q.span.start)]
        last = self.paragraphs[self.paragraph_at(q.span.end - 1)]
        return (
            q.span.start == first.start
            and not self.text[q.span.end : last.end].strip(" .,*†)")
            and last.end <= q.span.end + 8
        )

    def intro(self, at: int) -> tuple[Span | None, Span | None, Span | None]:
        """The sentence that introduces the paragraph at `at`, with its source and cue."""
        here = self.paragraph_at(at)
        if here == 0:
            return None, None, None
        before = self.paragraphs[here - 1]
        if before == self.document.headline:
            return None, None, None
        start = sentence_starts(self.text, before)[-1]
        opens, source, cue = introduction(self.text, start, before.end)
        return (Span(start, before.end), source, cue) if opens else (None, None, None)

    # -------------------------------------------------------- blocks

    def marked_up(self, span: Span) -> Block | None:
        spans = [
            (max(p.start, span.start), min(p.end, span.end)) for p in self._paragraphs_in(span) if p.overlaps(span)
        ]
        if not spans:
            return None
        content = SpanSet.of(spans)
        bare = content
        low = bisect_left(self.quotations, content.start, key=lambda q: q.span.start)
        for q in self.quotations[low : low + 1]:
            if q.level == 0 and content.contains(q.parts) and len(content) - len(q.parts) <= 3:
                bare = inner(self.text, q)
        intro, source, cue = self.intro(content.start)
        return Block(content, bare, intro, _set(source), _set(cue))

    def _paragraphs_in(self, span: Span) -> Sequence[Span]:
        return self.paragraphs[self.paragraph_at(span.start) : self.paragraph_at(span.end - 1) + 1]

    def block(self, i: int, q: Quotation) -> Block | None:
        many = len(q.parts.spans) > 1
        laid = self.laid.get(i)
        first = self.paragraphs[self.paragraph_at(q.span.start)]
        intro: Span | None = None
        source = cue = None
        if q.span.start == first.start:
            if many or self.alone(q):
                intro, source, cue = self.intro(q.span.start)
        elif many:
            start = sentence_starts(self.text, Span(first.start, q.span.start))[-1]
            intro = _stripped(self.text, start, q.span.start)
        if not many and intro is None:
            return None
        if laid is not None and source is None:
            source, cue = laid.source, laid.cue
        return Block(q.parts, inner(self.text, q), intro, _set(source), _set(cue))

    # -------------------------------------------------------- candidates and mending

    def candidate(self, reading: _Reading) -> Found | None:
        spans = [s for m in reading.members for s in self.quotations[m].parts]
        spans += [self.leads[m] for m in reading.members if m in self.leads]
        content = SpanSet.of(spans)
        first = self.quotations[reading.members[0]]
        within = None if first.level == 0 else self.quotations[self.root[reading.members[0]]].parts
        laid = reading.laid
        source = None if laid is None else _set(laid.source)
        cue = None if laid is None else _set(laid.cue)
        if (source is not None and source.overlaps(content)) or (cue is not None and cue.overlaps(content)):
            return None
        return Found(content, PRECISION[reading.rule], source, cue, "grammar", reading.rule, (), within)


def _set(span: Span | None) -> SpanSet | None:
    return None if span is None else SpanSet((span,))


def _stripped(text: str, start: int, end: int) -> Span | None:
    end = start + len(text[start:end].rstrip())
    return Span(start, end) if end > start else None


_WORDS = re.compile(r"[^\W\d_][\w’'-]*")


def _speech_like(words: str) -> bool:
    """Whether quoted words read like a sentence, and not like a title or a term."""
    letters = _WORDS.findall(words)
    if not letters or not letters[0][0].isupper():
        return False
    lower = sum(w[0].islower() for w in letters)
    return lower * 2 >= len(letters) and words.rstrip()[-1] in ".,?!…—–-\"”’'"
