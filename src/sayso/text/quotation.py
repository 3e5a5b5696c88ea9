"""Quotation structure: which marks open, which close, and what stands inside what. Linear in the text.

Two passes. The first reads every paragraph by itself and notes which openers it leaves open and which
closers lack an opener. The second goes through the paragraphs in order with a stack of what is still
open, and uses these notes to tell a paragraph that goes on with a quotation from one that begins another.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from sayso.model import Span, SpanSet
from sayso.text.quotation_marks import Mark, marks_of

__all__ = ["Quotation", "inner", "quotations"]


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation, marks included.

    `span` goes from its first opener to its last closer, over paragraphs. `parts` has one span a paragraph,
    the white space between paragraphs left out; `inside` is the same without the quotation's own marks.
    `level` is 0 for the outermost. `mark` is `double`, `single` or `guillemet`. `closed` is False where the
    closer was healed. `parent` indexes the tuple that `quotations` returned.
    """

    span: Span
    parts: SpanSet
    inside: SpanSet
    level: int
    mark: str
    closed: bool
    parent: int | None


def inner(text: str, quotation: Quotation) -> SpanSet:
    """The parts of a quotation of `text` without its marks (each part's reopening mark, too), trimmed."""
    return SpanSet.of(trimmed for part in quotation.inside for trimmed in _trim(text, part.start, part.end))


def quotations(text: str, paragraphs: Sequence[Span]) -> tuple[Quotation, ...]:
    """Every quotation of a text, sorted by start, the outer before the inner."""
    marks = marks_of(text, paragraphs)
    notes: list[_Note] = []
    ahead: dict[str, _Ahead] = {}
    parser = _Parser(text)
    for at, paragraph in enumerate(paragraphs):
        if parser.stack and not notes:
            # Most texts close every quotation in its paragraph and need no notes.
            notes = [_note(text, p, m) for p, m in zip(paragraphs, marks, strict=True)]
            ahead = {kind: _ahead(notes, kind) for kind in "dgh"}
        reopeners = parser.carry_on(at, notes[at], ahead) if parser.stack else 0
        parser.read(paragraph, marks[at], reopeners)
    parser.settle(0)
    return parser.result()


# How deep marks may nest, and how many paragraphs without a reopening mark a quotation may run over. Both
# bound the work a mark can cause; real texts stay far below.
_DEPTH = 12
_BRIDGE = 8
_SOLID = re.compile(r"[^\s\"“”„‟'‘’‚«»‹›`]")
_AFTER_CLOSER = re.compile(r"[\s.,;:!?)\]*†\"“”'’»›]*$")
_NAMES = {"d": "double", "s": "single", "g": "guillemet", "h": "guillemet"}


@dataclass(slots=True)
class _Open:
    start: int
    kind: str
    glyph: str
    parent: int | None
    part: int
    inside: int
    shaky: bool
    parts: list[tuple[int, int]] = field(default_factory=list)
    insides: list[tuple[int, int]] = field(default_factory=list)
    end: int = 0
    closed: bool = False
    dropped: bool = False


@dataclass(slots=True)
class _Note:
    """What one paragraph, read by itself, leaves open and lacks; by kind."""

    leading: list[Mark] = field(default_factory=list)
    leading_open: list[bool] = field(default_factory=list)
    lone: dict[str, int] = field(default_factory=dict)
    lone_final: set[str] = field(default_factory=set)
    unclosed: set[str] = field(default_factory=set)


def _trim(text: str, start: int, end: int) -> list[tuple[int, int]]:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    right = len(piece.rstrip())
    return [(start + left, start + right)] if right > left else []


# ---------------------------------------------------------------- one paragraph by itself


