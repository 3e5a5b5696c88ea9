"""One attribution as a reader sees it: a row of the table, a note in the margin."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sayso.model import Article, Attribution, Certainty, Entity, Form, Passage, SourceKind, Span, Stance
from sayso.show.safe import one_line, shortened

__all__ = ["NOBODY", "WEAK", "Cast", "Note", "Touch", "Words", "line", "notes_of", "words_at"]

WEAK = 0.5
NOBODY = "(nobody named)"
_LANES = 4
_QUOTED = 70  # characters of the words that a link shows
_AUTHOR = "author"  # by which a speaker is named that is the article's own author
_UNNAMED = (SourceKind.UNNAMED_PERSON, SourceKind.UNNAMED_GROUP)
_STANCES = {
    Stance.NO_COMMENT: "does not comment",
    Stance.DOES_NOT_DENY: "does not deny",
}
# What somebody else's statement is to whom it is done to.
_DONE_TO = {
    Stance.STATES: "taken up",
    Stance.CONFIRMS: "confirmed",
    Stance.DENIES: "denied",
    Stance.DOES_NOT_DENY: "not denied",
    Stance.NO_COMMENT: "not commented on",
    Stance.DISPUTES: "disputed",
    Stance.PREDICTS: "predicted",
    Stance.BELIEVES: "believed",
    Stance.DEMANDS: "demanded",
    Stance.ASKS: "asked about",
}
_DESCRIBED = (
    ("number", "number"),
    ("office", "office"),
    ("side", "side"),
    ("place", "place"),
    ("reason", "why unnamed"),
)


@dataclass(frozen=True, slots=True)
class Words:
    """Some words of the text: the anchor of the place where they begin, and the words, shortened."""

    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class Touch:
    """What somebody does with the statement of another, in one line, with the words that do it."""

    key: str
    text: str
    at: Words | None


@dataclass(frozen=True, slots=True)
class Note:
    """One attribution as a row or a margin note.

    `key` is its anchor (`a3`), `number` what readers see of it, `depth` 0 for one that stands in no other's
    content. `lane` tells apart the underlines of contents that share words, 0 being closest to the words.

    `who` is what the source is called where it is listed, `kind` its kind in words; `speaker` is who the source is,
    where its own words do not say so, and `speaks_for` in whose name; `chain` are the mouths between the article and
    the source, outermost first; `described` is what is said of a source without a name beside its own words.
    `stance` is None where the source just states; `hedged` is the hedge with what readers take it to mean.
    `touches` are what others do with the statement, `id` is the attribution's own.
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
    weak: bool
    lane: int
    who: str = ""
    kind: str | None = None
    named: bool = True
    speaker: str | None = None
    speaks_for: str | None = None
    chain: tuple[str, ...] = ()
    described: tuple[tuple[str, str], ...] = ()
    stance: str | None = None
    hedged: str | None = None
    touches: tuple[Touch, ...] = ()
    id: str = ""

    @property
    def via(self) -> str | None:
        """The mouths between the article and the source in words."""
        return f"via {' → '.join(self.chain)}" if self.chain else None


