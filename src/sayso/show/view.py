"""What there is to show of an article, ready to print: one value that the terminal and the page both render.

All texts in a view are `visible`: they may be written to a screen as they are (and escaped as the medium
needs).
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from sayso.model import Article, Attribution, Document, Form, Span
from sayso.show.card import Card, Check, card_of
from sayso.show.notes import Cast, Note, line, notes_of
from sayso.show.safe import link, one_line, visible

__all__ = ["ArticleView", "Block", "Part", "Segment", "view"]


@dataclass(frozen=True, slots=True)
class Part:
    """The role that a segment's words play in one attribution: `source`, `cue` or `content`."""

    note: Note
    role: str


@dataclass(frozen=True, slots=True)
class Segment:
    """Words that all belong to the same attributions.

    `parts` are ordered from the outermost content inwards, then sources and cues. `begins` are the
    attributions whose content begins with this segment. `rests` are the keys of the findings and touches that rest
    on these words, and `anchors` the places of theirs that begin here. `start` and `end` are their offsets.
    """

    text: str
    parts: tuple[Part, ...]
    begins: tuple[Note, ...]
    rests: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph: `kind` is `headline`, `paragraph` or `quotation`; `notes` are those whose content begins
    here.

    A content without a visible character begins nowhere, and its note stands in `ArticleView.notes` alone.
    """

    kind: str
    segments: tuple[Segment, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article ready to show: its head, its text in blocks of segments, and its notes in reading order.

    `title` is None only where neither the record nor the text has one. `furniture` is the text of every piece
    set aside, by kind. `made_by` names the components, versions and weights.
    """

    title: str | None
    outlet: str | None
    author: str | None
    published: str | None
    language: str | None
    url: str | None
    link: str | None
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...]
    furniture: tuple[tuple[str, tuple[str, ...]], ...]
    remarks: tuple[str, ...]
    made_by: tuple[str, ...]
    check: Check | None = None
    card: Card | None = None

    @property
    def summary(self) -> tuple[str, ...]:
        """The counts that head an article: attributions, by form, without a source, weak."""
        if not self.notes:
            return ("nobody is said to say anything",)
        forms = Counter(n.form for n in self.notes)
        many = len(self.notes)
        out = [f"{many} attribution{'s' * (many != 1)}"]
        out += [f"{forms[form]} {form}" for form in Form if forms[form]]
        if unnamed := sum(n.source is None for n in self.notes):
            out.append(f"{unnamed} with nobody named")
        if weak := sum(n.weak for n in self.notes):
            out.append(f"{weak} unsure (?)")
        return tuple(out)

    @property
    def aside(self) -> str:
        """What was set aside, counted by kind; empty where nothing was."""
        return ", ".join(f"{len(texts)} {kind}" for kind, texts in self.furniture)


def view(article: Article, resting: Sequence[tuple[str, Span, str]] = ()) -> ArticleView:
    """Everything there is to show of an article.

    `resting` are words on which something outside the article rests: its key, the words, and the anchor they get.
    """
    document = article.document
    paragraphs = _blocks(document)
    cast = Cast(article.entities)
    notes, touched = notes_of(article, cast)
    check, card, found = card_of(article, {a.id: note for a, note in notes}, cast)
    title = document.headline.of(document.text) if document.headline else document.title
    furniture: dict[str, list[str]] = {}
    for piece in document.furniture:
        furniture.setdefault(one_line(piece.kind), []).append(visible(piece.text))
    return ArticleView(
        title=line(title),
        outlet=line(document.outlet),
        author=line(document.author),
        published=line(document.published),
        language=line(document.language),
        url=line(document.url),
        link=link(document.url),
        blocks=_cut(document, paragraphs, notes, [*touched, *found, *resting]),
        notes=tuple(note for _, note in notes),
        furniture=tuple((kind, tuple(texts)) for kind, texts in furniture.items()),
        remarks=tuple(one_line(note) for note in document.notes),
        made_by=tuple(dict.fromkeys(map(_computation, article.attributions))),
        check=check,
        card=card,
    )


def _computation(a: Attribution) -> str:
    made = a.made_by
    return one_line(f"{made.component} {made.version}" + (f" ({made.model})" if made.model else ""))