def _note(text: str, paragraph: Span, marks: list[Mark]) -> _Note:
    note = _Note()
    if not marks:
        return note
    at = paragraph.start
    for mark in marks:
        if text[at : mark.at].strip() or (mark.lean == ")" and mark.glyph not in "”»’"):
            break
        note.leading.append(mark)
        at = mark.at + mark.width
    alone = _Parser(text)
    alone.read(paragraph, marks, 0)
    still = {o.start for o in alone.stack}
    note.leading_open = [m.at in still for m in note.leading]
    note.unclosed = {o.kind for o in alone.stack}
    for mark in alone.lone:
        note.lone[mark.kind] = note.lone.get(mark.kind, 0) + 1
        if _AFTER_CLOSER.match(text[mark.at + mark.width : min(paragraph.end, mark.at + 40)]) and (
            paragraph.end <= mark.at + 40
        ):
            note.lone_final.add(mark.kind)
    return note


class _Ahead(NamedTuple):
    """For every paragraph: the first at or after it that ends in a lone closer, and that leaves something
    open.
    """

    final: list[int]
    unclosed: list[int]

    def closes(self, at: int) -> bool:
        """Whether a closer that lacks its opener ends a paragraph soon, before anything else is left open."""
        return at < len(self.final) and self.final[at] - at < _BRIDGE and self.unclosed[at] >= self.final[at]


def _ahead(notes: list[_Note], kind: str) -> _Ahead:
    never = len(notes) + _BRIDGE
    final, unclosed = [never] * len(notes), [never] * len(notes)
    f = u = never
    for at in range(len(notes) - 1, -1, -1):
        f = at if kind in notes[at].lone_final else f
        u = at if kind in notes[at].unclosed else u
        final[at], unclosed[at] = f, u
    return _Ahead(final, unclosed)


