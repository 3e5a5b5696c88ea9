"""Who each quotation of a document is laid to, by the words around it, and which of them say one thing."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from sayso.attribute.introduction import introduction
from sayso.attribute.speech import Laid, laid_after, laid_before, participle_before, speaker
from sayso.attribute.vocabulary import word_count
from sayso.model import Document, Span
from sayso.text.paragraph import sentence_starts
from sayso.text.quotation import Quotation

__all__ = ["Page", "Reading"]

_WORDS = re.compile(r"[^\W\d_][\w’'-]*")
_SENTENCE = 1200  # characters of a sentence before a quotation that are looked at


class Reading(NamedTuple):
    """One quotation that the grammar laid to somebody."""

    members: tuple[int, ...]
    laid: Laid | None
    rule: str


class Piece(NamedTuple):
    """What of one quotation stands in one paragraph."""

    quotation: int
    start: int
    end: int
    first: bool
    last: bool


class Page:
    """A document's quotations with the words around them, read once."""

    def __init__(self, document: Document, quotations: Sequence[Quotation]) -> None:
        self.document = document
        self.text = document.text
        self.quotations = quotations
        self.paragraphs = document.paragraphs
        self.starts = [p.start for p in self.paragraphs]
        self.root: list[int] = []
        rows: dict[tuple[int, int], list[Piece]] = {}
        for i, q in enumerate(quotations):
            self.root.append(i if q.parent is None else self.root[q.parent])
            last = len(q.parts.spans) - 1
            for n, part in enumerate(q.parts):
                key = (-1 if q.parent is None else q.parent, self.paragraph_at(part.start))
                rows.setdefault(key, []).append(Piece(i, part.start, part.end, n == 0, n == last))
        self.rows = rows
        self.laid: dict[int, Laid] = {}
        self.leads: dict[int, Span] = {}
        self._lay()

    def paragraph_at(self, at: int) -> int:
        return max(0, bisect_right(self.starts, at) - 1)

    def paragraphs_in(self, span: Span) -> Sequence[Span]:
        return self.paragraphs[self.paragraph_at(span.start) : self.paragraph_at(span.end - 1) + 1]

    def _bounds(self, parent: int, paragraph: int) -> Span:
        whole = self.paragraphs[paragraph]
        if parent < 0:
            return whole
        spans = self.quotations[parent].inside.spans
        at = bisect_right(spans, whole.start, key=lambda s: s.end)
        return spans[min(at, len(spans) - 1)]

    def _lay(self) -> None:
        for (parent, paragraph), row in self.rows.items():
            bounds = self._bounds(parent, paragraph)
            for k, piece in enumerate(row):
                left = row[k - 1].end if k else min(bounds.start, piece.start)
                right = row[k + 1].start if k + 1 < len(row) else max(bounds.end, piece.end)
                laid = self._after(left, piece, right)
                if laid is None and piece.first and piece.start > left:
                    laid = self._before(left, piece)
                    if laid is None and k:
                        laid = self._adding(row[k - 1], piece, bounds.start)
                if laid is not None:
                    self.laid[piece.quotation] = laid

    def _after(self, left: int, piece: Piece, right: int) -> Laid | None:
        """What stands behind a quotation, up to `right`, and lays it to somebody."""
        if not (piece.last and self._attaches(piece, right)):
            return None
        laid = laid_after(self.text, piece.end, right)
        return laid if laid is None or self._opens_sentence(left, piece) else self._clause(left, piece, laid)

    def _adding(self, previous: Piece, piece: Piece, left: int) -> Laid | None:
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

    def _clause(self, left: int, piece: Piece, laid: Laid) -> Laid | None:
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

    def _attaches(self, piece: Piece, right: int) -> bool:
        """Whether the sentence goes on after the closing mark."""
        text, end = self.text, piece.end
        inside = text[piece.start : end].rstrip("\"”’'»›“‘« ")[-1:]
        after = text[end : min(right, end + 40)].lstrip()
        if not after:
            return False
        if after[0] == "," or inside in ",?!—–-" or after[0] in "—–-―":
            return True
        return after[0].islower() or (inside.isalnum() and after[:1].isalpha())

    def _opens_sentence(self, left: int, piece: Piece) -> bool:
        """Whether a quotation begins where a sentence or a clause does."""
        head = self.text[left : piece.start].rstrip()
        return not head or head[-1] in ".!?:,;—–-…\"”’'"

    def _before(self, left: int, piece: Piece) -> Laid | None:
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

    def readings(self) -> list[Reading]:
        """Every quotation, alone or with those that carry on what it says, and who it is laid to."""
        out: list[Reading] = []
        used: set[int] = set()
        for (parent, paragraph), row in self.rows.items():
            for k, piece in enumerate(row):
                laid = self.laid.get(piece.quotation)
                if laid is None or not piece.last or piece.quotation in used:
                    continue
                members, last = self._members(row, k, laid, used)
                used.update(members)
                further = self._next_paragraph(parent, paragraph, row, last, laid)
                if further is not None and further not in used:
                    members.append(further)
                    used.add(further)
                out.append(Reading(tuple(members), laid, laid.rule))
        for i, q in enumerate(self.quotations):
            if i not in used and q.level == 0:
                reading = self._unlaid(i, q)
                if reading is not None:
                    out.append(reading)
        return out

    def _members(self, row: list[Piece], k: int, laid: Laid, used: set[int]) -> tuple[list[int], Piece]:
        """The quotations of a row that say one thing with the `k`th, laid to somebody, and the last of them."""
        first = last = k
        if laid.source is not None and laid.end >= row[k].end:
            while last + 1 < len(row) and self._joins(row[last], laid, row[last + 1]):
                last += 1
        while first and row[first - 1].quotation not in used and self._adjacent(row[first - 1], row[first]):
            first -= 1
        return [piece.quotation for piece in row[first : last + 1]], row[last]

    def _next_paragraph(self, parent: int, paragraph: int, row: list[Piece], piece: Piece, laid: Laid) -> int | None:
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

    def _adjacent(self, piece: Piece, following: Piece) -> bool:
        return not self.text[piece.end : following.start].strip()

    def _joins(self, piece: Piece, laid: Laid, following: Piece) -> bool:
        """Whether a quotation goes on saying what the one before it says: "…," she said. "…"."""
        if not following.first:
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

    def _unlaid(self, i: int, q: Quotation) -> Reading | None:
        """A quotation without a speaker in its own paragraph."""
        if self.alone(q):
            _, source, cue = self.intro(q.span.start)
            if source is not None and cue is not None:
                return Reading((i,), Laid(source, cue, "introduced", cue.end), "introduced")
            byline = self._byline(q)
            if byline is not None:
                return Reading((i,), byline, "byline")
        words = q.inside.text(self.text)
        source = self._spoken_before(q) if _speech_like(words) else None
        if source is not None:
            return Reading((i,), Laid(source, None, "same-speaker", q.span.end), "same-speaker")
        if word_count(words) >= 5 and _speech_like(words):
            return Reading((i,), None, "no-speaker")
        return None

    def _spoken_before(self, q: Quotation) -> Span | None:
        """Whose words the sentence before a quotation reports, where the quotation follows as a sentence of
        its own.
        """
        at = self.paragraph_at(q.span.start)
        paragraph = self.paragraphs[at]
        if q.span.start == paragraph.start:
            return None
        start = max(paragraph.start, q.span.start - _SENTENCE)
        head = self.text[start : q.span.start].rstrip()
        if not head or head[-1] not in ".!?\"”'’":
            return None
        end = start + len(head)
        start = sentence_starts(self.text, Span(start, end))[-1]
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


def _speech_like(words: str) -> bool:
    """Whether quoted words read like a sentence, and not like a title or a term."""
    letters = _WORDS.findall(words)
    if not letters or not letters[0][0].isupper():
        return False
    lower = sum(w[0].islower() for w in letters)
    return lower * 2 >= len(letters) and words.rstrip()[-1] in ".,?!…—–-\"”’'"