def _blocks(document: Document) -> list[tuple[str, Span]]:
    """The paragraphs with their kinds; words outside every paragraph make one of their own, so none is ever
    lost.
    """
    text, spans, at = document.text, list[Span](), 0
    for paragraph in [*sorted(document.paragraphs), None]:
        end = paragraph.start if paragraph else len(text)
        if text[at:end].strip():
            spans.append(Span(at, end))
        if paragraph:
            start, at = max(at, paragraph.start), max(at, min(paragraph.end, len(text)))
            if start < at:
                spans.append(Span(start, at))

    def kind(span: Span) -> str:
        if document.headline and document.headline.overlaps(span):
            return "headline"
        return "quotation" if any(b.contains(span) for b in document.blocks) else "paragraph"

    return [(kind(span), span) for span in spans]


def _cut(
    document: Document,
    blocks: list[tuple[str, Span]],
    notes: list[tuple[Attribution, Note]],
    resting: Sequence[tuple[str, Span, str]],
) -> tuple[Block, ...]:
    """The text cut at every boundary of a block or a span: one sweep, linear in text, spans and what they
    share.
    """
    order = {"content": 0, "source": 1, "cue": 2}
    place = {note.key: n for n, (_, note) in enumerate(notes)}
    opens: dict[int, list[tuple[tuple[int, int], Part]]] = {}
    closes: dict[int, list[Part]] = {}
    size = len(document.text)
    for a, note in notes:
        for passage, role in ((a.content, "content"), (a.source, "source"), (a.cue, "cue")):
            for span in passage.spans if passage else ():
                start, end = min(span.start, size), min(span.end, size)
                if start < end:
                    part = Part(note, role)
                    opens.setdefault(start, []).append(((order[role], -note.lane), part))
                    closes.setdefault(end, []).append(part)
    rests, anchors = _rests(resting, size)
    edges = sorted({*opens, *closes, *rests, *(e for _, s in blocks for e in (s.start, s.end))})
    active: list[tuple[tuple[int, int], Part]] = []
    pieces: dict[int, tuple[int, tuple[Part, ...], tuple[str, ...]]] = {}
    under: tuple[str, ...] = ()
    for here, after in pairwise(edges):
        ended = closes.get(here, [])
        active = [(key, part) for key, part in active if not any(part is e for e in ended)]
        active += opens.get(here, [])
        active.sort(key=lambda pair: pair[0])
        under = rests.get(here, under)
        pieces[here] = (after, tuple(part for _, part in active), under)
    out = []
    begun: set[str] = set()
    for kind, block in blocks:
        segments = []
        at = block.start
        while at < block.end:
            after, parts, keys = pieces[at]
            if text := visible(document.text[at:after]):
                fresh = tuple(p.note for p in parts if p.role == "content" and p.note.key not in begun)
                begun.update(note.key for note in fresh)
                segments.append(Segment(text, parts, fresh, keys, _due(anchors, after), at, after))
            at = after
        if segments:
            notes_here = sorted((n for s in segments for n in s.begins), key=lambda n: place[n.key])
            out.append(Block(kind, tuple(segments), tuple(notes_here)))
    return tuple(out)


def _rests(
    resting: Sequence[tuple[str, Span, str]], size: int
) -> tuple[dict[int, tuple[str, ...]], deque[tuple[int, str]]]:
    """Where the keys change that words rest under, each with those from there on; and the anchors in the order of
    their places.
    """
    starts: dict[int, list[str]] = {}
    ends: dict[int, list[str]] = {}
    for key, span, _ in resting:
        starts.setdefault(min(span.start, size), []).append(key)
        ends.setdefault(min(span.end, size), []).append(key)
    out: dict[int, tuple[str, ...]] = {}
    open_now: Counter[str] = Counter()
    for edge in sorted({*starts, *ends}):
        open_now.subtract(ends.get(edge, ()))
        open_now.update(starts.get(edge, ()))
        open_now += Counter()
        out[edge] = tuple(open_now)
    return out, deque(sorted((span.start, anchor) for _, span, anchor in resting))


def _due(anchors: deque[tuple[int, str]], end: int) -> tuple[str, ...]:
    """The anchors whose place is before the end of the words at hand, taken from the queue."""
    due = []
    while anchors and anchors[0][0] < end:
        due.append(anchors.popleft()[1])
    return tuple(due)
