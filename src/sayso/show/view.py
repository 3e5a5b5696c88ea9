"""What there is to show of an article, ready to print: one value that the terminal and the page both render.

All texts in a view are `visible`: they may be written to a screen as they are (and escaped as the medium
needs).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from sayso.model import Article, Attribution, Document, Form, Span
from sayso.show.safe import link, one_line, visible

__all__ = ["ArticleView", "Block", "Note", "Part", "Segment", "view"]

WEAK = 0.5
_LANES = 4


@dataclass(frozen=True, slots=True)
class Note:
    """One attribution as a row or a margin note.

    `key` is its anchor (`a3`), `number` what readers see of it, `depth` 0 for one that stands in no other's
    content. `lane` tells apart the underlines of contents that share words, 0 being closest to the words.
    """

    key: str
    number: str
    depth: int
    parent: str | None
    parent_number: str | None
    source: str | None
    cue: str | None
    content: str
    form: Form
    score: float
    figure: str
    sure: str
    weak: bool
    lane: int


@dataclass(frozen=True, slots=True)
class Part:
    """The role that a segment's words play in one attribution: `source`, `cue` or `content`."""

    note: Note
    role: str


@dataclass(frozen=True, slots=True)
class Segment:
    """Words that all belong to the same attributions.

    `parts` are ordered from the outermost content inwards, then sources and cues. `begins` are the
    attributions whose content begins with this segment.
    """

    text: str
    parts: tuple[Part, ...]
    begins: tuple[Note, ...]


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


def view(article: Article) -> ArticleView:
    """Everything there is to show of an article."""
    document = article.document
    paragraphs = _blocks(document)
    notes = _notes(article.attributions)
    title = document.headline.of(document.text) if document.headline else document.title
    furniture: dict[str, list[str]] = {}
    for piece in document.furniture:
        furniture.setdefault(one_line(piece.kind), []).append(visible(piece.text))
    by_id = {a.id: a for a in article.attributions}
    return ArticleView(
        title=_line(title),
        outlet=_line(document.outlet),
        author=_line(document.author),
        published=_line(document.published),
        language=_line(document.language),
        url=_line(document.url),
        link=link(document.url),
        blocks=_cut(document, paragraphs, [(by_id[i], note) for i, note in notes]),
        notes=tuple(note for _, note in notes),
        furniture=tuple((kind, tuple(texts)) for kind, texts in furniture.items()),
        remarks=tuple(one_line(note) for note in document.notes),
        made_by=tuple(dict.fromkeys(map(_computation, article.attributions))),
    )


def _line(text: str | None) -> str | None:
    return (one_line(text) or None) if text else None


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


def _notes(attributions: tuple[Attribution, ...]) -> list[tuple[str, Note]]:
    """The attributions as notes, each parent before what stands in it, with the id that each has."""
    known = {a.id: a for a in attributions}
    below: dict[str | None, list[Attribution]] = {}
    for a in attributions:
        below.setdefault(a.parent if a.parent in known and a.parent != a.id else None, []).append(a)
    # Ids that look like anchors stay anchors, so that `#a3` of the page is `a3` of the JSON.
    plain = all(i[:1] == "a" and i[1:].isascii() and i[1:].isdigit() for i in known)
    keys = {i: i if plain else f"a{n}" for n, i in enumerate(known, 1)}
    lanes = _lanes(attributions)
    out: list[tuple[str, Note]] = []
    done: set[str] = set()
    # Attributions that are each other's parents hang below no root: they follow as roots of their own.
    for root in [*below.get(None, ()), *attributions]:
        stack = [(root, 0)]
        while stack:
            a, depth = stack.pop()
            if a.id in done:
                continue
            done.add(a.id)
            parent = a.parent if depth else None
            out.append(
                (
                    a.id,
                    Note(
                        key=keys[a.id],
                        number=keys[a.id][1:],
                        depth=depth,
                        parent=keys[parent] if parent else None,
                        parent_number=keys[parent][1:] if parent else None,
                        source=_line(a.source.text) if a.source else None,
                        cue=_line(a.cue.text) if a.cue else None,
                        content=one_line(a.content.text),
                        form=a.form,
                        score=a.score,
                        figure=_figure(a.score),
                        sure=_sure(a.score),
                        weak=a.score < WEAK,
                        lane=lanes[a.id],
                    ),
                )
            )
            stack += [(child, depth + 1) for child in reversed(below.get(a.id, ()))]
    return out


def _figure(score: float) -> str:
    """A probability in hundredths, cut and not rounded: just below a half must not read as one half."""
    return f"{int(score * 100 + 1e-9) / 100:.2f}"


def _sure(score: float) -> str:
    """A probability in words that readers grade alike (after Kent's and Mosteller and Youtz's scales)."""
    for least, words in (
        (0.95, "almost certain"),
        (0.8, "very likely"),
        (0.65, "likely"),
        (WEAK, "about even"),
    ):
        if score >= least:
            return words
    return "unsure" if score >= 0.25 else "doubtful"


def _lanes(attributions: tuple[Attribution, ...]) -> dict[str, int]:
    """For every attribution the lowest underline that no content sharing words with it has: inner ones
    closest.
    """
    spans = sorted((s.start, -s.end, n) for n, a in enumerate(attributions) for s in a.content.spans)
    neighbours: dict[int, set[int]] = {n: set() for n in range(len(attributions))}
    active: list[tuple[int, int]] = []
    for start, minus_end, n in spans:
        active = [(end, m) for end, m in active if end > start]
        for _, m in active:
            if m != n:
                neighbours[n].add(m)
                neighbours[m].add(n)
        active.append((-minus_end, n))
    lanes: dict[int, int] = {}
    for n in sorted(neighbours, key=lambda n: len(attributions[n].content.spans)):
        taken = {lanes[m] for m in neighbours[n] if m in lanes}
        lanes[n] = next((lane for lane in range(_LANES) if lane not in taken), _LANES - 1)
    return {a.id: lanes[n] for n, a in enumerate(attributions)}


def _cut(
    document: Document, blocks: list[tuple[str, Span]], notes: list[tuple[Attribution, Note]]
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
    edges = sorted({*opens, *closes, *(e for _, s in blocks for e in (s.start, s.end))})
    active: list[tuple[tuple[int, int], Part]] = []
    pieces: dict[int, tuple[int, tuple[Part, ...]]] = {}
    for here, after in pairwise(edges):
        ended = closes.get(here, [])
        active = [(key, part) for key, part in active if not any(part is e for e in ended)]
        active += opens.get(here, [])
        active.sort(key=lambda pair: pair[0])
        pieces[here] = (after, tuple(part for _, part in active))
    out = []
    begun: set[str] = set()
    for kind, block in blocks:
        segments = []
        at = block.start
        while at < block.end:
            after, parts = pieces[at]
            if text := visible(document.text[at:after]):
                fresh = tuple(p.note for p in parts if p.role == "content" and p.note.key not in begun)
                begun.update(note.key for note in fresh)
                segments.append(Segment(text, parts, fresh))
            at = after
        if segments:
            notes_here = sorted((n for s in segments for n in s.begins), key=lambda n: place[n.key])
            out.append(Block(kind, tuple(segments), tuple(notes_here)))
    return tuple(out)