class Cast:
    """The entities of an article, by what they are called."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._known = {e.id: e for e in entities}

    def name(self, key: str) -> str:
        """What an entity is called; the author is no entity, and an id that nobody bears stands for itself."""
        if key in self._known:
            return one_line(self._known[key].name)
        return "the author" if key == _AUTHOR else one_line(key)

    def speaker(self, a: Attribution) -> str | None:
        """Who a source is, unless its own words say so."""
        if a.speaker not in self._known:
            return None
        name = self.name(a.speaker)
        return None if a.source and _says(a.source.text, name) else name or None

    def who(self, a: Attribution) -> str:
        """What a source is called: by its name, or by its own words, or by nothing."""
        if a.speaker is not None:
            return self.name(a.speaker)
        return line(a.source.text if a.source else None) or NOBODY

    def speaks_for(self, a: Attribution) -> str | None:
        """In whose name a source speaks, unless its own words or its name say so."""
        speaker = self._known.get(a.speaker or "")
        if speaker is None or speaker.speaks_for not in self._known:
            return None
        name = self.name(speaker.speaks_for)
        return None if a.source and _says(a.source.text, name) else name or None


def line(text: str | None) -> str | None:
    """A text as one visible line, None where nothing is left of it."""
    return (one_line(text) or None) if text else None


def words_at(text: str, key: str, spans: Iterable[Span]) -> list[tuple[Span, Words]]:
    """The spans that have a visible word, each with the anchor that it gets and its words."""
    out = []
    for n, span in enumerate(spans, 1):
        if shown := one_line(text[span.start : span.end]):
            out.append((span, Words(f"{key}-{n}", shortened(shown, _QUOTED))))
    return out


def notes_of(article: Article, cast: Cast) -> tuple[list[tuple[Attribution, Note]], list[tuple[str, Span, str]]]:
    """The attributions with their notes, each parent before what stands in it, and the words that their touches
    rest on: key, span, anchor.
    """
    attributions = article.attributions
    known = {a.id: a for a in attributions}
    below: dict[str | None, list[Attribution]] = {}
    for a in attributions:
        below.setdefault(a.parent if a.parent in known and a.parent != a.id else None, []).append(a)
    # Ids that look like anchors stay anchors, so that `#a3` of the page is `a3` of the JSON.
    plain = all(i[:1] == "a" and i[1:].isascii() and i[1:].isdigit() for i in known)
    keys = {i: i if plain else f"a{n}" for n, i in enumerate(known, 1)}
    lanes = _lanes(attributions)
    touches, resting = _touches(article, cast)
    out: list[tuple[Attribution, Note]] = []
    done: set[str] = set()
    # Attributions that are each other's parents hang below no root: they follow as roots of their own.
    for root in [*below.get(None, ()), *attributions]:
        stack = [(root, 0)]
        while stack:
            a, depth = stack.pop()
            if a.id in done:
                continue
            done.add(a.id)
            parent = keys[a.parent] if depth and a.parent else None
            note = Note(
                key=keys[a.id],
                id=a.id,
                number=keys[a.id][1:],
                depth=depth,
                parent=parent,
                parent_number=parent[1:] if parent else None,
                source=line(a.source.text) if a.source else None,
                cue=line(a.cue.text) if a.cue else None,
                content=one_line(a.content.text),
                form=a.form,
                score=a.score,
                figure=_figure(a.score),
                weak=a.score < WEAK,
                lane=lanes[a.id],
                who=cast.who(a),
                kind=None if a.source_kind is SourceKind.NONE else a.source_kind.replace("_", " "),
                named=a.source_kind not in _UNNAMED,
                speaker=cast.speaker(a),
                speaks_for=cast.speaks_for(a),
                chain=tuple(cast.name(mouth) for mouth in a.via),
                described=_described(a),
                stance=None if a.stance is Stance.STATES else _STANCES.get(a.stance, str(a.stance)),
                hedged=_hedged(a.certainty),
                touches=tuple(touches.get(a.id, ())),
            )
            out.append((a, note))
            stack += [(child, depth + 1) for child in reversed(below.get(a.id, ()))]
    return out, resting


def _says(source: str, name: str) -> bool:
    """Whether the words of a source hold a name, in whatever case and with whatever article."""
    bare = re.sub(r"^(?:the|an?) ", "", name.casefold())
    return re.search(rf"(?<!\w){re.escape(bare)}(?!\w)", one_line(source).casefold()) is not None


def _described(a: Attribution) -> tuple[tuple[str, str], ...]:
    if a.description is None:
        return ()
    passages: list[tuple[str, Passage | None]] = [(label, getattr(a.description, name)) for name, label in _DESCRIBED]
    said = [(label, one_line(p.text)) for label, p in passages if p is not None]
    return tuple((label, words) for label, words in said if words and not (a.source and _says(a.source.text, words)))


def _hedged(c: Certainty) -> str | None:
    """The hedges and what they mean to readers: `“likely”: about 70% (60–80)`."""
    said = ", ".join(f"“{words}”" for m in c.markers if (words := one_line(m.text)))
    if c.probability is None:
        return said or None
    p = c.probability
    figures = f"about {p.median:.0%} ({100 * p.low:.0f}–{100 * p.high:.0f})"
    return f"{said}: {figures}" if said else figures


def _touches(article: Article, cast: Cast) -> tuple[dict[str, list[Touch]], list[tuple[str, Span, str]]]:
    touches: dict[str, list[Touch]] = {}
    resting = []
    for n, relation in enumerate(article.relations, 1):
        found = words_at(article.document.text, f"r{n}", relation.passage.spans)
        resting += [(f"r{n}", span, words.anchor) for span, words in found]
        text = f"{_DONE_TO[relation.kind]} by {cast.name(relation.by)}"
        touches.setdefault(relation.attribution, []).append(Touch(f"r{n}", text, found[0][1] if found else None))
    return touches, resting


def _figure(score: float) -> str:
    """A probability in hundredths, cut and not rounded: just below a half must not read as one half."""
    return f"{int(score * 100 + 1e-9) / 100:.2f}"


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