# ---------------------------------------------------------------- the stack


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.stack: list[_Open] = []
        self.place: list[int] = []  # of the stack's members in `all`
        self.all: list[_Open] = []
        self.lone: list[Mark] = []
        self.paragraph: Span | None = None

    def carry_on(self, at: int, note: _Note, ahead: dict[str, _Ahead]) -> int:
        """Keep on the stack what goes on in paragraph `at`, heal the rest; how many leading marks only
        reopen.
        """
        reopeners = 0
        budget = dict(note.lone)
        for depth, quotation in enumerate(self.stack):
            kind = quotation.kind
            soon = ahead.get(kind)
            mark = note.leading[reopeners] if reopeners < len(note.leading) else None
            if mark is not None and mark.kind == kind:
                if not note.leading_open[reopeners] and (mark.glyph == '"') != (quotation.glyph == '"'):
                    # Another kind of mark, and closed again: "Block set off … “Speech,” she said.
                    self.settle(depth)
                    break
                same = sum(o.kind == kind for o in self.stack[depth:])
                bridged = soon is not None and soon.closes(at + 1)
                if note.leading_open[reopeners] or not (bridged or budget.get(kind, 0) >= same):
                    # Its closer, if it has one, now closes this quotation.
                    budget[kind] = budget.get(kind, 0) + (not note.leading_open[reopeners])
                    reopeners += 1
                budget[kind] = budget.get(kind, 0) - 1
            elif budget.get(kind, 0) > 0:
                budget[kind] -= 1
            elif depth or soon is None or not soon.closes(at + 1):
                self.settle(depth)
                break
        return reopeners

    def read(self, paragraph: Span, marks: list[Mark], reopeners: int) -> None:
        """Go through one paragraph; its first `reopeners` marks only repeat what is open."""
        self.paragraph = paragraph
        first = len(self.all)
        at = paragraph.start
        for depth, quotation in enumerate(self.stack):
            if depth < reopeners:
                quotation.part = marks[depth].at if depth else paragraph.start
                at = quotation.inside = marks[depth].at + marks[depth].width
            else:
                quotation.part = quotation.inside = at
        for mark in marks[reopeners:]:
            found = self._innermost(mark.kind)
            if self._decide(mark, found) == "(":
                if len(self.stack) < _DEPTH:
                    self._open(mark)
            elif found is not None:
                self.settle(found + 1, mark.at)
                self._close(mark.at, mark.at + mark.width, True)
            elif not (mark.kind == "s" and mark.weak):
                self.lone.append(mark)
                if not self.stack and len(self.all) == first and self._lost_opener(mark, paragraph):
                    self._open(Mark(paragraph.start, 0, mark.kind, mark.glyph, "(", False))
                    self._close(mark.at, mark.at + mark.width, True)
        for quotation in self.stack:
            quotation.parts.append((quotation.part, paragraph.end))
            quotation.insides.append((quotation.inside, paragraph.end))

    def settle(self, depth: int, at: int | None = None) -> None:
        """Heal what is open from `depth` on: before the mark at `at`, or at the end of the last paragraph
        read.
        """
        while len(self.stack) > depth:
            if at is None:
                quotation = self.stack.pop()
                self.place.pop()
                quotation.end = quotation.parts[-1][1]
                self._doubt(quotation)
            else:
                self._close(at, at, False)

    def result(self) -> tuple[Quotation, ...]:
        index: dict[int, int] = {}
        out: list[Quotation] = []
        for i, o in enumerate(self.all):
            if o.dropped:
                continue
            parts = [Span(*t) for part in o.parts for t in _trim(self.text, *part)]
            inside = [Span(*t) for a, b in o.insides if b > a for t in _trim(self.text, a, b)]
            if not parts or not inside:
                continue
            up = o.parent
            while up is not None and up not in index:
                up = self.all[up].parent
            parent = None if up is None else index[up]
            index[i] = len(out)
            level = 0 if parent is None else out[parent].level + 1
            span = Span(parts[0].start, parts[-1].end)
            whole, within = SpanSet(tuple(parts)), SpanSet(tuple(inside))
            out.append(Quotation(span, whole, within, level, _NAMES[o.kind], o.closed, parent))
        return tuple(out)

    def _innermost(self, kind: str) -> int | None:
        for depth in range(len(self.stack) - 1, -1, -1):
            if self.stack[depth].kind == kind:
                return depth
            if kind == "s":
                return None  # an apostrophe never ends the double marks inside which it stands
        return None

    def _decide(self, mark: Mark, depth: int | None) -> str:
        """( or ): the mark's lean, mended by what is open."""
        if mark.lean in "()":
            glyph = None if depth is None else self.stack[depth].glyph
            if mark.lean == "(" and (glyph, mark.glyph) in (("„", "“"), ("‚", "‘")) and depth is not None:
                after = self.text[mark.at + 1 : mark.at + 2]
                return "(" if after.isalnum() else ")"
            return mark.lean
        if mark.lean == "c" or mark.lean == "|":
            return ")" if depth is not None or mark.lean == "c" else "("
        return "(" if depth is None else ")"  # o: a closing shape where an opener is due

    def _open(self, mark: Mark) -> None:
        parent = self.place[-1] if self.place else None
        shaky = (mark.kind == "s" and mark.glyph not in "‘‚") or mark.lean == "|"
        self.place.append(len(self.all))
        inside = mark.at + mark.width
        quotation = _Open(mark.at, mark.kind, mark.glyph, parent, mark.at, inside, shaky)
        self.all.append(quotation)
        self.stack.append(quotation)

    def _close(self, inside: int, end: int, closed: bool) -> None:
        quotation = self.stack.pop()
        self.place.pop()
        if inside == end:
            while end > quotation.part and self.text[end - 1].isspace():
                end -= 1
            inside = end
        quotation.parts.append((quotation.part, end))
        quotation.insides.append((quotation.inside, inside))
        quotation.end, quotation.closed = end, closed
        if not closed:
            self._doubt(quotation)
        elif not _SOLID.search(self.text, quotation.start, end):
            quotation.dropped = True

    def _doubt(self, quotation: _Open) -> None:
        """Drop a mark without a closer that was likely none."""
        if quotation.shaky and len(quotation.parts) < 2:
            quotation.dropped = True

    def _lost_opener(self, mark: Mark, paragraph: Span) -> bool:
        """Whether a closer without an opener ends a quotation that began with the paragraph (a lost drop
        cap).
        """
        if mark.glyph not in ("”", "»", "''", "’’") or mark.at <= paragraph.start:
            return False
        after = self.text[mark.at + mark.width : mark.at + mark.width + 2]
        return self.text[mark.at - 1] in ",!?" and mark.at + 3 < paragraph.end and after[:1].isspace()
